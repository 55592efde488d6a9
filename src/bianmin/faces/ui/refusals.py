"""What a form asks for is refused: the sentence goes to its box or to the top of the page, and the page is shown again.

What is not there or not allowed is no mistake of the form: it goes on to the answer 404 or 403.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise

from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

CLOSED: Final = (NotFound, NotAllowed)
Answer = TypeVar("Answer", bound=HttpResponseBase)


def mistakes(
    errors: Mapping[str, object], form: Form | None = None, reader: Callable[[str], str] = str
) -> list[dict[str, str]]:
    """Sentences by the name of their box, as the summary on top of a page lists them; with the labels of a form."""
    labels = {question.code: reader(question.label) for _section, question in form.questions()} if form else {}
    return [
        {
            "key": "q-" + name.replace(".", "-"),
            "name": name,
            "label": labels.get(name.rpartition(".")[2], ""),
            "sentence": str(sentence),
        }
        for name, sentence in errors.items()
    ]


@contextmanager
def refusals(
    errors: dict[str, str] | dict[str, str | Promise], box: str = "", *, passing: tuple[type[Refused], ...] = CLOSED
) -> Iterator[None]:
    """Do what a form asks; the sentence of a refusal is put under the name of its box, else under `box`.

    What stands below it inside the block is not done then.
    """
    try:
        yield
    except passing:
        raise
    except Refused as refusal:
        errors[refusal.field or box] = str(refusal)


@contextmanager
def at_box(box: str) -> Iterator[None]:
    """Read what was typed into a box: a refusal names that box."""
    try:
        yield
    except Refused as refusal:
        refusal.field = box
        raise


def try_again(answer: Answer, wait: int) -> Answer:
    """An answer that says after how many seconds to try again, where somebody has to wait."""
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


@contextmanager
def told(request: HttpRequest, *, passing: tuple[type[Refused], ...] = CLOSED) -> Iterator[None]:
    """Do what a button asks; the sentence of a refusal is told on the page that follows."""
    try:
        yield
    except passing:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
