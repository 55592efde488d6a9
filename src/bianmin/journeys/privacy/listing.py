"""The published list of personal-data files 個人資料檔案公開事項 (個人資料保護法 §17) as a document."""

from bianmin.foundation.documents.tree import Column, Document, Line, Paragraph, Table
from bianmin.foundation.documents.writers import odt
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.privacy.queries import Published
from bianmin.kernel.rocdate import roc_full

HEAD = ("檔案名稱", "保有機關（單位）及聯絡方式", "保有依據及特定目的", "個人資料類別", "保存期間")


def rows_of(listed: Published) -> list[tuple[str, ...]]:
    """The rows of the list, as table and CSV print them."""
    return [
        (one.name, f"{one.keeper}；{one.contact}", f"{one.basis}；{one.purpose}", "、".join(one.classes), one.kept)
        for one in listed.files
    ]


def as_odt(agency: str, listed: Published) -> bytes:
    """The list as an ODT that the agency can put up anywhere."""
    house = agency_named(agency)
    columns = (Column(1.4), Column(2), Column(2), Column(1.6), Column(1.2))
    lines: tuple[tuple[Line, ...], ...] = tuple(tuple((cell,) for cell in row) for row in rows_of(listed))
    blocks = (
        Paragraph((f"公開日期：{roc_full(listed.published_on)}。依個人資料保護法第17條公開。",)),
        Table(columns, HEAD, lines),
    )
    mark = "示範" if listed.source == "demonstration" else ""
    return odt.write(Document("個人資料檔案公開事項彙整表", blocks, subtitle=house.name, author=house.name, mark=mark))
