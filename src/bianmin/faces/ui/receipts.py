"""The receipt as a document and as a calendar: the same for the citizen and the office."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from bianmin.delivery.cases.queries.letters import LetterKind, codes_of
from bianmin.delivery.cases.vocab import Receipt
from bianmin.delivery.cases.vocab.mandate import MandateCard
from bianmin.delivery.catalog.vocab import Service
from bianmin.faces.ui import reader
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.now import now
from bianmin.faces.ui.templatetags.ui import day, moment, promises, working_days
from bianmin.foundation.documents.queries import wording_for
from bianmin.foundation.documents.tree import Block, Document, Headline, Line, Note, Pairs, Paragraph, Signature
from bianmin.foundation.documents.wording import Matter, chosen, fill, titled
from bianmin.foundation.documents.writers import ics
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.receipts import spaced
from bianmin.kernel.tongues import is_chinese


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt with what stands around it, in the reader's language."""

    receipt: Receipt
    agency: AgencyCard
    offer: Service
    say: Reader

    @property
    def pickup(self) -> str:
        """How the result is handed over 領證方式."""
        way = next((way.name for way in self.offer.pickup if way.code == self.receipt.pickup), self.receipt.pickup)
        return self.say(way)


def pairs(rows: Iterable[tuple[str, str]]) -> Pairs:
    """Labels with their texts, those without a text left out."""
    filled = [(label, text) for label, text in rows if text.strip()]
    lines: list[tuple[str, Line]] = [(label, (text,)) for label, text in filled]
    return Pairs(tuple(lines))


def _signature(of: Receipt) -> str:
    """Who signed electronically, when, and the digest of the answers; empty where nobody did."""
    signed = of.signature
    return f"{signed.name} {signed.number} {moment(signed.at)} SHA-256 {signed.digest}" if signed else ""


def _acting(one: MandateCard, say: Reader) -> str:
    """Who acts for the applicant, as what, for what, and until when."""
    last = f"{_('Until')} {day(one.valid_until)}" if one.valid_until else ""
    return " ".join(part for part in (one.agent, say(one.relation), "、".join(one.words), last) if part)


def _facts(given: Given) -> tuple[Block, ...]:
    of = given.receipt
    request_only = _("This is a request until we have seen your identity card.")
    rows = [
        (_("Service"), given.say(of.service_name)),
        (_("Received"), moment(of.received_at)),
        (_("Ready by"), day(of.due_on)),
        (_("Working days"), working_days(of)),
        *((label, day(on)) for label, on in promises(of)),
        (_("Pick-up"), given.pickup),
        (_("Electronic signature"), _signature(of)),
        *((_("Acts for the applicant"), _acting(one, given.say)) for one in of.mandates),
        (_("Officer"), f"{of.officer.name} {of.officer.title} {of.officer.phone}"),
        (_("Deputy"), f"{of.deputy.name} {of.deputy.title} {of.deputy.phone}"),
    ]
    return pairs(rows), *((Note((request_only,)),) if of.request_only else ())


def _matter(given: Given) -> Matter:
    """What fills the wording of a receipt 收據."""
    of, agency = given.receipt, given.agency
    code = (Headline(_("Query code"), spaced(of.query_code)),) if of.query_code else ()
    words = {
        "agency": agency.name,
        "phone": agency.phone,
        "number": of.number,
        "service": given.say(of.service_name),
        "received_on": day(of.received_on),
        "due_on": day(of.due_on),
        "done_on": day(of.received_on),
    }
    steps: tuple[Line, ...] = tuple((given.say(step.name),) for step in given.offer.sop)
    blocks = {
        "number": (Headline(_("Receipt number"), of.number), *code),
        "facts": _facts(given),
        "contact": (Paragraph((f"{agency.name} {agency.address} {agency.phone}",), small=True),),
        "signature": (Signature(agency.name),),
    }
    return Matter(words, {"steps": steps}, blocks)


def document(given: Given) -> Document:
    """The receipt as a document of one sheet, by its wording, in the reader's language."""
    tongue, of = reader.language(), given.receipt
    texts = wording_for(of.agency, codes_of(LetterKind.RECEIPT, of.service_code), on=of.received_on).texts
    wording, matter = chosen(texts, tongue), _matter(given)
    return Document(
        title=titled(wording, matter),
        blocks=fill(wording.parts, matter),
        language="zh-Hant" if is_chinese(tongue) else "en",
        author=given.agency.name,
        mark=_("Demonstration") if given.offer.source == "demonstration" else "",
        numbered_pages=False,
    )


def calendar(given: Given) -> bytes:
    """The dates of a receipt as a calendar file: when it is ready and how to get it, and the legal limit."""
    of, agency = given.receipt, given.agency
    name, link = given.say(of.service_name), f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{agency.slug}/track/"
    number = _("Receipt number: %(number)s") % {"number": of.number}
    pickup = _("How you get it: %(way)s") % {"way": given.pickup}
    asking = _("Questions: %(name)s, %(phone)s") % {"name": agency.name, "phone": agency.phone}
    ready = ics.Day(
        uid=f"{of.number}-ready@bianmin",
        on=of.due_on,
        title=_("Ready: %(service)s") % {"service": name},
        text=f"{number}\n{pickup}\n{asking}",
        place=f"{agency.name} {agency.address}",
        link=link,
    )
    limit = ics.Day(
        uid=f"{of.number}-limit@bianmin",
        on=of.statutory_due_on,
        title=_("Legal limit: %(service)s") % {"service": name},
        text=f"{number}\n{asking}",
        link=link,
    )
    return ics.write(agency.name, [ready] if of.statutory_due_on == of.due_on else [ready, limit], stamp=now())
