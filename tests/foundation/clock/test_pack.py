from datetime import date, datetime

import pytest
import yaml

from bianmin.foundation.clock import queries
from bianmin.foundation.clock.models import Closure
from bianmin.foundation.clock.pack import KINDS
from bianmin.foundation.packs.actions import PacksHaveProblems, load_packs
from bianmin.foundation.packs.queries.loaded import exported
from bianmin.foundation.packs.vocab import KINDS as INSTALLED
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI

pytestmark = pytest.mark.django_db

AT = datetime(2026, 7, 9, 20, 0, tzinfo=TAIPEI)
PACK = """\
kind: calendar
id: closures
version: '1'
agency: 376530000A
source: demonstration
closures:
- day: 2026-07-10
  state: morning
  reason: 颱風下午停止上班
- day: 2026-07-16
  state: closed
  reason: 歲時祭儀
  source: 示範
years:
- year: 2028
  exceptions:
    '0103': 補假
    '0108': +
"""


@pytest.fixture(autouse=True)
def installed():
    before = dict(INSTALLED.kinds)
    INSTALLED.add(*KINDS)
    yield
    INSTALLED.kinds = before


def load(text=PACK):
    return load_packs(files=[("closures.yaml", text.encode())], by=system("setup"), at=AT)


def test_a_calendar_pack_becomes_closures_and_years():
    assert load() == (1, 0)
    calendar = queries.office_calendar("376530000A")
    assert calendar.on(date(2026, 7, 10)).state == "morning"
    assert not calendar.is_working(date(2026, 7, 16))
    assert calendar.is_working(date(2028, 1, 8))
    assert Closure.objects.get(day=date(2026, 7, 10)).source == "demonstration"


def test_loading_twice_changes_nothing():
    load()
    assert load() == (0, 1)
    assert Closure.objects.count() == 2


def test_what_is_exported_is_what_was_loaded():
    load()
    text = exported("calendar", "376530000A", "closures")
    written = yaml.load(PACK, yaml.BaseLoader)
    assert yaml.load(text, yaml.BaseLoader) == written
    assert list(yaml.safe_load(text)) == list(written)


def test_an_agency_without_closures_has_no_pack():
    assert exported("calendar", "376530000A", "closures") is None


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [("morning", "noon", "state"), ("'0103'", "'1303'", "exceptions"), ("2026-07-10", "soon", "day")],
)
def test_a_wrong_pack_loads_nothing_and_names_the_key(before, after, key):
    with pytest.raises(PacksHaveProblems) as refusal:
        load(PACK.replace(before, after))
    assert any(key in problem.key for problem in refusal.value.problems)
    assert not Closure.objects.exists()
