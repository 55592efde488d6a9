"""The pack kinds of the site: articles, how often it is tested, what is disclosed on it."""

from collections.abc import Iterable
from typing import Any, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from bianmin.delivery.publishing.actions.disclosing import write_disclosure
from bianmin.delivery.publishing.actions.suggesting import write_rhythm, write_sections, write_shelves
from bianmin.delivery.publishing.actions.writing import load as publish
from bianmin.delivery.publishing.models import Edition
from bianmin.delivery.publishing.queries.checks import rhythm
from bianmin.delivery.publishing.queries.disclosure import disclosure
from bianmin.delivery.publishing.queries.laws import words_of
from bianmin.delivery.publishing.queries.sections import site_sections
from bianmin.delivery.publishing.queries.shelves import site_shelves
from bianmin.delivery.publishing.rules.markup import faults
from bianmin.delivery.publishing.vocab import Disclosure, LawWords, SiteRhythm, SiteShelves, State, Written
from bianmin.delivery.publishing.vocab import Kind as ArticleKind
from bianmin.delivery.publishing.vocab.sections import SiteSections
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.rules import may_load
from bianmin.foundation.packs.vocab import Day, Header, Kind, Loading, Said, Shape, wrong
from bianmin.kernel.errors import NotAllowed


class LawKeys(Shape):
    """What is said of a law: its kind (a code of `site-shelves`), number, days, and where others keep its text."""

    kind: str = Field(default="", max_length=40)
    number: str = Field(default="", max_length=120)
    promulgated: Day | None = None
    amended: Day | None = None
    repealed: Day | None = None
    link: str = Field(default="", max_length=300, pattern=r"^(https?://\S+)?$")

    def words(self) -> LawWords:
        """The same as it is written."""
        return LawWords(self.kind, self.number, self.promulgated, self.amended, self.repealed, self.link)


class Article(Header):
    """One article; `body` in the plain markup, `unit` the path of the unit in charge, `law` where it is one."""

    article: str = Field(pattern=r"^(page|news|question|law)$")
    unit: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=120)
    summary: str = Field(default="", max_length=300)
    category: str = Field(default="", max_length=60)
    quoted: str = Field(default="", max_length=300)
    body: str = ""
    valid_until: Day | None = None
    law: LawKeys | None = None

    @model_validator(mode="after")
    def _says(self) -> Self:
        if (self.article == "law") != (self.law is not None):
            raise wrong(str(_("An article of the kind law has `law`, and no other has.")))
        if not self.body.strip() and not (self.law and self.law.link):
            raise wrong(str(_("Write the text, or the address where it can be read.")))
        return self

    def texts(self) -> Iterable[str]:
        """What the public reads: title, summary, category, and each paragraph."""
        yield from (text for text in (self.title, self.summary, self.category) if text)
        yield from (line.strip() for line in self.body.splitlines() if line.strip())


def load(document: Article, loading: Loading) -> None:
    """Publish the article."""
    if not may_load(loading.by, document.agency):
        raise NotAllowed
    written = Written(
        document.title, document.body, document.summary, document.category, document.quoted, document.valid_until,
        document.law.words() if document.law else None,
    )  # fmt: skip
    publish(
        agency=document.agency, unit_path=document.unit, code=document.id, kind=ArticleKind(document.article),
        written=written, source=document.source, by=loading.by, at=loading.at,
        version=int(document.version) if document.version.isdecimal() else 1,
    )  # fmt: skip


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The edition in force as a pack."""
    row = Edition.objects.filter(agency=agency, code=code, state=State.PUBLISHED).select_related("law").first()
    if row is None:
        return None
    law = None
    if row.kind == ArticleKind.LAW:
        words = words_of(row)
        law = LawKeys(
            kind=words.kind, number=words.number, promulgated=words.promulgated_on, amended=words.amended_on,
            repealed=words.repealed_on, link=words.link,
        )  # fmt: skip
    found = Article(
        kind="article", id=code, version=str(row.number), agency=agency, source=row.source, article=row.kind,
        unit=row.unit_path, title=row.title, summary=row.summary, category=row.category, quoted=row.quoted,
        body=row.body, valid_until=row.valid_until, law=law,
    )  # fmt: skip
    return found.model_dump(mode="json", exclude_defaults=True)


def judge(document: Article) -> Said:
    """What is wrong with the markup."""
    return [(("body",), str(sentence)) for sentence in faults(document.body)]


def load_shelves(document: SiteShelves, loading: Loading) -> None:
    """Let the classes hold from now on."""
    write_shelves(shelves=document, by=loading.by, at=loading.at)


def export_shelves(agency: str, code: str) -> dict[str, Any] | None:
    """The classes that hold, as a pack."""
    return exported(site_shelves(agency), code)


def load_sections(document: SiteSections, loading: Loading) -> None:
    """Let the topics, links and terms hold from now on."""
    write_sections(sections=document, by=loading.by, at=loading.at)


def export_sections(agency: str, code: str) -> dict[str, Any] | None:
    """Those that hold, as a pack."""
    return exported(site_sections(agency), code)


def load_rhythm(document: SiteRhythm, loading: Loading) -> None:
    """Let the rhythm hold from now on."""
    write_rhythm(rhythm=document, by=loading.by, at=loading.at)


def export_rhythm(agency: str, code: str) -> dict[str, Any] | None:
    """The rhythm that holds, as a pack."""
    return exported(rhythm(agency), code)


def load_disclosure(document: Disclosure, loading: Loading) -> None:
    """Let the list hold from now on."""
    write_disclosure(disclosure=document, by=loading.by, at=loading.at)


def export_disclosure(agency: str, code: str) -> dict[str, Any] | None:
    """The list that holds, as a pack."""
    return exported(disclosure(agency), code)


KINDS = (
    Kind(
        "site-shelves",
        _("Classes of news, questions and laws"),
        59,
        SiteShelves,
        load_shelves,
        export_shelves,
        texts=SiteShelves.texts,
    ),
    Kind("article", _("Page, news or question"), 60, Article, load, export, judge, texts=Article.texts),
    Kind(
        "site-sections",
        _("Topics, links and terms"),
        63,
        SiteSections,
        load_sections,
        export_sections,
        texts=SiteSections.texts,
    ),
    Kind(
        "disclosure",
        _("Information to be disclosed"),
        62,
        Disclosure,
        load_disclosure,
        export_disclosure,
        texts=Disclosure.texts,
    ),
    Kind("site-rhythm", _("Tests of the site"), 61, SiteRhythm, load_rhythm, export_rhythm),
)
