"""The record of looks, samples, link tests and tests of the site."""

from datetime import date, timedelta

from django.db.models import Count, F, Max, Min, Q, QuerySet

from bianmin.delivery.publishing.models import Edition, Finding, Link, Look, Rhythm, Sample, SiteTest
from bianmin.delivery.publishing.queries.articles import WRITTEN, published
from bianmin.delivery.publishing.rules.markup import faults
from bianmin.delivery.publishing.rules.rhythm import TestDue, due
from bianmin.delivery.publishing.rules.rights import may_check, may_publish, readable
from bianmin.delivery.publishing.vocab import SiteRhythm, State, Verdict
from bianmin.foundation.accounts.queries import key_named
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


def looks(actor: Actor, agency: str) -> QuerySet[Look]:
    """The looks, those not taken first, the one due first on top."""
    rows = Look.objects.filter(readable(actor), agency=agency)
    return rows.order_by(F("done_on").desc(nulls_first=True), "due_on", "code")


def look(actor: Actor, key: int) -> Look:
    """One look.

    Raises:
        NotFound.
    """
    row = Look.objects.filter(readable(actor), pk=key).first()
    if row is None:
        raise NotFound
    return row


def waiting(actor: Actor, agency: str) -> int:
    """How many looks wait for this person 待檢視."""
    mine = Q(keeper__in=[actor.key, actor.deputising_for or actor.key])
    return Look.objects.filter(mine, agency=agency, done_on=None).count()


def samples(actor: Actor, agency: str) -> QuerySet[Sample]:
    """The samples, those not judged first."""
    return Sample.objects.filter(readable(actor), agency=agency).order_by(
        F("done_on").desc(nulls_first=True), "-drawn_on", "code"
    )


def sample(actor: Actor, key: int) -> Sample:
    """One sample.

    Raises:
        NotFound.
    """
    row = Sample.objects.filter(readable(actor), pk=key).select_related("article").first()
    if row is None:
        raise NotFound
    return row


def last_links(actor: Actor, agency: str) -> list[Link]:
    """What the last link test found, the broken ones first."""
    rows = Link.objects.filter(readable(actor), agency=agency)
    last = rows.order_by("-checked_on").values_list("checked_on", flat=True).first()
    found = list(rows.filter(checked_on=last)) if last else []
    return sorted(found, key=lambda row: (row.verdict != Verdict.BROKEN, row.verdict != Verdict.UNTESTED, row.code))


def tests(actor: Actor, agency: str) -> QuerySet[SiteTest]:
    """The tests of the site, the newest first."""
    return SiteTest.objects.filter(readable(actor), agency=agency).order_by("-tested_on", "-pk")


def tests_due(agency: str, on: date) -> list[TestDue]:
    """The tests of the site that are to be made in the month or quarter of a day 應辦檢測."""
    rows = SiteTest.objects.filter(agency=agency, tested_on__lte=on).order_by().values_list("kind")
    last, said = dict(rows.annotate(last=Max("tested_on"))), rhythm(agency)
    if said is not None:
        return due(last, on=on, months=said.months, since=said.valid_from)
    begun = Edition.objects.filter(agency=agency).aggregate(first=Min("published_on"))["first"]
    return due(last, on=on, since=begun)


def findings(actor: Actor, agency: str, *, mended: bool = False) -> QuerySet[Finding]:
    """What scans found and is still open, the one due first on top; or what is mended, the newest first."""
    rows = Finding.objects.filter(readable(actor), agency=agency, mended_on__isnull=not mended)
    return rows.order_by("-mended_on", "pk") if mended else rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def by_page(actor: Actor, agency: str, kind: str) -> list[tuple[str, int, int]]:
    """The pages of the last scans of a kind: how many findings are open on each and how many are mended."""
    rows = Finding.objects.filter(readable(actor), agency=agency, kind=kind).order_by()
    still, done = Count("pk", filter=Q(mended_on=None)), Count("pk", filter=Q(mended_on__isnull=False))
    found = rows.values("page").annotate(still=still, done=done)
    return sorted(((one["page"], one["still"], one["done"]) for one in found), key=lambda one: (-one[1], one[0]))


def overdue_findings(agency: str, on: date) -> int:
    """How many findings should be mended by now."""
    return Finding.objects.filter(agency=agency, mended_on=None, due_on__lt=on).count()


def rhythm(agency: str) -> SiteRhythm | None:
    """How often the agency has its site tested; None where it says nothing."""
    return held(Rhythm, SiteRhythm, agency)


def sees_to(actor: Actor, agency: str) -> bool:
    """Whether it is this person who sees to the tests of the site: the one the agency names, else whoever may check."""
    if not may_check(actor, f"/{agency}/"):
        return False
    said = rhythm(agency)
    keeper = key_named(agency, said.keeper) if said and said.keeper else ""
    return not keeper or keeper in (actor.key, actor.deputising_for)


def to_do(actor: Actor, agency: str, on: date) -> dict[str, int]:
    """What waits for this person on the site: looks, texts to finish and to approve, tests, and those overdue."""
    mine = (actor.key, actor.deputising_for)
    written = Edition.objects.filter(agency=agency, state__in=WRITTEN)
    rows = list(written.values_list("state", "unit_path", "article__keeper"))
    tests = tests_due(agency, on) if sees_to(actor, agency) else []
    return {
        "looks": waiting(actor, agency),
        "drafts": sum(state == State.DRAFT and keeper in mine for state, _path, keeper in rows),
        "asked": sum(state == State.ASKED and may_publish(actor, path) for state, path, _keeper in rows),
        "tests": len(tests),
        "overdue": sum(one.overdue for one in tests),
        "weak": overdue_findings(agency, on) if sees_to(actor, agency) else 0,
    }


def updates_by_week(agency: str, on: date, weeks: int = 4) -> list[tuple[date, int]]:
    """The Mondays of the last weeks, this one first, each with how many texts came onto the site in it 每週更新筆數."""
    monday = on - timedelta(days=on.weekday())
    mondays = [monday - timedelta(weeks=back) for back in range(weeks)]
    counted = {
        f"n{place}": Count("pk", filter=Q(published_on__gte=first, published_on__lt=first + timedelta(weeks=1)))
        for place, first in enumerate(mondays)
    }
    found = Edition.objects.filter(agency=agency, published_on__gte=mondays[-1]).aggregate(**counted)
    return [(first, found[f"n{place}"]) for place, first in enumerate(mondays)]


def own_faults(agency: str, on: date) -> list[tuple[Edition, list[str]]]:
    """Our own look at the markup of what is on the site: headings, pictures without words, words of links."""
    found = ((row, list(dict.fromkeys(map(str, faults(row.body))))) for row in published(agency, on))
    return [(row, sentences) for row, sentences in found if sentences]
