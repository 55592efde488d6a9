"""Take in what a scan found: new findings open, those it holds no more are mended, those that came back open again."""

import hashlib
from datetime import date, timedelta

from bianmin.delivery.publishing.models import Finding, SiteTest
from bianmin.delivery.publishing.queries.checks import rhythm
from bianmin.delivery.publishing.rules.reports import Found, read_findings
from bianmin.delivery.publishing.vocab import Mending, Tested


def _key(tested: Tested, one: Found) -> str:
    parts = (tested.kind, tested.tool, one.rule, one.page, one.place)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def _due(mending: Mending, level: str, on: date) -> date | None:
    days = mending.days(level)
    return on + timedelta(days=days) if days else None


def take_in(*, agency: str, root: str, tested: Tested) -> tuple[int, int, int]:
    """Take in the findings of a scan, within the caller's act; how many it holds, how many are new, how many mended.

    Only what the same tool found before is compared, and nothing is mended by a scan of a part of the site.

    Raises:
        UnreadableReport, NoColumns, TooManyFindings.
    """
    found = {_key(tested, one): one for one in read_findings(tested.findings)}
    said, on = rhythm(agency), tested.tested_on
    mending = said.mend if said else Mending()
    known = {row.key: row for row in Finding.objects.filter(agency=agency, kind=tested.kind, tool=tested.tool)}
    fresh = [
        Finding(
            agency=agency, unit_path=root, kind=tested.kind, tool=tested.tool, key=key, rule=one.rule, level=one.level,
            title=one.title, page=one.page, place=one.place, first_on=on, last_on=on,
            due_on=_due(mending, one.level, on),
        )
        for key, one in found.items() if key not in known
    ]  # fmt: skip
    Finding.objects.bulk_create(fresh, batch_size=500)
    back = [row for key, row in known.items() if key in found and row.mended_on and row.mended_on < on]
    for row in back:
        row.mended_on, row.again, row.due_on = None, row.again + 1, _due(mending, row.level, on)
    for row in (row for key, row in known.items() if key in found):
        row.last_on = max(row.last_on, on)
    held = (row for key, row in known.items() if key not in found and row.mended_on is None and row.last_on <= on)
    gone = list(held) if tested.whole else []
    for row in gone:
        row.mended_on = on
    Finding.objects.bulk_update(known.values(), ["mended_on", "again", "due_on", "last_on"], batch_size=500)
    return len(found), len(fresh) + len(back), len(gone)


def note_mended(*, agency: str, tested: Tested, gone: int) -> SiteTest | None:
    """Write at the scan before how many of its findings are mended by now; gives its row."""
    rows = SiteTest.objects.filter(agency=agency, kind=tested.kind, tool=tested.tool, tested_on__lte=tested.tested_on)
    last = rows.exclude(digest="").order_by("-tested_on", "-pk").first()
    if last is not None:
        last.mended = min(last.found, last.mended + gone)
        last.save(update_fields=["mended"])
    return last
