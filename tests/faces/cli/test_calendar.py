"""The calendar by the command."""

from functools import partial
from pathlib import Path

from tests.foundation.clock.test_official import calendar
from tests.processes import Run

AGENCIES = Path("src/bianmin/packs/agencies")


def test_a_calendar_is_imported_and_a_county_closed_and_reopened(fresh: Run, tmp_path: Path):
    run = partial(fresh, LANG="zh_TW.UTF-8")
    packs = [str(AGENCIES / "taitung/agency.yaml"), str(AGENCIES / "beinan/agency.yaml")]
    assert run("pack", "load", *packs).returncode == 0
    file = tmp_path / "2028.csv"
    file.write_bytes(calendar(2028))
    assert run("calendar", "import", str(file), "--check").stdout == ""
    assert run("calendar", "import", str(file)).stdout == "2028\n1 entered, 0 cases moved.\n"
    words = ["2026-09-02", "--agency", "376550000A", "--below"]
    assert run("calendar", "close", *words, "--reason", "颱風").stdout == "2 entered, 0 cases moved.\n"
    assert run("calendar", "reopen", *words).stdout == "2 entered, 0 cases moved.\n"
    lost = run("calendar", "import", str(tmp_path / "none.csv"))
    assert (lost.returncode, "找不到檔案" in lost.stderr) == (2, True)
