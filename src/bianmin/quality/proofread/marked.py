"""The document as a page: every judged number marked, what is wrong under its line, the findings on top."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from bianmin.kernel.words import N_, translate
from bianmin.quality.proofread.claims import Claim, Verdict
from bianmin.quality.proofread.layout import Line, clean
from bianmin.quality.proofread.report import Report, gravity
from bianmin.quality.proofread.wording import PACKAGE, explained, named

TITLE = N_("Numbers checked: {name}")
LEAD = N_(
    "{total} statements about numbers were recomputed. {wrong} do not agree, {rounded} agree if rounded differently, "
    "{right} agree."
)
FINDINGS = N_("What to look at")
NOTHING = N_("No number was found that does not agree.")
TEXT = N_("The document with its marks")
LEGEND = N_(
    "Under the text: ✓ agrees, ≈ agrees if rounded differently, ✗ does not agree. The reason stands below the line."
)
LINE = N_("Line {line}")
_SIGNS = {Verdict.CONSISTENT: ("right", "✓"), Verdict.ROUNDED: ("rounded", "≈"), Verdict.INCONSISTENT: ("wrong", "✗")}
_STYLE = files("bianmin.quality.proofread").joinpath("marked.css")


def page(report: Report, language: str = "zh_Hant") -> str:
    """A whole HTML page, complete in itself: no script, nothing loaded."""

    def said(text: str, **params: object) -> str:
        return escape(translate(text, package=PACKAGE, language=language).format(**params))

    counts = report.counts()
    lead = said(
        LEAD,
        total=len(report.claims),
        wrong=counts[Verdict.INCONSISTENT.value],
        rounded=counts[Verdict.ROUNDED.value],
        right=counts[Verdict.CONSISTENT.value],
    )
    head = [
        f'<!doctype html><html lang="{language.replace("_", "-")}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{said(TITLE, name=report.name)}</title>",
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>",
        f'<main><h1>{said(TITLE, name=report.name)}</h1><p class="lead">{lead}</p>',
        f"<h2>{said(FINDINGS)}</h2>",
    ]
    body = [f"<h2>{said(TEXT)}</h2><p>{said(LEGEND)}</p>", *_document(report, language), "</main></body></html>"]
    return "\n".join([*head, *_findings(report, language, said(NOTHING)), *body]) + "\n"


def findings(report: Report) -> list[Claim]:
    """What does not agree, or agrees only after other rounding; the surest first."""
    return sorted((claim for claim in report.claims if claim.verdict is not Verdict.CONSISTENT), key=gravity)


def _findings(report: Report, language: str, nothing: str) -> Iterator[str]:
    found = findings(report)
    if not found:
        yield f"<p>{nothing}</p>"
        return
    yield '<ol class="findings">'
    for claim in found:
        line = escape(translate(LINE, package=PACKAGE, language=language).format(line=claim.line))
        yield (
            f'<li class="{_SIGNS[claim.verdict][0]}"><a href="#line-{claim.line}">{line}</a> '
            f"<strong>{_sign(claim)} {escape(named(claim, language))}</strong> {escape(explained(claim, language))}"
            f"<q>{escape(claim.quote)}</q></li>"
        )
    yield "</ol>"


def _sign(claim: Claim) -> str:
    return f'<span aria-hidden="true">{_SIGNS[claim.verdict][1]}</span>'


def _document(report: Report, language: str) -> Iterator[str]:
    """The lines in order, rows of cells in tables."""
    by_line: dict[int, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        by_line[claim.line].append(claim)
    inside = False
    for line in report.lines:
        row = "\t" in line.text
        if row is not inside and (row or line.text.strip()):
            yield "<div class='wide'><table>" if row else "</table></div>"
            inside = row
        if line.text.strip():
            yield _line(line, by_line.get(line.number, []), language, row=row)
    if inside:
        yield "</table></div>"


def _line(line: Line, claims: Sequence[Claim], language: str, *, row: bool) -> str:
    parts = _marked(line, claims, language).split("\t")
    notes = "".join(
        f'<span class="note {_SIGNS[claim.verdict][0]}">{_sign(claim)} {escape(named(claim, language))}: '
        f"{escape(explained(claim, language))}</span>"
        for claim in sorted(claims, key=gravity)
        if claim.verdict is not Verdict.CONSISTENT
    )
    if row:
        cells = "".join(f"<td>{part}</td>" for part in parts)
        below = f'<tr><td class="notes" colspan="{len(parts)}">{notes}</td></tr>' if notes else ""
        return f'<tr id="line-{line.number}">{cells}</tr>{below}'
    return f'<p id="line-{line.number}">{parts[0]}{notes}</p>'


def _marked(line: Line, claims: Sequence[Claim], language: str) -> str:
    """The line's text with its judged numbers marked; where marks would overlap the gravest stays."""
    text = clean(line.text)
    spans: list[tuple[int, int, Claim]] = []
    for claim in sorted(claims, key=gravity):
        start = _place(text, claim)
        stop = start + len(claim.printed)
        if start >= 0 and not any(start < other_stop and other_start < stop for other_start, other_stop, _ in spans):
            spans.append((start, stop, claim))
    out, at = [], 0
    for start, stop, claim in sorted(spans, key=lambda span: span[:2]):
        name, sign = _SIGNS[claim.verdict]
        why = escape(f"{named(claim, language)}: {explained(claim, language)}", quote=True)
        out += [
            escape(text[at:start]),
            f'<mark class="{name}" title="{why}">{escape(text[start:stop])}<sup>{sign}</sup></mark>',
        ]
        at = stop
    return "".join(out) + escape(text[at:])


def _place(text: str, claim: Claim) -> int:
    """Where the judged value stands in its line."""
    if text.startswith(claim.printed, claim.column):
        return claim.column
    return text.find(claim.printed)
