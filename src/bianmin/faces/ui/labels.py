"""The labels in the head of a public page 詮釋資料: fifteen elements of Dublin Core and the codes of three classes.

The norm 行政機關電子資料流通詮釋資料及分類檢索規範 (111-12-02 數位政府字第1114000487號) asks for every one of them.
"""

from typing import Final

from django.utils.translation import get_language, get_language_info

from bianmin.faces.ui.agency import AgencyCard
from bianmin.quality.registers.vocab import PageLabel

TEXT: Final = "文字"
"""The word by which the norm calls a text, whatever language the page is in."""
SEPARATOR: Final = ","


def metas(label: PageLabel, *, agency: AgencyCard, title: str, address: str) -> list[tuple[str, str]]:
    """Names and contents of the labels of a page, in the norm's order and spelling."""
    language = get_language_info(get_language() or "zh-hant")["name_local"]
    return [
        ("DC.Title", title),
        ("DC.Creator", agency.name),
        ("DC.Subject", label.subject),
        ("DC.Description", label.description),
        ("DC.Contributor", agency.name),
        ("DC.Type", TEXT),
        ("DC.Format", "text/html"),
        ("DC.Source", address),
        ("DC.Language", language),
        ("DC.Coverage.t.min", label.begins),
        ("DC.Coverage.t.max", label.until),
        ("DC.Publisher", agency.name),
        ("DC.Date", label.entered_on.isoformat()),
        ("DC.Identifier", agency.code),
        ("DC.Relation", f"/{agency.slug}/"),
        ("DC.Rights", agency.name),
        ("Category.Theme", SEPARATOR.join(label.theme)),
        ("Category.Cake", SEPARATOR.join(label.cake)),
        ("Category.Service", SEPARATOR.join(label.service)),
    ]
