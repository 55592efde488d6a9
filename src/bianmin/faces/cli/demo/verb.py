"""`bianmin demo`: make the demonstration once, print addresses and accounts, and serve it."""

import argparse
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from bianmin.faces.cli import serve
from bianmin.faces.cli.demo.checks import inspect
from bianmin.faces.cli.demo.duties import EXPERT, appoint
from bianmin.faces.cli.demo.forum import discuss
from bianmin.faces.cli.demo.fresh import DAYS, receive
from bianmin.faces.cli.demo.interviews import interview
from bianmin.faces.cli.demo.missions import issue_abroad
from bianmin.faces.cli.demo.money import take_money
from bianmin.faces.cli.demo.newsletters import publish
from bianmin.faces.cli.demo.office import AGENCY, POSTS, hire, load_all
from bianmin.faces.cli.demo.opinions import opine
from bianmin.faces.cli.demo.premises import furnish
from bianmin.faces.cli.demo.press import appraise, drill, report
from bianmin.faces.cli.demo.progress import Bar
from bianmin.faces.cli.demo.results import after
from bianmin.faces.cli.demo.stories import YEARS, stories
from bianmin.faces.cli.demo.surveys import ask
from bianmin.faces.cli.demo.visits import visit
from bianmin.faces.cli.demo.years import DEMO_MAIL, live
from bianmin.faces.ui.now import now, today
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.packs.queries.editions import edition
from bianmin.journeys.upkeep.planning import close_gaps
from bianmin.kernel.lasting import holding

HELP: Final = "Make the demonstration office with two years of cases, and serve it."
SEED: Final = 113
CASES: Final = 19_000
"""With what other agencies receive, and what is still open, some 20,000 cases and 30,000 ratings."""
DONE: Final = "demo.done"
PER_OPINION: Final = 120
"""So many cases come to one opinion of each agency."""
AHEAD: Final = 4
"""For how many working days ahead somebody has booked."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """How much, and whether to serve."""
    parser.add_argument("--no-serve", action="store_true", help="make everything, then stop")
    parser.add_argument("--cases", type=int, default=CASES, help="about how many cases in two years")
    serve.arguments(parser)


def working_days(first: date, last: date) -> list[date]:
    """The days on which the office is open."""
    calendar = office_calendar(AGENCY)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]


def make(cases: int) -> None:
    """Make the office and its two years, with a progress bar for each part."""
    days = working_days(date(YEARS[0], 1, 1), date(YEARS[1] + 1, 2, 28))
    inside = [day for day in days if day.year <= YEARS[1]]
    told = list(stories(inside, count=cases, seed=SEED))
    bar = Bar("cases", len(told))
    office = live(told, days, seed=SEED, progress=bar.show)
    bar.end()
    recent = working_days(today() - timedelta(days=30), today() - timedelta(days=1))
    lately = recent[-DAYS:]
    written = days[:: min(60, max(3, len(days) * PER_OPINION // cases))]
    do_all(
        "other work",
        (
            lambda: receive(office, lately),
            lambda: issue_abroad(lately),
            lambda: interview(recent),
            lambda: take_money(lately[-1], SEED),
            lambda: visit(lately, working_days(today(), today() + timedelta(days=10))[:AHEAD], seed=SEED),
            lambda: opine(written, recent[-2:], at=now(), seed=SEED),
            lambda: report(inside, recent[-1], seed=SEED),
            drill,
            lambda: furnish(recent[-1], seed=SEED),
            lambda: appraise(seed=SEED),
            lambda: inspect(seed=SEED),
            lambda: ask(cases, today(), seed=SEED),
            lambda: discuss(today(), seed=SEED),
            lambda: publish(today(), seed=SEED),
        ),
    )
    after(tell)


def do_all(what: str, parts: Sequence[Callable[[], None]]) -> None:
    """Do one part after the other, with a progress bar; what lasts is read once in each."""
    bar = Bar(what, len(parts))
    for done, part in enumerate(parts, 1):
        with holding(edition):
            part()
        bar.show(done)
    bar.end()


def tell(words: str) -> None:
    """Say what is being done."""
    sys.stderr.write(words + "\n")


def password(path: Path) -> str:
    """The demonstration's password, made once."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"demo-{secrets.token_urlsafe(9)}", encoding="ascii")
    return path.read_text(encoding="ascii")


def run(options: argparse.Namespace) -> int:
    """Make what is not there yet, then serve."""
    started = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    done = settings.HOME / DONE
    word = password(settings.HOME / "demo.password")
    if not done.exists():
        load_all()
        hire(word)
        appoint(word, at=now())
        make(options.cases)
        close_gaps()
        connections.close_all()  # SQLite puts its log back into the file when nobody holds it any more
        done.write_text(datetime.now().astimezone().isoformat(), encoding="ascii")
    print(f"http://{options.host}:{options.port}/  http://{options.host}:{options.port}/desk/")
    for post in POSTS:
        print(f"  {post.username:8} {post.title} {post.name}  {post.role.value}")
    print(f"  {EXPERT[0]:8} {EXPERT[2]} {EXPERT[1]}  (from outside)")
    print(f"  password: {word}")
    if settings.EMAIL_BACKEND == DEMO_MAIL:
        print(f"  e-mails: nothing leaves this machine; read them in {settings.MAIL_FILE}")
    else:
        print("  e-mails: a mail server is named; those of the invented people wait in the outbox")
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr)
    return 0 if options.no_serve else serve.run(options)
