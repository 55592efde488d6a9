"""Look a paper of a case up instead of asking for it 謄本減量: a plug-in asks a register, or an officer looks there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bianmin.delivery.cases.actions.lookups import SOURCE_MAX, PaperIsUnknown, look_up
from bianmin.delivery.cases.actions.steps import act_on
from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Defect, Verb
from bianmin.delivery.exchange.actions.lookups import reserve, settle
from bianmin.delivery.exchange.queries.lookups import connected, door, failed, lookups_of, registers, telling_of
from bianmin.delivery.exchange.vocab import (
    SPARED,
    Answer,
    LookupCard,
    Matter,
    NoAnswer,
    Question,
    Register,
    Result,
    Wanted,
    Way,
)
from bianmin.foundation.persons.actions import read_person
from bianmin.journeys.screen import KEY as COMPUTER
from bianmin.kernel import rocdate
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import find_every

LONGEST: Final = 500
UNREAD: Final = _("The computer asked, and nobody read the answer.")
REASON: Final = _("{paper} (we looked in {register} on {day}: {why})")


class RegisterDoesNotTell(Refused):
    """The register says nothing about this paper, or is not in the list."""

    message = _("This register does not tell about that paper. Choose another, or write where you looked.")


class NotConnected(Refused):
    """A register without a plug-in was to be asked."""

    message = _("This register is not connected. Look there yourself and note what you saw.")


class StillLookedUp(Refused):
    """A notice names a paper that the office looks up itself."""

    message = _("“{word}” is looked up by the office and not asked for. Look it up first; ask only if that fails.")


@dataclass(frozen=True, slots=True)
class Place:
    """A paper of a case with a register that tells about it; `asks`: it can be asked from here."""

    paper: str
    paper_name: str
    register: Register | None
    asks: bool


def places(actor: Actor, number: str) -> list[Place]:
    """Where each paper that the office looks up, or that was handed in before, can be looked up for a case."""
    case = row(actor, number)
    again = {paper.code for paper in service_of(case).offer.papers if paper.reusable}
    found = []
    for paper in find_every(CasePaper, agency=case.agency, case=case.pk):
        if paper.lookup or paper.code in again:
            telling = telling_of(case.agency, paper.code)
            found += [Place(paper.code, paper.name, one, connected(one)) for one in telling]
            found.append(Place(paper.code, paper.name, None, asks=False))
    return found


def _matter(case: Case) -> Matter:
    return Matter(case.agency, case.unit_path, case.subject, case.number, case.service_code, case.service_name)


def _place(actor: Actor, number: str, paper: str, register: str) -> Place:
    """Where a paper of a case is looked up; without a register the officer names the place herself.

    Raises:
        PaperIsUnknown: the office does not look it up. RegisterDoesNotTell: the register says nothing about it.
    """
    mine = [one for one in places(actor, number) if one.paper == paper]
    if not mine:
        raise PaperIsUnknown(field="paper")
    known = next((one for one in mine if (one.register.code if one.register else "") == register), None)
    if known is None:
        raise RegisterDoesNotTell(field="paper")
    return known


def _wanted(case: Case, place: Place, source: str, again: str) -> Wanted:
    of = next(one for one in service_of(case).offer.papers if one.code == place.paper)
    other = Way.FILES if of.reusable and not of.lookup else Way.REGISTER
    known = place.register
    return Wanted(
        matter=_matter(case),
        paper=place.paper,
        paper_name=place.paper_name,
        register=known.code if known else "",
        register_name=known.name if known else source.strip()[:SOURCE_MAX] or of.source,
        way=known.way if known else other,
        basis=(of.basis or (known.basis if known else ""))[:SOURCE_MAX],
        again=again,
    )


@act()
def note(
    *,
    number: str,
    paper: str,
    result: str,
    by: Actor,
    at: datetime,
    register: str = "",
    source: str = "",
    seen_there: str = "",
    again: str = "",
) -> None:
    """Note what an officer saw in a register, or that it failed; `source` names a place that is not in the list.

    Raises:
        PaperIsUnknown, RegisterDoesNotTell; what `cases` and `exchange` refuse: nothing changed.
    """
    case = act_on(number, Verb.LOOK_UP, by=by)
    wanted = _wanted(case, _place(by, number, paper, register), source, again)
    look_up(number=number, paper=paper, found=result == Result.FOUND, source=wanted.register_name, by=by, at=at)
    key = reserve(wanted=wanted, by=by, at=at, connected=False)
    settle(key=key, result=Result(result), note=seen_there, by=by, at=at)


@act()
def _begin(case: Case, wanted: Wanted, by: Actor, at: datetime) -> tuple[int, Question]:
    """Take the place, and read of the applicant what finds her in the register; both are journaled."""
    key = reserve(wanted=wanted, by=by, at=at, connected=True)
    for_what = f"{case.number} {wanted.register}"
    of = read_person(case.applicant_id, fields=("id_number", "name"), purpose=for_what, by=by, at=at)
    purpose = f"{case.number} {case.service_name}"
    return key, Question(wanted.register, wanted.paper, of["id_number"], of["name"], purpose)


@act()
def _end(case: Case, wanted: Wanted, key: int, result: Result, by: Actor, at: datetime) -> None:
    settle(key=key, result=result, note="", by=by, at=at)
    found = result in SPARED
    look_up(number=case.number, paper=wanted.paper, found=found, source=wanted.register_name, by=by, at=at)


def _unread(case: Case, paper: str) -> str:
    """Why a paper is asked about again that a computer asked about: nobody read what the register answered."""
    last = next((one for one in reversed(lookups_of(case.agency, case.subject)) if one.paper == paper), None)
    with override("zh-hant"):
        return str(UNREAD) if last and last.by == COMPUTER else ""


def ask(*, number: str, paper: str, register: str, by: Actor, at: datetime, again: str = "") -> Answer | None:
    """Ask a connected register; its answer is shown once and not kept. None: it could not be reached.

    Call it outside a transaction: nothing is locked while the register takes its time, and that it was asked stands.

    Raises:
        PaperIsUnknown, NotConnected, RegisterDoesNotTell, LookedUpBefore, BeingLookedUp: nothing was asked.
    """
    case = act_on(number, Verb.LOOK_UP, by=by)
    place = _place(by, number, paper, register)
    if place.register is None or not place.asks:
        raise NotConnected(field="result")
    wanted = _wanted(case, place, "", again.strip() or _unread(case, paper))
    key, question = _begin(case, wanted, by, at)
    answer: Answer | None = None
    try:
        answer = door(place.register).ask(question)
        result = answer.result
    except (NoAnswer, OSError):
        result = Result.DOWN
    _end(case, wanted, key, result, by, at)
    return answer


def worded(actor: Actor, number: str, defects: Iterable[Defect]) -> list[Defect]:
    """What a notice asks for; a paper whose look-up failed says so, with the day, the register and the reason.

    Raises:
        StillLookedUp: it asks for what a register can tell.
    """
    case, defects = row(actor, number), list(defects)
    check_notice(case, defects)
    lost = failed(case.agency, case.subject)
    return [
        replace(defect, text=_with_reason(defect.text, lost[defect.paper])) if defect.paper in lost else defect
        for defect in defects
    ]


def _with_reason(text: str, lost: LookupCard) -> str:
    """In Chinese, as notices are."""
    with override("zh-hant"):
        told, day, why = str(REASON), rocdate.roc(local_day(lost.at)), lost.note or str(lost.result.label)
        return told.format(paper=text, register=lost.register_name, day=day, why=why)[:LONGEST]


def check_notice(case: Case, defects: Iterable[Defect]) -> None:
    """Refuse a notice that asks in words for what a register can tell 免附謄本.

    Raises:
        StillLookedUp: nothing changed.
    """
    words = _looked_up(case)
    asked = (word for defect in defects if not defect.paper for word in words if word in defect.text)
    if said := next(asked, ""):
        raise StillLookedUp(field="defects", word=said)


def _looked_up(case: Case) -> list[str]:
    """The words for what a register can still tell about a case: its papers, and what each register tells."""
    book = registers(case.agency)
    waiting = {paper.code: paper.name for paper in case.papers.all() if paper.lookup and paper.state != "not_found"}
    telling = [one for one in (book.registers if book else ()) if waiting.keys() & set(one.papers)]
    return [*waiting.values(), *(word for one in telling for word in one.words)]
