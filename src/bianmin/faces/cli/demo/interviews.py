"""Interviews of the immigration agency: two held and reviewed, each some days after its application; one to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from bianmin.delivery.cases.actions.interview import hold_interview, review_interview
from bianmin.delivery.cases.vocab import Application, Particulars
from bianmin.delivery.cases.vocab.interview import Finding
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.catalog.vocab import Channel, Interview
from bianmin.faces.cli.demo.office import IMMIGRATION, actor
from bianmin.faces.cli.demo.years import CITIZEN
from bianmin.foundation.forms.queries.published import form
from bianmin.journeys.apply import apply
from bianmin.journeys.interview import plan_interview
from bianmin.kernel.act import act
from bianmin.kernel.rocdate import TAIPEI

SERVICE: Final = "mainland-settlement"
OFFICER: Final = "tseng"
CHIEF: Final = "yeh"
AHEAD: Final = 10


@dataclass(frozen=True, slots=True)
class Couple:
    """One applicant: at which site, received so many working days ago, interviewed so many (0: still to come)."""

    name: str
    spouse: str
    site: str
    ago: int
    interviewed: int = 0


COUPLES: Final = (
    Couple("示範庚", "示範辛", "taipei", 14, 4),
    Couple("示範壬", "示範癸", "north", 13, 5),
    Couple("示範子", "示範丑", "taipei", 3),
)


def _moment(day: date, hour: int, place: int) -> datetime:
    return datetime.combine(day, time(hour, 5 * place), tzinfo=TAIPEI)


def _come_in(one: Couple, place: int, at: datetime) -> str:
    of = service(IMMIGRATION, SERVICE, at.date())
    filed = Application(
        service=of,
        channel=Channel.COUNTER.value,
        answers={
            "what": "settle",
            "spouse_name": one.spouse,
            "married_on": "2017-05-20",
            "address_in_taiwan": f"臺北市示範路{place + 1}號",
        },
        form_version=form(IMMIGRATION, of.offer.form).version,
        applicant=Particulars(name=one.name, birth_on=date(1988, 1, 1 + place), phone="02-20006000"),
        pickup=of.offer.pickup[0].code,
        key=uuid5(NAMESPACE_URL, f"demo-interview-{place}").hex,
    )
    return apply(application=filed, by=CITIZEN, at=at).number


def _held(number: str, policy: Interview, at: datetime) -> None:
    """The officer records and recommends, the chief lets it stand."""
    kept, record, reasons = [rule.code for rule in policy.rules], "雙方所述相符（示範）。", "說詞一致（示範）。"
    finding = Finding.FITS.value
    hold_interview(
        number=number, kept=kept, record=record, finding=finding, reasons=reasons, by=actor(OFFICER, at), at=at
    )
    review_interview(number=number, stands="yes", by=actor(CHIEF, at), at=at + timedelta(hours=1))


def interview(days: Sequence[date]) -> None:
    """Let them come in, be told a time and come to it, over the working days given, the last one yesterday's."""
    policy = service(IMMIGRATION, SERVICE, days[-1]).offer.interview
    if policy is None:
        return
    rooms = {site.code: site.rooms[0] for site in policy.sites}
    with act():
        for place, one in enumerate(COUPLES):
            begun = _moment(days[-one.ago], 9, place)
            number = _come_in(one, place, begun)
            day = days[-one.interviewed] if one.interviewed else days[-1] + timedelta(days=AHEAD)
            start, at = _moment(day, 14, place), begun + timedelta(hours=1)
            by = actor(OFFICER, at)
            plan_interview(number=number, site=one.site, room=rooms[one.site], start=start, by=by, at=at)
            if one.interviewed:
                _held(number, policy, start + timedelta(hours=1))
