"""Articles: those on the site, and those of the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bianmin.delivery.publishing.models import Article, Edition
from bianmin.delivery.publishing.rules.rights import allowed, public, readable
from bianmin.delivery.publishing.vocab import SUBJECT, ArticleCard, EditionCard, Kind, State, day_or_none
from bianmin.foundation.search.queries import found
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

WRITTEN = (State.DRAFT, State.ASKED)


@dataclass(frozen=True, slots=True)
class NewsWanted:
    """What somebody looks for among the news: words, a kind, days of publication, both counted."""

    words: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "NewsWanted":
        """From an address; what cannot be read is left out."""
        words, kind = (sent.get(name, "").replace("\0", "").strip() for name in ("q", "kind"))
        first, last = (day_or_none(sent.get(name, "")) for name in ("from", "until"))
        return cls(words, kind, first, last)


def edition_card(row: Edition) -> EditionCard:
    """The card of an edition."""
    return EditionCard(
        key=row.pk, number=row.number, state=State(row.state), title=row.title, summary=row.summary, body=row.body,
        category=row.category, quoted=row.quoted, source=row.source, valid_until=row.valid_until,
        written_by=row.written_by, written_at=row.written_at, decided_by=row.decided_by, remark=row.remark,
        published_at=row.published_at, ended_on=row.ended_on,
    )  # fmt: skip


def _card(row: Article, editions: Iterable[Edition], actor: Actor | None = None) -> ArticleCard:
    rows = sorted(editions, key=lambda edition: -edition.number)
    live = next((edition for edition in rows if edition.state == State.PUBLISHED), None)
    draft = next((edition for edition in rows if edition.state in WRITTEN), None)
    return ArticleCard(
        key=row.pk, agency=row.agency, unit_path=row.unit_path, code=row.code, kind=Kind(row.kind), keeper=row.keeper,
        live=edition_card(live) if live else None, draft=edition_card(draft) if draft else None,
        history=tuple(edition_card(edition) for edition in rows if edition.state not in (State.PUBLISHED, *WRITTEN)),
        allowed=allowed(actor, row, live, draft) if actor else frozenset(),
    )  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Article]:
    """The articles whose drafts and history an actor may read."""
    return Article.objects.filter(readable(actor)).order_by("kind", "code")


def articles(actor: Actor, agency: str) -> list[ArticleCard]:
    """All articles of an agency for the desk."""
    rows = visible_to(actor).filter(agency=agency).prefetch_related("editions")
    return [_card(row, row.editions.all(), actor) for row in rows]


def article(actor: Actor, agency: str, code: str) -> ArticleCard:
    """One article with its editions and what the actor may do.

    Raises:
        NotFound: there is none the actor may read.
    """
    row = visible_to(actor).filter(agency=agency, code=code).first()
    if row is None:
        raise NotFound
    return _card(row, row.editions.all(), actor)


def published(agency: str, on: date, *kinds: Kind) -> QuerySet[Edition]:
    """What anybody may read on a day, the newest first."""
    rows = Edition.objects.filter(public(on), agency=agency).select_related("article")
    return (rows.filter(kind__in=kinds) if kinds else rows).order_by("-published_at", "-pk")


def news_of(agency: str, on: date, wanted: NewsWanted) -> QuerySet[Edition]:
    """The news that are looked for, the newest first."""
    rows = published(agency, on, Kind.NEWS)
    if wanted.words:
        rows = rows.filter(article_id__in=found(kind=SUBJECT, agency=agency, text=wanted.words))
    if wanted.kind:
        rows = rows.filter(category=wanted.kind)
    if wanted.first:
        rows = rows.filter(published_on__gte=wanted.first)
    return rows.filter(published_on__lte=wanted.last) if wanted.last else rows


def public_page(agency: str, code: str, on: date) -> tuple[EditionCard, ArticleCard]:
    """An article as anybody reads it.

    Raises:
        NotFound: it is not on the site.
    """
    row = published(agency, on).filter(code=code).first()
    if row is None:
        raise NotFound
    return edition_card(row), _card(row.article, [row])


def searched(agency: str, on: date, text: str) -> list[Edition]:
    """What is on the site and holds every word asked for."""
    keys = found(kind=SUBJECT, agency=agency, text=text) if text.strip() else []
    return list(published(agency, on).filter(article_id__in=keys)) if keys else []
