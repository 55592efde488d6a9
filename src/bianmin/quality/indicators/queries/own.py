"""Indicators that an agency wrote itself."""

from bianmin.kernel.actor import Actor
from bianmin.quality.indicators.models import Own
from bianmin.quality.indicators.queries.definitions import check_readable
from bianmin.quality.indicators.vocab.own import OwnCard


def own(actor: Actor, *, agency: str) -> list[OwnCard]:
    """The own indicators of an agency, the newest first.

    Raises:
        NotAllowed.
    """
    check_readable(actor, agency)
    return [
        OwnCard(
            row.pk,
            row.code,
            row.definition["name"],
            row.definition["numerator_words"],
            row.definition.get("denominator_words", ""),
            row.definition["source"],
            row.definition.get("note", ""),
            row.written_by,
            row.written_at,
            row.approved_by,
            row.approved_at,
        )
        for row in Own.objects.filter(agency=agency).order_by("-id")[:200]
    ]
