"""Read by when an agency files what with one above, and whether it did."""

from datetime import date

from bianmin.foundation.packs.queries.held import held
from bianmin.quality.plans.models import Deadlines, Filing
from bianmin.quality.plans.vocab.dues import BACK, PAST, DeadlinesPack, DueCard, DueShape


def deadlines_of(agency: str) -> DeadlinesPack | None:
    """The days that hold for an agency; None where no pack says any."""
    return held(Deadlines, DeadlinesPack, agency)


def _sent(agency: str, due: DueShape) -> date | None:
    """The first day on which it was filed for this deadline."""
    rows = Filing.objects.filter(agency=agency, what=due.what, sent_on__range=(due.by - BACK, due.by + PAST))
    return rows.order_by("sent_on").values_list("sent_on", flat=True).first()


def dues(agency: str, *, on: date) -> list[DueCard]:
    """What an agency files by when, the next day first and what is past last."""
    pack = deadlines_of(agency)
    found = [DueCard(one, _sent(agency, one), on) for one in pack.dues] if pack else []
    return sorted(found, key=lambda one: (one.shape.by < on and not one.pressing, one.shape.by))
