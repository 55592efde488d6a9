"""Letters: a tree of text becomes an ODT and a PDF kept with the case, or a file for whoever wants one now."""

from datetime import datetime

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.filed import filed
from bianmin.delivery.cases.queries.letters import letter_named
from bianmin.delivery.cases.queries.visible import row
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.tree import Document
from bianmin.foundation.documents.vocab import Audience, Retention
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.foundation.documents.writers.files import WRITERS
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


def note_reading(case: Case, *, by: Actor, at: datetime) -> None:
    """Write into the journal that a letter with the applicant's name was made."""
    subject = f"persons.person:{case.applicant_id}"
    record(verb="persons.read", subject=subject, agency=case.agency, fields=["name"], purpose=case.number, by=by, at=at)


def store_letter(letter: Document, *, name: str, case: Case, by: Actor, at: datetime) -> tuple[str, str]:
    """Write a letter twice and store both; gives the keys of the ODT and the PDF.

    That the letter holds the applicant's name is journaled as a reading of it.
    """
    note_reading(case, by=by, at=at)
    files = {"odt": odt.write(letter), "pdf": pdf.write(letter)}
    cards = [
        store(
            data=data,
            name=f"{name}.{kind}",
            subject=case.subject,
            agency=case.agency,
            unit_path=case.unit_path,
            retention=Retention.LETTER,
            audience=Audience.HOLDER,
            by=by,
            at=at,
        )
        for kind, data in files.items()
    ]
    return str(cards[0].pk), str(cards[1].pk)


@act()
def printed_letter(*, number: str, name: str, ending: str, by: Actor, at: datetime) -> bytes:
    """A letter of a case as a PDF, ODT or DOCX; that it holds the applicant's name is journaled as a reading of it.

    Raises:
        NotFound: no such case, letter or format.
    """
    if ending not in WRITERS:
        raise NotFound
    case = row(by, number)
    letter = letter_named(case, name)
    note_reading(case, by=by, at=at)
    return WRITERS[ending](letter)


def printed_application(*, number: str, ending: str, language: str, by: Actor) -> bytes:
    """An application as it was filed, masked, as a PDF, ODT or DOCX.

    Raises:
        NotFound: no such case or format.
    """
    if ending not in WRITERS:
        raise NotFound
    return WRITERS[ending](filed(row(by, number), language))
