"""`bianmin proofread` from the shell: list, JSON, marked document, refusals."""

import json

import pytest

from bianmin.faces.cli.main import main

TEXT = "職員 20 人，約聘 5 人，合計 26 人。\n計 398 人報名，305 人及格，及格率 76.63%。\n"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "報告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_has_every_claim_with_its_verdict(document, capsys):
    assert main(["proofread", str(document), "--json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    assert [(claim["line"], claim["kind"], claim["value"], claim["verdict"]) for claim in claims] == [
        (1, "sum", 26, "inconsistent"),
        (2, "ratio", 76.63, "consistent"),
    ]
    assert set(claims[0]) == {
        "line", "quote", "kind", "inputs", "formula", "printed", "value", "recomputed", "verdict", "certainty", "why",
    }  # fmt: skip
    assert claims[0]["certainty"] == "certain"
    assert claims[0]["recomputed"] == 25


def test_the_list_shows_what_is_wrong_and_why(document, capsys):
    assert main(["proofread", str(document)]) == 0
    shown = capsys.readouterr().out
    assert "20 + 5 = 25" in shown
    assert "76.63" not in shown


def test_the_marked_document_stands_alone(document, tmp_path, capsys):
    out = tmp_path / "marked.html"
    assert main(["proofread", str(document), "--html", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert str(out) in capsys.readouterr().out
    assert '<mark class="wrong"' in page
    assert "<script" not in page
    assert "http" not in page


def test_what_stands_in_the_document_is_never_markup(tmp_path):
    path, out = tmp_path / "a.txt", tmp_path / "a.html"
    path.write_text("<script>x</script>&職員 20 人，約聘 5 人，合計 26 人。", encoding="utf-8")
    main(["proofread", str(path), "--html", str(out), "--json"])
    assert "<script>" not in out.read_text(encoding="utf-8")


def test_a_refusal_is_a_sentence(tmp_path, capsys):
    assert main(["proofread", str(tmp_path / "none.odt")]) == 2
    assert "none.odt" in capsys.readouterr().err
