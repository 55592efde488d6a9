"""The automatic telephone line 語音專線: what is said after each key, and what the key does.

The exchange speaks what `say` holds and sends the keys that were pressed; a case is opened by receipt number and birth
date with the same limits of tries as on the web (document 001, line 386: applications of the last three months).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from bianmin.delivery.cases.actions.escalate import at_work
from bianmin.delivery.cases.actions.track import NothingOpens, track
from bianmin.delivery.cases.vocab import Outcome as Decided
from bianmin.delivery.cases.vocab import State, TrackCard
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.hotline.actions import begin as take_call
from bianmin.delivery.hotline.actions import keep, order_fax
from bianmin.delivery.hotline.models import Call
from bianmin.delivery.hotline.queries import going_on, line_of
from bianmin.delivery.hotline.vocab import Does, Menu, Outcome, Press, Step, VoiceLine
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.days import months_end
from bianmin.foundation.clock.vocab import OfficeHours
from bianmin.foundation.notices.contrib.fax import fax_is_set
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.journeys.question import take_question
from bianmin.kernel import rocdate
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.tongues import is_chinese

LANGUAGES: Final = ("zh-hant", "en")
ASKED: Final = "撥打語音專線，希望專人回電。"
"""What stands on the desk's task to call back."""

DIGITS: Final = 13
"""So many digits a receipt number has: seven of the day, five of the serial, one to check."""

FULL: Final = 8
"""So many digits a date has with a year of four."""

WRONG: Final = 3
"""After so many keys that mean nothing the caller is handed to a person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the exchange says next, how many keys it waits for (`#` ends them), and to whom it transfers."""

    call: str
    say: tuple[str, ...]
    most: int
    transfer: str
    over: bool
    language: str


def begin(*, agency: str, caller: str, language: str, by: Actor, at: datetime, trial: bool = False) -> Turn:
    """Take a call: the first menu is said.

    Raises:
        NoLine: the agency has none.
    """
    line = line_of(agency)
    tongue = language if language in LANGUAGES else LANGUAGES[0]
    call = take_call(line=line, language=tongue, caller=caller, trial=trial, by=by, at=at)
    with translation.override(tongue):
        return _Talk(call, line, by, at).menu()


def press(*, call: str, digits: str, by: Actor, at: datetime) -> Turn:
    """Take the keys that were pressed. Call it outside a transaction: a failed look-up is kept, then told.

    Raises:
        CallIsOver, NoLine.
    """
    row = going_on(by, call)
    with translation.override(row.language):
        talk = _Talk(row, line_of(row.agency), by, at)
        keys = "".join(sign for sign in digits if sign in "0123456789*")[:40]
        return talk.steps()[row.step](keys)


class _Talk:
    """One call at one moment."""

    def __init__(self, call: Call, line: VoiceLine, by: Actor, at: datetime) -> None:
        self.call, self.line, self.by, self.at = call, line, by, at
        self.office, self.say = agency_named(call.agency), reader(call.agency, call.language)

    def steps(self) -> dict[str, Callable[[str], Turn]]:
        """What takes the keys, by what the call waits for."""
        return {Step.MENU: self._key, Step.NUMBER: self._number, Step.BIRTH: self._birth, Step.FAX: self._fax,
                Step.BACK: self._back}  # fmt: skip

    def _keep(self, step: Step, outcome: str = "", **values: object) -> None:
        self.call = keep(key=self.call.key, step=step, outcome=outcome, by=self.by, at=self.at, **values)

    def _turn(self, *said: str, most: int = 1, transfer: str = "") -> Turn:
        over = self.call.step == Step.OVER
        return Turn(
            self.call.key, tuple(one for one in said if one), 0 if over else most, transfer, over, self.call.language
        )

    def menu(self, *first: str, code: str = "") -> Turn:
        """Say a menu, the first one where none is named; `first` is said before."""
        menu = self.line.menu(code)
        self._keep(Step.MENU, menu=menu.code, kept="")
        return self._turn(*first, self.say(menu.say), *self._keys(menu))

    def _keys(self, menu: Menu) -> list[str]:
        return [_("{what}: press {key}.").format(what=self.say(one.say), key=one.key) for one in menu.keys]

    def _key(self, keys: str) -> Turn:
        menu = self.line.menu(self.call.menu)
        found = menu.press(keys[:1])
        if found is None:
            wrong = self.call.wrong + 1
            if wrong >= WRONG:
                return self._person(_("We put you through to a person."))
            self._keep(Step.MENU, wrong=wrong)
            return self.menu(_("This key means nothing here."), code=menu.code)
        return self._does(found, menu)

    def _does(self, found: Press, menu: Menu) -> Turn:
        acts: dict[str, Callable[[], Turn]] = {
            Does.MENU: lambda: self.menu(code=found.to),
            Does.STATUS: self._status,
            Does.FAX: lambda: self._guide(found.service),
            Does.HOURS: self._hours,
            Does.LANGUAGE: lambda: self._language(found.language),
            Does.PERSON: self._person,
            Does.REPEAT: lambda: self.menu(code=menu.code),
            Does.END: self._end,
        }
        return acts[found.does]()

    def _status(self) -> Turn:
        self._keep(Step.NUMBER)
        words = _("Type the thirteen digits of your receipt number, without its letters, then the hash key.")
        return self._turn(words, most=DIGITS)

    def _guide(self, service: str) -> Turn:
        self._keep(Step.FAX, kept=service)
        return self._turn(_("Type your fax number with its area code, then the hash key."), most=12)

    def _language(self, language: str) -> Turn:
        self._keep(Step.MENU, language=language or LANGUAGES[0])
        self.say = reader(self.call.agency, self.call.language)
        with translation.override(self.call.language):
            return self.menu()

    def _end(self) -> Turn:
        self._keep(Step.OVER)
        return self._turn(_("Thank you for calling. Goodbye."))

    def _hours(self) -> Turn:
        hours = self.office.hours.get(self.call.language, self.office.hours.get("zh-hant", []))
        self._keep(Step.MENU, outcome=Outcome.HOURS)
        return self.menu(*(f"{days} {times}" for days, times in hours))

    def _number(self, keys: str) -> Turn:
        if len(keys) != DIGITS:
            return self._turn(_("That is not thirteen digits. Type them again, then the hash key."), most=DIGITS)
        self._keep(Step.BIRTH, kept=f"{self.office.short}-{keys[:7]}-{keys[7:]}")
        words = _("Type your date of birth, for example 0450309 or 19560309, then the hash key.")
        return self._turn(words, most=FULL)

    def _birth(self, keys: str) -> Turn:
        try:
            card = track(number=self.call.kept, birth_on=_day(keys), address=self._place(), at=self.at)
        except NothingOpens:
            return self.menu(_("Number and date of birth do not fit together. Compare the number with your receipt."))
        except Refused as refusal:
            return self.menu(str(refusal))
        if not self._recent(card):
            return self.menu(_("This line tells of newer applications only. Ask a person about older ones."))
        self._keep(Step.MENU, outcome=Outcome.STATUS)
        return self.menu(*self._told(card))

    def _place(self) -> str:
        """What tries are counted by beside the number: the caller's telephone, or the call."""
        return f"telephone:{self.call.caller or self.call.key}"

    def _recent(self, card: TrackCard) -> bool:
        last = months_end(card.received_on + timedelta(days=1), self.line.months)
        return not self.line.months or local_day(self.at) <= last

    def _told(self, card: TrackCard) -> list[str]:
        """Where a case stands, in words to be spoken; the result only of services that tell it by telephone."""
        day = rocdate.roc_full if is_chinese(self.call.language) else date.isoformat
        told = [_("{service}: {state}.").format(service=self.say(card.service_name), state=State(card.state).label)]
        if card.decided_on is None:
            if card.state != State.WITHDRAWN:
                told.append(_("It is ready by {day}.").format(day=day(card.due_on)))
        elif card.service_code in self.line.told:
            told.append(_("The result is: {outcome}.").format(outcome=Decided(card.outcome).label))
        return told

    def _fax(self, keys: str) -> Turn:
        if not keys:
            return self.menu()
        code = self.call.kept
        name = self.say(service_card(self.call.agency, code, local_day(self.at)).name)
        words = _("The guide to {service} goes to fax number {number} within a few minutes.")
        if not self.call.trial:
            try:
                order_fax(line=self.line, number=keys, service=code, language=self.call.language,
                          gateway=fax_is_set(), by=self.by, at=self.at)  # fmt: skip
            except Refused as refusal:
                return self.menu(str(refusal))
            if not fax_is_set():
                words = _("The guide to {service} goes to fax number {number} in office hours.")
        self._keep(Step.MENU, outcome=Outcome.FAX)
        return self.menu(words.format(service=name, number=" ".join(keys)))

    def _person(self, *first: str) -> Turn:
        hours, calendar = OfficeHours.parse(self.line.hours), office_calendar(self.call.agency)
        if at_work(self.at, calendar, hours):
            self._keep(Step.OVER, outcome=Outcome.PERSON)
            return self._turn(*(first or (_("We put you through to a person."),)), transfer=self.office.phone)
        self._keep(Step.BACK)
        words = _("The office is closed now. Type the number we call you back at, then the hash key.")
        own = _("For the number you are calling from, press only the hash key.") if self.call.caller else ""
        return self._turn(words, own, most=15)

    def _back(self, keys: str) -> Turn:
        number = keys or self.call.caller
        calendar, day = office_calendar(self.call.agency), local_day(self.at)
        day += timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
        if not self.call.trial:
            try:
                take_question(agency=self.call.agency, name="", phone=number, question=ASKED, unit=self.line.unit,
                              by_on=day, by=self.by, at=self.at)  # fmt: skip
            except Refused as refusal:
                return self._turn(str(refusal), most=15)
        self._keep(Step.OVER, outcome=Outcome.PERSON)
        return self._turn(_("We call you back on the next working day. Goodbye."))


def _day(keys: str) -> date | None:
    """A date of birth as typed: 0450309 or 450309 in the calendar of the Republic, or 19560309."""
    try:
        if len(keys) == FULL:
            return date.fromisoformat(f"{keys[:4]}-{keys[4:6]}-{keys[6:]}")
        return rocdate.parse(keys.zfill(7))
    except (ValueError, Refused):
        return None


def script(line: VoiceLine) -> list[tuple[Menu, list[tuple[Press, str]]]]:
    """The whole menu for reading: each menu with its keys and what they do."""
    return [(menu, [(one, str(Does(one.does).label)) for one in menu.keys]) for menu in line.menus]
