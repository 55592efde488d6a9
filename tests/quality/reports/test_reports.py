"""The achievement report: refused while a missed target has no review; every figure is the indicator's value."""

import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.packs.actions import load_packs
from bianmin.journeys.improve import TargetWasMet, Work, review_target
from bianmin.kernel.actor import system
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.reports.actions import MissedWithoutReview, Wanted, build, preview
from bianmin.quality.reports.models import Built
from bianmin.quality.reports.queries.outlines import built, outline
from bianmin.quality.reports.vocab import BuiltCard
from tests.factories.delivery import applied, decided, load_notices, service
from tests.factories.house import load_house
from tests.people import AGENCY, NOON, ROOT, People

PACKS = Path("src/bianmin/packs")
CLOSED = datetime(2026, 1, 20, 10, 0, tzinfo=TAIPEI)
YEAR = span("114")
WANTED = Wanted("achievement", AGENCY, YEAR)


@pytest.fixture
def office(people: People) -> People:
    load_notices()
    load_house("indicators", "frameworks", "reports")
    files = [PACKS / "agencies/beinan" / name for name in ("plan-113.yaml", "plan-114.yaml", "targets.yaml")]
    load_packs(files=[(path.name, path.read_bytes()) for path in files], by=system("tests"), at=NOON)
    offered = service()
    for _each in range(3):
        decided(applied(offered), by=people.actor("officer"))
    refresh(at=CLOSED)
    return people


def review_all(people: People) -> int:
    by = people.actor("research")
    missed = [value for value in values(by, agency=AGENCY, span=YEAR) if value.met is False]
    for value in missed:
        work = Work("人力不足", "增派人員", people.actor("officer").key)
        review_target(ref=value.ref, work=work, by=by, at=CLOSED)
    return len(missed)


def finished(people: People) -> BuiltCard:
    review_all(people)
    return build(wanted=WANTED, by=people.actor("research"), at=CLOSED)


def text_of(people: People, card: BuiltCard, kind: str) -> bytes:
    return open_file(file_id=int(card.files[kind]), by=people.actor("research"), at=CLOSED).data


def test_a_missed_target_without_review_keeps_the_report_from_being_built(office: People) -> None:
    with pytest.raises(MissedWithoutReview) as refusal:
        build(wanted=WANTED, by=office.actor("research"), at=CLOSED)
    assert "RT-01" in str(refusal.value)
    assert not Built.objects.exists()


def test_with_every_review_the_report_is_built(office: People) -> None:
    card = finished(office)
    assert card.title == "臺東縣卑南鄉戶政事務所114年度提升服務品質執行成果報告"
    assert set(card.files) == {"odt", "pdf", "docx"}
    assert 1 <= card.pages <= 10
    assert card.warnings == ()


def test_every_figure_on_it_is_the_indicator_s_value(office: People) -> None:
    card = finished(office)
    figures = {figure.ref: figure for figure in card.figures}
    for value in values(office.actor("research"), agency=AGENCY, span=YEAR):
        if value.ref in figures:
            figure = figures[value.ref]
            assert (figure.n, figure.d, figure.printed) == (value.n, value.d, value.printed)
    assert f"IN-04@{ROOT}@114" in figures
    assert f"IN-04@{ROOT}@113" in figures


def test_the_odt_names_the_reference_of_each_figure_and_repeats_its_heads(office: People, tmp_path: Path) -> None:
    path = tmp_path / "report.odt"
    path.write_bytes(text_of(office, finished(office), "odt"))
    content = zipfile.ZipFile(path).read("content.xml").decode()
    assert "/desk/indicators/IN-04/" in content
    assert "table-header-rows" in content
    assert "壹、" in content
    assert "未達成目標之檢討" in content
    assert "人力不足" in content


def test_it_opens_in_the_word_processor(office: People, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no word processor on this machine")
    path = tmp_path / "report.odt"
    path.write_bytes(text_of(office, finished(office), "odt"))
    words = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "txt:Text"]
    subprocess.run([*words, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    assert "114年度提升服務品質執行成果報告" in (tmp_path / "report.txt").read_text(encoding="utf-8-sig")


def test_only_a_chief_or_research_officer_builds(office: People) -> None:
    for name in ("officer", "auditor", "supervisor", "outsider"):
        with pytest.raises(NotAllowed):
            build(wanted=WANTED, by=office.actor(name), at=CLOSED)


def test_another_agency_does_not_see_it_and_the_agency_above_does(office: People) -> None:
    card = finished(office)
    assert built(office.actor("supervisor"), card.id).title == card.title
    with pytest.raises(NotFound):
        built(office.actor("outsider"), card.id)


def test_a_look_before_shows_targets_though_nothing_is_reviewed(office: People) -> None:
    tree = preview(wanted=WANTED, by=office.actor("chief"), at=CLOSED)
    assert tree.mark
    assert not Built.objects.exists()


def test_an_outline_that_is_not_there_is_not_found(office: People) -> None:
    with pytest.raises(NotFound):
        outline(AGENCY, "nothing")


def test_a_target_that_was_met_needs_no_review(office: People) -> None:
    work = Work("原因", "措施", office.actor("officer").key)
    with pytest.raises(TargetWasMet):
        review_target(ref=f"IN-01@{ROOT}@114", work=work, by=office.actor("research"), at=CLOSED)


@pytest.mark.parametrize(("most", "warned"), [(1, True), (10, False), (0, False)])
def test_more_pages_than_the_outline_allows_are_warned_about(office: People, most: int, warned: bool) -> None:
    text = (PACKS / "reports/achievement.yaml").read_text(encoding="utf-8")
    changed = text.replace('version: "3"', f'version: "4"\nmost_pages: {most}')
    load_packs(files=[("achievement.yaml", changed.encode())], by=system("tests"), at=NOON)
    assert [str(most) in warning for warning in finished(office).warnings] == [True] * warned
