"""Incremental equals rebuild of interviews, of what services offer, and of units."""

from datetime import date, timedelta

from bianmin.delivery.cases.actions.interview import plan_interview
from bianmin.foundation.orgs.actions import close_unit, write_unit
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from tests.factories.delivery import applied, service
from tests.people import AGENCY, COUNTER, NOON, People
from tests.quality.indicators.definitions import load

DAY = timedelta(days=1)
START = date(2020, 1, 1)
SITE = {"code": "tp", "name": "臺北市專勤隊", "rooms": ["第1面談室", "第2面談室"]}
POLICY = {"sites": [SITE], "rules": [{"code": "purpose", "text": "只查婚姻"}], "bring": "請帶證件"}
MEASURES = f"""
kind: measures
id: test-offers
version: "1"
agency: {AGENCY}
source: test
measures:
- {{code: t.fixed, name: 排定, type: flow, fact: cases.interview, date: interview, by: service_code, unit: 次}}
- code: t.moved
  name: 改期
  type: flow
  fact: cases.interview
  date: interview
  unit: 次
  where: {{all: [{{field: state, op: eq, value: moved}}]}}
- {{code: t.offered, name: 提供, type: stock, fact: catalog.offered, since: from, until: until, by: kind, unit: 項}}
- {{code: t.units, name: 單位, type: stock, fact: orgs.unit, since: from, until: until, by: above, unit: 個}}
"""


def counted() -> list[tuple[str, date, str, int, int]]:
    """The cells, brought up to date; counted whole they are the same."""
    refresh(at=NOON)
    cells = Cell.objects.filter(measure__startswith="t.").order_by("measure", "day", "key", "bin")
    found = list(cells.values_list("measure", "day", "key", "bin", "n"))
    rebuild(at=NOON)
    assert list(cells.values_list("measure", "day", "key", "bin", "n")) == found
    return found


def on(days: int) -> date:
    return NOON.date() + days * DAY


def test_what_is_fixed_published_and_closed_is_counted_as_if_all_were_counted_anew(people: People) -> None:
    load(MEASURES)
    counted()
    number, by = applied(service(interview=POLICY, valid_from=START)).number, people.actor("officer")
    assert ("t.offered", START, "room", 0, 2) in counted()

    place = {"number": number, "site": "tp", "room": "第1面談室", "by": by}
    plan_interview(**place, start=NOON + 10 * DAY, at=NOON)
    assert ("t.fixed", on(10), "transcript", 0, 1) in counted()
    plan_interview(**place, start=NOON + 20 * DAY, at=NOON)
    found = counted()
    assert ("t.moved", on(10), "", 0, 1) in found
    assert ("t.fixed", on(20), "transcript", 0, 1) in found
    service(version="2", valid_from=on(1), interview={**POLICY, "sites": [{**SITE, "rooms": ["第1面談室"]}]})
    office = {"agency": AGENCY, "by": system("test"), "at": NOON}
    write_unit(**office, code="tour", under="counter", name="行動櫃檯", kind="window", valid_from=on(2))
    found = counted()
    assert ("t.offered", NOON.date(), "room", 1, 2) in found
    assert ("t.offered", on(1), "room", 0, 1) in found
    assert ("t.units", on(2), COUNTER, 0, 1) in found
    close_unit(**office, code="tour", until=on(30))
    assert ("t.units", on(30), COUNTER, 1, 1) in counted()
