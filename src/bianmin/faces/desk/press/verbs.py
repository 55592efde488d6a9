"""What can be done with a report of the media, each with its questions, and what is said when it is done."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bianmin.delivery.press.actions import answer, publish
from bianmin.delivery.press.vocab import Drafted, ItemCard, Stance, State, Tone, Truth
from bianmin.faces.desk.asking import Asked, Words
from bianmin.faces.desk.common import sent, typed
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.desk.verbs import Verb, by_code, nothing
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.orgs.queries import units_of


def _waiting(card: ItemCard) -> bool:
    return card.waiting


def _drafted(card: ItemCard) -> bool:
    return card.state == State.DRAFTED


def _answered(card: ItemCard) -> bool:
    return card.state == State.ANSWERED


def _giving(_request: Request, card: ItemCard) -> list[Asked]:
    units = tuple((unit.path, unit.name) for unit in units_of(card.agency, on=today()))
    people = tuple((one.key, one.name) for one in staff_of(card.agency))
    return [
        Asked("unit", _("Unit"), part="select", options=units, value=card.unit_path),
        Asked("officer", _("Who answers it"), part="select", options=people, value=card.officer, required=False),
        Asked("text", _("What they should know"), part="lines", required=False),
    ]


def _checking(_request: Request, card: ItemCard) -> list[Asked]:
    return [
        Asked("truth", _("Is it true?"), part="choices", options=tuple(Truth.choices), value=card.truth),
        Asked("tone", _("How does it speak of the office?"), part="choices", options=tuple(Tone.choices),
              value=card.tone),
        Asked("finding", _("What was found out"), part="lines", value=card.finding,
              hint=_("What happened, when, and what your records say of it.")),
    ]  # fmt: skip


def _drafting(_request: Request, card: ItemCard) -> list[Asked]:
    proof = _("Needed for what is unfavourable, defended or corrected: a file here, or an address above.")
    return [
        Asked("stance", _("What does the answer do?"), part="choices", options=tuple(Stance.choices),
              value=card.stance),
        Asked("answer", pgettext_lazy("press", "Answer"), part="lines", value=card.answer,
              hint=_("What is so, what is done, and what proves it; it goes to the medium as it stands.")),
        Asked("proof_link", _("Address that proves it"), required=False, mode="url", value=card.proof_link),
        Asked("files", _("Files that prove it"), part="file", required=False, several=True, hint=proof,
              accept=".pdf,.png,.jpg,.jpeg,.odt"),
    ]  # fmt: skip


def _reason(label: Words) -> Callable[[Request, ItemCard], list[Asked]]:
    return lambda _request, _card: [Asked("reason", label, part="lines")]


def _publishing(_request: Request, card: ItemCard) -> list[Asked]:
    known = card.published
    hint = _("Without names of persons; everybody reads it.")
    return [
        Asked("title", _("Heading, or in a few words"), value=known.get("title", card.title)),
        Asked(
            "said", pgettext_lazy("press", "What was said"), part="lines", hint=hint, value=known.get("said", card.text)
        ),
        Asked("answer", _("What is so"), part="lines", value=known.get("answer", card.answer)),
    ]


def _give(request: Request, card: ItemCard) -> object:
    return answer.give(number=card.number, **sent(request, "unit", "officer", "text"), by=request.actor, at=now())


def _check(request: Request, card: ItemCard) -> object:
    return answer.check(number=card.number, **sent(request, "truth", "tone", "finding"), by=request.actor, at=now())


def _draft(request: Request, card: ItemCard) -> object:
    drafted = Drafted(*(typed(request, name) for name in ("stance", "answer", "proof_link")))
    files = evidence_files(request)
    return answer.draft(number=card.number, drafted=drafted, proofs=files, by=request.actor, at=now())


def _approve(request: Request, card: ItemCard) -> object:
    return answer.approve(number=card.number, by=request.actor, at=now())


def _send_back(request: Request, card: ItemCard) -> object:
    return answer.send_back(number=card.number, reason=typed(request, "reason"), by=request.actor, at=now())


def _file_away(request: Request, card: ItemCard) -> object:
    return answer.file_away(number=card.number, reason=typed(request, "reason"), by=request.actor, at=now())


def _publish(request: Request, card: ItemCard) -> object:
    return publish.publish(number=card.number, **sent(request, "title", "said", "answer"), by=request.actor, at=now())


def _take_down(request: Request, card: ItemCard) -> object:
    return publish.take_down(number=card.number, reason=typed(request, "reason"), by=request.actor, at=now())


ALL: Final = (
    Verb("approve", _("Approve the answer"), _("Approve it"), _("It is answered."), _drafted, nothing, _approve,
         leads=True, main=True, lead=_("With that it counts as answered. Send it to the medium now.")),
    Verb("return", _("Send the answer back"), _("Send it back"), _("It is back with whoever drafted it."), _drafted,
         _reason(_("What is to be changed")), _send_back, box="reason", leads=True),
    Verb("draft", _("Draft the answer"), _("Hand it to the chief"), _("The answer waits for the chief."), _waiting,
         _drafting, _draft, box="answer", main=True),
    Verb("check", _("Write down what was found out"), _("Keep it"), _("What was found out is kept."), _waiting,
         _checking, _check, box="finding"),
    Verb("give", _("Give it to somebody"), _("Give it to them"), _("It is with them now."), _waiting, _giving, _give,
         box="unit"),
    Verb("note", _("No answer is needed"), _("Note it"), _("It is noted, and nothing waits any more."), _waiting,
         _reason(_("Why no answer is needed")), _file_away, box="reason", leads=True),
    Verb("publish", _("Publish the clarification"), _("Publish it"), _("It stands on the website now."), _answered,
         _publishing, _publish, box="title", leads=True, main=True,
         lead=_("It appears among the clarifications of the website, with what proves it.")),
    Verb("take-down", _("Take the clarification down"), pgettext_lazy("press", "Take it down"),
         _("It is off the website."), lambda card: card.published_on is not None,
         _reason(_("Why it is taken down")), _take_down, box="reason", leads=True, danger=True),
)  # fmt: skip
VERBS: Final = by_code(ALL)
