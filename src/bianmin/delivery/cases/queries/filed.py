"""An application as it was filed, on paper again 申請書副本: what was sent, personal data masked."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.answers import masked_answers
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.catalog.vocab import Channel
from bianmin.foundation.documents.tree import Block, Document, Heading, Note, Page, Pairs
from bianmin.foundation.documents.words import day_in_full
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.paper import Sheet, blocks
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.foundation.persons.models import Person
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.foundation.persons.queries.protection import protection_of
from bianmin.kernel.masks import NameMask
from bianmin.kernel.tongues import tag_of


def _pairs(rows: list[tuple[str, str]]) -> Pairs:
    return Pairs(tuple((label, (text,)) for label, text in rows if text))


def _person(person: Person, policy: NameMask) -> Pairs:
    """Who applied, as the masked card has it."""
    card = masked(person, policy)
    return _pairs(
        [
            (_("Name"), f"{card.name} {card.latin_name}".strip()),
            (_("ID number"), card.id_number),
            (_("Telephone"), card.phone),
            (_("E-mail"), card.email),
            (_("Address"), card.address),
        ]
    )


def filed(case: Case, language: str) -> Document:
    """What was filed, in the layout of its form and in the words of the version it was filed under."""
    agency, service, say = agency_named(case.agency), service_of(case), reader(case.agency, language)
    tongue = tag_of(language)
    policy = name_mask(case.agency)
    pickup = next((way.name for way in service.offer.pickup if way.code == case.pickup), case.pickup)
    head = [
        (pgettext("letter", "Receipt number"), case.number),
        (_("Received"), day_in_full(case.received_on, tongue)),
        (_("Channel"), str(Channel(case.channel).label)),
        (_("Pick-up"), say(pickup)),
    ]
    proxy: tuple[Block, ...] = ()
    if case.proxy:
        proxy = (Heading(1, _("Applies for the applicant"), numbered=False), _person(case.proxy, policy))
    schema, safe = form(case.agency, case.form, case.form_version), protection_of(case.applicant) is not None
    papers = [(paper.name, paper) for paper in case.papers.exclude(file="").order_by("id")]
    enclosed = [(say(name), _("enclosed")) for name, _paper in papers]
    what = _("Application as it was filed")
    note = _("A copy of what was filed. Personal data are masked; the office keeps them in full.")
    return Document(
        title=say(case.service_name),
        subtitle=f"{agency.names.get(language, agency.name)} {what}",
        blocks=(
            _pairs(head),
            Heading(1, _("Applicant"), numbered=False),
            _person(case.applicant, policy),
            *proxy,
            *blocks(Sheet(schema, say, tongue, masked_answers(schema, case.answers, protected=safe))),
            *((Heading(1, _("Papers"), numbered=False), _pairs(enclosed)) if enclosed else ()),
            Note((note,)),
        ),
        language=tongue,
        author=agency.name,
        mark=pgettext("letter", "Demonstration") if service.demonstration else "",
        page=Page(top=18, bottom=18, left=22, right=20),
        size=11,
    )
