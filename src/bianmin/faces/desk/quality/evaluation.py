"""Self-evaluation by an edition of a framework: the tree, and text, score and evidence under one node."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import agency_of, say, show, typed
from bianmin.faces.desk.quality.spans import roc_year
from bianmin.faces.desk.quality.uploads import checked_files
from bianmin.faces.ui.doors import DRAFTS, FIGURES, INVITED, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals, told
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.forms.vocab import Checked
from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.act import act
from bianmin.kernel.actor import Permission
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole
from bianmin.quality.evaluation.actions.selves import begin, finish, write
from bianmin.quality.evaluation.queries.editions import succession
from bianmin.quality.evaluation.queries.selves import frameworks, self_evaluation, visible_to
from bianmin.quality.evaluation.vocab import Evidence, NodeCard, SelfEvaluationCard, State
from bianmin.quality.indicators.queries.definitions import indicators
from bianmin.quality.indicators.queries.values import root_of, values
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.indicators.vocab.values import Value


def address(edition: str, year: int) -> str:
    """Where a self-evaluation stands."""
    return f"{reverse('desk-evaluation', args=[edition])}?year={year}"


def _years() -> list[int]:
    now_year = roc_year(today())
    return [now_year, now_year - 1, now_year - 2]


@door(FIGURES)
@require_safe
@found
def evaluations(request: Request) -> HttpResponseBase:
    """The self-evaluations there are, and the editions one can be begun under."""
    agency = agency_of(request)
    rows = visible_to(request.actor).filter(agency=agency)
    lines = [
        {
            "year": row.year,
            "title": row.framework.title,
            "state": State(row.state).label,
            "final": row.state == State.FINAL,
            "address": address(row.framework.code, row.year),
        }
        for row in rows
    ]
    editions = [(row.code, f"{row.title} ({row.code})") for row in frameworks(agency)]
    return show(
        request,
        "evaluation/list",
        lines=lines,
        editions=editions,
        years=_years(),
        may_begin=DRAFTS.opens(request.actor),
    )


@door(DRAFTS)
@require_POST
@found
def start(request: Request) -> HttpResponseBase:
    """Begin a self-evaluation; one that was begun is opened."""
    edition, year = request.POST.get("edition", ""), whole(request.POST.get("year", ""), _years()[0])
    begin(agency=request.actor.agency, year=min(year, 999), framework=edition, by=request.actor, at=now())
    return redirect(address(edition, year))


def _year(request: Request) -> int:
    return whole(request.GET.get("year", ""), _years()[0])


def card_named(request: Request, edition: str) -> SelfEvaluationCard:
    """The self-evaluation the address names, of the own agency, one below, or one that the reader judges."""
    agency = request.GET.get("agency", "") or request.actor.agency
    return self_evaluation(request.actor, agency=agency, year=_year(request), framework=edition)


def node_named(card: SelfEvaluationCard, code: str) -> NodeCard:
    """One of its nodes.

    Raises:
        NotFound: there is none of that code.
    """
    here = next((one_of for one_of in card.nodes if one_of.code == code), None)
    if here is None:
        raise NotFound
    return here


def _figures(request: Request, card: SelfEvaluationCard, codes: set[str]) -> Mapping[str, Value]:
    if card.agency not in request.actor.agencies(Permission.BELONG) | overseen(request.actor):
        return {}
    known = sorted(codes & indicators(card.agency).keys())
    if not known:
        return {}
    found_of = values(request.actor, known, agency=card.agency, span=span(str(card.year)))
    return {value.code: value for value in found_of}


@door(INVITED)
@require_safe
@found
def one(request: Request, edition: str) -> HttpResponseBase:
    """One self-evaluation: its tree with scores, texts and evidence, and what is still missing."""
    card = card_named(request, edition)
    figures = _figures(request, card, {code for node in card.nodes for code in node.shape.requires})
    kept = files_of(request.actor, agency=card.agency, subject=card.subject)
    files = {file.sha256: file.pk for file in kept}
    years = succession(card.agency, edition)
    lines = [
        {
            "node": node,
            "figures": [figures[code] for code in node.shape.requires if code in figures],
            "unproved": node.code in card.unproved,
            "unwritten": node.code in card.unwritten,
            "evidence": [_shown(proof, files) for proof in node.evidence],
            "became": years.became.get(node.code, ()),
            "continues": years.continues.get(node.code, ()),
        }
        for node in card.nodes
    ]
    return show(
        request,
        "evaluation/one",
        card=card,
        lines=lines,
        state=card.state.label,
        edition=edition,
        years=years,
        improves=request.actor.over(root_of(card.agency), Permission.BEGIN_IMPROVEMENTS),
        say=say(request),
    )


def _shown(proof: Evidence, files: Mapping[str, int]) -> dict[str, str]:
    """A piece of evidence with the address it leads to; `files` gives the key of a file by its hash."""
    if proof.kind == "value":
        code, path, text = proof.ref.split("@")
        return {"words": proof.note or proof.ref, "address": f"/desk/indicators/{code}/?span={text}&unit={path}"}
    if proof.kind == "file":
        return {"words": proof.note, "address": f"/desk/files/{files[proof.ref]}/" if proof.ref in files else ""}
    return {"words": proof.note or proof.ref, "address": proof.ref}


def _said(proof: Evidence) -> str:
    return proof.note or proof.ref


def _proofs(node: NodeCard, figures: Mapping[str, Value]) -> list[Asked]:
    """What may stand as evidence: values, files kept before, web pages, further files."""
    held = [proof for proof in node.evidence if proof.kind == "value"]
    offered = {value.ref: _offered(value) for value in figures.values()}
    offered |= {proof.ref: _said(proof) for proof in held}
    kept = {proof.ref: _said(proof) for proof in node.evidence if proof.kind == "file"}
    links = "\n".join(f"{proof.ref} {proof.note}".strip() for proof in node.evidence if proof.kind == "link")
    ticks = [
        Asked(
            "value", _("Values as evidence"), part="choices", options=tuple(offered.items()), several=True,
            value=tuple(proof.ref for proof in held), required=False,
        ),
        Asked(
            "kept", _("Files kept as evidence"), part="choices", options=tuple(kept.items()), several=True,
            value=tuple(kept), required=False, hint=_("A file without a tick is taken off."),
        ),
    ]  # fmt: skip
    return [
        *(asked for asked in ticks if asked.options),
        Asked(
            "codes", _("Further figures as evidence"), part="lines", required=False,
            hint=_("The codes of indicators as they stand under Indicators, one on each line: IN-04."),
        ),
        Asked(
            "links", _("Web pages as evidence"), part="lines", value=links, required=False,
            hint=_("One on each line: the address, then what it shows."),
        ),
        Asked(
            "files", _("Further files as evidence"), part="file", several=True, required=False,
            accept=".pdf,.png,.jpg,.jpeg,.odt", hint=" ".join((
                _("PDF, JPEG, PNG or ODT, at most 10 MB each."),
                _("An application for an award prints pictures, each with its name below it."),
            )),
        ),
    ]  # fmt: skip


def _openness(card: SelfEvaluationCard, node: NodeCard) -> tuple[tuple[str, str], ...]:
    """The nodes of overall constructs that what is written under this one may show: code and name."""
    parents = {one_of.code: one_of.parent for one_of in card.nodes}
    top = node.code
    while parents[top]:
        top = parents[top]
    wanted = {one_of.code for one_of in card.nodes if top in one_of.shape.shows_in}
    return tuple((one_of.code, one_of.shape.name) for one_of in card.nodes if one_of.parent in wanted)


def _shows(card: SelfEvaluationCard, node: NodeCard) -> list[Asked]:
    options = _openness(card, node)
    asked = Asked(
        "shows", _("This shows too"), part="choices", options=options, several=True, value=node.shows, required=False,
        hint=_("It has no chapter of its own and is judged by what stands in the others."),
    )  # fmt: skip
    return [asked] if options else []


def _questions(card: SelfEvaluationCard, node: NodeCard, figures: Mapping[str, Value]) -> list[Asked]:
    weight = _("At most %(weight)s points.") % {"weight": node.shape.weight} if node.shape.weight else ""
    score = "" if node.score is None else str(node.score)
    return [
        Asked("text", _("Text"), part="lines", value=node.text, required=False),
        Asked("score", _("Score"), value=score, short=True, mode="numeric", hint=weight, required=False),
        *_shows(card, node),
        *_proofs(node, figures),
    ]


def _offered(value: Value) -> str:
    return f"{value.code} {value.name}: {value.printed}"


def _codes(request: Request) -> list[str]:
    """The codes of figures that were typed."""
    return typed(request, "codes").replace("、", " ").split()


def _evidence(request: Request, asked: list[Asked], card: SelfEvaluationCard, files: Checked) -> list[Evidence]:
    """What was ticked, written and uploaded; uploads are stored with the self-evaluation."""
    options = {value: str(label) for one_of in asked for value, label in one_of.options}
    ticked = {name: [ref for ref in request.POST.getlist(name) if ref in options] for name in ("value", "kept")}
    found_of = [Evidence(kind="value", ref=ref, note=options[ref]) for ref in ticked["value"]]
    more = _figures(request, card, set(_codes(request))).values()
    found_of += [
        Evidence(kind="value", ref=one.ref, note=_offered(one)) for one in more if one.ref not in ticked["value"]
    ]
    found_of += [Evidence(kind="file", ref=ref, note=options[ref]) for ref in ticked["kept"]]
    for line in typed(request, "links").splitlines():
        address, _space, note = line.strip().partition(" ")
        if address.startswith(("https://", "http://")):
            found_of.append(Evidence(kind="link", ref=address[:400], note=note))
    for kept in files.files.get("files", ()):
        file = store(
            data=kept.data, name=kept.name, subject=card.subject, agency=card.agency, retention=Retention.EVIDENCE,
            by=request.actor, at=now(),
        )  # fmt: skip
        found_of.append(Evidence(kind="file", ref=file.sha256, note=kept.name))
    return found_of


def _bad_links(request: Request) -> dict[str, str]:
    lines = [line.strip() for line in request.POST.get("links", "").splitlines() if line.strip()]
    if all(line.startswith(("https://", "http://")) for line in lines):
        return {}
    return {"links": _("Each line begins with an address: https://...")}


def _bad_codes(request: Request, card: SelfEvaluationCard) -> dict[str, str]:
    unknown = sorted(set(_codes(request)) - indicators(card.agency).keys())
    return {"codes": _("There is no such indicator: %s.") % "、".join(unknown)} if unknown else {}


def _keep(request: Request, card: SelfEvaluationCard, node: NodeCard, asked: list[Asked]) -> dict[str, str]:
    """Write what was sent, files and all or nothing; gives sentences at their place, nothing when it is written."""
    files, score = checked_files(request), request.POST.get("score", "").strip()
    errors = {name: str(sentence) for name, sentence in files.errors.items()}
    errors |= _bad_links(request) | _bad_codes(request, card)
    if score and not score.isdecimal():
        errors["score"] = _("Write whole points in digits, or leave it empty.")
    if errors:
        return errors
    with refusals(errors, passing=(NotFound,)), act():
        write(
            evaluation=(card.agency, card.year, card.framework),
            node=node.code,
            text=typed(request, "text"),
            score=int(score) if score else None,
            evidence=_evidence(request, asked, card, files),
            shows=request.POST.getlist("shows"),
            by=request.actor,
            at=now(),
        )
    return errors


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def node(request: Request, edition: str, code: str) -> HttpResponseBase:
    """Write under one node."""
    card = card_named(request, edition)
    here = node_named(card, code)
    asked = _questions(card, here, _figures(request, card, set(here.shape.requires)))
    errors = _keep(request, card, here, asked) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        messages.success(request, _("It is written."))
        return redirect(f"{address(edition, card.year)}#node-{code}")
    return ask_page(
        request,
        asked,
        errors,
        title=f"{here.level_name} {here.shape.name or here.code}",
        lead=here.shape.text,
        go=_("Keep"),
        back=address(edition, card.year),
        backwards=card.title,
    )


@door(DRAFTS)
@require_POST
@found
def close(request: Request, edition: str) -> HttpResponseBase:
    """Make it final; what is missing is named."""
    year = _year(request)
    with told(request, passing=(NotFound,)):
        finish(agency=request.actor.agency, year=year, framework=edition, by=request.actor, at=now())
        messages.success(request, _("The self-evaluation is final."))
    return redirect(address(edition, year))
