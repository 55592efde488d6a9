"""The pack kind `agency`: what it makes, what it refuses, and that it comes back as it went in."""

from datetime import date

import pytest
import yaml

from bianmin.foundation.audit.models import Line
from bianmin.foundation.orgs.actions import close_unit, take_number, write_agency, write_unit
from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.foundation.orgs.queries import units_of
from bianmin.foundation.orgs.rules import UnitAbove, UnitMoved
from bianmin.foundation.packs.actions import PacksHaveProblems, load_packs
from bianmin.foundation.packs.queries.loaded import exported
from bianmin.kernel.actor import system
from bianmin.kernel.errors import NotAllowed
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db
PACK = """\
kind: agency
id: beinan
version: "1"
agency: 376550300A
source: demonstration
valid_from: 2020-01-01
parent: 376550000A
short: TTBN
name: 臺東縣卑南鄉戶政事務所
names: {en: Beinan Township Household Registration Office}
address: 臺東縣卑南鄉太平村和平路67號
phone: 089-381200
hours:
  zh-hant: [["星期一至星期五", "08:00-17:00"]]
document_word: 卑鄉戶字
policies: {name_mask: surname_only}
statements:
  en: {privacy: We keep your data only as long as the law says.}
units:
  - {code: counter, name: 綜合受理櫃檯, phone: "089-381200#21"}
  - {code: window-1, kind: window, name: 1號櫃檯, under: counter}
"""


def load(text: str) -> tuple[int, int]:
    return load_packs(files=[("beinan.yaml", text.encode())], by=system("test"), at=NOON)


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(PacksHaveProblems) as refused:
        load(text)
    return [(problem.line, problem.key, problem.sentence) for problem in refused.value.problems]


def test_a_pack_makes_the_agency_its_units_and_windows() -> None:
    assert load(PACK) == (1, 0)
    agency = Agency.objects.get()
    assert (agency.code, agency.short, agency.policies) == (AGENCY, "TTBN", {"name_mask": "surname_only"})
    assert list(Unit.objects.order_by("path").values_list("path", "kind", "valid_from")) == [
        (f"/{AGENCY}/", "office", date(2020, 1, 1)),
        (f"/{AGENCY}/counter/", "unit", date(2020, 1, 1)),
        (f"/{AGENCY}/counter/window-1/", "window", date(2020, 1, 1)),
    ]


def test_the_same_pack_twice_changes_nothing() -> None:
    load(PACK)
    lines = Line.objects.count()
    assert load(PACK) == (0, 1)
    assert Line.objects.count() == lines


def test_a_new_version_changes_what_is_said_and_journals_the_fields() -> None:
    load(PACK)
    load(PACK.replace('version: "1"', 'version: "2"').replace("phone: 089-381200\n", "phone: 089-380000\n"))
    assert Agency.objects.get().phone == "089-380000"
    assert Line.objects.filter(verb="orgs.write_agency").latest("pk").fields == ["phone"]


def test_an_exported_pack_loads_to_the_same_rows() -> None:
    load(PACK)
    text = exported("agency", AGENCY, "beinan")
    assert text is not None
    assert yaml.safe_load(text) == yaml.safe_load(PACK)
    assert load(text.replace("version: '1'", "version: '2'")) == (1, 0)


WRONG = {
    "code": ("agency: 376550300A", "agency: 37655X", (4, "agency", "This is no agency code")),
    "colour": ("document_word:", 'brand: "#88ccee"\ndocument_word:', (15, "brand", "Too pale")),
    "statement": ("{privacy:", "{privvacy:", (17, "statements", "privvacy is no statement")),
    "unit above": ("under: counter", "under: cellar", (1, "-", "window-1 stands under cellar")),
    "mask": ("surname_only", "everything", (16, "policies.name_mask", "One of these is expected")),
}


@pytest.mark.parametrize(("old", "new", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_pack_names_line_and_key(old: str, new: str, expected: tuple[int, str, str]) -> None:
    line, key, sentence = problems(PACK.replace(old, new))[0]
    assert (line, key) == expected[:2]
    assert sentence.startswith(expected[2])
    assert not Agency.objects.exists()


def test_a_unit_never_moves(people: People) -> None:
    admin = people.actor("admin")
    with pytest.raises(UnitMoved):
        write_unit(agency=AGENCY, code="counter", under="records", by=admin, at=NOON)
    with pytest.raises(UnitAbove):
        write_unit(agency=AGENCY, code="new", under="cellar", by=admin, at=NOON)


def test_a_closed_unit_is_gone_the_day_after(people: People) -> None:
    close_unit(agency=AGENCY, code="records", until=date(2025, 6, 30), by=people.actor("admin"), at=NOON)
    last, after = (units_of(AGENCY, on=day) for day in (date(2025, 6, 30), date(2025, 7, 1)))
    assert [unit.code for unit in last] == ["root", "counter", "records"]
    assert [unit.code for unit in after] == ["root", "counter"]


@pytest.mark.parametrize("name", ["officer", "chief", "auditor", "supervisor", "outsider"])
def test_only_administrators_and_research_write_their_agency(people: People, name: str) -> None:
    with pytest.raises(NotAllowed):
        write_agency(code=AGENCY, by=people.actor(name), at=NOON, phone="1")
    with pytest.raises(NotAllowed):
        write_unit(agency=AGENCY, code="x", by=people.actor(name), at=NOON, name="x")


def test_numbers_run_from_one_in_each_series() -> None:
    taken = [take_number(agency=AGENCY, kind="case", period="114") for _ in range(3)]
    other = take_number(agency=AGENCY, kind="case", period="115")
    assert (taken, other) == ([1, 2, 3], 1)
