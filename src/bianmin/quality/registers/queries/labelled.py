"""Labels of pages 分類標示, as the information manager enters them in a register."""

from datetime import date
from functools import partial

from bianmin.foundation.forms.queries.published import form
from bianmin.kernel.lasting import lasting
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.queries.published import fields, register
from bianmin.quality.registers.vocab import LABELS, PageLabel


def _codes(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else str(value).replace("、", ",").split(",")
    return tuple(text.strip() for text in texts if text.strip())


def _label(row: Entry) -> PageLabel:
    said = {name: str(value) for name, value in row.answers.items()}
    return PageLabel(
        page=said.get("page", "").strip().strip("/"),
        subject=said.get("subject", ""),
        description=said.get("description", ""),
        theme=_codes(row.answers.get("theme", "")),
        cake=_codes(row.answers.get("cake", "")),
        service=_codes(row.answers.get("service", "")),
        begins=said.get("begins", ""),
        until=said.get("until", ""),
        entered_on=row.entered_on,
    )


def _labels(agency: str) -> list[PageLabel]:
    rows = Entry.objects.filter(agency=agency, register=LABELS, closed_on__isnull=True).order_by("id")
    return [_label(row) for row in rows]


def page_labels(agency: str, on: date) -> dict[str, PageLabel]:
    """The labels of an agency's pages that hold on a day, by page; of two for one page the newer."""
    known = lasting(Entry, agency, partial(_labels, agency))
    return {one.page: one for one in known if one.until >= on.isoformat()}


def label_of(agency: str, page: str, on: date) -> PageLabel | None:
    """The label of a page: its own, else that of the nearest page above it, else the whole site's."""
    known = page_labels(agency, on)
    parts = page.strip("/").split("/")
    above = ("/".join(parts[:length]) for length in range(len(parts), -1, -1))
    return next((known[place] for place in above if place in known), None)


def class_names(agency: str) -> dict[str, str]:
    """The names of the service classes by code, as the form of labels offers them."""
    asked = next(one for one in fields(form(agency, register(agency, LABELS).form)) if one.code == "service")
    return {option.value: option.label for option in asked.options}
