"""Filled-in forms as examples 填寫範例: every question of the form with what somebody like you would write."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.forms.queries.published import form as form_of
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.printing import in_words
from bianmin.kernel.errors import NotFound


@door(ANYONE)
@require_safe
@found
def sample(request: Request, agency: str, service: str, sample: str) -> HttpResponseBase:
    """One sample, section by section."""
    here = the_agency(agency)
    card, reader = service_card(here.code, service, today()), say(here)
    one = next((found_of for found_of in card.offer.samples if found_of.code == sample), None)
    if one is None:
        raise NotFound
    form = form_of(here.code, card.offer.form)
    typed = {code: [answer] if isinstance(answer, str) else list(answer) for code, answer in one.answers.items()}
    answers = check(form, typed, on=today()).answers
    printed = in_words(form, answers, say=reader, english=not language().startswith("zh"))
    return show(request, "catalog/sample", service=card, sample=one, form=form, printed=printed, say=reader)
