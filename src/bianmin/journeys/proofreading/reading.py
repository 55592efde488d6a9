"""Read one document in a process of its own: `python -m bianmin.journeys.proofreading.reading FOLDER`.

It needs neither database nor settings, may use a bounded time and memory, and leaves its findings beside the document.
"""

import json
import resource
import sys
from html import escape
from pathlib import Path
from typing import Any, Final

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import translate
from bianmin.quality.proofread.check import check
from bianmin.quality.proofread.folding import fold
from bianmin.quality.proofread.layout import Document, document
from bianmin.quality.proofread.marked import TEXT, findings, page
from bianmin.quality.proofread.quantities import quantities
from bianmin.quality.proofread.readers.files import read
from bianmin.quality.proofread.report import Report, claim_data
from bianmin.quality.proofread.wording import PACKAGE, named

LANGUAGES: Final = ("zh_Hant", "en")
SECONDS: Final = 120
BYTES: Final = 2 * 1024**3
ABOUT: Final = "about.json"
SOURCE: Final = "source"
DONE: Final = "done.json"
END: Final = "</main></body></html>\n"


def put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def put_refusal(folder: Path, refusal: Refused) -> None:
    """Leave the sentence why the document was not read."""
    put(folder / DONE, json.dumps({"refused": {one: refusal.sentence(one) for one in LANGUAGES}}, ensure_ascii=False))


def inner(marked: str, language: str) -> str:
    """The document's own part of a marked page: what follows its heading."""
    heading = f"<h2>{escape(translate(TEXT, package=PACKAGE, language=language))}</h2>"
    return marked.partition(heading)[2].removesuffix(END)


def told(report: Report, language: str) -> dict[str, Any]:
    """Every claim in a language, and what to look at, the worst first."""
    worst = [{**claim_data(claim, language), "named": named(claim, language)} for claim in findings(report)]
    return {"claims": report.as_dict(language)["claims"], "worst": worst}


def numbers(laid: Document) -> int:
    """How many numbers were read, in the text and in the cells of tables."""
    prose = sum(len(passage.quantities) for passage in laid.passages if not passage.is_row)
    cells = (cell for table in laid.tables for row in table.rows for cell in row)
    return prose + sum(len(quantities(fold(cell.text))) for cell in cells)


def judge(source: Path, name: str) -> None:
    """Proofread a document and leave, in each language, its claims and the marked page beside it."""
    lines = read(source)
    laid = document(lines)
    report = Report(name, lines, check(laid))
    for language in LANGUAGES:
        put(source.with_name(f"{language}.json"), json.dumps(told(report, language), ensure_ascii=False))
        marked = page(report, language)
        put(source.with_name(f"{language}.html"), marked)
        put(source.with_name(f"{language}.part"), inner(marked, language))
    put(source.with_name(DONE), json.dumps({"numbers": numbers(laid), "counts": report.counts()}))


def read_folder(folder: Path) -> None:
    """Read the document that lies in a folder, and leave the findings or the sentence why there are none."""
    name = json.loads((folder / ABOUT).read_text(encoding="utf-8"))["name"]
    [source] = folder.glob(f"{SOURCE}.*")
    try:
        judge(source, name)
    except Refused as refusal:
        refusal.params["name"] = name
        put_refusal(folder, refusal)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    read_folder(Path(sys.argv[1]))
