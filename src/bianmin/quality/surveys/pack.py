"""The pack of kind `questionnaire`: one questionnaire a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.surveys.actions.design import write_questionnaire
from bianmin.quality.surveys.queries.surveys import questionnaire
from bianmin.quality.surveys.vocab import Questionnaire


def load(document: Questionnaire, loading: Loading) -> None:
    """Let surveys be made of it from now on; those begun keep theirs."""
    write_questionnaire(document=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version as a pack."""
    found = questionnaire(agency, code)
    return found.model_dump(mode="json", exclude_defaults=True) if found else None


KINDS = (Kind("questionnaire", _("Questionnaire"), 44, Questionnaire, load, export, texts=Questionnaire.texts),)
