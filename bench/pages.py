"""Pages under load, each beside a limit of the same minutes; `bench.large_bench` says what is compared with what.

A real server with two processes, eight visitors at once. The limits are an empty view behind the same middleware, and
the rows of an application written by bare INSERTs into the same tables in one transaction, equally durable: one commit
on the same disk. The application's 100 kB were made durable when they were uploaded, on the page before. What is done
once, as sending an application, is prepared for all before its clock starts. `CPU ms` is what the server's processes
used for a request; unlike times it compares while others use the machine.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from bench import visits
from bench.bare import bare as bare_turn
from bench.bare import marks, written_since
from bench.client import Browser
from bench.load import HEAD, ROUNDS, Load, Turn, again, beforehand, in_turns, load, once_each, timed
from bench.server import server, used
from bianmin.foundation.accounts.queries import user_named

EMPTY, BARE = "empty view", "bare transaction"
ACTS = 600
SECONDS = 8.0
MIXED = 10_000
SOUGHT = "阿美"
"""Two characters of whoever applies here: as many are found, and shown, with a short history as with a long one."""


@dataclass(frozen=True)
class Row:
    """What was measured, and the limit in the same minutes."""

    load: Load
    limit: Load

    @property
    def slower(self) -> float:
        """How many times slower than the limit."""
        return self.limit.per_second / self.load.per_second


@dataclass
class Table:
    """What is measured of one size."""

    process: int
    rows: dict[str, Row] = field(default_factory=dict)

    def note(self, name: str, turn: Turn, limit: str, bare: Turn) -> None:
        """Measure something and its limit in turns."""
        bare(0)
        one, other = in_turns(turn, bare, partial(used, self.process))
        row = self.rows[name] = Row(one, other)
        print(f"{one.line(name)}{row.slower:8.1f} times slower than {other.per_second:.0f} ({limit})", flush=True)


def measure() -> dict[str, Row]:
    """The table of one size."""
    case = apps.get_model("cases.Case")
    random = Random(7)
    print(f"\n{case._default_manager.count():,} cases, {connection.vendor}")
    with server() as (port, process):
        print(HEAD)
        table = Table(process)
        empty = again(pages(port, EMPTY, lambda who: who.request("GET", "/bench-empty/")), SECONDS)

        def page(name: str, prepared: Callable[[Browser], bytes], status: int = 200) -> None:
            ask = pages(port, name, prepared, status)
            load(ask, 0)
            table.note(name, again(ask, SECONDS), EMPTY, empty)

        page("service page", lambda who: who.request("GET", visits.SERVICE))
        visits.apply(port)  # the first one of a day opens its series of numbers
        one = visits.fill(Browser(port))
        before = marks()
        one.send()
        sent = one.sent()
        rows = written_since(before)
        bare = bare_turn(rows, SECONDS / ROUNDS)
        filled = beforehand(lambda _number: visits.fill(Browser(port)), ACTS)
        table.note("application, sent", once_each([each.send for each in filled]), BARE, bare)
        print(f"{'':22}{len(rows)} rows an application")
        known = [each.sent() for each in filled]

        def query(who: Browser) -> bytes:
            shown, one = who.get("/ttbn/track/"), random.choice(known)
            said = {**shown.hidden(), "number": one.number, "code": one.code}
            return who.request("POST", "/ttbn/track/", urlencode(said).encode(), "application/x-www-form-urlencoded")

        desk = officer(port)
        page("status query", query, 302)
        page("status page", lambda _who: status_request(port, sent))
        page("desk list", lambda who: signed(who, desk, "/desk/"))
        page("search, two signs", lambda who: search_request(who, desk))
        decisions = beforehand(lambda number: decision(port, desk, known[number]), ACTS)
        table.note("decision", once_each(decisions), BARE, bare)
        ratings = beforehand(lambda number: rating(port, known[number]), ACTS)
        table.note("rating", once_each(ratings), BARE, bare)
        load(mixed(port, desk, sent), 1200, most=MIXED)
    return table.rows


def pages(port: int, path: str, prepared: Callable[[Browser], bytes], status: int = 200) -> Callable[[int], float]:
    """Ask for one page by prepared bytes, each visitor on a connection of its own."""
    browsers: dict[int, tuple[Browser, bytes]] = {}

    def ask(_number: int) -> float:
        me = threading.get_ident()
        if me not in browsers:
            browser = Browser(port)
            browsers[me] = (browser, prepared(browser))
        browser, request = browsers[me]
        return timed(lambda: visits.expect(browser.send(request), status, path))

    return ask


def officer(port: int, username: str = "lin") -> Browser:
    """An officer who is signed in."""
    user, session = user_named(username), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return Browser(port, {"sessionid": session.session_key})


def mixed(port: int, desk: Browser, sent: visits.Sent) -> Callable[[int], float]:
    """Pages in turn, as many read as many kinds; every fiftieth is a receipt as PDF."""
    receipt = f"/desk/cases/{sent.number}/receipt.pdf"
    asks = [
        pages(port, "service", lambda who: who.request("GET", visits.SERVICE)),
        pages(port, "status", lambda _who: status_request(port, sent)),
        pages(port, "desk list", lambda who: signed(who, desk, "/desk/")),
        pages(port, "case", lambda who: signed(who, desk, f"/desk/cases/{sent.number}/")),
        pages(port, "search", lambda who: search_request(who, desk)),
    ]
    paper = pages(port, "receipt", lambda who: signed(who, desk, receipt))
    return lambda number: (paper if number % 50 == 0 else asks[number % len(asks)])(number)


def status_request(port: int, sent: visits.Sent) -> bytes:
    return visits.looked_up(port, sent.number, sent.code).request("GET", f"/ttbn/track/{sent.number}/")


def signed(who: Browser, desk: Browser, path: str) -> bytes:
    who.cookies.update(desk.cookies)
    return who.request("GET", path)


def search_request(who: Browser, desk: Browser) -> bytes:
    who.cookies.update(desk.cookies)
    said = {**who.get("/desk/people/").hidden(), "text": SOUGHT, "purpose": "window"}
    return who.request("POST", "/desk/people/", urlencode(said).encode(), "application/x-www-form-urlencoded")


def rating(port: int, sent: visits.Sent) -> Callable[[], object]:
    """The press of a rating."""
    visitor = visits.looked_up(port, sent.number, sent.code)
    path = f"/ttbn/track/{sent.number}/rate/"
    said = {**visits.expect(visitor.get(path), 200, path).hidden(), "level": "5"}
    return lambda: visits.expect(visitor.post(path, said), 302, path)


def decision(port: int, desk: Browser, sent: visits.Sent) -> Callable[[], object]:
    """The press of a decision, of a case that was taken."""
    who, path = Browser(port, dict(desk.cookies)), f"/desk/cases/{sent.number}/"
    visits.expect(who.post(f"{path}take/", who.get(path).hidden()), 302, "take")
    said = {**visits.expect(who.get(f"{path}decide/"), 200, "decide").hidden(), "outcome": "granted"}
    return lambda: visits.expect(who.post(f"{path}decide/", said), 302, "decide")
