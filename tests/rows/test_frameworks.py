"""Evaluation frameworks: the edition with its hundred points, editions of other shapes, and self-evaluation."""

import pytest

from tests.people import AGENCY

NIA = "/desk/evaluation/nia-107-overall/?year=114"
OLD = {
    "kind": "framework",
    "id": "standard-99",
    "version": "1",
    "agency": AGENCY,
    "source": "demonstration",
    "title": "三項標準服務",
    "year": 99,
    "levels": ["標準服務", "項目", "指標", "內容", "細節"],
    "nodes": [
        {
            "code": "s", "name": "便民標準服務", "nodes": [
                {"code": "s.p", "name": "服務流程", "text": "前言：流程要簡單。", "nodes": [
                    {"code": "s.p.i", "name": "便捷性", "nodes": [
                        {"code": "s.p.i.c", "name": "單一窗口", "nodes": [{"code": "s.p.i.c.d", "text": "第五層"}]},
                    ]},
                ]},
            ],
        },
    ],
}  # fmt: skip
PROJECT = {
    "kind": "framework", "version": "1", "agency": AGENCY, "source": "demonstration", "title": "專案規劃類",
    "year": 107, "category": "專案規劃類組", "derived_from": "第2屆政府服務獎", "levels": ["評核構面", "評核重點"],
}  # fmt: skip
CONSTRUCTS = ("問題分析", "規劃內容", "推動成效", "開放創新")


def project(code: str, weights: tuple[int, ...]) -> dict[str, object]:
    """An edition of the project category with one weight for each construct."""
    nodes = [
        {"code": f"c{place}", "name": name, "weight": weight}
        for place, (name, weight) in enumerate(zip(CONSTRUCTS, weights, strict=True))
    ]
    return {**PROJECT, "id": code, "total": sum(weights), "nodes": nodes}


def begun(client, edition: str):
    """The page of a self-evaluation begun under an edition."""
    client.post("/desk/evaluation/start/", {"edition": edition, "year": "114"})
    return client.get(f"/desk/evaluation/{edition}/?year=114")


@pytest.mark.row("EF-05", "EF-23", "EP-04", "EP-05", "DR-24")
def test_the_edition_of_107_has_five_constructs_eleven_items_and_a_hundred_points(research):
    card = begun(research, "nia-107-overall").context["card"]
    weights = {node.shape.name: node.shape.weight for node in card.nodes if node.level == 0}
    assert weights == {"基礎服務": 20, "服務遞送": 30, "服務量能": 20, "服務評價": 20, "開放創新": 10}
    assert sum(node.level == 1 for node in card.nodes) == 11
    assert card.full == 100


@pytest.mark.row("EF-10", "EF-11", "EF-12", "EF-23")
def test_an_edition_names_its_own_levels_goes_as_deep_as_it_likes_and_may_print_no_points(research, load):
    assert load(OLD).status_code == 302
    answer = begun(research, "standard-99")
    page = answer.content.decode()
    card = answer.context["card"]
    assert [(node.level, node.level_name) for node in card.nodes] == list(enumerate(OLD["levels"]))
    assert card.full is None
    assert all(said in page for said in ("標準服務", "指標", "前言：流程要簡單。", "第五層"))
    assert " / " not in page.split('id="node-s"')[1].split("</h2>")[0]


@pytest.mark.row("EF-04", "EF-06", "AN-03", "EF-30")
def test_one_category_has_several_schemes_of_weights(research, load):
    load(project("project-1000", (200, 300, 400, 100)), project("project-100", (20, 30, 40, 10)))
    assert begun(research, "project-1000").context["card"].full == 1000
    assert begun(research, "project-100").context["card"].full == 100


@pytest.mark.row("EF-04", "EF-06")
def test_weights_that_do_not_make_the_total_are_refused(load):
    wrong = project("project-99", (20, 30, 40, 10)) | {"total": 99}
    answer = load(wrong)
    assert answer.status_code == 422
    assert "100" in str(answer.context["checked"].problems)


@pytest.mark.row("EF-24")
def test_a_self_evaluation_keeps_the_edition_it_was_begun_with(research, load):
    load(project("project", (20, 30, 40, 10)))
    begun(research, "project")
    load(project("project", (10, 30, 40, 20)) | {"version": "2"})
    kept = research.get("/desk/evaluation/project/?year=114").context["card"]
    assert (kept.framework_version, kept.nodes[0].shape.weight) == ("1", 20)


@pytest.mark.row("EP-04", "EP-05", "IN-109", "EP-62")
def test_a_point_shows_the_figures_it_asks_for_and_keeps_text_score_and_value_as_evidence(research):
    answer = begun(research, "nia-107-overall")
    shown = {line["node"].code: [value.code for value in line["figures"]] for line in answer.context["lines"]}
    assert shown["basic.consistency.2"] == ["IN-04"]
    ref = f"IN-04@/{AGENCY}/@114"
    typed = {"text": "逐日檢視到期案件。", "score": "4", "value": [ref], "links": "https://example.tw 公告"}
    research.post("/desk/evaluation/nia-107-overall/basic.consistency.2/?year=114", typed)
    card = research.get(NIA).context["card"]
    node = next(one for one in card.nodes if one.code == "basic.consistency.2")
    assert (node.text, node.score, [proof.kind for proof in node.evidence]) == (
        "逐日檢視到期案件。", 4, ["value", "link"],
    )  # fmt: skip
    assert next(one.scored for one in card.nodes if one.code == "basic") == 4


@pytest.mark.row("EF-31", "EF-21", "DR-29", "DR-27", "EF-18", "EF-01")
def test_provenance_examples_and_chapters_come_back_with_the_export(command, installed):
    text = command("pack", "export", "framework", "nia-107-overall", **installed).stdout
    assert "derived_from: 第 2 屆「政府服務獎」評獎實施計畫" in text
    assert "examples_only: true" in text
    assert "kind: overall" in text


@pytest.mark.row("EP-04", "RO-37")
def test_others_read_the_self_evaluation_and_only_research_and_chief_write_it(research, signed_in):
    begun(research, "nia-107-overall")
    assert signed_in("auditor").get(NIA).status_code == 200
    assert signed_in("officer").post("/desk/evaluation/start/", {"edition": "x", "year": "114"}).status_code == 403
