"""Subscribers at the desk: asked for consent at the counter, found by their address, listed with addresses masked."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.newsletters.actions.export import read_list
from bianmin.delivery.newsletters.actions.subscribe import ask, end
from bianmin.delivery.newsletters.queries.policy import rules_of
from bianmin.delivery.newsletters.queries.subscribers import counted, listed, one_of
from bianmin.delivery.newsletters.vocab.cards import SubscriberCard, Wish
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules
from bianmin.delivery.newsletters.vocab.states import Source, Standing
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import say, show, table, typed
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Section
from bianmin.kernel.errors import NotFound

BACK: Final = "/desk/newsletters/"
HEAD: Final = (
    gettext_lazy("Number"), pgettext_lazy("newsletter", "Newsletter"), gettext_lazy("E-mail"),
    gettext_lazy("Status"), gettext_lazy("Language"), gettext_lazy("Nationality"), gettext_lazy("How it came about"),
    gettext_lazy("Confirmed on"), gettext_lazy("Ended on"),
)  # fmt: skip


def _rules(request: Request) -> NewsletterRules:
    """The newsletters of the reader's agency.

    Raises:
        NotFound: it has none.
    """
    rules = rules_of(request.actor.agency)
    if rules is None:
        raise NotFound
    return rules


def _asked(rules: NewsletterRules) -> list[Asked]:
    mailed = [one for one in rules.papers if one.mailed]
    papers = tuple((one.code, one.name) for one in mailed)
    tongues = {each.code: each.name for one in mailed for each in one.languages}
    agreed = _("The person was asked, and agreed that we keep the address and send the newsletter.")
    return [
        Asked("paper", _("Which newsletter"), part="choices", options=papers, value=papers[0][0] if papers else ""),
        Asked("email", _("E-mail of the person"), mode="email",
              hint=_("A letter goes there; the subscription begins when the person presses its link.")),
        Asked("language", _("Language"), part="choices", options=tuple(tongues.items())),
        Asked("nationality", _("Nationality"), part="select", required=False, hint=_("For statistics only."),
              options=tuple((one.code, one.name) for one in rules.nationalities)),
        Asked("agreed", _("Consent"), part="choices", several=True, options=(("yes", agreed),)),
    ]  # fmt: skip


def wrong_address(email: str) -> str:
    """What is wrong with an address as it was typed; empty where nothing is."""
    asked = Field(code="email", type=FieldType.EMAIL, label="email", required=True)
    section = Section(code="one", title="one", fields=(asked,))
    form = Form(kind="form", id="one", version="1", source="portal", title="one", sections=(section,))
    return str(check(form, {"email": [email]}, {}).errors.get("email", ""))


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def subscribe(request: Request) -> HttpResponseBase:
    """Subscribe somebody at the counter who agreed; the unit and whoever asked stand with it."""
    rules, errors = _rules(request), dict[str, str]()
    if request.method == "POST":
        if wrong := wrong_address(typed(request, "email")):
            errors["email"] = wrong
        else:
            with refusals(errors, "email"):
                names = ("paper", "email", "language", "nationality")
                said = {name: typed(request, name) for name in names}
                wish = Wish(agency=request.actor.agency, source=Source.COUNTER.value, **said)
                ask(wish=wish, agreed=typed(request, "agreed") == "yes", by=request.actor, at=now())
                messages.success(request, _("A letter goes to the address. It counts once its link was pressed."))
                return redirect("desk-newsletters")
    return ask_page(
        request, _asked(rules), errors, title=_("Subscribe somebody at the counter"), go=_("Send the letter"),
        back=BACK, backwards=_("Newsletters"),
        lead=_("For example with an application for residence: ask whether the person wants to get the newsletter."),
    )  # fmt: skip


def _line(card: SubscriberCard, rules: NewsletterRules) -> dict[str, Any]:
    paper, nation = rules.paper(card.paper), rules.nationality(card.nationality)
    return {
        "one": card,
        "paper": paper.name if paper else card.paper,
        "language": paper.language(card.language) if paper else card.language,
        "nationality": nation.name if nation else "",
        "source": Source(card.source).label,
    }


def _wanted(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:100] for name in ("paper", "state", "email")}


@door(CASES)
@require_safe
@found
def listing(request: Request) -> HttpResponseBase:
    """The subscriptions one sees, and how many there are by language, nationality and source."""
    rules, wanted, agency = _rules(request), _wanted(request), request.actor.agency
    sums = []
    for paper in (one for one in rules.papers if one.mailed):
        known = counted(agency, paper.code)
        names = {
            "language": {one.code: one.name for one in paper.languages},
            "nationality": {one.code: one.name for one in rules.nationalities},
            "source": {str(code): str(label) for code, label in Source.choices},
        }
        sums.append({
            "paper": paper,
            "kinds": [{"label": label, "lines": [(names[name].get(code, "") or _("not said"), n)
                                                 for code, n in known[name]]}
                      for name, label in (("language", _("Language")), ("nationality", _("Nationality")),
                                          ("source", _("How it came about")))],
        })  # fmt: skip
    rows = listed(request.actor, agency, paper=wanted["paper"], state=wanted["state"], email=wanted["email"])
    return show(
        request, "newsletters/subscribers", lines=[_line(one, rules) for one in rows], wanted=wanted, sums=sums,
        papers=[one for one in rules.papers if one.mailed], states=Standing.choices, works=OFFICER.opens(request.actor),
        say=say(request), looked=any(wanted.values()),
    )  # fmt: skip


@door(CASES)
@require_safe
@found
def export(request: Request) -> HttpResponseBase:
    """The list as the address narrows it, as a table, addresses masked; the journal says who took it."""
    rules = _rules(request)
    rows = read_list(agency=request.actor.agency, by=request.actor, at=now(), **_wanted(request))
    lines = [_line(one, rules) for one in rows]
    cells = [
        (line["one"].number, line["paper"], line["one"].who, line["one"].label, line["language"], line["nationality"],
         line["source"], line["one"].confirmed_on or "", line["one"].ended_on or "")
        for line in lines
    ]  # fmt: skip
    return table(f"subscribers-{today():%Y%m%d}", HEAD, cells)


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def cancel(request: Request, number: str) -> HttpResponseBase:
    """End a subscription for somebody who asked to: the address is removed at once."""
    card, errors = one_of(request.actor, number), dict[str, str]()
    back = "/desk/newsletters/subscribers/"
    if card.state == Standing.ENDED:
        return redirect(back)
    if request.method == "POST":
        with refusals(errors, ""):
            end(number=number, by=request.actor, at=now())
            messages.success(request, _("The subscription is ended, and the address removed."))
            return redirect(back)
    return ask_page(
        request, [], errors, title=_("End the subscription"), lead=card.who,
        go=pgettext("newsletter", "End it"), back=back, backwards=_("Subscribers"), danger=True,
    )  # fmt: skip
