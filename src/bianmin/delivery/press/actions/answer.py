"""Answer what the media said: give it to somebody, check it, draft the answer with its proof, approve it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.press.actions.see import ToneIsMissing, check_unit
from bianmin.delivery.press.actions.steps import changing, keep, link, locked, words
from bianmin.delivery.press.models import Item
from bianmin.delivery.press.queries.rules import due_at, office_minutes, rules_for
from bianmin.delivery.press.rules import may_handle, may_lead
from bianmin.delivery.press.vocab import WAITING, Drafted, Stance, State, Step, Tone, Truth
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class OfficerIsMissing(Refused):
    """Nobody who works in the agency."""

    message = _("Choose somebody of the agency, or leave it to the unit.")


class TruthIsMissing(Refused):
    """None of the four."""

    message = _("Choose whether it is true.")


class StanceIsMissing(Refused):
    """None of the three."""

    message = _("Choose what the answer does.")


class ProofIsMissing(Refused):
    """Something unfavourable is rebutted, or something corrected, without proof."""

    message = _("Add what proves it: a file, or an address on the web. Without proof the answer is not sent.")


def _handled(number: str, by: Actor, *states: State) -> Item:
    item = locked(number, by, *states)
    if not may_handle(by, item):
        raise NotAllowed
    return item


def _led(number: str, by: Actor, *states: State) -> Item:
    item = locked(number, by, *states)
    if not may_lead(by, item):
        raise NotAllowed
    return item


@act()
def give(*, number: str, unit: str, officer: str, by: Actor, at: datetime, text: str = "") -> Item:
    """Give an item to a unit (its path), and to somebody there (the key of an account) 分辦; its limit runs on.

    Raises:
        NotFound, NotAllowed, NotNow, UnitIsMissing, OfficerIsMissing.
    """
    item = _handled(number, by, *WAITING)
    check_unit(item.agency, unit, at)
    if officer and officer not in {one.key for one in staff_of(item.agency)}:
        raise OfficerIsMissing(field="officer")
    with changing(item, Step.GIVEN, "unit_path", "officer", text=text.strip()[:500], by=by, at=at):
        item.unit_path, item.officer = unit, officer
    return item


@act()
def check(*, number: str, truth: str, tone: str, finding: str, by: Actor, at: datetime) -> Item:
    """Say what was found out 查證: whether it is true, and how it speaks of the agency.

    The limit is that of the tone, from the moment it was seen.

    Raises:
        NotFound, NotAllowed, NotNow, TruthIsMissing, ToneIsMissing, WordsAreMissing.
    """
    item = _handled(number, by, *WAITING)
    if truth not in Truth.values:
        raise TruthIsMissing(field="truth")
    if tone not in Tone.values:
        raise ToneIsMissing(field="tone")
    said = words(finding, "finding", most=2000)
    with changing(item, Step.CHECKED, "truth", "tone", "finding", "due_at", by=by, at=at):
        if tone != item.tone:
            item.due_at = due_at(rules_for(item.agency), tone, item.seen_at)
        item.truth, item.tone, item.finding = truth, tone, said
    return item


@act()
def draft(*, number: str, drafted: Drafted, proofs: Sequence[Kept] = (), by: Actor, at: datetime) -> Item:
    """Draft the answer 擬具回應, with what proves it; proofs that were brought before stay.

    Raises:
        NotFound, NotAllowed, NotNow, StanceIsMissing, WordsAreMissing, WrongLink, ProofIsMissing, NoKindKnown.
    """
    item = _handled(number, by, *WAITING)
    if drafted.stance not in Stance.values:
        raise StanceIsMissing(field="stance")
    said, proof = words(drafted.text, "answer"), link(drafted.link, "proof_link")
    rebuts = item.tone == Tone.NEGATIVE or drafted.stance != Stance.EXPLAIN
    if rebuts and not (proof or proofs or item.proofs):
        raise ProofIsMissing(field="files")
    fields = ("state", "stance", "answer", "proof_link", "proofs", "drafted_by", "officer")
    with changing(item, Step.DRAFTED, *fields, by=by, at=at):
        item.state, item.stance, item.answer, item.proof_link = State.DRAFTED, drafted.stance, said, proof
        item.proofs = [*item.proofs, *keep(item, item.proof, proofs, by=by, at=at)]
        item.drafted_by, item.officer = by.key, item.officer or by.key
    return item


@act()
def send_back(*, number: str, reason: str, by: Actor, at: datetime) -> Item:
    """Send a drafted answer back with what is to be changed 退回修正: by a chief.

    Raises:
        NotFound, NotAllowed, NotNow, WordsAreMissing.
    """
    item = _led(number, by, State.DRAFTED)
    with changing(item, Step.RETURNED, "state", text=words(reason, "reason", most=1000), by=by, at=at):
        item.state = State.OPEN
    return item


@act()
def approve(*, number: str, by: Actor, at: datetime) -> Item:
    """Approve a drafted answer 核定: by a chief; with that it is answered, and its office time stands.

    Raises:
        NotFound, NotAllowed, NotNow.
    """
    item = _led(number, by, State.DRAFTED)
    fields = ("state", "answered_at", "answered_on", "minutes", "in_time")
    with changing(item, Step.ANSWERED, *fields, by=by, at=at):
        item.state, item.answered_at, item.answered_on = State.ANSWERED, at, local_day(at)
        item.minutes = office_minutes(rules_for(item.agency), item.seen_at, at)
        item.in_time = at <= item.due_at
    return item


@act()
def file_away(*, number: str, reason: str, by: Actor, at: datetime) -> Item:
    """Say why no answer is needed 存參: by a chief; it counts neither as in time nor as late.

    Raises:
        NotFound, NotAllowed, NotNow, WordsAreMissing.
    """
    item = _led(number, by, *WAITING)
    with changing(item, Step.NOTED, "state", text=words(reason, "reason", most=1000), by=by, at=at):
        item.state = State.NOTED
    return item
