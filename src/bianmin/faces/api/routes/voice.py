"""For the exchange of an automatic telephone line: take a call, and send each key that is pressed."""

from ninja import Field, Router, Schema, Status

from bianmin.faces.api.doors import KEY, LINE, door
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now
from bianmin.journeys.voice import Turn, begin, press

router = Router(tags=["voice"], auth=KEY)


class Ring(Schema):
    """A call that comes in."""

    caller: str = Field("", max_length=40, description="The number it comes from; empty where it is hidden.")
    language: str = Field("zh-hant", max_length=10, description="`zh-hant` or `en`; the caller can change it.")


class Keys(Schema):
    """What was pressed since the last answer, without the hash key that ends it."""

    digits: str = Field("", max_length=40)


class Answer(Schema):
    """What the exchange does next."""

    call: str = Field(description="Name it with the keys that follow.")
    say: list[str] = Field(description="Sentences to be spoken, in the language of the call.")
    language: str = Field("", description="The language of the sentences.")
    most: int = Field(description="For so many keys it waits; with more than one the hash key ends them.")
    transfer: str = Field(description="Put the caller through to this number; empty: do not.")
    over: bool = Field(description="Hang up, or put through, after the sentences.")


def _answer(turn: Turn) -> Answer:
    return Answer(call=turn.call, say=list(turn.say), language=turn.language, most=turn.most, transfer=turn.transfer,
                  over=turn.over)  # fmt: skip


@router.post("/voice/calls", response={201: Answer}, url_name="api-voice-begin", summary="Take a call")
@door(LINE)
def take(request: Request, sent: Ring) -> Status[Answer]:
    """The first menu of the key's agency. Calls are counted; the number is kept until the call ends."""
    turn = begin(agency=request.actor.agency, caller=sent.caller.replace("\0", ""), language=sent.language.lower(),
                 by=request.actor, at=now())  # fmt: skip
    return Status(201, _answer(turn))


@router.post("/voice/calls/{call}", response=Answer, url_name="api-voice-press", summary="Send the keys pressed")
@door(LINE)
def keys(request: Request, call: str, sent: Keys) -> Answer:
    """What is said after these keys. A case is opened by receipt number and birth date, with the tries of the web."""
    return _answer(press(call=call, digits=sent.digits, by=request.actor, at=now()))
