"""What makes an improvement necessary: a value, a rating, minutes, a survey, a point of a diagnosis and others."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.queries.themes import theme
from bianmin.delivery.opinions.queries.opinions import opinion
from bianmin.delivery.press.queries.items import item
from bianmin.delivery.ratings.queries import rating as rating_card
from bianmin.faces.ui.doors import CASES, Request
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.text import whole
from bianmin.quality.appraisals.queries.appraisals import appraisal
from bianmin.quality.appraisals.vocab import SUBJECT as APPRAISED
from bianmin.quality.checks.queries.phonepaper import why
from bianmin.quality.checks.queries.telephone import RANK, duties, telephone_plans
from bianmin.quality.checks.vocab.cards import FINDING
from bianmin.quality.checks.vocab.cards import SUBJECT as CHECK
from bianmin.quality.evaluation.queries.minutes import minutes
from bianmin.quality.evaluation.queries.selves import self_evaluation
from bianmin.quality.groups.vocab import SUBJECT as MEETING
from bianmin.quality.improvements.vocab import ImprovementCard, Source
from bianmin.quality.indicators.queries.values import root_of, value
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.surveys.queries.surveys import survey

Words = str | Promise
PARTS: Final = 3
RATED: Final = "ratings.rating"
MINUTED: Final = "evaluation.minutes"
CHECKED: Final = (CHECK, FINDING)
CALLS: Final = "/desk/checks/telephone/"
NODE: Final = "evaluation.node"
MONTH: Final = re.compile(r"\d{2,3}-(0[1-9]|1[0-2])")
UNTOLD: Final = frozenset({"opinions.opinion", "press.item", "surveys.survey", APPRAISED})
"""What is read by its number, which a reference does not say; the kind of source stands there alone."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What makes an improvement necessary, as the page of a new one shows it."""

    kind: Source
    ref: str
    unit: str
    words: str
    address: str
    cause: str = ""


def _from_value(request: Request, ref: str) -> Origin:
    """A missed target, by the reference of its value: `IN-04@/376550300A/@113`."""
    parts = ref.split("@")
    if len(parts) != PARTS or not parts[1].startswith("/"):
        raise NotFound
    code, path, text = parts
    try:
        shown = value(request.actor, code, agency=path.split("/")[1], unit=path, span=span(text))
    except NotAllowed:
        raise
    except Refused as unknown:
        raise NotFound from unknown
    goal = shown.goal.printed if shown.goal else "-"
    words = f"{shown.code} {shown.name} {shown.span.label}: {shown.printed} ({goal})"
    return Origin(Source.TARGET, shown.ref, path, words, f"/desk/indicators/{code}/?span={text}&unit={path}")


def _from_rating(request: Request, key: int) -> Origin:
    card = rating_card(request.actor, key)
    words = f"{card.number} {card.label} {card.reason}".strip()
    return Origin(Source.RATING, f"{RATED}:{card.id}", card.unit_path, words, f"/desk/ratings/{key}/", card.reason)


def _from_minutes(request: Request, key: int) -> Origin:
    """What a check, visit or meeting found, by its minutes."""
    card = minutes(request.actor, key)
    words, unit = f"{card.number} {card.title}", card.over_path or card.unit_path
    return Origin(Source.FINDING, card.subject, unit, words, f"/desk/minutes/{key}/", card.decided)


def _from_opinion(request: Request, number: str) -> Origin:
    """What somebody of the public wrote; its words may name people and are not copied."""
    card = opinion(request.actor, number)
    words = f"{card.number} {card.title}"
    return Origin(Source.OPINION, card.subject, card.unit_path, words, f"/desk/opinions/{card.number}/")


def _from_theme(request: Request, number: str) -> Origin:
    """What people wrote or voted on a theme of the forum."""
    card = theme(request.actor, number)
    words = f"{card.number} {card.design.title}"
    return Origin(Source.OPINION, card.subject, card.unit_path, words, f"/desk/forum/{number}/", card.summary)


def _from_press(request: Request, number: str) -> Origin:
    """What the media said."""
    card = item(request.actor, number)
    words = f"{card.number} {card.title}"
    return Origin(Source.PRESS, card.subject, card.unit_path, words, f"/desk/press/{card.number}/", card.finding)


def _from_survey(request: Request, number: str) -> Origin:
    """What a survey found."""
    card = survey(request.actor, number)
    words = f"{card.number} {card.design.title}"
    return Origin(Source.SURVEY, card.subject, card.unit_path, words, f"/desk/surveys/{number}/", card.improvement)


def _from_appraisal(request: Request, number: str) -> Origin:
    """What the appraisal of a mailbox found."""
    card = appraisal(request.actor, number)
    words, unit = f"{card.mailbox_name} {card.half.label}", root_of(card.agency)
    ref = f"{APPRAISED}:{card.id}"
    return Origin(Source.FINDING, ref, unit, words, f"/desk/appraisals/{number}/", card.conclusion)


def _from_tests(request: Request, ref: str) -> Origin:
    """The head of a unit reports after months of bad telephone tests, by the reference of that duty."""
    plan_code, month_text, path = (
        ref.removeprefix(f"{RANK}:").split(":", 2) if ref.count(":") == PARTS else ("", "", "")
    )
    agency = request.actor.agency
    plan = next((one for one in telephone_plans(agency) if one.id == plan_code), None)
    known = duties(agency, plan, span(month_text)) if plan and MONTH.fullmatch(month_text) else []
    duty = next((one for one in known if one.ref == ref), None)
    if duty is None:
        raise NotFound
    words = f"{duty.unit}：{why(duty)}"
    return Origin(Source.CHECK, ref, path, words, f"{CALLS}?plan={plan_code}&month={month_text}", f"{why(duty)}。")


def _from_node(request: Request, ref: str) -> Origin:
    """What the diagnosis under a point of an edition found, by year, edition and point: `114@nia-107-overall@basic`."""
    year, _at, rest = ref.partition("@")
    edition, _second, code = rest.partition("@")
    card = self_evaluation(request.actor, agency=request.actor.agency, year=whole(year), framework=edition)
    node = next((one for one in card.nodes if one.code == code), None)
    if node is None:
        raise NotFound
    words = f"{card.title}：{node.shape.name or node.shape.text}"
    address = f"/desk/evaluation/{edition}/?year={card.year}#node-{code}"
    return Origin(Source.DIAGNOSIS, f"{NODE}:{ref}", root_of(card.agency), words, address)


NUMBERED: Final[Mapping[str, Callable[[Request, str], Origin]]] = {
    "value": _from_value,
    "node": _from_node,
    "survey": _from_survey,
    "opinion": _from_opinion,
    "theme": _from_theme,
    "press": _from_press,
    "appraisal": _from_appraisal,
    "tests": _from_tests,
}
"""What is known by a number or a reference, by its name in the address."""
KEYED: Final[Mapping[str, Callable[[Request, int], Origin]]] = {"rating": _from_rating, "minutes": _from_minutes}


def origin_of(request: Request) -> Origin | None:
    """Where the address says the improvement comes from; None when it comes from elsewhere."""
    for name, of_key in KEYED.items():
        if key := whole(request.GET.get(name, "")):
            return of_key(request, key)
    for name, of_text in NUMBERED.items():
        if text := request.GET.get(name, ""):
            return of_text(request, text)
    return None


def _of_rating(request: Request, _card: ImprovementCard, key: str) -> tuple[Words, str]:
    return _("Rating %(key)s") % {"key": key}, f"/desk/ratings/{key}/" if CASES.opens(request.actor) else ""


def _of_minutes(_request: Request, _card: ImprovementCard, key: str) -> tuple[Words, str]:
    return _("Minutes"), f"/desk/minutes/{key}/"


def _of_meeting(_request: Request, _card: ImprovementCard, key: str) -> tuple[Words, str]:
    return _("Meeting"), f"/desk/meetings/{key.partition('/')[0]}/"


def _of_node(_request: Request, _card: ImprovementCard, key: str) -> tuple[Words, str]:
    year, edition, code = key.split("@", 2)
    return _("Self-evaluation"), f"/desk/evaluation/{edition}/?year={year}#node-{code}"


def _of_tests(_request: Request, _card: ImprovementCard, key: str) -> tuple[Words, str]:
    plan, month, _path = key.split(":", 2)
    return _("Telephone courtesy tests"), f"{CALLS}?plan={plan}&month={month}"


def _of_check(request: Request, card: ImprovementCard, key: str) -> tuple[Words, str]:
    number = key.partition("@")[0].partition(".")[0]
    beside = "" if card.agency == request.actor.agency else f"?agency={card.agency}"
    return key.partition("@")[0], f"/desk/checks/{number}/{beside}"


NAMED: Final[Mapping[str, Callable[[Request, ImprovementCard, str], tuple[Words, str]]]] = {
    RATED: _of_rating, MINUTED: _of_minutes, MEETING: _of_meeting, NODE: _of_node, RANK: _of_tests,
    **dict.fromkeys(CHECKED, _of_check),
}  # fmt: skip


def source_of(request: Request, card: ImprovementCard) -> tuple[Words, str]:
    """What made it necessary in words, and its page; empty where there is none or the reader may not open it."""
    kind, _colon, key = card.source_ref.partition(":")
    if kind in NAMED:
        return NAMED[kind](request, card, key)
    parts = card.source_ref.split("@")
    if len(parts) != PARTS:
        return "" if kind in UNTOLD else card.source_ref, ""
    elsewhere_of = "" if card.agency == request.actor.agency else f"&agency={card.agency}"
    address = f"/desk/indicators/{parts[0]}/?span={parts[2]}&unit={parts[1]}{elsewhere_of}"
    return f"{parts[0]} {span(parts[2]).label}", address
