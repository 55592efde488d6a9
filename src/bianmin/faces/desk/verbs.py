"""What can be done with something at the desk: its words, its questions, and the doing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect

from bianmin.faces.desk.asking import Asked, Words, ask_page
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.refusals import refusals


class Numbered(Protocol):
    """What has a number that people read."""

    @property
    def number(self) -> str:
        """The number."""


Card = TypeVar("Card", bound=Numbered)
"""What it is done with, as pages show it."""


@dataclass(frozen=True, slots=True)
class Verb(Generic[Card]):
    """One thing to do: its words, when it fits, its questions, and the doing.

    `go` stands on the button, the title where it is empty. `leads`: only chiefs do it. `box`: where a refusal stands
    that names none.
    """

    code: str
    title: Words
    go: Words
    done: Words
    fits: Callable[[Card], bool]
    questions: Callable[[Request, Card], list[Asked]]
    do: Callable[[Request, Card], object]
    box: str = ""
    lead: Words = ""
    leads: bool = False
    main: bool = False
    danger: bool = False


def nothing(_request: Request, _card: object) -> list[Asked]:
    """The questions of what is done by one press."""
    return []


def by_code(verbs: Collection[Verb[Card]]) -> dict[str, Verb[Card]]:
    """Verbs by their place in the address."""
    return {one.code: one for one in verbs}


def carry_out(
    request: Request, card: Card, code: str, *, verbs: Mapping[str, Verb[Card]], possible: Collection[Verb[Card]],
    back: str, template: str = "ask", **words: Any,
) -> HttpResponseBase:  # fmt: skip
    """Do one of `verbs` with a card: asked on a page of its own, then done; `back` is the card's page.

    Where it is not among what is possible now, somebody did something meanwhile: the card's page shows what.
    """
    wanted = verbs.get(code)
    if wanted is None:
        raise Http404
    if wanted not in possible:
        return redirect(back)
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, wanted.box):
            wanted.do(request, card)
            messages.success(request, str(wanted.done))
            return redirect(back)
    return ask_page(
        request, wanted.questions(request, card), errors, template=template, title=wanted.title, lead=wanted.lead,
        go=wanted.go or wanted.title, back=back, backwards=card.number, danger=wanted.danger, **words,
    )  # fmt: skip
