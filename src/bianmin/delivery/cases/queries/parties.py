"""Read who acts in a case besides the applicant."""

from bianmin.delivery.cases.models import Party
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab.party import PartyCard
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel.actor import Actor


def parties(actor: Actor, number: str) -> list[PartyCard]:
    """The parties of a case the actor may see, their names masked."""
    case = row(actor, number)
    found = Party.objects.filter(agency=case.agency, case=case).select_related("person").order_by("id")
    policy = name_mask(case.agency)
    return [
        PartyCard(
            one.part, masked(one.person, policy).name, one.relation, one.confirmed_at, one.soundness, one.note,
            one.checked_at, one.checked_by,
        )
        for one in found
    ]  # fmt: skip
