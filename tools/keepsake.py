"""A small backup of this release to keep, so that every later one can be tried on it.

    python tools/keepsake.py            writes tests/data/release-VERSION.tar.xz, once at each release

Inside are the folder `backup`, as `bianmin backup` makes it, and `values.json`: the indicators of two years as this
release counted them. The people are the demonstration's; nobody can sign in, and no secret key is in it.
"""

import json
import os
import shutil
import sys
import tarfile
import tempfile
from contextlib import redirect_stdout
from datetime import date, datetime
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
WORK: Final = Path(tempfile.mkdtemp(prefix="bianmin-keepsake-"))
os.environ |= {"BIANMIN_HOME": str(WORK / "home"), "BIANMIN_DATABASE": "", "BIANMIN_DEMO": "1"}
os.environ["DJANGO_SETTINGS_MODULE"] = "bianmin.config.settings"

import django

django.setup()

from django.core.management import call_command

from bianmin.faces.cli.demo.office import AGENCY, IMMIGRATION, actor, hire, load_all
from bianmin.faces.cli.demo.stories import YEARS, stories
from bianmin.faces.cli.demo.verb import working_days
from bianmin.faces.cli.demo.years import live
from bianmin.faces.cli.main import main as bianmin
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.models import User
from bianmin.foundation.audit.actions import seal
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Retention
from bianmin.journeys.permit import Ask, issue_at_desk
from bianmin.journeys.upkeep.backup import back_up
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.publishing import publish_all
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.vocab.spans import span

SEED: Final = 113
UNUSABLE: Final = "!"
"""What no password opens."""
CASES: Final = 40
PERIODS: Final = ("113", "114")
CLOSED: Final = datetime(2026, 3, 10, 10, tzinfo=TAIPEI)
HOLDER: Final = {"name": "NGUYEN THI MAI", "birth_on": date(1990, 5, 17), "phone": "0912345678", "language": "vi"}
PAPER: Final = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def fill() -> None:
    """A few dozen matters of two years with their ratings, permits, a file, published figures, seals."""
    call_command("migrate", verbosity=0, interactive=False)
    load_all()
    hire(os.urandom(16).hex())
    days = working_days(date(YEARS[0], 1, 1), date(YEARS[1] + 1, 2, 28))
    told = list(stories([day for day in days if day.year <= YEARS[1]], count=CASES, seed=SEED))
    live(told, days, seed=SEED, progress=lambda _done: None)
    tseng, huang = actor("tseng", CLOSED), actor("huang", CLOSED)
    for place in range(3):
        issue_at_desk(
            agency=IMMIGRATION, kind="residence-card", holder=HOLDER, ask=Ask("counter", last=date(2027, 3, 9)),
            key=f"keepsake-permit-{place}", by=tseng, at=CLOSED,
        )  # fmt: skip
    store(
        data=PAPER, name="紀錄.pdf", subject="indicators.count:1", agency=AGENCY, retention=Retention.EVIDENCE,
        by=huang, at=CLOSED,
    )  # fmt: skip
    refresh(at=CLOSED)
    for period in PERIODS:
        publish_all(agency=AGENCY, span=span(period), by=huang, at=CLOSED)
    User.objects.update(password=UNUSABLE)
    seal(at=now())


def values(period: str) -> list[dict[str, Any]]:
    """The indicators of a year, as the command gives them."""
    said = StringIO()
    with redirect_stdout(said):
        bianmin(["indicators", "value", "--agency", AGENCY, "--period", period, "--json"])
    found: list[dict[str, Any]] = json.loads(said.getvalue())
    return [{name: one[name] for name in ("indicator", "n", "d", "printed")} for one in found]


def main() -> int:
    """Make it."""
    target = ROOT / "tests" / "data" / f"release-{version('bianmin')}.tar.xz"
    try:
        fill()
        back_up(WORK / "backup", by=system("keepsake"), at=now())
        counted = {period: values(period) for period in PERIODS}
        (WORK / "values.json").write_text(json.dumps(counted, ensure_ascii=False, indent=1), encoding="utf-8")
        target.parent.mkdir(exist_ok=True)
        with tarfile.open(target, "w:xz", preset=9) as archive:
            for name in ("values.json", "backup"):
                archive.add(WORK / name, name, filter=nobody)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000:,} kB")
    return 0


def nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A member of the archive that belongs to nobody of this machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    sys.exit(main())
