"""Forms the tests fill in."""

import io
import zipfile

from bianmin.foundation.forms.pack import FormPack
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, FieldType, Form, Kept, Upload

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"


def package(*entries: tuple[str, bytes]) -> bytes:
    """An ODF package as an office writes it, with further entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in entries:
            made.writestr(name, data, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


ODT = package(("content.xml", b"<x/>"))
OPTIONS = [{"value": "full", "label": "全戶"}, {"value": "part", "label": "部分"}, {"value": "none", "label": "都不要"}]


def form_of(*sections, **keys) -> Form:
    header = {"kind": "form", "id": "sample", "version": "1", "source": "demonstration", "title": "範例"}
    return FormPack.model_validate({**header, "sections": list(sections), **keys})


def one(**question) -> Form:
    return form_of({"code": "only", "title": "一題", "fields": [{"code": "q", "label": "問題", **question}]})


def ask(typed, **question) -> Checked:
    """Answer a form of one question."""
    return check(one(**question), {"q": [typed]})


def upload(*files: Upload | Kept, **question) -> Checked:
    return check(one(type="file", **question), {}, {"q": list(files)})


WHOLE = form_of(
    {
        "code": "applicant",
        "title": "申請人",
        "fields": [
            {"code": "name", "type": "name", "label": "姓名", "required": True, "autocomplete": "name"},
            {"code": "id_number", "type": "id_number", "label": "身分證字號", "required": True},
            {"code": "birth_on", "type": "roc_date", "label": "出生日期", "required": True, "latest": "today"},
            {"code": "phone", "type": "phone", "label": "電話"},
            {"code": "email", "type": "email", "label": "電子郵件"},
            {"code": "address", "type": "address", "label": "地址"},
            {"code": "scope", "type": "choice", "label": "種類", "options": OPTIONS, "required": True},
            {
                "code": "copies",
                "type": "number",
                "label": "份數",
                "least": 1,
                "most": 20,
                "unit": "份",
                "when": {"conditions": [{"field": "scope", "op": "is_not", "value": "none"}]},
            },
            {"code": "uses", "type": "choices", "label": "用途", "options": OPTIONS},
            {"code": "level", "type": "rating", "label": "滿意程度"},
            {"code": "remark", "type": "long_text", "label": "備註"},
            {"code": "letter", "type": "file", "label": "委託書", "most": 2},
        ],
    },
    {
        "code": "members",
        "title": "部分戶籍人口",
        "when": {"conditions": [{"field": "scope", "op": "is", "value": "part"}]},
        "repeat": {"least": 1, "most": 3, "noun": "人員"},
        "fields": [
            {"code": "member_name", "type": "name", "label": "姓名", "required": True},
            {"code": "member_birth", "type": "roc_date", "label": "生日"},
            {
                "code": "member_reason",
                "type": "text",
                "label": "原因",
                "required": True,
                "when": {"conditions": [{"field": "member_birth", "op": "filled"}]},
            },
        ],
    },
)

GOOD = {
    "name": ["𠮷㼭犇"],
    "id_number": ["A123456789"],
    "birth_on": ["75/3/9"],
    "scope": ["full"],
}

TYPES = tuple(FieldType)
