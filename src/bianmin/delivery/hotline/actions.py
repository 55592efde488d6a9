"""Begin and follow a call, order a fax, and note what became of it."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from bianmin.delivery.hotline.models import Call, Fax, Policy
from bianmin.delivery.hotline.queries import going_on, visible_to
from bianmin.delivery.hotline.rules import NotALandline, TooManyFaxes
from bianmin.delivery.hotline.vocab import CALL, FAX, FAXES_A_DAY, FaxState, Outcome, Step, VoiceLine
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.actions import hold
from bianmin.kernel import phones
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role, system
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import local_day

LONGEST: Final = timedelta(hours=1)
"""A call of which nothing was heard for so long has ended."""
ORDER: Final = list(Outcome.values)


@act()
def write_line(*, line: VoiceLine, by: Actor, at: datetime) -> None:
    """Let a voice pack hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or line.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, line, verb="hotline.write_line", subject="hotline.policy", by=by, at=at)


@act()
def begin(*, line: VoiceLine, language: str, caller: str, trial: bool, by: Actor, at: datetime) -> Call:
    """Take a call; a `trial` is one that staff try the menu with."""
    call = Call.objects.create(
        agency=line.agency,
        unit_path=line.unit,
        key=secrets.token_urlsafe(24),
        line=by.key,
        language=language,
        caller=caller[:40],
        menu=line.menus[0].code,
        trial=trial,
        began_at=at,
        began_on=local_day(at),
    )
    if not trial:
        touch(fact=CALL, keys=FACTS.facts[CALL].keys(call))
    record(verb="hotline.begin", subject=f"{CALL}:{call.pk}", agency=call.agency, by=by, at=at)
    return call


@act()
def keep(*, key: str, by: Actor, at: datetime, outcome: str = "", **values: object) -> Call:
    """Note where a call stands now, and what it got; of several things the greatest counts.

    Raises:
        CallIsOver.
    """
    call = going_on(by, key)
    for name, value in values.items():
        setattr(call, name, value)
    if outcome and ORDER.index(outcome) > ORDER.index(call.outcome):
        call.outcome = outcome
        if not call.trial:
            touch(fact=CALL, keys=FACTS.facts[CALL].keys(call))
        record(verb=f"hotline.{outcome}", subject=f"{CALL}:{call.pk}", agency=call.agency, by=by, at=at)
    if call.step == Step.OVER:
        call.ended_at, call.caller, call.kept = at, "", ""
    call.save()
    return call


@act()
def end_silent(*, at: datetime) -> int:
    """End calls of which nothing was heard for an hour, and forget what was typed in them; gives how many."""
    rows = Call.objects.filter(ended_at__isnull=True, began_at__lt=at - LONGEST)
    ended = rows.update(ended_at=at, caller="", kept="", step=Step.OVER)
    if ended:
        record(verb="hotline.end_silent", subject=CALL, agency="", by=system("exchange"), at=at)
    return ended


@act()
def order_fax(
    *, line: VoiceLine, number: str, service: str, language: str, gateway: bool, by: Actor, at: datetime
) -> Fax:
    """Have the guide of a service sent to a fax machine 索取須知; without a gateway it is a task for people.

    Raises:
        NotALandline, TooManyFaxes.
    """
    try:
        phone = phones.parse(number)
    except phones.WrongPhone as wrong:
        raise NotALandline(field="digits") from wrong
    if phone.line is not phones.Line.LANDLINE:
        raise NotALandline(field="digits")
    today = Fax.objects.filter(agency=line.agency, number=phone.printed, asked_on=local_day(at)).count()
    if today >= FAXES_A_DAY:
        raise TooManyFaxes(field="digits")
    fax = Fax.objects.create(
        agency=line.agency,
        unit_path=line.unit,
        number=phone.printed,
        service_code=service,
        language=language,
        state=FaxState.WAITING if gateway else FaxState.OPEN,
        next_try_at=at if gateway else None,
        asked_at=at,
        asked_on=local_day(at),
    )
    touch(fact=FAX, keys=FACTS.facts[FAX].keys(fax))
    record(verb="hotline.order_fax", subject=f"{FAX}:{fax.pk}", agency=fax.agency, by=by, at=at)
    return fax


@act()
def settle_fax(*, fax: int, state: FaxState, by: Actor, at: datetime, next_try_at: datetime | None = None) -> None:
    """Note what became of a fax."""
    row = Fax.objects.select_for_update().get(pk=fax)
    before = FACTS.facts[FAX].keys(row)
    row.state, row.next_try_at, row.tries = state, next_try_at, row.tries + 1
    if state in (FaxState.SENT, FaxState.FAILED):
        row.done_at, row.done_on, row.done_by = at, local_day(at), by.key
    row.save()
    touch(fact=FAX, keys=before | FACTS.facts[FAX].keys(row))
    record(verb=f"hotline.fax_{state.value}", subject=f"{FAX}:{row.pk}", agency=row.agency, by=by, at=at)


@act()
def send_by_hand(*, fax: int, sent: bool, by: Actor, at: datetime) -> None:
    """An officer sent an open fax, or could not.

    Raises:
        NotFound: no open fax of the actor's units. NotAllowed: no officer there.
    """
    row = visible_to(by).filter(pk=fax, state=FaxState.OPEN).first()
    if row is None:
        raise NotFound
    if not by.has(Role.OFFICER, Role.CHIEF):
        raise NotAllowed
    settle_fax(fax=fax, state=FaxState.SENT if sent else FaxState.FAILED, by=by, at=at)
