"""Begin, write and finish a self-evaluation."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.evaluation.models import Entry, Node, SelfEvaluation
from bianmin.quality.evaluation.queries.selves import card_of, found, frameworks
from bianmin.quality.evaluation.rules.selves import may_write, over_weight, writable
from bianmin.quality.evaluation.vocab import Evidence, State


class MoreThanWeight(Refused):
    """The score, with those beside it, is more than the weight the edition prints."""

    message = _("{name} counts {weight} points at most. Give fewer.")


class AlreadyFinal(Refused):
    """A final self-evaluation never changes."""

    message = _("This self-evaluation is final and cannot be changed.")


class NotComplete(Refused):
    """Items without text or evidence; `codes` names them."""

    message = _("These items still lack text or evidence: {codes}. Complete them, then finish.")


@transaction.atomic
def begin(*, agency: str, year: int, framework: str, by: Actor, at: datetime) -> SelfEvaluation:
    """Begin the self-evaluation of a year under the edition in force; one that was begun is given back as it is.

    Raises:
        NotAllowed: no chief or research officer of the agency.
        NotFound: no such framework is loaded.
    """
    if not may_write(by, agency):
        raise NotAllowed
    edition = frameworks(agency).filter(code=framework).first()
    if edition is None:
        raise NotFound
    row, made = SelfEvaluation.objects.get_or_create(
        agency=agency, year=year, framework=edition, defaults={"begun_on": local_day(at)}
    )
    if made:
        _note("begin", row, by=by, at=at)
    return row


def _note(verb: str, row: SelfEvaluation, *, by: Actor, at: datetime, fields: Iterable[str] = ()) -> None:
    subject = f"evaluation.self_evaluation:{row.pk}"
    record(verb=f"evaluation.{verb}", subject=subject, agency=row.agency, by=by, at=at, fields=fields)


def _open(*, agency: str, year: int, framework: str, by: Actor) -> SelfEvaluation:
    row = found(by, agency=agency, year=year, framework=framework)
    if row.state == State.FINAL:
        raise AlreadyFinal
    if not writable(by, row):
        raise NotAllowed
    return SelfEvaluation.objects.select_for_update().get(pk=row.pk)


def _weigh(row: SelfEvaluation, node: Node, score: int | None) -> None:
    scores = {entry.node_id: entry.score for entry in row.entries.exclude(node=node) if entry.score is not None}
    if score is not None:
        scores[node.pk] = score
    for heavy in over_weight(row.framework.nodes.all(), scores):
        raise MoreThanWeight(field="score", name=heavy.shape.name or heavy.code, weight=heavy.weight)


@transaction.atomic
def write(
    *,
    evaluation: tuple[str, int, str],
    node: str,
    text: str,
    score: int | None = None,
    evidence: Iterable[Evidence] = (),
    shows: Iterable[str] = (),
    by: Actor,
    at: datetime,
) -> Entry:
    """Write under one node: text, score in whole points, evidence; what stood there is replaced.

    `evaluation` is agency, year and framework. `shows` names nodes of an overall construct that it shows too.

    Raises:
        MoreThanWeight: the scores of a construct would be more than its weight.
        AlreadyFinal: it was finished.
        NotFound, NotAllowed: no such node or self-evaluation for this actor.
    """
    agency, year, framework = evaluation
    row = _open(agency=agency, year=year, framework=framework, by=by)
    place = row.framework.nodes.filter(code=node).first()
    if place is None:
        raise NotFound(field="node")
    _weigh(row, place, score)
    proofs = [each.model_dump(mode="json", exclude_defaults=True) for each in evidence]
    also = sorted(set(shows) & set(row.framework.nodes.values_list("code", flat=True)))
    values = {
        "text": text.strip(), "score": score, "evidence": proofs, "shows": also, "written_by": by.key, "written_at": at,
    }  # fmt: skip
    entry, _made = Entry.objects.update_or_create(evaluation=row, node=place, defaults=values)
    _note("write", row, by=by, at=at, fields=[node])
    return entry


@transaction.atomic
def finish(*, agency: str, year: int, framework: str, by: Actor, at: datetime) -> SelfEvaluation:
    """Make it final 定稿: every item has text and evidence; nothing is changed afterwards.

    Raises:
        NotComplete: some item lacks text or evidence.
        AlreadyFinal, NotFound, NotAllowed: as for writing.
    """
    row = _open(agency=agency, year=year, framework=framework, by=by)
    card = card_of(by, row)
    if not card.complete:
        raise NotComplete(codes=", ".join(sorted({*card.unproved, *card.unwritten})))
    row.state, row.finished_on = State.FINAL, local_day(at)
    row.save()
    _note("finish", row, by=by, at=at)
    return row
