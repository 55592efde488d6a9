"""Read frameworks and self-evaluations."""

from django.db.models import Q, QuerySet

from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.evaluation.models import Entry, Framework, Node, SelfEvaluation
from bianmin.quality.evaluation.rules.selves import scored, visible, writable
from bianmin.quality.evaluation.vocab import NodeCard, SelfEvaluationCard, State


def frameworks(agency: str) -> QuerySet[Framework]:
    """The editions in force for an agency, its own and the shared ones, the newest year first."""
    return Framework.objects.filter(current=True, agency__in=("", agency)).order_by("-year", "code")


def visible_to(actor: Actor) -> QuerySet[SelfEvaluation]:
    """The self-evaluations an actor may see, the newest first; an agency above sees those of the agencies below."""
    readable = visible(actor)
    if above := overseen(actor):
        readable |= Q(agency__in=above)
    return SelfEvaluation.objects.filter(readable).select_related("framework").order_by("-year", "id")


def found(actor: Actor, *, agency: str, year: int, framework: str) -> SelfEvaluation:
    """The self-evaluation of an agency for a year under a framework.

    Raises:
        NotFound: there is none the actor may see.
    """
    row = visible_to(actor).filter(agency=agency, year=year, framework__code=framework).last()
    if row is None:
        raise NotFound
    return row


def self_evaluation(actor: Actor, *, agency: str, year: int, framework: str) -> SelfEvaluationCard:
    """The same as a card, with totals and what is missing."""
    return card_of(actor, found(actor, agency=agency, year=year, framework=framework))


def items(nodes: list[Node]) -> list[Node]:
    """The nodes under which an agency writes 評核項目: of the second level, or of the first where there is but one."""
    level = min(1, max(node.level for node in nodes))
    return [node for node in nodes if node.level == level]


def card_of(actor: Actor, row: SelfEvaluation) -> SelfEvaluationCard:
    """The card of a self-evaluation for this reader."""
    nodes = list(row.framework.nodes.select_related("parent").order_by("position"))
    entries = {entry.node_id: entry for entry in row.entries.all()}
    totals = scored(nodes, {key: entry.score for key, entry in entries.items() if entry.score is not None})
    edition = row.framework.shape
    shown = _shown(nodes, entries)
    return SelfEvaluationCard(
        agency=row.agency,
        year=row.year,
        framework=row.framework.code,
        framework_version=row.framework.version,
        title=row.framework.title,
        category=edition.category,
        derived_from=edition.derived_from,
        source=edition.source,
        notes=tuple(edition.notes),
        state=State(row.state),
        finished_on=row.finished_on,
        nodes=tuple(_node(node, entries.get(node.pk), totals, edition.levels, shown) for node in nodes),
        total=sum(totals.get(node.pk, 0) for node in nodes if node.level == 0),
        full=row.framework.total,
        unproved=_lacking(nodes, entries, shown, "evidence"),
        unwritten=_lacking(nodes, entries, shown, "text"),
        may_write=writable(actor, row),
    )


def _shown(nodes: list[Node], entries: dict[int, Entry]) -> dict[str, tuple[str, ...]]:
    """By node of an overall construct: the nodes whose texts show it too."""
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        for code in entries[node.pk].shows if node.pk in entries else ():
            found[code] = (*found.get(code, ()), node.code)
    return found


def _lacking(
    nodes: list[Node], entries: dict[int, Entry], shown: dict[str, tuple[str, ...]], name: str
) -> tuple[str, ...]:
    """The items without a text, or evidence, of their own and under them; one that others show needs none."""
    return tuple(
        node.code for node in items(nodes) if node.code not in shown and not _below(node, nodes, entries, name)
    )


def _node(
    node: Node, entry: Entry | None, totals: dict[int, int], levels: list[str], shown: dict[str, tuple[str, ...]]
) -> NodeCard:
    return NodeCard(
        code=node.code,
        parent=node.parent.code if node.parent else "",
        level=node.level,
        level_name=levels[min(node.level, len(levels) - 1)],
        shape=node.shape,
        text=entry.text if entry else "",
        score=entry.score if entry else None,
        scored=totals.get(node.pk),
        evidence=entry.proofs if entry else (),
        shows=tuple(entry.shows) if entry else (),
        shown_by=shown.get(node.code, ()),
    )


def _below(node: Node, nodes: list[Node], entries: dict[int, Entry], name: str) -> bool:
    """Whether the node or one under it has a text, or evidence."""
    own = entries.get(node.pk)
    if own is not None and getattr(own, name):
        return True
    return any(_below(child, nodes, entries, name) for child in nodes if child.parent_id == node.pk)
