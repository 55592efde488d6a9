"""What an agency has to disclose."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from bianmin.delivery.publishing.models import DisclosureList, Edition
from bianmin.delivery.publishing.queries.articles import published
from bianmin.delivery.publishing.vocab import Disclosure
from bianmin.foundation.packs.queries.held import held


def disclosure(agency: str) -> Disclosure | None:
    """What the agency says it has to disclose; None where it says nothing."""
    return held(DisclosureList, Disclosure, agency)


def listed(agency: str, on: date, categories: Iterable[str], codes: Iterable[str]) -> list[Edition]:
    """The articles on the site on a day that are of some categories or have some codes, the newest first."""
    wanted = Q(category__in=set(categories)) | Q(code__in=set(codes))
    return list(published(agency, on).filter(wanted).defer("body"))
