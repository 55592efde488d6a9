"""The achievement report: refused while a missed target has no review, then built, each figure leading to its value."""

import json

import pytest

from tests.people import AGENCY

ASKED = {"outline": "achievement", "span": "114", "unit": f"/{AGENCY}/"}


def review(client, ref: str) -> str:
    """Begin the improvement of one missed target; gives its address."""
    place = f"/desk/improvements/new/?value={ref}"
    boxes = client.get(place).context["boxes"]
    owner = next(choice.value for box in boxes if box.name == "owner" for choice in box.choices if choice.chosen)
    typed = {"cause": "人力不足", "measure": "增派人力", "owner": owner, "period": "20wd"}
    answer = client.post(place, typed)
    assert answer.status_code == 302
    return answer["Location"]


def review_all(client) -> None:
    lines = client.get("/desk/indicators/?span=114").context["lines"]
    for line in lines:
        if line["value"].met is False:
            review(client, line["value"].ref)


@pytest.mark.row("DR-26", "EP-45", "AN-02", "EP-42")
def test_a_missed_target_without_review_keeps_the_report_from_being_built(research):
    answer = research.post("/desk/reports/new/", ASKED)
    assert answer.status_code == 422
    assert "IN-04" in answer.content.decode()


@pytest.mark.row("DR-26", "EP-45", "DR-11", "DR-12", "EP-72", "FL-19", "DR-25", "OB-10", "STR-26")
def test_with_every_review_it_is_built_as_files_and_its_figures_lead_to_values(research):
    review_all(research)
    answer = research.post("/desk/reports/new/", ASKED, follow=True)
    card = answer.context["report"]
    assert set(card.files) == {"odt", "pdf", "docx"}
    figure = next(one for one in card.figures if one.indicator == "IN-04")
    assert (figure.printed, figure.n, figure.d) == ("80.0%", 4, 5)
    assert "/desk/indicators/IN-04/" in answer.content.decode()
    assert research.get(f"/desk/files/{card.files['pdf']}/").content.startswith(b"%PDF-")


@pytest.mark.row("DR-26", "EP-16")
def test_the_command_refuses_it_for_the_same_reason(command, installed, tmp_path):
    done = command(
        "report", "build", "achievement", "--agency", AGENCY, "--period", "114", "--out", str(tmp_path), **installed
    )
    assert done.returncode == 2
    assert "IN-04" in done.stderr
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.row("EP-41", "EP-42", "RO-32", "RO-33")
def test_an_improvement_is_tracked_by_owner_and_day_and_verified_by_another(research, chief):
    place = review(research, f"IN-04@/{AGENCY}/@114")
    card = research.get(place).context["card"]
    assert card.due_on is not None
    assert card.cause == "人力不足"
    assert card.number in research.get("/desk/improvements/").content.decode()
    research.post(f"{place}finish/", {"result": "下月起達標"})
    assert research.post(f"{place}verify/", {"note": "自己看"}).status_code == 422
    chief.post(f"{place}verify/", {"note": "抽查十件"})
    assert chief.get(place).context["card"].state == "verified"


@pytest.mark.row("ENT-53", "IN-109")
def test_the_commands_name_outlines_and_packs(command, installed):
    outlines = json.loads(command("report", "list", "--json", **installed).stdout)
    assert "achievement" in json.dumps(outlines)
    packs = json.loads(command("pack", "list", "--json", **installed).stdout)
    assert "nia-107-overall" in json.dumps(packs)
