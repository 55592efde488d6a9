from pathlib import Path

import pytest

import bianmin
from bianmin.foundation.audit.models import Line
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.packs.queries.checks import examine
from bianmin.kernel.actor import PUBLIC, system
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.quality.evaluation.actions.selves import AlreadyFinal, MoreThanWeight, NotComplete, begin, finish, write
from bianmin.quality.evaluation.models import SelfEvaluation
from bianmin.quality.evaluation.queries.selves import self_evaluation, visible_to
from bianmin.quality.evaluation.vocab import Evidence, State
from tests.people import AGENCY, NOON

NIA = Path(bianmin.__file__).parent / "packs" / "frameworks" / "nia-107-overall.yaml"
CODE = "nia-107-overall"
KEY = (AGENCY, 114, CODE)
PROOF = Evidence(kind="value", ref=f"IN-04@/{AGENCY}/@114", note="準時率")
ITEMS = {
    "basic.consistency": 10, "basic.friendly": 9, "delivery.convenience": 10, "delivery.access": 9,
    "delivery.growth": 8, "capacity.simplify": 9, "capacity.mechanism": 8, "appraisal.satisfaction": 9,
    "appraisal.response": 9, "open.participation": 4, "open.innovation": 4,
}  # fmt: skip


@pytest.fixture
def begun(people):
    load_packs(files=[("nia.yaml", NIA.read_bytes())], by=system("test"), at=NOON)
    begin(agency=AGENCY, year=114, framework=CODE, by=people.actor("research"), at=NOON)
    return people


def put(people, node, score=None, text="說明", evidence=(PROOF,), who="research"):
    return write(
        evaluation=KEY, node=node, text=text, score=score, evidence=evidence, by=people.actor(who), at=NOON
    )  # fmt: skip


def card(people, who="research"):
    return self_evaluation(people.actor(who), agency=AGENCY, year=114, framework=CODE)


def end(people):
    return finish(agency=AGENCY, year=114, framework=CODE, by=people.actor("chief"), at=NOON)


def test_scores_of_items_add_up_to_their_constructs_and_the_total(begun):
    for node, score in ITEMS.items():
        put(begun, node, score)
    found = card(begun)
    tops = {node.shape.name: node.scored for node in found.nodes if node.level == 0}
    assert tops == {"基礎服務": 19, "服務遞送": 27, "服務量能": 17, "服務評價": 18, "開放創新": 8}
    assert (found.total, found.full, found.complete) == (89, 100, True)
    assert end(begun).state == State.FINAL


def test_a_construct_never_gets_more_than_its_weight(begun):
    put(begun, "basic.consistency", 12)
    with pytest.raises(MoreThanWeight, match=r"基礎服務.*20"):
        put(begun, "basic.friendly", 9)
    with pytest.raises(MoreThanWeight):
        put(begun, "open", 11)
    put(begun, "basic.friendly", 8)
    assert card(begun).total == 20


def test_what_lacks_text_or_evidence_is_listed_and_keeps_it_from_being_finished(begun):
    put(begun, "basic.consistency.2", text="準時率 97.5%")
    put(begun, "basic.friendly", evidence=())
    found = card(begun)
    assert "basic.consistency" not in found.unproved
    assert "basic.friendly" in found.unproved
    assert (len(found.unproved), len(found.unwritten)) == (10, 9)
    with pytest.raises(NotComplete, match=r"basic\.friendly"):
        end(begun)


def test_a_final_one_never_changes(begun):
    for node in ITEMS:
        put(begun, node)
    end(begun)
    with pytest.raises(AlreadyFinal):
        put(begun, "basic.consistency", text="改")
    with pytest.raises(AlreadyFinal):
        end(begun)
    assert card(begun).may_write is False


def test_what_is_written_again_replaces_what_stood_there(begun):
    put(begun, "open.innovation", 4, text="一")
    put(begun, "open.innovation", 3, text="二", evidence=())
    node = next(node for node in card(begun).nodes if node.code == "open.innovation")
    assert (node.text, node.score, node.evidence, node.level_name) == ("二", 3, (), "評核項目")
    assert Line.objects.filter(verb="evaluation.write", fields=["open.innovation"]).count() == 2


def test_beginning_twice_gives_the_same_one(begun):
    row = begin(agency=AGENCY, year=114, framework=CODE, by=begun.actor("chief"), at=NOON)
    assert SelfEvaluation.objects.get() == row


def test_it_ends_under_the_edition_it_began_with(begun):
    newer = NIA.read_text("utf-8").replace('version: "1"', 'version: "2"').replace("name: 創新性", "name: 創新")
    load_packs(files=[("nia.yaml", newer.encode())], by=system("test"), at=NOON)
    assert card(begun).framework_version == "1"


@pytest.mark.parametrize("who", ["officer", "auditor", "supervisor"])
def test_others_read_it_and_do_not_write_it(begun, who):
    assert card(begun, who).may_write is False
    with pytest.raises(NotAllowed):
        put(begun, "open", who=who)


def test_who_has_no_role_there_does_not_see_it(begun):
    for actor in (PUBLIC, begun.actor("outsider")):
        assert not visible_to(actor).exists()
    with pytest.raises(NotFound):
        put(begun, "open", who="outsider")


def test_an_unknown_point_or_framework_is_refused(begun):
    with pytest.raises(NotFound):
        put(begun, "nothing")
    with pytest.raises(NotFound):
        begin(agency=AGENCY, year=114, framework="nothing", by=begun.actor("chief"), at=NOON)


@pytest.mark.parametrize(
    ("old", "new"),
    [("weight: 30", "weight: 31"), ("code: open.innovation", "code: open.participation")],
)
def test_a_framework_whose_weights_or_codes_do_not_fit_is_refused(old, new):
    found = examine("nia.yaml", NIA.read_text("utf-8").replace(old, new).encode())
    assert [problem.key for problem in found] == ["-"]


def test_a_tree_may_be_of_any_depth_without_weights():
    text = "kind: framework\nid: deep\nversion: '1'\nsource: t\ntitle: t\nyear: 99\nlevels: [甲, 乙]\nnodes:\n"
    for level in range(7):
        text += "  " * level + f"- code: n{level}\n" + "  " * level + ("  nodes:\n" if level < 6 else "")
    assert examine("deep.yaml", text.encode()).document.total is None
