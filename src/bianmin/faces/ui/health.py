"""Whether this process lives and can serve, and figures of the platform itself for a monitor."""

from ipaddress import ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.now import now
from bianmin.journeys.upkeep.doctor import ready as is_ready
from bianmin.journeys.upkeep.measures import Gauge, gauges

PROXIED: Final = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


@door(ANYONE)
@require_safe
def live(_request: Request) -> HttpResponse:
    """This process answers; the database is not asked."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@door(ANYONE)
@require_safe
def ready(_request: Request) -> HttpResponse:
    """503 while the database is away or of another form, or nothing can be written: send nobody here."""
    well = is_ready(at=now())
    return JsonResponse({"ready": well}, status=200 if well else 503, headers={"Cache-Control": "no-store"})


def _may_measure(request: HttpRequest) -> bool:
    """Only a monitor at one of the addresses of `BIANMIN_METRICS_FROM` that came straight, through no proxy."""
    if any(name in request.headers for name in PROXIED):
        return False
    try:
        caller = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(caller in ip_network(place, strict=False) for place in settings.METRICS_FROM)


def _text(gauge: Gauge) -> str:
    name = f"bianmin_{gauge.name}"
    lines = [f"# HELP {name} {gauge.words}", f"# TYPE {name} gauge"]
    for label, value in gauge.values:
        lines.append(f'{name}{{{gauge.label}="{label}"}} {value}' if gauge.label else f"{name} {value}")
    return "\n".join(lines)


@door(ANYONE)
@require_safe
def metrics(request: Request) -> HttpResponse:
    """Figures of timers, outbox, journal and disk as Prometheus reads them; for everybody else it is not there."""
    if not _may_measure(request):
        raise Http404
    text = "\n".join(_text(gauge) for gauge in gauges(at=now())) + "\n"
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")
