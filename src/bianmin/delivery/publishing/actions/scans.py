"""Take in what a scan found: new findings open, those it holds no more are mended, those that came back open again."""

import hashlib
from collections.abc import Mapping
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


def _returned(found: Mapping[str, Found], known: Mapping[str, Finding], mending: Mending, on: date) -> int:
    """Open again what was mended before this scan and is there again; how many."""
    back = [row for key, row in known.items() if key in found and row.mended_on and row.mended_on < on]
    for row in back:
        row.mended_on, row.again, row.due_on = None, row.again + 1, _due(mending, row.level, on)
    return len(back)


def _mended(found: Mapping[str, Found], known: Mapping[str, Finding], on: date) -> int:
    """Note as mended what was open and a later scan of the whole site no longer holds; how many."""
    gone = [row for key, row in known.items() if key not in found and row.mended_on is None and row.last_on <= on]
    for row in gone:
        row.mended_on = on
    return len(gone)


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
            agency=agency, unit_path=root, kind=tested.kind, tool=tested.tool, key=key, rule=found[key].rule,
            level=found[key].level, title=found[key].title, page=found[key].page, place=found[key].place,
            first_on=on, last_on=on, due_on=_due(mending, found[key].level, on),
        )
        for key in found if key not in known
    ]  # fmt: skip
    back, gone = _returned(found, known, mending, on), _mended(found, known, on) if tested.whole else 0
    for key in found.keys() & known.keys():
        known[key].last_on = max(known[key].last_on, on)
    Finding.objects.bulk_create(fresh, batch_size=500)
    Finding.objects.bulk_update(known.values(), ["mended_on", "again", "due_on", "last_on"], batch_size=500)
    return len(found), len(fresh) + back, gone


def note_mended(*, agency: str, tested: Tested, gone: int) -> SiteTest | None:
    """Write at the scan before how many of its findings are mended by now; gives its row."""
    rows = SiteTest.objects.filter(agency=agency, kind=tested.kind, tool=tested.tool, tested_on__lte=tested.tested_on)
    last = rows.exclude(digest="").order_by("-tested_on", "-pk").first()
    if last is not None:
        last.mended = min(last.found, last.mended + gone)
        last.save(update_fields=["mended"])
    return last
