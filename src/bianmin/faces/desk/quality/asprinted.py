"""What documents printed of an indicator 文件原載, drawn beside its value."""

from fractions import Fraction

from django.utils.translation import gettext as _

from bianmin.faces.ui.charts import Drawn, drawn
from bianmin.faces.ui.figures import in_units, unit_alone
from bianmin.foundation.documents.charts import Chart, Series
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.quality.indicators.vocab.printing import printed
from bianmin.quality.indicators.vocab.values import Value


def _reaches(value: Value, span: str, reader: Reader) -> list[tuple[str, Fraction, Fraction]]:
    """Whose and of when, from what, to what: what documents printed in numbers, then the value; else nothing."""
    known = [(_dated(one.whose(reader), one.when), *one.bounds) for one in value.indicator.printed if one.bounds]
    if known and value.value is not None:
        known.append((_dated(_("Counted now"), span), value.value, value.value))
    return known


def _dated(whose: str, when: str) -> str:
    return f"{whose} ({when})" if when else whose


def chart(value: Value, span: str, reader: Reader) -> Drawn | None:
    """What documents printed of it beside the value: lying ranges, or bars where all are single numbers."""
    known, shape = _reaches(value, span, reader), value.indicator
    if not known:
        return None
    names, least, most = zip(*known, strict=True)
    ranges = least != most
    ends = ((_("At least"), least), (_("At most"), most)) if ranges else ((_("Value"), least),)
    drawing = Chart(
        title=_("%(name)s as documents printed it") % {"name": reader(value.name)},
        labels=names,
        series=tuple(Series(name, points) for name, points in ends),
        unit=unit_alone(shape.unit, reader),
        bars=not ranges,
        ranges=ranges,
    )
    figures = tuple(
        tuple(in_units(printed(point, shape.decimals, shape.unit), reader) for point in points)
        for _name, points in ends
    )
    return drawn(drawing, figures, height=40 * len(known) if ranges else 220)


def scales(value: Value, reader: Reader) -> list[str]:
    """By what printed units are drawn that are not the indicator's own: 1個月 = 30天."""
    unit = value.indicator.unit
    pairs = dict.fromkeys((one.unit, one.each) for one in value.indicator.printed if one.each != 1)
    return [f"{in_units(f'1{name}', reader)} = {in_units(f'{each}{unit}', reader)}" for name, each in pairs]
