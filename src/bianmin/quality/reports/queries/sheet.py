"""What the parts of one report share: who reads, which unit and span, and every figure that gets printed."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.conf import settings

from bianmin.foundation.documents.tree import Inline, Line, Value
from bianmin.kernel.actor import Actor
from bianmin.quality.indicators.queries.values import value
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import Figure
from bianmin.quality.indicators.vocab.values import Value as IndicatorValue
from bianmin.quality.reports.vocab import FigureCard, Outline

HOLE: Final = re.compile(r"\{(?P<name>[A-Za-z0-9._-]+?)(?P<what>\.before|\.change|\.n|\.d)?\}")


@dataclass(slots=True)
class Sheet:
    """A report while it is being laid out; `printed` collects every figure that stands on it, by reference."""

    actor: Actor
    agency: str
    agency_name: str
    outline: Outline
    unit_path: str
    span: Span
    on: date
    known: dict[str, IndicatorValue] = field(default_factory=dict)
    printed: dict[str, FigureCard] = field(default_factory=dict)

    def value(self, code: str) -> IndicatorValue:
        """The value of an indicator over the span."""
        if code not in self.known:
            self.known[code] = value(self.actor, code, agency=self.agency, unit=self.unit_path, span=self.span)
        return self.known[code]

    def now(self, code: str) -> Inline:
        """The value, printed with its reference."""
        found = self.value(code)
        return self._print(found, found.figure, self.span)

    def before(self, code: str) -> Inline:
        """The value of the same span a year before, printed with its own reference."""
        found = self.value(code)
        return self._print(found, found.before, self.span.year_before)

    def _print(self, found: IndicatorValue, figure: Figure, span: Span) -> Value:
        ref = f"{found.code}@{found.unit_path}@{span.text}"
        self.printed[ref] = FigureCard(ref, found.code, found.unit_path, span.text, figure.n, figure.d, figure.printed)
        return Value(figure.printed, ref, address(found.code, found.unit_path, span))

    def line(self, text: str) -> Line:
        """A paragraph's text with its holes filled: `{IN-04}`, `{IN-04.before}`, `{agency}`, `{span}`."""
        found: list[Inline] = []
        end = 0
        for hole in HOLE.finditer(text):
            found += [text[end : hole.start()], self._fill(hole["name"], hole["what"] or "")]
            end = hole.end()
        return tuple(run for run in (*found, text[end:]) if run != "")

    def _fill(self, name: str, what: str) -> Inline:
        plain = {"agency": self.agency_name, "span": self.span.label}
        if name in plain:
            return plain[name]
        if what == ".before":
            return self.before(name)
        if what == ".change":
            return self.value(name).change or "-"
        if what in (".n", ".d"):
            return f"{getattr(self.value(name), what[1:]):,}"
        return self.now(name)


def address(code: str, unit_path: str, span: Span) -> str:
    """The page that explains a value down to its rows."""
    return f"{settings.PUBLIC_ADDRESS}/desk/indicators/{code}/?unit={unit_path}&span={span.text}"
