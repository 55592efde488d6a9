"""Charts in pages: the drawing inline, its words for those who do not see it, and the table of the same numbers."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bianmin.foundation.documents.charts import Chart, draw


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart ready for a page: `svg` without scripts and styles, `words` beside it, and head and rows of its table."""

    title: str
    svg: SafeString
    words: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def drawn(chart: Chart, printed: tuple[tuple[str, ...], ...], *, width: int = 640, height: int = 220) -> Drawn:
    """Draw a chart; `printed` gives each series' numbers as they are printed, in the order of the chart's labels."""
    rows = tuple((label, *(series[place] for series in printed)) for place, label in enumerate(chart.labels))
    svg = SafeString(draw(chart, width=width, height=height))
    return Drawn(chart.title, svg, chart.words, ("", *(series.name for series in chart.series)), rows)
