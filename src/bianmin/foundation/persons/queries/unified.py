"""Unified numbers: the rule that holds, whose number one is, and who may have one already."""

from bianmin.foundation.packs.queries.held import held
from bianmin.foundation.persons.models import NumberScheme, Person, UnifiedNumber
from bianmin.foundation.persons.vocab import NumberCard, Scheme, Sex
from bianmin.kernel import ids, masks

MOST_ALIKE = 20


def scheme(agency: str) -> Scheme | None:
    """The rule by which an agency gives unified numbers; None where it gives none."""
    return held(NumberScheme, Scheme, agency)


def card(row: UnifiedNumber) -> NumberCard:
    """A number as pages show it."""
    return NumberCard(
        id=row.pk,
        number=row.number,
        masked=masks.id_number(row.number),
        group=row.group,
        channel=row.channel,
        source=row.source,
        assigned_on=row.assigned_on,
    )


def plain_document(text: str) -> str:
    """The number of a travel document as it is compared."""
    return ids.plain(text)[:40]


def unified_of(person: Person) -> NumberCard | None:
    """The unified number that the agency gave to somebody; None where it gave none."""
    if not person.id_number:
        return None
    row = UnifiedNumber.objects.filter(agency=person.agency, number=person.id_number).first()
    return card(row) if row else None


def numbered(person: Person) -> bool:
    """Whether somebody has a number of a person already, from here or elsewhere: then none is given."""
    return bool(person.id_number) and ids.person_id(person.id_number).valid


def alike(person: Person, document: str, sex: Sex) -> list[NumberCard]:
    """Numbers of people of the same name, birth date and sex whose travel document is another: perhaps the same one."""
    if person.birth_on is None:
        return []
    rows = UnifiedNumber.objects.filter(
        agency=person.agency, birth_on=person.birth_on, name_key=person.name_key, sex=sex.value
    )
    return [card(row) for row in rows.exclude(document=plain_document(document)).order_by("id")[:MOST_ALIKE]]
