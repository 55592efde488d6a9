"""Money of the last working day: bills and receipts, what waits for a second person, and the branch's instalments."""

from datetime import date, datetime, time
from enum import Enum
from random import Random
from typing import Final

from bianmin.delivery.cases.queries.desk import desk
from bianmin.delivery.cases.vocab import Application, Filters
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.payments.actions.plans import ask_plan
from bianmin.delivery.payments.actions.receipts import ask_void, pay
from bianmin.delivery.payments.actions.wishes import ask_waiver
from bianmin.delivery.payments.vocab.plans import Wish
from bianmin.faces.cli.demo.office import AGENCY, BRANCH, actor
from bianmin.faces.cli.demo.people import Crowd
from bianmin.journeys.apply import apply
from bianmin.journeys.bill import bill_case, fine_case
from bianmin.journeys.instalments import decide_plan
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import TAIPEI

WINDOW: Final = f"/{AGENCY}/counter/w1/"
BRANCH_WINDOW: Final = f"/{BRANCH}/counter/w1/"
DEBTS: Final = ((30_000, 3), (84_000, 12), (6_000, 2))
"""What three callers owe, and in how many parts they want to pay."""


class Way(Enum):
    """What becomes of a bill."""

    PAY = "pay"
    VOID = "void"
    WAIVE = "waive"
    OWE = "owe"


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(14, minute), tzinfo=TAIPEI)


def _fees(day: date) -> None:
    """Transcripts are billed; most are paid, one is to be waived, one receipt to be made void."""
    by = actor("lin", _moment(day, 0))
    rows = desk(by, Filters(states=("received", "review"), service_code="transcript"), most=6).rows
    how = (Way.VOID, Way.WAIVE, Way.OWE, Way.PAY, Way.PAY, Way.PAY)
    for place, (way, row) in enumerate(zip(how, rows, strict=False)):
        at = _moment(day, place)
        bill = bill_case(number=row.number, wanted={"copy": 1 + place % 3}, by=by, at=at)
        if way is Way.WAIVE:
            ask_waiver(number=bill.number, code="low-income", reason="出示低收入戶證明", by=by, at=at)
        if way in (Way.PAY, Way.VOID):
            receipt = pay(number=bill.number, window=WINDOW, tendered=100, by=by, at=at)
        if way is Way.VOID:
            ask_void(number=receipt.number, reason="份數打錯，重新開立", by=by, at=at)


def _call(place: int, owed: int, parts: int, day: date, random: Random) -> tuple[str, Actor]:
    """Somebody telephones the branch and asks to pay in parts; gives the number of the wish."""
    at, taker, by = _moment(day, place), actor("chang", _moment(day, 0)), actor("kuo", _moment(day, 0))
    sent = Application(
        service=service(BRANCH, "instalments", day),
        channel="phone",
        answers={"parts": parts, "why": "hardship"},
        form_version="1",
        applicant=Crowd(random).person(day),
        pickup="notice",
        key=f"demonstration-call-{place:04}",
    )
    number = apply(application=sent, by=taker, at=at).number
    bill = fine_case(number=number, standard="debt", times=1, amount=owed, by=by, at=at)
    wish = Wish(parts, 0, "hardship", "目前失業，希望分期。", "phone")
    return ask_plan(number=bill.number, wish=wish, by=taker, at=at).number, by


def take_money(day: date, seed: int) -> None:
    """Let it come in on a day, as far as it has come."""
    random = Random(seed)
    with act():
        _fees(day)
        wishes = [_call(place, owed, parts, day, random) for place, (owed, parts) in enumerate(DEBTS)]
        number, by = wishes[0]
        plan = decide_plan(number=number, grant=True, reasons="收入不足屬實，准予分期。", by=by, at=_moment(day, 30))
        taker = actor("chang", _moment(day, 31))
        pay(number=plan.bill.number, window=BRANCH_WINDOW, tendered=10_000, parts=1, by=taker, at=_moment(day, 31))
