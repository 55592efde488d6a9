"""With a key: channels of other organisations: send a notice, ask, download what was granted."""

from datetime import date
from typing import Annotated, Any, Final

from django.http import HttpResponse
from ninja import Field, Header, Query, Router, Schema
from ninja import Status as Answer

from bianmin.faces.api.doors import KEY, KEYED, door
from bianmin.faces.api.reading import After, Limit, Page, link, say
from bianmin.faces.api.routes.partners import place
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.tables import table
from bianmin.journeys.channels import Granted, channels_of, download, take_notice
from bianmin.kernel.words import N_
from bianmin.quality.registers.vocab import Register

router = Router(tags=["channels"], auth=KEY)
WHOLE: Final = 100_000
NAMES: Final = ("number", "name", "valid_from", "valid_until")
Purpose = Annotated[str, Query(max_length=40, description="A code of your own, as `border-check`; it is journaled.")]


class ChannelLine(Schema):
    """A channel the key opens: what it is for, and the address of the JSON Schema of what is sent, or of its list."""

    code: str
    name: str
    about: str
    form: str
    list: str
    demonstration: bool


class Notice(Schema):
    """A notice or a question: the answers of the channel's form, as its schema says."""

    answers: dict[str, Any]


class Noted(Schema):
    """The number under which it was entered, and what is answered at once where the channel answers."""

    number: str
    reply: str = Field(description="A code of the channel: for carriers `board`, `refuse` or `ask`.")
    text: str
    repeated: bool = Field(description="The key was sent before: this is what it got then.")


class GrantedLine(Schema):
    """A valid permit."""

    number: str
    name: str
    valid_from: date
    valid_until: date | None


def _line(of: Register, agency: str) -> dict[str, Any]:
    read, lists = say(agency), bool(of.channel and of.channel.lists)
    return {
        "code": of.id,
        "name": read(of.name),
        "about": read(of.about),
        "form": "" if lists else link(f"/api/v1/agencies/{agency}/forms/{of.form}"),
        "list": link(f"/api/v1/channels/{of.id}/list") if lists else "",
        "demonstration": of.source == "demonstration",
    }


@router.get("/channels", response=list[ChannelLine], url_name="api-channels", summary=N_("Channels the key opens"))
@door(KEYED)
def channels(request: Request) -> list[dict[str, Any]]:
    """The channels of notices that this key opens; a key opens those that the agency chose when giving it."""
    return [_line(one, request.actor.agency) for one in channels_of(request.actor, today())]


@router.post(
    "/channels/{channel}/notices", response={201: Noted}, url_name="api-notice", summary=N_("Send a notice or ask")
)
@door(KEYED)
def notice(
    request: Request,
    channel: str,
    notice: Notice,
    idempotency_key: Annotated[
        str, Header(alias="Idempotency-Key", max_length=64, description="Drawn anew for each notice.")
    ],
) -> Any:
    """Send a notice, or ask: it is entered once for each Idempotency-Key, noted at the permit it names, and answered.

    Answers 422 with the place of each answer that does not fit; nothing is kept then, and the key stays free.
    """
    noted = take_notice(channel=channel, key=idempotency_key, answers=notice.answers, by=request.actor, at=now())
    read = say(request.actor.agency)
    return Answer(
        201, {"number": noted.number, "reply": noted.reply, "text": read(noted.text), "repeated": noted.repeated}
    )


@router.get(
    "/channels/{channel}/list",
    response=Page[GrantedLine],
    url_name="api-channel-list",
    summary=N_("Download what was granted"),
)
@door(KEYED)
def granted(request: Request, channel: str, purpose: Purpose, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """The valid permits that the channel lists, in the order of issue. Every download stands in the journal."""
    rows = _rows(request, channel, purpose, place(after), limit + 1)
    shown = rows[:limit]
    following = str(shown[-1].place) if len(rows) > limit else ""
    return {"items": [{name: getattr(row, name) for name in NAMES} for row in shown], "next": following}


@router.get("/channels/{channel}/list.csv", url_name="api-channel-csv", summary=N_("The same as a CSV table"))
@door(KEYED)
def granted_csv(request: Request, channel: str, purpose: Purpose) -> HttpResponse:
    """All valid permits that the channel lists as one table (UTF-8). Every download stands in the journal."""
    rows = _rows(request, channel, purpose, 0, WHOLE)
    return table(channel, NAMES, [[getattr(row, name) for name in NAMES] for row in rows])


def _rows(request: Request, channel: str, purpose: str, after: int, most: int) -> list[Granted]:
    return download(channel=channel, purpose=purpose, after=after, most=most, by=request.actor, at=now())
