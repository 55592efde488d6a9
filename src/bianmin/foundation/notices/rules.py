"""Who sends and does what is in the outbox, and what a message needs."""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.notices.models import Message, Template
from bianmin.foundation.notices.vocab import HOUSE, MASS, State
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import placeholders

READERS = (Role.OFFICER, Role.CHIEF)


class NoTemplate(Refused):
    """No pack gives the texts of this notice."""

    message = _("There are no texts for the notice {code}. Load a pack of kind notice with this id.")


class ValueMissing(Refused):
    """A notice was to be sent without a value that its texts need."""

    message = _("The notice {code} needs the value {name}.")


class AlreadyDone(Refused):
    """A task was done before."""

    message = _("This task is done already. Nothing was changed.")


def readable(actor: Actor) -> Q:
    """Messages of the units that the actor is officer or chief in; those of a whole agency for all its officers."""
    if actor.has(Role.SYSTEM):
        return Q()
    if not actor.staff:
        return Q(pk__in=())
    seen = Q(pk__in=())
    for agency in actor.agencies(*READERS):
        seen |= Q(agency=agency, unit_path=f"/{agency}/")
    for path in actor.paths(*READERS):
        seen |= Q(unit_path__startswith=path)
    return seen


def needs_eyes(subject: str) -> bool:
    """Whether a message about this subject carries a secret link, which nobody of the office may read out."""
    return subject.startswith("forms.saved:")


def is_mass(subject: str) -> bool:
    """Whether a message about this subject goes to many, so that nobody telephones where it is given up."""
    return subject.startswith(MASS)


def may_do(actor: Actor, task: Message) -> bool:
    """Officers and chiefs of the unit do its tasks."""
    here = task.agency in actor.agencies(*READERS)
    whole = task.unit_path == f"/{task.agency}/"
    return actor.staff and here and (whole or any(task.unit_path.startswith(path) for path in actor.paths(*READERS)))


def check_open(task: Message) -> None:
    """Refuse a task that is not open.

    Raises:
        AlreadyDone: somebody did it before.
    """
    if task.state != State.OPEN:
        raise AlreadyDone


def needed(template: Template) -> set[str]:
    """Names of the values that the sender of a notice gives."""
    texts: Iterable[Mapping[str, str]] = template.texts.values()
    return {name for text in texts for part in text.values() for name in placeholders(part)} - HOUSE


def check_params(template: Template, params: Mapping[str, object]) -> None:
    """Refuse to send without the values that the texts need.

    Raises:
        ValueMissing: the first that is missing.
    """
    if missing := sorted(needed(template) - params.keys()):
        raise ValueMissing(code=template.code, name=missing[0])
