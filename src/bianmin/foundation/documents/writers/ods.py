"""Write a table as an ODF spreadsheet (CNS 15251): texts as texts, whole numbers as numbers, the head on top."""

import io
import re
from collections.abc import Sequence
from typing import Final

from bianmin.foundation.documents.writers.clean import printable

MEDIA: Final = "application/vnd.oasis.opendocument.spreadsheet"
NOT_IN_NAMES: Final = re.compile(r"[\[\]*?:/\\'\n]")
"""Signs that no sheet's name may hold."""


def write(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """The rows, the first of them the head, as the only sheet of a spreadsheet."""
    import odfdo  # noqa: PLC0415 - read when first needed: a process starts sooner

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    title = NOT_IN_NAMES.sub(" ", printable(name))
    sheet = odfdo.Table(title)
    sheet.set_values([[cell if isinstance(cell, int) else printable(str(cell)) for cell in row] for row in rows])
    document.body.append(sheet)
    document.meta.title = title
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
