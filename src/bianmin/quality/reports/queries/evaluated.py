"""Parts that come from the self-evaluation: its scores as a table, and what was written, point by point."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from bianmin.foundation.documents.queries import photographs_of
from bianmin.foundation.documents.tree import (
    Block,
    Column,
    Figure,
    Heading,
    Items,
    Line,
    Link,
    Note,
    Paragraph,
    Table,
    Text,
)
from bianmin.kernel.errors import NotFound
from bianmin.quality.evaluation.queries.selves import self_evaluation
from bianmin.quality.evaluation.vocab import Evidence, NodeCard, SelfEvaluationCard
from bianmin.quality.indicators.queries.definitions import UnknownIndicator
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.reports.queries.figures import cautions
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import Points, SelfEvaluation

SCORES: Final = (Column(3), Column(1, "right"), Column(1, "right"), Column(4))
VALUES: Final = (Column(3.4), Column(1.6), *(Column(1.4, "right") for _each in range(3)))
PHOTO: Final = 0.6
"""How much of the page's width a photograph takes."""
TOP, DEEPEST = 2, 6
"""The levels of the headings of constructs and of the deepest points: chapters have the first."""


def self_evaluated(sheet: Sheet, framework: str) -> SelfEvaluationCard | None:
    """The agency's self-evaluation of the report's year by a framework; None where none has been begun."""
    year = int(sheet.span.text.partition("-")[0])
    try:
        return self_evaluation(sheet.actor, agency=sheet.agency, year=year, framework=framework)
    except NotFound:
        return None


def scores(sheet: Sheet, part: SelfEvaluation) -> list[Block]:
    """The constructs with weight and score, the total, and beside them what was written and the evidence."""
    card = self_evaluated(sheet, part.framework)
    if card is None:
        return [_nothing()]
    rows: list[tuple[Line, ...]] = [_score(card, node) for node in card.nodes if node.level == 0]
    full = "" if card.full is None else f"{card.full:,}"
    rows.append(((_("Total"),), (full,), (f"{card.total:,}",), (str(card.state.label),)))
    head = (_("Construct"), _("Weight"), _("Own score"), _("What was done and its evidence"))
    return [Table(SCORES, head, tuple(rows), caption=card.title)]


def _nothing() -> Note:
    return Note((_("No self-evaluation has been written for this year."),))


def _score(card: SelfEvaluationCard, top: NodeCard) -> tuple[Line, ...]:
    below = [node for node in card.nodes if top.code in _above(card, node)]
    said = "；".join(node.text for node in below if node.text)
    proofs = sum(len(node.evidence) for node in below)
    words = said + (_(" ({count} pieces of evidence)").format(count=proofs) if proofs else "")
    weight = "" if top.shape.weight is None else str(top.shape.weight)
    score = "-" if top.scored is None else str(top.scored)
    return (top.shape.name,), (weight,), (score,), (words or "-",)


def _above(card: SelfEvaluationCard, node: NodeCard) -> list[str]:
    """The codes of a node and of those it stands under."""
    parents, found = {each.code: each.parent for each in card.nodes}, [node.code]
    while parents[found[-1]]:
        found.append(parents[found[-1]])
    return found


def points(sheet: Sheet, part: Points) -> list[Block]:
    """Each construct and item with its text and evidence, deeper points where something was written under them.

    A construct that has no chapter of its own (`own_chapter`) is told at the points that show it.
    """
    card = self_evaluated(sheet, part.framework)
    return [_nothing()] if card is None else list(_points(sheet, card, part.under))


def _points(sheet: Sheet, card: SelfEvaluationCard, under: str) -> Iterator[Block]:
    names = {node.code: node.shape.name or node.shape.text for node in card.nodes}
    pictures = photographs_of(sheet.actor, agency=sheet.agency, subject=card.subject)
    inside = {node.code for node in card.nodes if node.shape.own_chapter is False}
    above = {node.code: _above(card, node) for node in card.nodes}
    told = {code for node in card.nodes if node.text or node.evidence for code in above[node.code]}
    root = next((node.level for node in card.nodes if node.code == under), -1)
    for node in card.nodes:
        if inside.intersection(above[node.code]) or (under and under not in above[node.code]):
            continue
        if node.level > max(root, 0) + 1 and node.code not in told:
            continue
        if node.code != under:
            yield _head(node, TOP + node.level - root - 1)
        yield from (Paragraph((line.strip(),), indent=True) for line in node.text.splitlines() if line.strip())
        yield from _proofs(sheet, node, pictures)
        for sentence, codes in ((_("This also shows: {names}"), node.shows), (_("Told under: {names}"), node.shown_by)):
            if codes:
                yield Paragraph((sentence.format(names="、".join(names[code] for code in codes)),), small=True)
        if node.code in card.unwritten:
            yield Note((_("Nothing has been written under this item yet."),))


def _head(node: NodeCard, level: int) -> Block:
    """The name of a node as a heading; a point that only has its text has that."""
    if node.shape.name:
        return Heading(min(level, DEEPEST), node.shape.name)
    return Paragraph((Text(node.shape.text or node.code, strong=True),))


def _proofs(sheet: Sheet, node: NodeCard, pictures: Mapping[str, str]) -> Iterator[Block]:
    """Values as a table with the year before and their references, photographs, then files and web pages by name."""
    values = [proof for proof in node.evidence if proof.kind == "value"]
    if values:
        yield from _values(sheet, values, node.shape.name)
    for proof in node.evidence:
        if proof.ref in pictures:
            name = proof.note.rpartition(".")[0] or proof.note
            yield Figure(pictures[proof.ref], name, caption=name, width=PHOTO)
    others = tuple(_told(proof) for proof in node.evidence if proof.kind != "value" and proof.ref not in pictures)
    if others:
        yield Items(others)


def _told(proof: Evidence) -> Line:
    """A file by its name, a web page by its words and address."""
    if proof.kind == "file":
        return (_("Evidence: {name}").format(name=proof.note or proof.ref[:12]),)
    return (_("Evidence: {name}").format(name=""), Link(proof.note or proof.ref, proof.ref))


def _values(sheet: Sheet, proofs: list[Evidence], caption: str) -> Iterator[Block]:
    rows: list[tuple[Line, ...]] = []
    beside: list[Block] = []
    for proof in proofs:
        code, path, text = proof.ref.split("@")
        there = replace(sheet, unit_path=path, span=span(text), known={})
        try:
            value = there.value(code)
        except UnknownIndicator:
            rows.append(((proof.note or code,), (there.span.label,), ("-",), ("-",), ("-",)))
            continue
        name: Line = (f"{value.name}（{code}）",)
        rows.append((name, (there.span.label,), (there.now(code),), (there.before(code),), (value.change or "-",)))
        beside += cautions(there, [value])
    head = (_("Indicator"), _("Period"), _("Value"), _("Year before"), _("Change"))
    yield Table(VALUES, head, tuple(rows), caption=caption)
    yield from beside
