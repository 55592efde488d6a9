"""What a theme must have before it is kept: a unit, its days, and a question that can be voted on."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.queries import published as services
from bianmin.delivery.forum.actions.steps import words
from bianmin.delivery.forum.rules import may_draft
from bianmin.delivery.forum.vocab.cards import Design
from bianmin.delivery.forum.vocab.states import (
    ABOUT_MOST,
    OPTION_MOST,
    OPTIONS_LEAST,
    OPTIONS_MOST,
    TITLE_MOST,
    Voters,
)
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class UnitIsMissing(Refused):
    """No unit of the agency."""

    message = _("Choose one of the units.")


class EndsBeforeItBegins(Refused):
    """The last day lies before the first."""

    message = _("The last day lies before the first. Choose a later one.")


class VoteNeedsAnEnd(Refused):
    """A vote without a last day has no result."""

    message = _("A vote needs a last day: only then it has a result. Enter one.")


class OptionsAreWrong(Refused):
    """Too few options, too many, two alike, or one that is too long."""

    message = _("Write {least} to {most} different options, one a line, each at most {long} characters.")


class VotersAreMissing(Refused):
    """Nobody was said to vote."""

    message = _("Choose who votes.")


class QuestionIsMissing(Refused):
    """Options without a question, or a vote of colleagues about nothing."""

    message = _("Write the question, or leave options and voters open.")


class NoSuchService(Refused):
    """None of the services of the agency."""

    message = _("Choose one of the services, or leave it open.")


def _question(design: Design) -> Design:
    """The question with its options, tidied.

    Raises:
        QuestionIsMissing, OptionsAreWrong, VotersAreMissing, VoteNeedsAnEnd.
    """
    options = tuple(filter(None, (one.strip() for one in design.options)))
    question = design.question.strip()
    if not question and (options or design.voters in (Voters.HOUSE, Voters.UNIT)):
        raise QuestionIsMissing(field="question")
    if not question:
        return replace(design, question="", options=(), voters="", several=False, early=False)
    long = any(len(one) > OPTION_MOST for one in (question, *options))
    if long or len(set(options)) != len(options) or not OPTIONS_LEAST <= len(options) <= OPTIONS_MOST:
        raise OptionsAreWrong(field="options", least=OPTIONS_LEAST, most=OPTIONS_MOST, long=OPTION_MOST)
    if design.voters not in Voters.values:
        raise VotersAreMissing(field="voters")
    if design.closes_on is None:
        raise VoteNeedsAnEnd(field="closes_on")
    return replace(design, question=question, options=options)


def values_of(agency: str, design: Design, by: Actor, at: datetime) -> dict[str, Any]:
    """A design as its columns.

    Raises:
        NotAllowed, UnitIsMissing, EndsBeforeItBegins, NoSuchService, WordsAreMissing, and what `_question` refuses.
    """
    on = local_day(at)
    if not units_of(agency, on=on).filter(path=design.unit_path).exists():
        raise UnitIsMissing(field="unit")
    if not may_draft(by, agency, design.unit_path):
        raise NotAllowed
    if design.closes_on is not None and design.closes_on < design.opens_on:
        raise EndsBeforeItBegins(field="closes_on")
    if design.service and design.service not in {one.code for one in services(agency, on)}:
        raise NoSuchService(field="service")
    tidy = _question(design)
    return {
        "title": words(design.title, "title", most=TITLE_MOST), "about": words(design.about, "about", most=ABOUT_MOST),
        "unit_path": design.unit_path, "opens_on": design.opens_on, "closes_on": design.closes_on,
        "service": design.service, "question": tidy.question, "options": list(tidy.options),
        "several": tidy.several, "voters": tidy.voters, "early": tidy.early,
    }  # fmt: skip
