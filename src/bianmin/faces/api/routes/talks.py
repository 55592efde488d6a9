"""With a key: people write to the office about their cases on another system's pages."""

from typing import Literal

from ninja import Field, Router, Schema, Status

from bianmin.delivery.talks.vocab import LONGEST
from bianmin.faces.api.doors import KEY, TALK, door
from bianmin.faces.api.reading import After, Moment
from bianmin.faces.api.routes.partners import place
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.journeys.front import Thread, end, open_thread, read, say
from bianmin.kernel.words import N_

router = Router(tags=["talks"], auth=KEY)


class Opening(Schema):
    """What stands on the receipt of whoever wants to write."""

    number: str = Field(max_length=60)
    query_code: str = Field(max_length=20)


class Message(Schema):
    """What is written to the office."""

    text: str = Field(max_length=LONGEST)
    reply: Literal["page", "email", "sms", "phone"] = Field(
        "page", description="How the person is told that there is an answer; one of `replies`."
    )


class Said(Schema):
    """One message."""

    id: int = Field(description="Send the last one as `after` to read on.")
    office: bool = Field(description="Whether the office wrote it.")
    text: str
    files: list[str] = Field(description="Names of the files that came with it.")
    at: Moment


class Conversation(Schema):
    """What was written about one case."""

    talk: str = Field(description="Name it with everything that follows; it opens the case for twelve hours.")
    number: str
    open: bool = Field(description="Whether something can still be written.")
    norm: str = Field(description="Within what time the office answers, in words.")
    replies: list[str]
    reply: str = Field(description="The way of reply that was chosen last.")
    answer_by: Moment | None = Field(description="Until when a waiting question is answered.")
    lines: list[Said]


def _told(thread: Thread) -> Conversation:
    lines = [
        Said(id=one.id, office=one.office, text=one.text, files=[file.name for file in one.files], at=one.at)
        for one in thread.lines
    ]
    return Conversation(
        talk=thread.key, number=thread.number, open=thread.open, norm=limit_in_words(thread.norm),
        replies=[way.value for way in thread.replies], reply=thread.reply, answer_by=thread.due_at, lines=lines,
    )  # fmt: skip


@router.post("/talks", response={201: Conversation}, url_name="api-talk-open", summary=N_("Open a conversation"))
@door(TALK)
def begin(request: Request, sent: Opening) -> Status[Conversation]:
    """Open a case for whoever knows its number and query code, with the tries of the web for each number."""
    thread = open_thread(number=sent.number, code=sent.query_code, by=request.actor, at=now())
    return Status(201, _told(thread))


@router.get("/talks/{talk}", response=Conversation, url_name="api-talk", summary=N_("Read a conversation"))
@door(TALK)
def lines(request: Request, talk: str, after: After = "") -> Conversation:
    """The messages, the newest hundred; those behind `after` only. What the office answered counts as read."""
    return _told(read(key=talk, after=place(after), by=request.actor, at=now()))


@router.post(
    "/talks/{talk}/messages", response={201: Conversation}, url_name="api-talk-say", summary=N_("Write to the office")
)
@door(TALK)
def write(request: Request, talk: str, sent: Message) -> Status[Conversation]:
    """Write a message. What is written before the answer comes belongs to the same question."""
    return Status(201, _told(say(key=talk, text=sent.text, reply=sent.reply, by=request.actor, at=now())))


@router.post("/talks/{talk}/end", response={204: None}, url_name="api-talk-end", summary=N_("End a conversation"))
@door(TALK)
def leave(request: Request, talk: str) -> Status[None]:
    """The name of the conversation opens nothing any more; what was written stays with the case."""
    end(key=talk, by=request.actor, at=now())
    return Status(204, None)
