"""Type a count in together with the files it rests on: both or neither."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.quality.indicators.actions.entries import ENTRY, enter
from bianmin.quality.indicators.vocab.spans import Span


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: a typed measure, where (a unit's path), over which span, how many, and what it rests on."""

    measure: str
    agency: str
    unit_path: str
    span: Span
    n: int
    evidence: str


@act()
def type_in(*, counted: Counted, files: Iterable[Kept] = (), by: Actor, at: datetime) -> int:
    """Keep a typed count and its files 人工填報; gives its key. A second person checks it."""
    row = enter(
        measure=counted.measure, agency=counted.agency, unit_path=counted.unit_path, span=counted.span, n=counted.n,
        evidence=counted.evidence, by=by, at=at,
    )  # fmt: skip
    for file in files:
        store(
            data=file.data, name=file.name, subject=f"{ENTRY}:{row.pk}", agency=counted.agency,
            retention=Retention.EVIDENCE, by=by, at=at,
        )  # fmt: skip
    return row.pk
