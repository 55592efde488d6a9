"""Design a survey, let it be asked, close it, say what follows, and publish it."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.actions import take_number
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.quality.surveys.models import Instrument, Survey
from bianmin.quality.surveys.queries.surveys import DESIGNED, questionnaires, survey_row
from bianmin.quality.surveys.rules import may_keep
from bianmin.quality.surveys.vocab import TEXT_MOST, TITLE_MOST, Design, Questionnaire, State, Way

FIRST_YEAR: Final = 1911


class TitleIsMissing(Refused):
    """No title, or one that is too long."""

    message = _("Give the survey a title of at most {most} characters.")


class NoSuchQuestionnaire(Refused):
    """None of the questionnaires of the agency."""

    message = _("Choose one of the questionnaires.")


class NoSuchWay(Refused):
    """None of the ways of asking."""

    message = _("Choose how people are asked.")


class EndsBeforeItBegins(Refused):
    """The last day lies before the first."""

    message = _("The last day lies before the first. Change one of them.")


class PartIsMissing(Refused):
    """A part of the design is empty, or too long."""

    message = _("Write this part of the design, in at most {most} characters: it is printed with the results.")


class NotADraft(Refused):
    """What was asked is not designed anew."""

    message = _("This survey is being asked or closed; its design stays as it was.")


class NotOpen(Refused):
    """It is not being asked."""

    message = _("This survey is not being asked now.")


class NotClosed(Refused):
    """It is not closed yet."""

    message = _("Close the survey first: only then it has results.")


class NobodyAnswered(Refused):
    """A survey without an answer has nothing to publish."""

    message = _("Nobody has answered, so there is nothing to publish.")


@act()
def write_questionnaire(*, document: Questionnaire, by: Actor, at: datetime) -> None:
    """Keep a questionnaire; a later version replaces it, surveys begun keep theirs.

    Raises:
        NotAllowed.
    """
    if not (by.has(Role.SYSTEM) or document.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    values = {"version": document.version, "text": document.model_dump_json()}
    row, new = Instrument.objects.get_or_create(agency=document.agency, code=document.id, defaults=values)
    if not new and row.text == values["text"]:
        return
    Instrument.objects.filter(pk=row.pk).update(**values)
    subject = f"surveys.questionnaire:{document.id}"
    record(verb="surveys.write_questionnaire", subject=subject, agency=document.agency, by=by, at=at)


def _check(design: Design, agency: str) -> Questionnaire:
    if not 0 < len(design.title.strip()) <= TITLE_MOST:
        raise TitleIsMissing(field="title", most=TITLE_MOST)
    found = next((one for one in questionnaires(agency) if one.id == design.questionnaire), None)
    if found is None:
        raise NoSuchQuestionnaire(field="questionnaire")
    if design.way not in Way.values:
        raise NoSuchWay(field="way")
    if design.closes_on < design.opens_on:
        raise EndsBeforeItBegins(field="closes_on")
    for part in ("purpose", "population", "sampling"):
        if not 0 < len(str(getattr(design, part)).strip()) <= TEXT_MOST:
            raise PartIsMissing(field=part, most=TEXT_MOST)
    return found


def _kept(number: str, by: Actor) -> Survey:
    """A survey that the actor keeps, held until the act ends.

    Raises:
        NotFound, NotAllowed.
    """
    row = Survey.objects.select_for_update().get(pk=survey_row(by, number).pk)
    if not may_keep(by, row.agency):
        raise NotAllowed
    return row


def _values(design: Design, document: Questionnaire) -> dict[str, object]:
    values = {name: getattr(design, name) for name in DESIGNED}
    told = {name: text.strip() if isinstance(text, str) else text for name, text in values.items()}
    return {**told, "document": document.model_dump_json()}


@act()
def draft(*, agency: str, design: Design, by: Actor, at: datetime) -> Survey:
    """Design a survey of an agency; nobody is asked yet.

    Raises:
        NotAllowed, TitleIsMissing, NoSuchQuestionnaire, NoSuchWay, EndsBeforeItBegins, PartIsMissing.
    """
    if not may_keep(by, agency):
        raise NotAllowed
    document, day = _check(design, agency), local_day(at)
    year = str(day.year - FIRST_YEAR)
    serial = take_number(agency=agency, kind="survey", period=year)
    row = Survey.objects.create(
        agency=agency, unit_path=f"/{agency}/", number=f"SV-{year}-{serial:03}", made_by=by.key, made_on=day,
        **_values(design, document),
    )  # fmt: skip
    record(verb="surveys.draft", subject=row.subject, agency=agency, by=by, at=at)
    return row


@act()
def design_anew(*, number: str, design: Design, by: Actor, at: datetime) -> Survey:
    """Change the design of a survey that nobody was asked yet.

    Raises:
        NotFound, NotAllowed, NotADraft, and what `draft` refuses.
    """
    row = _kept(number, by)
    if row.state != State.DRAFT:
        raise NotADraft
    for name, value in _values(design, _check(design, row.agency)).items():
        setattr(row, name, value)
    row.save()
    record(verb="surveys.design", subject=row.subject, agency=row.agency, by=by, at=at)
    return row


@act()
def begin(*, number: str, by: Actor, at: datetime) -> Survey:
    """Let a survey be asked from its first day on.

    Raises:
        NotFound, NotAllowed, NotADraft.
    """
    row = _kept(number, by)
    if row.state != State.DRAFT:
        raise NotADraft
    row.state = State.OPEN
    row.save(update_fields=["state"])
    record(verb="surveys.begin", subject=row.subject, agency=row.agency, by=by, at=at)
    return row


@act()
def close(*, number: str, contacted: int, by: Actor, at: datetime) -> Survey:
    """Close a survey; `contacted` is how many were asked, 0 where nobody counted.

    Raises:
        NotFound, NotAllowed, NotOpen.
    """
    row = _kept(number, by)
    if row.state != State.OPEN:
        raise NotOpen
    row.state, row.closed_on, row.contacted = State.CLOSED, local_day(at), contacted or row.contacted
    row.save(update_fields=["state", "closed_on", "contacted"])
    record(verb="surveys.close", subject=row.subject, agency=row.agency, by=by, at=at)
    return row


@act()
def conclude(*, number: str, text: str, by: Actor, at: datetime) -> Survey:
    """Say what follows from a survey 檢討改善.

    Raises:
        NotFound, NotAllowed, NotClosed, PartIsMissing.
    """
    row, said = _kept(number, by), text.replace("\0", "").strip()
    if row.state != State.CLOSED:
        raise NotClosed
    if not 0 < len(said) <= TEXT_MOST:
        raise PartIsMissing(field="improvement", most=TEXT_MOST)
    row.improvement = said
    row.save(update_fields=["improvement"])
    record(verb="surveys.conclude", subject=row.subject, agency=row.agency, by=by, at=at)
    return row


@act()
def publish(*, number: str, by: Actor, at: datetime) -> Survey:
    """Let everybody read the design and the results.

    Raises:
        NotFound, NotAllowed, NotClosed, NobodyAnswered.
    """
    row = _kept(number, by)
    if row.state != State.CLOSED:
        raise NotClosed
    if not row.responses.exists():
        raise NobodyAnswered
    row.published_on = local_day(at)
    row.save(update_fields=["published_on"])
    record(verb="surveys.publish", subject=row.subject, agency=row.agency, by=by, at=at)
    return row
