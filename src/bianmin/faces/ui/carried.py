"""A request as pages get it, with what was found of whoever asks."""

from django.http import HttpRequest

from bianmin.foundation.persons.vocab import VisitCard
from bianmin.kernel.actor import Actor


class Request(HttpRequest):
    """A request whose actor is known.

    `visit` is that of somebody who proved who they are, `holds` the subjects proved by this very request, `tongues` the
    further languages the page is offered in.
    """

    actor: Actor
    visit: VisitCard | None
    holds: list[str]
    tongues: tuple[tuple[str, str], ...]
