"""Write an article, have it approved, publish it, take it away."""

from dataclasses import asdict
from datetime import date, datetime

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.actions.wording import LONGEST_TITLE, EndsInThePast, check_classes, check_words
from bianmin.delivery.publishing.models import Article, Edition, Law
from bianmin.delivery.publishing.queries.articles import WRITTEN
from bianmin.delivery.publishing.queries.laws import words_of
from bianmin.delivery.publishing.queries.shelves import shelves_of
from bianmin.delivery.publishing.rules.markup import pictures, plain
from bianmin.delivery.publishing.rules.rights import allowed, may_write
from bianmin.delivery.publishing.vocab import (
    EDITION,
    SOURCE_DESK,
    SUBJECT,
    Kind,
    LawWords,
    State,
    Verb,
    Written,
    name_in,
)
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import make_public, store, withhold
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.search.actions import drop, index
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day


class PictureIsUnknown(Refused):
    """The text shows a picture that is not among the article's files."""

    message = _("Picture {number} is not among the files of this article. Upload it first and use its number.")


class CodeIsTaken(Refused):
    """Another article has this address."""

    message = _("The address {code} belongs to another article. Choose another one.")


class CodeIsWrong(Refused):
    """An address is made of small letters, digits and hyphens."""

    message = _("Write the address in small letters a-z, digits and hyphens, for example moving-house.")


class WaitsForChief(Refused):
    """What was handed in does not change until it is decided."""

    message = _("The chief is asked to publish this text. Wait for the answer, or have it sent back first.")


class RemarkIsMissing(Refused):
    """What is sent back or taken away needs a word why."""

    message = _("Say why in a sentence.")


def note(verb: str, row: Article, by: Actor, at: datetime, *fields: str) -> None:
    """A journal line about an article."""
    record(verb=f"publishing.{verb}", subject=row.subject, agency=row.agency, by=by, at=at, fields=fields)


def _held(agency: str, code: str) -> Article:
    row = Article.objects.filter(agency=agency, code=code).first()
    if row is None:
        raise NotFound
    return row


def editions_of(row: Article) -> tuple[Edition | None, Edition | None]:
    """The edition in force and the one being written."""
    rows = list(Edition.objects.filter(article=row, state__in=(State.PUBLISHED, *WRITTEN)))
    live = next((one for one in rows if one.state == State.PUBLISHED), None)
    return live, next((one for one in rows if one.state != State.PUBLISHED), None)


def take(agency: str, code: str, verb: Verb, by: Actor) -> tuple[Article, Edition | None, Edition | None]:
    """The article and its two editions for an act; refused where the actor may not do it now."""
    row = _held(agency, code)
    live, draft = editions_of(row)
    if verb in (Verb.WRITE, Verb.ASK) and draft and draft.state == State.ASKED and may_write(by, row.unit_path):
        raise WaitsForChief
    if verb not in allowed(by, row, live, draft):
        raise NotAllowed
    return row, live, draft


@act()
def begin(*, agency: str, unit_path: str, code: str, kind: Kind, written: Written, by: Actor, at: datetime) -> Article:
    """Write a new article; whoever writes it looks after it until the chief names somebody else.

    Raises:
        NotAllowed; CodeIsWrong, CodeIsTaken; what `write` says of the words.
    """
    if not may_write(by, unit_path):
        raise NotAllowed
    if not code or slugify(code) != code or len(code) > LONGEST_TITLE // 2:
        raise CodeIsWrong(field="code")
    if Article.objects.filter(agency=agency, code=code).exists():
        raise CodeIsTaken(field="code", code=code)
    check_words(written, local_day(at))
    check_classes(agency, kind, written)
    row = Article.objects.create(agency=agency, unit_path=unit_path, code=code, kind=kind, keeper=by.key)
    return _write(row, None, written, SOURCE_DESK, by, at)


def _write(
    row: Article, draft: Edition | None, written: Written, source: str, by: Actor, at: datetime, *, least: int = 1
) -> Article:
    """Write the draft, or a new one, whose number is the next, at least `least`."""
    known = {file.pk for file in files_of(by, agency=row.agency, subject=row.subject)}
    for number in pictures(written.body):
        if number not in known:
            raise PictureIsUnknown(field="body", number=number)
    if draft is None:
        last = Edition.objects.filter(article=row).aggregate(last=Max("number"))["last"] or 0
        place = {"agency": row.agency, "unit_path": row.unit_path, "code": row.code, "kind": row.kind}
        draft = Edition(article=row, number=max(last + 1, least), **place)
    draft.title, draft.summary, draft.body = written.title, written.summary, written.body
    draft.category, draft.quoted, draft.valid_until = written.category, written.quoted, written.valid_until
    draft.state, draft.source, draft.written_by, draft.written_at = State.DRAFT, source, by.key, at
    draft.save()
    if row.kind == Kind.LAW:
        Law.objects.update_or_create(edition=draft, defaults=asdict(written.law or LawWords()))
    note("write", row, by, at, "title", "body")
    return row


def write_first(row: Article, written: Written, *, source: str, by: Actor, at: datetime) -> None:
    """Write the first draft of a new article within the caller's act.

    Raises:
        what `write` says of the words.
    """
    check_words(written, local_day(at))
    _write(row, None, written, source, by, at)


@act()
def write(*, agency: str, code: str, written: Written, by: Actor, at: datetime) -> Article:
    """Write the next edition of an article, or go on with the one being written.

    Raises:
        NotFound, NotAllowed, WaitsForChief; TitleIsMissing, TextIsMissing, TextIsWrong, PictureIsUnknown,
        EndsInThePast.
    """
    row, _live, draft = take(agency, code, Verb.WRITE, by)
    check_words(written, local_day(at))
    check_classes(agency, Kind(row.kind), written)
    return _write(row, draft, written, SOURCE_DESK, by, at)


@act()
def ask(*, agency: str, code: str, by: Actor, at: datetime) -> None:
    """Hand the draft in to the chief."""
    row, _live, draft = take(agency, code, Verb.ASK, by)
    if draft:
        draft.state = State.ASKED
        draft.save(update_fields=["state"])
    note("ask", row, by, at)


@act()
def send_back(*, agency: str, code: str, remark: str, by: Actor, at: datetime) -> None:
    """Give a text back to its writer, with a remark.

    Raises:
        RemarkIsMissing.
    """
    row, _live, draft = take(agency, code, Verb.SEND_BACK, by)
    if not remark:
        raise RemarkIsMissing(field="remark")
    if draft:
        draft.state, draft.remark = State.DRAFT, remark
        draft.save(update_fields=["state", "remark"])
    note("send_back", row, by, at, "remark")


def _end(live: Edition | None, state: State, at: datetime) -> None:
    if live:
        live.state, live.ended_on = state, local_day(at)
        live.save(update_fields=["state", "ended_on"])


def put_up(row: Article, live: Edition | None, draft: Edition, by: Actor, at: datetime) -> None:
    """Let an edition follow the one in force, with its files, in the index and in the count."""
    _end(live, State.FOLLOWED, at)
    draft.state, draft.decided_by, draft.remark = State.PUBLISHED, by.key, ""
    draft.published_at, draft.published_on = at, local_day(at)
    draft.save()
    make_public(agency=row.agency, subject=row.subject, by=by, at=at)
    category = name_in(shelves_of(row.agency).of(Kind(row.kind)), draft.category)
    words = (draft.title, draft.summary, category, plain(draft.body), words_of(draft).number)
    index(agency=row.agency, kind=SUBJECT, key=row.pk, texts=words)
    touch(fact=EDITION, keys=FACTS.facts[EDITION].keys(draft))
    note("publish", row, by, at)


@act()
def publish(*, agency: str, code: str, by: Actor, at: datetime) -> None:
    """Approve the text being written and put it on the site 主管核准後公布.

    Raises:
        NotFound, NotAllowed; EndsInThePast.
    """
    row, live, draft = take(agency, code, Verb.PUBLISH, by)
    if draft is None:
        raise NotFound
    if draft.valid_until and draft.valid_until < local_day(at):
        raise EndsInThePast
    put_up(row, live, draft, by, at)


@act()
def withdraw(*, agency: str, code: str, remark: str, by: Actor, at: datetime) -> None:
    """Take an article with its files off the site; what was published stays on record.

    Raises:
        RemarkIsMissing.
    """
    row, live, _draft = take(agency, code, Verb.WITHDRAW, by)
    if not remark:
        raise RemarkIsMissing(field="remark")
    if live:
        live.remark = remark
        live.save(update_fields=["remark"])
    _end(live, State.WITHDRAWN, at)
    drop(agency=agency, kind=SUBJECT, key=row.pk)
    withhold(agency=row.agency, subject=row.subject, by=by, at=at)
    note("withdraw", row, by, at, "remark")


@act()
def hand(*, agency: str, code: str, keeper: str, by: Actor, at: datetime) -> None:
    """Name who looks after an article from now on; looks not taken yet go to that person."""
    row, _live, _draft = take(agency, code, Verb.HAND, by)
    row.keeper = keeper
    row.save(update_fields=["keeper"])
    row.looks.filter(done_on=None).update(keeper=keeper)
    note("hand", row, by, at, "keeper")


@act()
def attach(*, agency: str, code: str, name: str, data: bytes, by: Actor, at: datetime) -> int:
    """Add a picture or an attachment in an open format to an article; its number, for the text.

    Raises:
        NotFound, NotAllowed, WaitsForChief; NoKindKnown.
    """
    row, _live, _draft = take(agency, code, Verb.WRITE, by)
    kept = store(
        data=data, name=name, subject=row.subject, agency=agency, by=by, at=at,
        retention=Retention.EVIDENCE, unit_path=row.unit_path,
    )  # fmt: skip
    note("attach", row, by, at)
    return kept.pk


def _same(live: Edition, written: Written) -> bool:
    held = (live.title, live.body, live.summary, live.category, words_of(live))
    return held == (written.title, written.body, written.summary, written.category, written.law or LawWords())


@act()
def load(*, agency: str, unit_path: str, code: str, kind: Kind, written: Written, source: str,
         version: int, by: Actor, at: datetime) -> None:  # fmt: skip
    """Publish an article as a pack holds it, its version the edition's number; the same words twice change nothing.

    The caller has checked that the actor loads the agency's packs.
    """
    fresh = {"unit_path": unit_path, "kind": kind, "keeper": by.key}
    row, _made = Article.objects.get_or_create(agency=agency, code=code, defaults=fresh)
    live, draft = editions_of(row)
    if live and _same(live, written):
        return
    if draft:
        raise WaitsForChief
    check_words(written, date.min)
    _write(row, None, written, source, by, at, least=version)
    _live, fresh_draft = editions_of(row)
    if fresh_draft:
        put_up(row, live, fresh_draft, by, at)
