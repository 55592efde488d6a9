"""A letter of the office to somebody it knows, as ODT and PDF, kept with what it is about."""

from dataclasses import dataclass
from datetime import datetime

from bianmin.foundation.accounts.queries import officer
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.letters import Letter, Office, official_letter
from bianmin.foundation.documents.vocab import Audience, Retention
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.persons.queries import contact
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about: the journal's word, the number people know it by, whose it is, and to whom it goes."""

    subject: str
    number: str
    agency: str
    person: int
    unit_path: str = ""


@act()
def office_letter(
    about: About, *, title: str, explanation: tuple[str, ...], remedies: str = "", by: Actor, at: datetime
) -> dict[str, str]:
    """Write the letter and keep its files, by their kinds; that it names the person is journaled."""
    house, to, writer = agency_named(about.agency), contact(about.person), officer(by.key)
    letter = Letter(
        office=Office(house.name, house.address, house.phone, writer.name, writer.phone),
        recipient=to.name, recipient_address=to.address, day=local_day(at), number="", subject=title,
        explanation=explanation, remedies=remedies,
    )  # fmt: skip
    record(
        verb="persons.read", subject=f"persons.person:{about.person}", agency=about.agency,
        fields=["name", "address"], purpose=about.number, by=by, at=at,
    )  # fmt: skip
    tree = official_letter(letter, mark="示範" if house.source == "demonstration" else "")
    return {
        kind: str(
            store(
                data=data, name=f"{about.number}.{kind}", subject=about.subject, agency=about.agency,
                unit_path=about.unit_path, retention=Retention.LETTER, audience=Audience.STAFF, by=by, at=at,
            ).pk
        )
        for kind, data in (("odt", odt.write(tree)), ("pdf", pdf.write(tree)))
    }  # fmt: skip
