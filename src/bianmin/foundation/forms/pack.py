"""The pack of kind `form`: one form a file."""

from typing import Any, Self

from django.utils.translation import gettext_lazy as _
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from bianmin.foundation.forms.actions.publishing import publish
from bianmin.foundation.forms.models import FormVersion
from bianmin.foundation.forms.rules.judge import problems
from bianmin.foundation.forms.vocab import Form
from bianmin.foundation.packs.vocab import Kind, Loading


class FormPack(Form):
    """A form as it is written in a pack, judged as a whole."""

    @model_validator(mode="after")
    def _judged(self) -> Self:
        if wrong := problems(self):
            raise PydanticCustomError("form", "{sentences}", {"sentences": " ".join(wrong)})
        return self


def load(document: FormPack, loading: Loading) -> None:
    """Publish the form."""
    publish(form=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of a form as a pack."""
    row = FormVersion.objects.filter(agency=agency, code=code).order_by("-id").first()
    return row.schema if row else None


KINDS = (Kind("form", _("Form"), 20, FormPack, load, export, texts=FormPack.texts),)
