"""Appraise a mailbox: draw answers, judge each, say what follows, approve."""

from datetime import datetime
from random import Random

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.queries.figures import answers_to_sample
from bianmin.delivery.opinions.queries.mailboxes import mailbox as mailbox_named
from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.appraisals.models import Appraisal, Policy, Sample
from bianmin.quality.appraisals.queries.appraisals import appraisal, due_on, kept, row, rules_of
from bianmin.quality.appraisals.rules import may_approve, may_judge
from bianmin.quality.appraisals.vocab import (
    REMARK_MOST,
    SUBJECT,
    TEXT_MOST,
    AppraisalRules,
    Judged,
    State,
)
from bianmin.quality.indicators.vocab.spans import Span


class NotOverYet(Refused):
    """The half-year still runs, or it is none."""

    message = _("Choose a half-year that is over.")


class BegunBefore(Refused):
    """This mailbox is appraised for this half-year already."""

    message = _("This mailbox is appraised for this half-year already. Open it in the list.")


class IsApproved(Refused):
    """An approved appraisal stays as it is."""

    message = _("This appraisal is approved and stays as it is.")


class ScoreIsWrong(Refused):
    """A criterion without points, or with more than it has."""

    message = _("Give whole points from 0 to {most}.")


class RemarkIsLong(Refused):
    """More than fits."""

    message = _("Write at most {most} characters.")


class WordsAreMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write what follows, by whom and until when, in at most {most} characters.")


class NotJudgedYet(Refused):
    """Answers wait to be judged, or nothing was concluded."""

    message = _("Judge every answer of the sample and write down what follows; then it is approved.")


@act()
def write_rules(*, rules: AppraisalRules, by: Actor, at: datetime) -> None:
    """Let an appraisal pack hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or rules.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, rules, verb="appraisals.write_rules", subject="appraisals.rules", by=by, at=at)


def _note(found: Appraisal, verb: str, *, by: Actor, at: datetime, fields: tuple[str, ...] = ()) -> None:
    record(verb=f"appraisals.{verb}", subject=found.subject, agency=found.agency, by=by, at=at, fields=fields)


def drawn(agency: str, mailbox: str, half: Span, count: int) -> list[Sample]:
    """The sample of a mailbox and half-year, in the order of numbers: drawn by lot, and the same whenever it is drawn.

    Python's Mersenne Twister, sown with agency, mailbox and half-year, draws without putting back from all answers of
    the half-year in the order of their numbers.
    """
    frame = answers_to_sample(agency, mailbox, half.first, half.last)
    lot = Random(f"{agency}/{mailbox}/{half.text}")  # noqa: S311 - a lot that can be drawn again, no secret
    chosen = sorted(lot.sample(frame, min(count, len(frame))))
    return [
        Sample(agency=agency, place=place, number=number, unit_path=path, closed_on=day)
        for place, (number, path, day) in enumerate(chosen, 1)
    ]


@act()
def begin(*, agency: str, mailbox: str, half: Span, by: Actor, at: datetime) -> Appraisal:
    """Begin the appraisal of a mailbox: its answers are drawn.

    Raises:
        NotFound: no such mailbox, or no pack says how. NotAllowed, NotOverYet, BegunBefore.
    """
    rules, box = rules_of(agency), mailbox_named(agency, mailbox)
    if rules is None:
        raise NotFound
    if not may_judge(by, agency):
        raise NotAllowed
    if "-H" not in half.text or half.last >= local_day(at):
        raise NotOverYet(field="half")
    if Appraisal.objects.filter(agency=agency, mailbox=mailbox, half=half.text).exists():
        raise BegunBefore(field="mailbox")
    found = Appraisal.objects.create(
        agency=agency, number=f"{half.text}-{mailbox}", mailbox=mailbox, mailbox_name=box.name, half=half.text,
        document=rules.model_dump_json(exclude_defaults=True), due_on=due_on(rules, half), made_by=by.key,
        made_on=local_day(at),
    )  # fmt: skip
    samples = drawn(agency, mailbox, half, rules.sample)
    for one in samples:
        one.appraisal = found
    Sample.objects.bulk_create(samples)
    _note(found, "begin", by=by, at=at)
    return found


def _open(number: str, by: Actor) -> Appraisal:
    found = Appraisal.objects.select_for_update().get(pk=row(by, number).pk)
    if not may_judge(by, found.agency):
        raise NotAllowed
    if found.state != State.JUDGING:
        raise IsApproved
    return found


@act()
def judge(*, number: str, place: int, judged: Judged, by: Actor, at: datetime) -> Sample:
    """Judge one answer of the sample; it may be judged anew until the appraisal is approved.

    Raises:
        NotFound, NotAllowed, IsApproved, ScoreIsWrong, RemarkIsLong.
    """
    found = _open(number, by)
    one = found.samples.filter(place=place).first()
    if one is None:
        raise NotFound
    rules = AppraisalRules.model_validate_json(found.document)
    for asked in rules.criteria:
        if not 0 <= judged.scores.get(asked.code, -1) <= asked.most:
            raise ScoreIsWrong(field=asked.code, most=asked.most)
    if len(judged.remark) > REMARK_MOST:
        raise RemarkIsLong(field="remark", most=REMARK_MOST)
    known = {point.code for point in rules.points}
    one.scores = {asked.code: judged.scores[asked.code] for asked in rules.criteria}
    one.score, one.remark, one.judged_by = sum(one.scores.values()), judged.remark.strip(), by.key
    one.points = [code for code in judged.points if code in known]
    one.save(update_fields=["scores", "score", "points", "remark", "judged_by"])
    subject = f"{SUBJECT}:{found.pk}"
    record(verb="appraisals.judge", subject=subject, agency=found.agency, by=by, at=at, purpose=one.number)
    return one


@act()
def conclude(*, number: str, text: str, by: Actor, at: datetime) -> Appraisal:
    """Say what follows from the appraisal 檢討改善.

    Raises:
        NotFound, NotAllowed, IsApproved, WordsAreMissing.
    """
    found, said = _open(number, by), text.replace("\0", "").strip()
    if not 0 < len(said) <= TEXT_MOST:
        raise WordsAreMissing(field="conclusion", most=TEXT_MOST)
    found.conclusion = said
    found.save(update_fields=["conclusion"])
    _note(found, "conclude", by=by, at=at, fields=("conclusion",))
    return found


@act()
def approve(*, number: str, by: Actor, at: datetime) -> Appraisal:
    """Approve an appraisal 核定: by a chief of the agency, once all is judged; its figures are kept as they are.

    Raises:
        NotFound, NotAllowed, IsApproved, NotJudgedYet.
    """
    found = _open(number, by)
    if not may_approve(by, found.agency):
        raise NotAllowed
    card = appraisal(by, number)
    if card.judged < len(card.samples) or not card.conclusion:
        raise NotJudgedYet
    found.figures, found.before = kept(card.figures), kept(card.before)
    found.state, found.approved_by, found.approved_on = State.APPROVED, by.key, local_day(at)
    found.save(update_fields=["figures", "before", "state", "approved_by", "approved_on"])
    _note(found, "approve", by=by, at=at, fields=("state",))
    return found
