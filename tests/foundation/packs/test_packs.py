"""Packs: a wrong one loads nothing and names file, line and key; a right one loads once and comes back."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianmin.foundation.audit.models import Line
from bianmin.foundation.packs.actions import PacksHaveProblems, VersionIsTaken, load_packs
from bianmin.foundation.packs.models import Loaded, Translation
from bianmin.foundation.packs.queries.checks import Pack, examine, examine_all
from bianmin.foundation.packs.queries.loaded import difference, exported
from bianmin.foundation.packs.queries.translations import reader, untranslated
from bianmin.foundation.packs.vocab import KINDS
from bianmin.kernel.actor import PUBLIC, system
from bianmin.kernel.errors import NotAllowed
from tests.people import AGENCY, NOON, People

SHIPPED = Path("src/bianmin/packs")
HAND = system("tests")
HEAD = "kind: translation\nid: en\nversion: '1'\nlocale: en\nsource: tests\n"
RIGHT = HEAD + "texts:\n  - {source: 戶籍謄本, text: Transcript}\n"


def load(text: str, name: str = "en.yaml") -> tuple[int, int]:
    return load_packs(files=[(name, text.encode())], by=HAND, at=NOON)


def problem(text: str | bytes) -> tuple[int, str, str]:
    data = text.encode() if isinstance(text, str) else text
    found = examine("p.yaml", data)
    assert isinstance(found, list)
    assert found[0].file == "p.yaml"
    return found[0].line, found[0].key, found[0].sentence


def test_every_pack_that_comes_with_bianmin_is_right() -> None:
    packs, problems = examine_all((path.name, path.read_bytes()) for path in sorted(SHIPPED.rglob("*.yaml")))
    assert problems == []
    assert {pack.kind.name for pack in packs} >= {"agency", "service", "form", "plan", "framework", "report"}


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("kind: translation\nid: en\nversion: 1\nsource: x\ntexts: []\n", 3, "version"),
        (HEAD + "texts:\n  - {source: 甲}\n", 7, "texts.0.text"),
        (HEAD + "texts:\n  - {source: 甲, text: A, colour: red}\n", 7, "texts.0.colour"),
        (HEAD, 1, "texts"),
        ("kind: nothing\nid: en\n", 1, "kind"),
        ("kind: translation\nid: en\nid: fr\n", 3, "-"),
        ("kind: &a translation\nid: *a\n", 2, "-"),
        ("kind: translation\nid: [\n", 3, "-"),
        ("- a list\n", 1, "-"),
        ("", 1, "-"),
        ("kind: translation\nid: !!python/object/apply:os.system ['true']\n", 2, "-"),
        ("a: " + "[" * 30 + "]" * 30, 1, "-"),
        ("a: " + "[" * 5000 + "]" * 5000, 1, "-"),
        (b"\xff\xfe\x00kind", 1, "-"),
        (b"kind: x\n" + b"# long\n" * 200_000, 1, "-"),
        ("kind: translation\nid: 2024-13-45\n", 1, "-"),
    ],
)
def test_a_wrong_pack_names_its_line_and_key(text: str | bytes, line: int, key: str) -> None:
    found = problem(text)
    assert found[:2] == (line, key)
    assert found[2]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    found = examine("p.yaml", data)
    assert isinstance(found, Pack) or all(one.sentence for one in found)


@pytest.mark.django_db
def test_one_wrong_pack_keeps_every_other_from_loading() -> None:
    with pytest.raises(PacksHaveProblems) as refusal:
        load_packs(files=[("a.yaml", RIGHT.encode()), ("b.yaml", HEAD.encode())], by=HAND, at=NOON)
    assert [str(one).split(": ")[0] for one in refusal.value.problems] == ["b.yaml:1"]
    assert not Loaded.objects.exists()
    assert not Translation.objects.exists()


@pytest.mark.django_db
def test_loading_twice_changes_nothing() -> None:
    assert load(RIGHT) == (1, 0)
    assert load(RIGHT) == (0, 1)
    assert Line.objects.filter(verb="packs.load").count() == 1


@pytest.mark.django_db
def test_a_version_that_is_there_never_changes() -> None:
    load(RIGHT)
    with pytest.raises(VersionIsTaken):
        load(RIGHT.replace("Transcript", "Something else"))
    assert reader("", "en")("戶籍謄本") == "Transcript"


@pytest.mark.django_db
def test_a_changed_source_text_is_untranslated_by_itself() -> None:
    load(RIGHT)
    assert untranslated(["戶籍謄本", "戶籍謄本（新）"], AGENCY, "en") == ["戶籍謄本（新）"]
    assert reader(AGENCY, "en")("戶籍謄本（新）") == "戶籍謄本（新）"


@pytest.mark.django_db
def test_the_public_loads_nothing_and_an_officer_neither(people: People) -> None:
    for by in (PUBLIC, people.actor("officer"), people.actor("outsider")):
        with pytest.raises(NotAllowed):
            load_packs(files=[("a.yaml", RIGHT.encode())], by=by, at=NOON)


@pytest.mark.django_db
def test_every_shipped_pack_comes_back_as_it_was() -> None:
    files = [(str(path), path.read_bytes()) for path in sorted(SHIPPED.rglob("*.yaml"))]
    load_packs(files=files, by=HAND, at=NOON)
    packs, _problems = examine_all(files)
    assert {pack.file: difference(pack) for pack in packs if difference(pack)}.keys() == {
        file for file, _bytes in files if file.endswith("independent-travel-0.yaml")
    }, "a version that another file follows is history"
    assert load_packs(files=files, by=HAND, at=NOON + timedelta(days=1)) == (0, len(files))


@pytest.mark.django_db
def test_a_difference_shows_both_sides() -> None:
    load(RIGHT)
    changed = examine("en.yaml", RIGHT.replace("Transcript", "Extract").encode())
    assert isinstance(changed, Pack)
    lines = difference(changed)
    assert any(line.startswith("-") and "Transcript" in line for line in lines)
    assert any(line.startswith("+") and "Extract" in line for line in lines)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(KINDS.kinds))
def test_what_is_not_loaded_is_not_written_back(kind: str) -> None:
    assert exported(kind, AGENCY, "nothing") is None
