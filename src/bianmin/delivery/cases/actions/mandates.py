"""Authorise an agent, revoke it, and hand a result to one 委託、撤銷委託、代領."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case, Mandate
from bianmin.delivery.cases.queries.codes import derive, hashed, turned
from bianmin.delivery.cases.queries.mandates import holds_on
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import is_principal, works_on
from bianmin.delivery.cases.vocab import Application, EventKind, Particulars
from bianmin.delivery.cases.vocab.mandate import USUAL, Deed, Proof, Wanted
from bianmin.delivery.cases.vocab.party import LETTER
from bianmin.foundation.audit.actions import record
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day

MOST = 10
"""So many people act for one applicant in one case."""


class ChooseDeeds(Refused):
    """An authorisation for nothing."""

    message = _("Choose at least one thing that this person may do.")


class EndsBeforeItBegins(Refused):
    """The last day lies before the first, or in the past."""

    message = _("The last day must not lie before the first day, nor in the past.")


class ShowTheLetter(Refused):
    """An officer notes only what was seen."""

    message = _("Choose what shows that the applicant wants it: the signed letter, or the law.")


class TooManyAgents(Refused):
    """More than anybody needs."""

    message = _("So many people cannot act in one case. Revoke an authorisation first.")


class NotForThis(Refused):
    """The authorisation does not hold, does not cover it, or was never shown."""

    message = _("This person may not fetch the result: the authorisation has ended, is not for it, or was never shown.")


def keep_applying(case: Case, filing: Application, *, by: Actor, at: datetime) -> None:
    """Keep the authorisation of the agent who applies: as the form says, else for the usual things."""
    if case.proxy is None:
        return
    shown = Proof.COPY if filing.uploads.get(LETTER) else Proof.NONE
    Mandate.objects.create(
        agency=case.agency,
        case=case,
        person=case.proxy,
        relation=filing.relation[:60],
        deeds=[one for one in Deed.values if one in (*(filing.deeds or USUAL), Deed.APPLY)],
        valid_from=case.received_on,
        valid_until=filing.until,
        proof=shown,
        applied=True,
        given_by=by.key,
        given_at=at,
    )


def _check(wanted: Wanted, case: Case, *, staff: bool, at: datetime) -> None:
    day = local_day(at)
    if not set(wanted.deeds) & set(Deed.values):
        raise ChooseDeeds(field="deeds")
    if wanted.valid_until is not None and wanted.valid_until < max(day, wanted.valid_from or day):
        raise EndsBeforeItBegins(field="valid_until")
    if staff and wanted.proof not in (Proof.LETTER, Proof.LAW):
        raise ShowTheLetter(field="proof")
    if case.mandates.filter(revoked_at__isnull=True).count() >= MOST:
        raise TooManyAgents


@act()
def authorise(*, number: str, agent: Particulars, wanted: Wanted, by: Actor, at: datetime) -> tuple[int, str]:
    """Let somebody act for the applicant; gives the authorisation's id and the agent's own query code.

    The applicant says so online, or an officer saw the letter of authority; an agent names no other agent. The code is
    empty where the agent may not ask where the case stands.

    Raises:
        NotAllowed, ChooseDeeds, EndsBeforeItBegins, ShowTheLetter, TooManyAgents; what `persons` refuses of a person.
    """
    case = row(by, number)
    staff = works_on(by, case)
    if not (staff or is_principal(by, case)):
        raise NotAllowed
    _check(wanted, case, staff=staff, at=at)
    person = add_person(agency=case.agency, by=by, at=at, **agent.said())
    found = Mandate.objects.create(
        agency=case.agency,
        case=case,
        person=person,
        relation=wanted.relation.strip()[:60],
        deeds=[one for one in Deed.values if one in wanted.deeds],
        valid_from=wanted.valid_from or local_day(at),
        valid_until=wanted.valid_until,
        proof=wanted.proof if staff else Proof.ONLINE,
        given_by=by.key,
        given_at=at,
    )
    code = _code(case, found) if Deed.QUERY in found.deeds else ""
    if code:
        found.query_hash = hashed(case.agency, case.number, code, settings.SECRET_KEY)
        found.save(update_fields=["query_hash"])
    happened(case, EventKind.MANDATED, by=by, at=at)
    record(verb="cases.authorise", subject=case.subject, agency=case.agency, fields=found.deeds, by=by, at=at)
    return found.pk, code


def _code(case: Case, of: Mandate) -> str:
    return derive(case.agency, case.number, f"{case.idempotency_key}/agent/{of.pk}", settings.SECRET_KEY)


@act()
def revoke(*, number: str, mandate: int, by: Actor, at: datetime) -> str:
    """Revoke an authorisation at the applicant's wish, at once; gives the case's new query code where it got one.

    The agent who applied knows the first code: it opens nothing any more, nor does a browser it had opened.

    Raises:
        NotAllowed; NotFound: there is none in force.
    """
    case = row(by, number)
    if not (works_on(by, case) or is_principal(by, case)):
        raise NotAllowed
    found = case.mandates.filter(pk=mandate, revoked_at__isnull=True).first()
    if found is None:
        raise NotFound
    found.revoked_at, found.revoked_by, found.turned = at, by.key, found.applied
    found.save(update_fields=["revoked_at", "revoked_by", "turned"])
    code = turned(case, case.mandates.filter(turned=True).count()) if found.applied else ""
    if code:
        Case.objects.filter(pk=case.pk).update(query_hash=hashed(case.agency, case.number, code, settings.SECRET_KEY))
        reissue(Mandate)
    happened(case, EventKind.UNMANDATED, by=by, at=at)
    record(verb="cases.revoke", subject=case.subject, agency=case.agency, by=by, at=at)
    return code


def fetched_by(case: Case, mandate: int, *, at: datetime) -> None:
    """Note that an agent fetched the result.

    Raises:
        NotForThis: the authorisation does not let him.
    """
    found = case.mandates.filter(pk=mandate).first()
    if found is None or Deed.RECEIVE not in found.deeds or not found.proof or not holds_on(found, local_day(at)):
        raise NotForThis(field="to")
    found.fetched_at = at
    found.save(update_fields=["fetched_at"])
