"""Every bench, one table after the other: `python -m bench [NAME ...]`, a name being `due` for `bench/due_bench.py`.

Each runs in a process of its own, so that none spoils another's memory or settings. One that needs something that is
missing says so in a line. The exit code is 1 when a bench failed or missed the bound it checks. `large`, pages and
figures with 20,000 and 1,000,000 cases, is run on SQLite and on a PostgreSQL that puts every commit on the disk: that
takes the better part of an hour; `python -m bench.large_bench` alone is the short history on SQLite.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENDING = "_bench"
KNOWN = [path.stem.removesuffix(ENDING) for path in sorted(ROOT.glob(f"bench/*{ENDING}.py"))]
LARGE = "large"
COPIES = ("--copies", "49")
"""Fifty times the demonstration."""
ON_POSTGRES = (sys.executable, "tools/postgres.py", "durable", "--")
MISSING = re.compile(r"No module named '(?!bianmin|bench|tests)|(?i:executable doesn't exist|server is not installed)")


def run(name: str) -> bool:
    """One bench under its heading; whether it ended well, or only lacked something."""
    if name != LARGE:
        return measured(name, ())
    return all([measured(name, ()), measured(name, ON_POSTGRES)])


def measured(name: str, before: tuple[str, ...]) -> bool:
    """One bench on one database."""
    print(f"\n== {name}{' on PostgreSQL' if before else ''}", flush=True)
    command = [*before, sys.executable, "-m", f"bench.{name}{ENDING}", *(COPIES if name == LARGE else ())]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    last = (done.stderr.strip().splitlines() or [""])[-1]
    lacking = bool(done.returncode) and MISSING.search(done.stderr) is not None
    if done.returncode:
        print(f"not measured, something is missing: {last}" if lacking else f"failed or over its bound. {last}")
    return lacking or not done.returncode


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in KNOWN]
    if unknown:
        print(f"No bench is called {', '.join(unknown)}. Known: {', '.join(KNOWN)}.", file=sys.stderr)
        return 2
    failed = [name for name in names or KNOWN if not run(name)]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
