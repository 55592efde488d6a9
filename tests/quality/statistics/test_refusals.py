"""Bad input is refused with a sentence that names the row, level or stratum, or answered by a stated rule."""

import json

import numpy as np
import pytest

from bianmin.faces.cli.main import main
from bianmin.kernel.errors import Refused
from bianmin.quality.statistics.arrays import AllMissing, TextInNumbers, ValueMissing
from bianmin.quality.statistics.calibration import BadBounds, BoundsMissing, CannotHold
from bianmin.quality.statistics.design import BadFraction, CorrectionVaries, MoreSampledThanExist, NegativeWeight
from bianmin.quality.statistics.intervals import NotAProportion
from bianmin.quality.statistics.lonely import LonelyUnit, NothingToAverage
from bianmin.quality.statistics.margins import BadCount, EmptyLevel, TotalsDiffer, UnknownLevel
from bianmin.quality.statistics.raking import DidNotConverge
from bianmin.quality.statistics.regression import Collinear, NotBinary, Separated
from bianmin.quality.statistics.replicates import StratifiedJackknife
from bianmin.quality.statistics.size import NoMargin, OutOfRange, UnknownSampling, margin_of_error, size_for_proportion
from bianmin.quality.statistics.study.answer import answer, columns_of
from bianmin.quality.statistics.study.estimates import LevelMissing, ScoreMissing
from bianmin.quality.statistics.study.frame import EmptySubset, OneMarginOnly, RakeOnly
from bianmin.quality.statistics.study.spec import KeyMissing, NotAMapping, UnknownChoice, UnknownKey, make_spec
from bianmin.quality.statistics.study.table import NoFile, UnevenRow, UnknownColumn, read_csv
from bianmin.quality.statistics.trimming import CannotTrim, trimmed

DATA = """s,w,N,q,sex,age,year,bad,empty,one
A,10,50,1,F,1,2024,3,,0
A,10,50,2,M,2,2024,x,,0
A,10,50,3,F,1,2025,4,,0
B,20,90,4,M,2,2025,5,,0
B,20,90,5,F,1,2025,6,,0
B,20,90,,M,2,2025,7,,0
"""
MEAN = [{"statistic": "mean", "variable": "q"}]


def ask(tmp_path, design, data=DATA):
    file = tmp_path / "data.csv"
    file.write_text(data, encoding="utf-8")
    spec = make_spec(design)
    return answer(read_csv(file, columns_of(spec)), spec)


def designed(**parts):
    return {"design": {"strata": "s", "weight": "w"}, "estimates": MEAN, **parts}


def calibrated(**calibration):
    return designed(calibration={"method": "raking", **calibration})


REFUSED = [
    (designed(estimates=[{"statistic": "mean", "variable": "bad"}]), TextInNumbers, "“x”"),
    (designed(estimates=[{"statistic": "mean", "variable": "bad"}]), TextInNumbers, "row 2"),
    (designed(estimates=[{"statistic": "mean", "variable": "empty"}]), AllMissing, "empty"),
    (designed(missing="refuse"), ValueMissing, "row 6"),
    (designed(subset={"year": 2025}, missing="refuse"), ValueMissing, "row 6"),
    (designed(subset={"year": 2030}), EmptySubset, "year: 2030"),
    (designed(estimates=[{"statistic": "mean", "variable": "no"}]), UnknownColumn, "“no”"),
    (designed(estimates=[{"statistic": "mean", "variable": "q", "level": 2}]), Refused, "level"),
    (designed(estimates=[{"statistic": "mode", "variable": "q"}]), UnknownChoice, "mode"),
    (designed(estimates=[{"statistic": "mean"}]), KeyMissing, "variable"),
    (designed(estimates=[{"statistic": "mean", "variable": "q", "colour": 1}]), UnknownKey, "colour"),
    (designed(estimates=[{"statistic": "total", "variable": "q", "interval": "logit"}]), NotAProportion, "logit"),
    (designed(estimates=[{"statistic": "proportion", "variable": "q", "levels": [9]}]), LevelMissing, "“9”"),
    (designed(estimates=[{"statistic": "mean", "variable": "q", "scores": {1: 0}}]), ScoreMissing, "row 2"),
    (calibrated(margins={"sex": {"F": 60}}), UnknownLevel, "“M” (row 2)"),
    (calibrated(margins={"sex": {"F": 60, "M": 20, "X": 10}}), EmptyLevel, "“X”"),
    (calibrated(margins={"sex": {"F": 60, "M": 0}}), BadCount, "“M”"),
    (calibrated(margins={"sex": {"F": 60, "M": 30}, "age": {1: 50, 2: 50}}), TotalsDiffer, "age adds up to 100"),
    (calibrated(margins={"sex": {"F": 60, "M": 30}, "age": {1: 50, 2: 40}}), DidNotConverge, "level"),
    (calibrated(method="linear", margins={"sex": {"F": 60, "M": 30}}, bounds=[0.9, 1.1]), CannotHold, "sex"),
    (calibrated(method="logit", margins={"sex": {"F": 60, "M": 30}}), BoundsMissing, "bounds"),
    (calibrated(method="logit", margins={"sex": {"F": 60, "M": 30}}, bounds=[2, 3]), BadBounds, "[2, 3]"),
    (calibrated(method="linear", margins={"sex": {"F": 60, "M": 30}}, variance="rake"), RakeOnly, "rake"),
    (calibrated(method="poststratify", margins={"sex": {"F": 50, "M": 40}, "age": {1: 50, 2: 40}}), OneMarginOnly, ":"),
    (calibrated(margins={"sex": [1, 2]}), NotAMapping, "sex"),
    (designed(replicates="jk1"), StratifiedJackknife, "jkn"),
    (designed(design={"strata": "year", "fpc": "N"}), CorrectionVaries, "Stratum 2025"),
    (designed(design={"strata": "s", "fpc": "q"}), ValueMissing, "row 6"),
    (designed(design={"fpc": "N"}), CorrectionVaries, "differs"),
    (designed(design={"strata": "s", "fpc": 2}), MoreSampledThanExist, "3 units were sampled, yet only 2"),
    (designed(design={"strata": "s", "fpc": 2, "fpc_as": "fractions"}), BadFraction, "Stratum A"),
    (designed(design={"strata": "year:s", "weight": "w"}, subset={"s": "A"}), LonelyUnit, "2025:A"),
    (designed(design={"strata": "q"}, lonely="average", subset={"s": "A"}), NothingToAverage, "Stage 1"),
    (designed(tests=[{"test": "logistic", "outcome": "q", "predictors": ["year"]}]), NotBinary, "Row 2"),
    (designed(tests=[{"test": "logistic", "outcome": "one", "predictors": ["year"]}]), Separated, "separates"),
    (designed(tests=[{"test": "linear", "outcome": "q", "predictors": ["age", "sex"]}]), Collinear, "age"),
    (designed(tests=[{"test": "t", "variable": "q", "by": "q"}]), Refused, "groups must be two"),
    (designed(tests=[{"test": "rao_scott", "rows": "one", "columns": "sex"}]), Refused, "only one level"),
    (designed(tests=[{"test": "difference", "variable": "q", "domain": "sex", "of": {"Z": 1}}]), Refused, "“Z”"),
]  # fmt: skip


@pytest.mark.parametrize(("design", "refusal", "words"), REFUSED)
def test_a_design_that_cannot_be_answered_is_refused_by_name(tmp_path, design, refusal, words):
    with pytest.raises(refusal) as refused:
        ask(tmp_path, design)
    assert words in refused.value.sentence("en")


def test_a_negative_weight_names_its_row_in_the_file(tmp_path):
    with pytest.raises(NegativeWeight) as refused:
        ask(tmp_path, designed(subset={"s": "B"}), DATA.replace("B,20,90,5", "B,-20,90,5"))
    assert "Row 5" in refused.value.sentence("en")


def test_a_row_with_too_few_fields_is_named(tmp_path):
    with pytest.raises(UnevenRow) as refused:
        ask(tmp_path, designed(), DATA.replace("A,10,50,3,F,1,2025,4,,0", "A,10,50"))
    assert "Row 3 has 3 fields" in refused.value.sentence("en")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NoFile):
        read_csv(tmp_path / "none.csv", [])


def test_a_web_sample_answers_without_errors_and_refuses_an_interval(tmp_path):
    design = designed(design={"weight": "w", "sampling": "web"})
    line = ask(tmp_path, design)["estimates"][0]
    assert (line["estimate"], line["se"], line["lower"]) == (pytest.approx(240 / 70), None, None)
    with pytest.raises(NoMargin):
        ask(tmp_path, {**design, "estimates": [{"statistic": "mean", "variable": "q", "interval": "t"}]})
    with pytest.raises(NoMargin):
        ask(tmp_path, {**design, "tests": [{"test": "t", "variable": "q", "by": "sex"}]})


@pytest.mark.parametrize("interval", ["logit", "xlogit", "beta", "wilson", "clopper_pearson"])
def test_a_proportion_of_zero_has_an_interval_by_the_stated_rule(tmp_path, interval):
    entry = {"statistic": "proportion", "variable": "one", "interval": interval}
    line = ask(tmp_path, designed(design={}, estimates=[entry]))["estimates"][0]
    assert (line["estimate"], line["se"], line["lower"]) == (0.0, 0.0, 0.0)
    assert line["upper"] == pytest.approx(0.3903343 if interval == "wilson" else 0.4592581, abs=1e-6)


def test_a_domain_without_answers_is_null_and_not_zero(tmp_path):
    entry = {"statistic": "mean", "variable": "q", "domain": "sex", "where": {"year": 2025, "s": "B"}}
    lines = ask(tmp_path, designed(estimates=[entry]), DATA.replace("B,20,90,4,M", "B,20,90,,M"))["estimates"]
    assert [(line["domain"], line["estimate"], line["n"]) for line in lines] == [("F", 5.0, 1), ("M", None, 0)]


def test_margins_of_error_as_agencies_state_them():
    assert round(margin_of_error(2043) * 100, 2) == 2.17
    assert round(margin_of_error(1360) * 100, 1) == 2.7
    with pytest.raises(NoMargin):
        margin_of_error(1360, sampling="convenience")
    with pytest.raises(UnknownSampling):
        margin_of_error(1360, sampling="gut feeling")
    with pytest.raises(OutOfRange):
        size_for_proportion(0.0)


def test_limits_that_leave_no_room_for_the_weights_are_refused():
    with pytest.raises(CannotTrim):
        trimmed(np.array([1.0, 2, 3]), upper=1.5, strict=True)


def test_the_command_prints_the_sentence_and_ends_with_two(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    (tmp_path / "design.yaml").write_text(json.dumps(designed(missing="refuse")), encoding="utf-8")
    code = main(["estimate", "--data", str(tmp_path / "data.csv"), "--design", str(tmp_path / "design.yaml"), "--json"])
    assert code == 2
    assert "Column q, row 6: the value is missing." in capsys.readouterr().err


@pytest.mark.parametrize("interval", ["t", "logit", "beta", "wilson"])
def test_everybody_asked_leaves_no_width(tmp_path, interval):
    entry = {"statistic": "proportion", "variable": "q", "levels": [2], "interval": interval}
    whole = ask(tmp_path, designed(design={"fpc": 3}, subset={"s": "A"}, estimates=[entry]))["estimates"][0]
    assert (whole["se"], whole["lower"], whole["upper"]) == (0.0, pytest.approx(1 / 3), pytest.approx(1 / 3))
