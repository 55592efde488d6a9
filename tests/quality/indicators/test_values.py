from datetime import timedelta
from fractions import Fraction

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.packs.queries.checks import examine
from bianmin.foundation.packs.queries.loaded import exported
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.improvements.actions import begin, finish, verify
from bianmin.quality.improvements.vocab import Source, Work
from bianmin.quality.indicators.actions.entries import NoEvidence, NotTyped, enter
from bianmin.quality.indicators.actions.publishing import NeedsReason, publish
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.models import Measure
from bianmin.quality.indicators.pack import UnknownNames
from bianmin.quality.indicators.queries.definitions import UnknownIndicator
from bianmin.quality.indicators.queries.explaining import explain
from bianmin.quality.indicators.queries.values import breakdown, trend, value, values
from bianmin.quality.indicators.vocab.spans import span
from tests.people import AGENCY, COUNTER, NOON, PARENT, RECORDS, ROOT
from tests.quality.indicators.definitions import INDICATORS, MEASURES, TARGETS, load, plain

YEAR = span("114")


@pytest.fixture
def counted(definitions):
    """Eight improvements begun in 114, six of them finished, five in time; one begun in 113."""
    research, chief = definitions.actor("research"), definitions.actor("chief")
    for number in range(9):
        at = NOON - timedelta(days=365) if number == 8 else NOON + timedelta(days=number)
        row = begin(
            unit_path=COUNTER if number % 2 else RECORDS, source_kind=Source.OTHER if number < 3 else Source.RATING,
            source_ref=f"r{number}", work=Work("c", "m", "staff:0", "5wd"), by=research, at=at,
        )  # fmt: skip
        if number < 6:
            late = at + timedelta(days=60 if number == 0 else 1)
            finish(agency=AGENCY, number=row.number, result="r", by=research, at=late)
        if number < 2:
            verify(agency=AGENCY, number=row.number, by=chief, at=NOON + timedelta(days=90))
    refresh(at=NOON)
    return definitions


def get(people, code="T-1", over=YEAR, who="research", **place):
    return value(people.actor(who), code, agency=AGENCY, span=over, **place)


def test_a_ratio_has_n_d_an_exact_value_and_a_target_that_is_missed(counted):
    found = get(counted)
    assert (found.n, found.d, found.value, found.printed) == (5, 6, Fraction(250, 3), "83.3%")
    assert (found.goal.printed, found.goal.demonstration, found.met) == ("≥97.5%", True, False)
    assert found.ref == f"T-1@{ROOT}@114"


def test_ratios_roll_up_by_summing_n_and_d(counted):
    parts = [get(counted, unit=unit) for unit in (COUNTER, RECORDS)]
    whole = get(counted)
    assert [(part.n, part.d) for part in parts] == [(3, 3), (2, 3)]
    assert (whole.n, whole.d) == (sum(part.n for part in parts), sum(part.d for part in parts))
    assert parts[0].goal is None


def test_an_empty_denominator_gives_no_value_and_says_why(counted):
    found = get(counted, over=span("113-01"))
    assert (found.n, found.d, found.value, found.printed) == (0, 0, None, "無案件")
    assert found.reason == "分母為零：這段期間「完成件數」為 0。"
    assert found.met is None


def test_growth_compares_with_the_same_span_a_year_before(counted):
    assert get(counted, "T-2").printed == "700.0%"
    assert get(counted, "T-2", span("113")).reason == "去年同期沒有任何計數，無從比較。"


def test_a_stock_is_what_is_there_on_the_last_day(counted):
    ends = ["2025-03-04", "2025-03-05", "2025-06-03", "2025-06-04", "2025-12-31"]
    found = [get(counted, "T-3", span(f"2025-01-01..{end}")).n for end in ends]
    assert found == [1, 2, 9, 7, 7]
    assert get(counted, "T-3").met is False
    assert get(counted, "T-3").change == "+6件"


def test_a_value_is_broken_down_by_the_dimension_of_its_measures(counted):
    found = breakdown(counted.actor("research"), "T-2", agency=AGENCY, span=YEAR)
    assert {key: (figure.n, figure.d) for key, figure in found.items()} == {"other": (3, 0), "rating": (4, 1)}


def test_a_trend_gives_each_month(counted):
    found = trend(counted.actor("research"), "T-1", agency=AGENCY, spans=span("114-Q1").months)
    assert [(one.span.text, one.d) for one in found] == [("114-01", 0), ("114-02", 0), ("114-03", 5)]


def test_explain_leads_down_to_the_numbers_within_the_readers_rights(counted):
    whole = explain(counted.actor("research"), "T-1", agency=AGENCY, span=YEAR)
    assert [(part.measure.code, part.counted, part.found, len(part.rows)) for part in whole.parts] == [
        ("t.done_in_time", 5, 5, 5), ("t.done", 6, 6, 6),
    ]  # fmt: skip
    assert sum(cell.n for cell in whole.parts[1].cells) == 6
    assert whole.parts[1].rows[0] == "改114-0001"
    officer = explain(counted.actor("officer"), "T-1", agency=AGENCY, span=YEAR)
    assert [len(part.rows) for part in officer.parts] == [3, 3]
    county = explain(counted.actor("supervisor"), "T-1", agency=AGENCY, span=YEAR)
    assert [(part.counted, part.rows) for part in county.parts] == [(5, ()), (6, ())]


def test_explain_says_that_marks_are_waiting(counted):
    begin(
        unit_path=COUNTER, source_kind=Source.OTHER, source_ref="", work=Work("c", "m", "staff:0"),
        by=counted.actor("research"), at=NOON,
    )  # fmt: skip
    assert explain(counted.actor("research"), "T-2", agency=AGENCY, span=YEAR).waiting == 2


@pytest.mark.parametrize("who", ["officer", "chief", "auditor", "supervisor", "admin"])
def test_figures_are_read_by_the_agency_and_those_above(counted, who):
    assert get(counted, who=who).d == 6


def test_figures_are_not_read_by_others(counted):
    for actor in (PUBLIC, counted.actor("outsider")):
        with pytest.raises(NotAllowed):
            values(actor, agency=AGENCY, span=YEAR)
    with pytest.raises(NotAllowed):
        values(counted.actor("officer"), agency=PARENT, span=YEAR)


def test_an_unknown_indicator_is_refused_by_name(counted):
    with pytest.raises(UnknownIndicator, match="T-9"):
        get(counted, "T-9")


def typed(people, n, text="114-Q1", evidence="訓練紀錄 114-03", who="research", measure="t.hours"):
    return enter(
        measure=measure, agency=AGENCY, unit_path=COUNTER, span=span(text), n=n, evidence=evidence,
        by=people.actor(who), at=NOON,
    )  # fmt: skip


def test_a_typed_count_counts_in_every_span_that_holds_its_days(definitions):
    typed(definitions, 40)
    typed(definitions, 44)
    typed(definitions, 10, "114-04")
    assert [get(definitions, "T-4", span(text)).n for text in ("114", "114-Q1", "114-03", "114-04")] == [54, 44, 0, 10]
    assert explain(definitions.actor("research"), "T-4", agency=AGENCY, span=span("114-Q1")).parts[0].rows == (
        "訓練紀錄 114-03",
    )


def test_typed_counts_are_refused_without_evidence_or_right(definitions):
    with pytest.raises(NoEvidence):
        typed(definitions, 1, evidence=" ")
    with pytest.raises(NotTyped):
        typed(definitions, 1, measure="t.done")
    with pytest.raises(NotAllowed):
        typed(definitions, 1, who="auditor")


def test_a_published_value_never_changes_and_a_correction_has_a_reason(counted):
    by = counted.actor("research")
    first = publish(code="T-1", agency=AGENCY, span=YEAR, by=by, at=NOON)
    assert publish(code="T-1", agency=AGENCY, span=YEAR, by=by, at=NOON) == first
    finish(agency=AGENCY, number="改114-0007", result="r", by=by, at=NOON + timedelta(days=7))
    refresh(at=NOON)
    with pytest.raises(NeedsReason):
        publish(code="T-1", agency=AGENCY, span=YEAR, by=by, at=NOON)
    second = publish(code="T-1", agency=AGENCY, span=YEAR, correction="補登", by=by, at=NOON)
    first.refresh_from_db()
    assert [(row.edition, row.n, row.d) for row in (first, second)] == [(1, 5, 6), (2, 6, 7)]
    assert Line.objects.filter(verb="indicators.publish").count() == 2


def test_publishing_is_for_chiefs_and_research_officers(counted):
    with pytest.raises(NotAllowed):
        publish(code="T-1", agency=AGENCY, span=YEAR, by=counted.actor("officer"), at=NOON)


def test_packs_come_back_as_they_were_loaded(definitions):
    for text in (MEASURES, INDICATORS, TARGETS):
        document = plain(text)
        assert plain(exported(document["kind"], document.get("agency", ""), document["id"])) == document


def test_a_new_definition_counts_what_was_there_before(counted):
    load(MEASURES.replace('version: "1"', 'version: "2"').replace("value: finding", "value: rating"))
    assert Mark.objects.count() == 2
    refresh(at=NOON)
    assert [row.version for row in Measure.objects.filter(code="t.other").order_by("id")] == ["1", "2"]
    assert get(counted).d == 6


def problem(text):
    found = examine("x.yaml", text.encode())
    return [(one.line, one.key) for one in found]


def test_a_wrong_pack_is_refused_at_its_line():
    assert problem(MEASURES.replace("value: true", "value: [1]")) == [(15, "measures.2.where.all.0")]
    assert problem(MEASURES.replace("date: due,", "")) == [(8, "measures.1")]
    assert problem(INDICATORS.replace("denominator: t.done,", "")) == [(7, "indicators.0")]
    assert problem(TARGETS.replace('"97.5"', '"high"')) == [(8, "targets.0.value")]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("field: in_time", "field: on_time", "improvements.improvement.on_time"),
        ("date: due", "date: dune", "improvements.improvement.dune"),
        ("fact: improvements.improvement, date: due", "fact: nothing, date: due", "nothing"),
    ],
)
def test_names_that_no_fact_has_are_refused(people, old, new, names):
    with pytest.raises(UnknownNames, match=names):
        load(MEASURES.replace(old, new))
    assert not Measure.objects.exists()
