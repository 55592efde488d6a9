"""Look through articles each month, sample them, test their links, and write down tests of the site."""

import hashlib
import random
from calendar import monthrange
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.publishing.actions.scans import note_mended, take_in
from bianmin.delivery.publishing.actions.writing import RemarkIsMissing, note
from bianmin.delivery.publishing.models import Edition, Link, Look, Sample, SiteTest
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.queries.checks import look, sample
from bianmin.delivery.publishing.rules.markup import links
from bianmin.delivery.publishing.rules.rights import may_check, may_judge, may_look
from bianmin.delivery.publishing.vocab import LINK, LOOK, SAMPLE, TEST, Kind, Seen, Tested, Verdict
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

LOOKED_AT: Final = (Kind.PAGE, Kind.QUESTION)
"""What is looked through each month; news passes."""

MOST: Final = 100
Asks = Callable[[str], tuple[Verdict, str]]
"""Follow an address: what came of it, and the answer in a word."""


class FoundIsMissing(Refused):
    """A look needs a result."""

    message = _("Say what you found.")


class IsDone(Refused):
    """It was written down already."""

    message = _("This was written down already.")


class NothingToSample(Refused):
    """No article is on the site."""

    message = _("Nothing is on the site yet that could be sampled.")


class ToolIsMissing(Refused):
    """A test names what it was made with."""

    message = _("Say with what the site was tested: the name of the tool or the firm.")


class NumbersDoNotAgree(Refused):
    """More was mended than found."""

    message = _("More was mended than was found. Check both numbers.")


def _touched(fact: str, row: Any) -> None:
    touch(fact=fact, keys=FACTS.facts[fact].keys(row))


@act()
def call_looks(*, agency: str, by: Actor, at: datetime) -> int:
    """Make the looks of this month that are not there yet, due on its last day; how many."""
    today = local_day(at)
    month, last = f"{today:%Y-%m}", today.replace(day=monthrange(today.year, today.month)[1])
    there = set(Look.objects.filter(agency=agency, month=month).values_list("article_id", flat=True))
    rows = [row.article for row in published(agency, today, *LOOKED_AT) if row.article_id not in there]
    for row in rows:
        made = Look.objects.create(
            agency=agency, unit_path=row.unit_path, article=row, code=row.code, keeper=row.keeper, month=month,
            due_on=last,
        )  # fmt: skip
        _touched(LOOK, made)
    if rows:
        record(verb="publishing.call_looks", subject=f"publishing.look:{month}", agency=agency, by=by, at=at)
    return len(rows)


@act()
def take_look(*, key: int, found: str, remark: str, by: Actor, at: datetime) -> None:
    """Write down what the monthly look found; what was wrong needs a word.

    Raises:
        NotFound, NotAllowed, IsDone; FoundIsMissing, RemarkIsMissing.
    """
    row = look(by, key)
    if not may_look(by, row.keeper, row.unit_path):
        raise NotAllowed
    if row.done_on:
        raise IsDone
    if found not in Seen.values:
        raise FoundIsMissing(field="found")
    if found != Seen.RIGHT and not remark:
        raise RemarkIsMissing(field="remark")
    before = FACTS.facts[LOOK].keys(row)
    row.done_on, row.done_by, row.found, row.remark = local_day(at), by.key, found, remark
    row.save()
    touch(fact=LOOK, keys=before | FACTS.facts[LOOK].keys(row))
    note("look", row.article, by, at, "found")


@act()
def draw(*, agency: str, root: str, count: int, seed: int, by: Actor, at: datetime) -> int:
    """Draw so many articles of the site by lot, to be checked by somebody who does not look after them; how many.

    Raises:
        NotAllowed; NothingToSample.
    """
    if not may_check(by, root):
        raise NotAllowed
    today = local_day(at)
    rows = list(published(agency, today).order_by("pk"))
    if not rows:
        raise NothingToSample(field="count")
    lot = random.Random(seed)  # noqa: S311 - a lot that can be drawn again, no secret
    chosen = lot.sample(rows, min(len(rows), max(1, min(count, MOST))))
    made = 0
    for row in chosen:
        fresh = {"unit_path": row.unit_path, "code": row.code, "edition": row.number}
        _row, new = Sample.objects.get_or_create(
            agency=agency, article_id=row.article_id, drawn_on=today, defaults=fresh
        )
        made += new
    record(verb="publishing.draw", subject=f"publishing.sample:{today}", agency=agency, by=by, at=at)
    return made


@act()
def judge(*, key: int, correct: bool, remark: str, by: Actor, at: datetime) -> None:
    """Write down whether a sampled article is right: no error, nothing out of date.

    Raises:
        NotFound, NotAllowed, IsDone; RemarkIsMissing.
    """
    row = sample(by, key)
    if not may_judge(by, row.article.keeper, row.unit_path):
        raise NotAllowed
    if row.done_on:
        raise IsDone
    if not correct and not remark:
        raise RemarkIsMissing(field="remark")
    row.done_on, row.done_by, row.correct, row.remark = local_day(at), by.key, correct, remark
    row.save()
    _touched(SAMPLE, row)
    note("judge", row.article, by, at, "correct")


@act()
def _keep(agency: str, tested: list[tuple[Edition, str, Verdict, str]], by: Actor, at: datetime) -> None:
    today = local_day(at)
    for row, address, verdict, answer in tested:
        made, _new = Link.objects.update_or_create(
            agency=agency, article_id=row.article_id, address=address, checked_on=today,
            defaults={
                "unit_path": row.unit_path, "code": row.code, "outside": address.startswith("http"),
                "verdict": verdict, "answer": answer[:40],
            },
        )  # fmt: skip
        _touched(LINK, made)
    record(verb="publishing.test_links", subject=f"publishing.link:{today}", agency=agency, by=by, at=at)


def test_links(*, agency: str, ask: Asks, by: Actor, at: datetime) -> int:
    """Follow every link of what is on the site, each address once, outside any transaction; how many were broken."""
    found = [(row, address) for row in published(agency, local_day(at)) for address in links(row.body)]
    if not found:
        return 0
    answers = {address: ask(address) for address in dict.fromkeys(address for _row, address in found)}
    tested = [(row, address, *answers[address]) for row, address in found]
    _keep(agency, tested, by, at)
    return sum(verdict == Verdict.BROKEN for _row, _address, verdict, _answer in tested)


def tested_lately(agency: str, at: datetime, days: int) -> bool:
    """Whether the links were tested within so many days."""
    since = local_day(at) - timedelta(days=days)
    return Link.objects.filter(agency=agency, checked_on__gt=since).exists()


@act()
def keep_test(*, agency: str, root: str, tested: Tested, by: Actor, at: datetime) -> SiteTest:
    """Write down a test of the site: with what, how much was found and mended, and its report as evidence.

    Raises:
        NotAllowed; ToolIsMissing, NumbersDoNotAgree; what `documents` says of the report, and `rules.reports` of what
        is read.
    """
    if not may_check(by, root):
        raise NotAllowed
    if not tested.tool:
        raise ToolIsMissing(field="tool")
    if tested.mended > tested.found and not tested.findings:
        raise NumbersDoNotAgree(field="mended")
    said: dict[str, object] = {"found": tested.found, "mended": tested.mended}
    if tested.findings:
        total, fresh, gone = take_in(agency=agency, root=root, tested=tested)
        digest = hashlib.sha256(tested.findings).hexdigest()
        said = {"found": total, "mended": 0, "fresh": fresh, "gone": gone, "digest": digest}
        if (last := note_mended(agency=agency, tested=tested, gone=gone)) is not None:
            _touched(TEST, last)
    row = SiteTest.objects.create(
        agency=agency, unit_path=root, kind=tested.kind, tested_on=tested.tested_on, tool=tested.tool,
        remark=tested.remark, by=by.key, at=at, **said,
    )  # fmt: skip
    if tested.report:
        name, data = tested.report
        store(data=data, name=name, subject=row.subject, agency=agency, by=by, at=at, retention=Retention.EVIDENCE)
    _touched(TEST, row)
    record(verb="publishing.keep_test", subject=row.subject, agency=agency, by=by, at=at)
    return row
