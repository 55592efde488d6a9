"""Overseas work groups of the immigration agency: a few applications, each as far as it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from bianmin.delivery.cases.actions.decide import release
from bianmin.delivery.cases.actions.second import recommend
from bianmin.delivery.cases.vocab import Application, Outcome, Particulars
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.permits.actions.handing import Fetched, hand_out
from bianmin.faces.cli.demo.office import IMMIGRATION, OVERSEAS, actor
from bianmin.faces.cli.demo.years import CITIZEN
from bianmin.foundation.forms.queries.published import form
from bianmin.journeys.apply import apply
from bianmin.journeys.decide import decide
from bianmin.journeys.permit import Ask, issue_for_case
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI

SERVICE: Final = "overseas-mainland"
PEOPLE: Final = {"los-angeles": ("pan", "ho"), "bangkok": ("ting", "shih")}
"""Officer and chief of each work group."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One applicant: received so many working days ago, decided so many (0: not yet)."""

    name: str
    mission: str
    country: str
    ago: int
    decided: int = 0
    refused: bool = False


VISITORS: Final = (
    Visitor("示範甲", "los-angeles", "美國", 6, 4),
    Visitor("示範乙", "los-angeles", "美國", 5, 4),
    Visitor("示範丙", "los-angeles", "美國", 5, 3, refused=True),
    Visitor("示範丁", "los-angeles", "美國", 1),
    Visitor("示範戊", "bangkok", "泰國", 4, 2),
    Visitor("示範己", "bangkok", "泰國", 1),
)


def _moment(day: date, hour: int, place: int) -> datetime:
    return datetime.combine(day, time(hour, 5 + 4 * place), tzinfo=TAIPEI)


def _come_in(one: Visitor, place: int, at: datetime) -> str:
    of = service(IMMIGRATION, SERVICE, at.date())
    said = {"passport_number": f"E0000000{place}", "arrive_on": "2027-06-30", "address_in_taiwan": "臺北市示範路1號"}
    filed = Application(
        service=of,
        channel=Channel.ONLINE.value,
        answers={"mission": one.mission, "country": one.country, **said},
        form_version=form(IMMIGRATION, of.offer.form).version,
        applicant=Particulars(name=one.name, birth_on=date(1980, 1, 1 + place), phone="+1 213 555 0100"),
        pickup=of.offer.pickup[0].code,
        key=uuid5(NAMESPACE_URL, f"demo-mission-{place}").hex,
    )
    return apply(application=filed, by=CITIZEN, at=at).number


def _settle(one: Visitor, number: str, at: datetime) -> None:
    """The officer recommends, the chief decides; what is granted is issued and handed out there."""
    officer, chief = (actor(name, at) for name in PEOPLE[one.mission])
    outcome = Outcome.REFUSED if one.refused else Outcome.GRANTED
    reasons = "國外居留證明已經逾期。" if one.refused else "資料齊全。"
    basis = "示範法規第1條" if one.refused else ""
    recommend(number=number, outcome=outcome, reasons=reasons, basis=basis, by=officer, at=at)
    decide(number=number, outcome=outcome, reasons=reasons, basis=basis, by=chief, at=at, printed=False)
    if not one.refused:
        permit = issue_for_case(number=number, kind=SERVICE, ask=Ask("counter"), by=officer, at=at, tells=False)
        shown = Fetched("counter", proof="passport")
        hand_out(number=permit.number, fetched=shown, unit=f"{OVERSEAS}{one.mission}/", by=officer, at=at)
        release(number=number, by=officer, at=at)


def issue_abroad(days: Sequence[date]) -> None:
    """Let them come in and go as far as they are, over the working days given, the last one yesterday's."""
    with act():
        for place, one in enumerate(VISITORS):
            number = _come_in(one, place, _moment(days[-one.ago], 10, place))
            if one.decided:
                _settle(one, number, _moment(days[-one.decided], 14, place))
