"""Samples, links and tests of the site: the record, drawing and judging samples, writing a test down."""

import secrets

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.publishing.actions import checking
from bianmin.delivery.publishing.queries import checks as record
from bianmin.delivery.publishing.rules.rights import may_check, may_judge
from bianmin.delivery.publishing.vocab import Tested, TestKind, Verdict
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import mistake_of, sent, show, typed
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.desk.site.wording import UnreadableDay
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals, told
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.queries import files_of
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import parse_day
from bianmin.kernel.text import whole
from bianmin.quality.indicators.queries.values import root_of

MOST = 100
COVERS = (("yes", _("The whole site: what it no longer holds is mended")), ("no", _("A part of the site")))
MOST_FINDINGS = 300
SAMPLED = 16
"""How many are drawn where nothing else is said: as many as the table of document 001 lists (SYS-161)."""


@door(CATALOG)
@require_safe
def checks(request: Request) -> HttpResponseBase:
    """What was sampled, which links lead nowhere, what our own look at the markup finds, and the tests of the site."""
    actor, agency = request.actor, request.actor.agency
    samples, links = list(record.samples(actor, agency)[:MOST]), record.last_links(actor, agency)
    tests, judged = list(record.tests(actor, agency)[:MOST]), [row for row in samples if row.done_on]
    followed = [row for row in links if row.verdict != Verdict.UNTESTED]
    return show(
        request, "site/checks", samples=samples, tests=tests, people=names(row.done_by for row in samples),
        judged=len(judged), right=sum(bool(row.correct) for row in judged),
        links=[row for row in links if row.verdict != Verdict.GOOD], followed=len(followed),
        good=sum(row.verdict == Verdict.GOOD for row in followed), checked_on=links[0].checked_on if links else None,
        faults=record.own_faults(agency, today()), sampled=SAMPLED, may_check=may_check(actor, root_of(agency)),
        due=record.tests_due(agency, today()),
        reports={row.pk: files_of(actor, agency=agency, subject=row.subject) for row in tests},
    )  # fmt: skip


@door(CATALOG)
@require_POST
@found
def draw(request: Request) -> HttpResponseBase:
    """Draw a sample."""
    agency = request.actor.agency
    count, lot = whole(typed(request, "count"), SAMPLED), secrets.randbelow(2**31)
    with told(request):
        made = checking.draw(agency=agency, root=root_of(agency), count=count, seed=lot, by=request.actor, at=now())
        messages.success(
            request, _("%(count)s drawn. Look at each and write down whether it is right.") % {"count": made}
        )
    return redirect("desk-checks")


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def sample(request: Request, key: int) -> HttpResponseBase:
    """Write down whether a sampled article is right."""
    row, errors = record.sample(request.actor, key), dict[str, str]()
    if not may_judge(request.actor, row.article.keeper, row.unit_path):
        raise NotAllowed
    if request.method == "POST":
        said = sent(request, "correct", "remark")
        try:
            checking.judge(
                key=key, correct=said["correct"] == "yes", remark=said["remark"][:300], by=request.actor, at=now()
            )
        except Refused as refusal:
            errors = mistake_of(refusal)
        else:
            messages.success(request, _("The result is kept."))
            return redirect("desk-checks")
    questions = [
        Asked("correct", _("Is everything right and up to date?"), part="choices",
              options=(("yes", _("Yes")), ("no", _("No")))),
        Asked("remark", _("What is wrong"), part="lines", required=False),
    ]  # fmt: skip
    return ask_page(
        request,
        questions,
        errors,
        template="site/look",
        row=row,
        title=_("Check %(code)s") % {"code": row.code},
        go=_("Keep what I found"),
        back="/desk/site/checks/",
        backwards=_("Samples, links and tests"),
    )


def _tested(request: Request) -> Tested:
    said = sent(request, "kind", "tested_on", "tool", "found", "mended", "remark", "whole")
    try:
        day = parse_day(said["tested_on"])
    except (ValueError, Refused):
        raise UnreadableDay(field="tested_on") from None
    kept, read = next(iter(evidence_files(request)), None), request.FILES.get("findings")
    return Tested(
        TestKind(said["kind"]) if said["kind"] in TestKind.values else TestKind.WEAKNESS, day, said["tool"][:120],
        whole(said["found"]), whole(said["mended"]), said["remark"][:300], (kept.name, kept.data) if kept else None,
        read.read() if read else b"", said["whole"] != "no",
    )  # fmt: skip


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def test(request: Request) -> HttpResponseBase:
    """Write down a test of the site."""
    agency, errors = request.actor.agency, dict[str, str]()
    if not may_check(request.actor, root_of(agency)):
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors):
            checking.keep_test(agency=agency, root=root_of(agency), tested=_tested(request), by=request.actor, at=now())
            messages.success(request, _("The test is kept."))
            return redirect("desk-checks")
    questions = [
        Asked("kind", _("What was tested"), part="choices", options=tuple(TestKind.choices)),
        Asked("tested_on", _("Day of the test"), short=True, value=today().isoformat()),
        Asked("tool", _("With what, or by whom")),
        Asked("findings", _("The tool's report, to be read"), part="file", required=False, accept=".sarif,.json,.csv",
              hint=_("SARIF, JSON (ZAP, axe, Pa11y or a list) or CSV. Findings are counted and followed from scan to "
                     "scan; the numbers below are not needed then.")),
        Asked("whole", _("What the report covers"), part="choices", options=COVERS, value="yes"),
        Asked("found", _("How many weaknesses were found"), short=True, mode="numeric", value="0", required=False),
        Asked("mended", _("How many of them are mended"), short=True, mode="numeric", value="0", required=False),
        Asked("remark", _("Remark"), part="lines", required=False),
        Asked("files", _("The report"), part="file", required=False, accept=".pdf,.png,.jpg,.jpeg,.odt",
              hint=_("PDF, JPEG, PNG or ODT, at most 10 MB each.")),
    ]  # fmt: skip
    return ask_page(
        request,
        questions,
        errors,
        title=_("Write a test of the site down"),
        go=_("Keep the test"),
        back="/desk/site/checks/",
        backwards=_("Samples, links and tests"),
    )


@door(CATALOG)
@require_safe
def findings(request: Request) -> HttpResponseBase:
    """What scans found: still open by day, mended, scan by scan, and the accessibility of each page."""
    actor, agency, on = request.actor, request.actor.agency, today()
    scans = [row for row in record.tests(actor, agency)[:MOST] if row.digest]
    still = list(record.findings(actor, agency)[:MOST_FINDINGS])
    late = [row.pk for row in still if row.due_on and row.due_on < on]
    return show(
        request, "site/findings", scans=scans, still=still, late=late,
        total=record.findings(actor, agency).count(), overdue=record.overdue_findings(agency, on),
        mended=list(record.findings(actor, agency, mended=True)[:MOST]),
        pages=record.by_page(actor, agency, TestKind.ACCESS), may_check=may_check(actor, root_of(agency)),
    )  # fmt: skip
