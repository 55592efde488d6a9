"""Trees the tests write."""

from datetime import date

from bianmin.foundation.documents import letters
from bianmin.foundation.documents.tree import (
    Clause,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Headline,
    Items,
    Link,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Signature,
    SignOff,
    Table,
    Text,
    Value,
)

NAMES = "堃喆峯𠮷㼭犇𡍼𤧬㛢綉双峰敍珉"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">'
    '<rect width="400" height="200" fill="#f4f6f8"/><rect x="40" y="60" width="60" height="120" fill="#0b5c7a"/></svg>'
)
FIGURE = Figure(SVG, "第一季 2,301 件", "圖1-1 受理件數", 0.8)
VALUE = Value("96.4%", "IN-03@376550300A@113", "http://127.0.0.1:8000/values/2/")


def table(rows: int) -> Table:
    return Table(
        columns=(Column(1.2), Column(1, "right"), Column(2)),
        head=("月份", "件數", "說明"),
        rows=tuple(((f"{at + 1}月",), (Value(f"{700 + at}", f"v{at}"),), ("含電話申請",)) for at in range(rows)),
        caption="表1-1 各月受理件數",
        note="資料來源：示範",
    )


def report(rows: int = 12, **keys) -> Document:
    blocks = (
        Contents(),
        Heading(1, "執行成果"),
        Heading(2, "便民服務"),
        Heading(3, "申辦案件"),
        Heading(4, "依限辦結"),
        Heading(5, "臨櫃"),
        Heading(6, "傍晚"),
        Paragraph(("依限辦結率", VALUE, "，", Text("達成目標", strong=True), Link("說明", "http://127.0.0.1/"))),
        Items((("甲",), ("乙",)), ordered=True),
        Items((("丙",),)),
        Clause("說明", ("如下",), (("一項",), ("二項",))),
        Pairs((("受文者", (NAMES,)),), side=True),
        table(rows),
        FIGURE,
        Headline("收件編號", "TTBN-1151122-000015"),
        Note(("示範資料",)),
        PageBreak(),
        SignOff(("承辦人", "主任")),
        Signature("主任", "陳○○"),
        Heading(1, "檢討"),
    )
    keys = {"subtitle": "卑南戶政事務所", "author": "卑南戶政事務所", "mark": "示範", **keys}
    return Document("113年度為民服務工作成果報告", blocks, **keys)


OFFICE = letters.Office("卑南戶政事務所", "臺東縣卑南鄉太平路276號", "089-381368", "林○○")


def letter(recipient: str = NAMES) -> letters.Letter:
    return letters.Letter(
        OFFICE, recipient, date(2026, 11, 22), "東卑戶字第1150001234號", "准予辦理。", ("依示範條例。",), "得提起訴願。"
    )
