"""Officers and deputies as cases name them."""

from datetime import date

from bianmin.delivery.cases.vocab import Contact
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import deputy_of, holders, key_of, officer
from bianmin.kernel.actor import Role


def contact(key: str) -> Contact:
    """Name, title and telephone of the account with this key; empty when nobody is named."""
    if not key:
        return Contact()
    found = officer(key)
    return Contact(found.name, found.title, found.phone)


def responsible(service: ServiceCard, on: date) -> str:
    """The key of the officer who handles a service: the one it names, else the first of its unit, else empty."""
    named = User.objects.filter(agency=service.agency, username=service.offer.officer, is_active=True).first()
    found = named or holders(Role.OFFICER, path=service.unit_path, on=on).first()
    return key_of(found) if found else ""


def stand_in(key: str, on: date) -> str:
    """The key of who stands in for an officer on a day, empty when nobody is named."""
    found = deputy_of(key, on=on) if key else None
    return found.key if found else ""
