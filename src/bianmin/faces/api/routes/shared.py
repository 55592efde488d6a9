"""With a key: cases that an agency here shares with one elsewhere: read them, fetch their files, answer."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema

from bianmin.faces.api.doors import KEY, KEYED, door
from bianmin.faces.api.reading import After, Limit, Moment, Page
from bianmin.faces.api.routes.partners import Applicant, place
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.files import download_file
from bianmin.faces.ui.now import now
from bianmin.journeys.sharedaway import Line, answer_shared, open_shared, read_shared, shared_cases
from bianmin.kernel.words import N_

router = Router(tags=["shared"], auth=KEY)
Purpose = Annotated[str, Query(max_length=40, description="A code of your own, as `name-change`; it is journaled.")]


class SharedCase(Schema):
    """A case shared with you: what for, by which law; your number, and when you decided, as you said."""

    number: str
    service: str
    shared_at: Moment
    purpose: str
    basis: str
    withdrawn: bool
    other_number: str
    done_on: date | None


class PassedFile(Schema):
    """A file that goes over; fetch it by its `id`."""

    id: int
    paper: str
    name: str


class SharedWhole(SharedCase):
    """The same with the applicant, the answers and the files that its service names for you."""

    applicant: Applicant
    answers: dict[str, Any]
    files: list[PassedFile]


class Taken(Schema):
    """What you say of it: the number you gave it, and whether you have decided; never how."""

    other_number: str = Field(max_length=30)
    done: bool = False


def _case(line: Line) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name != "place"}


@router.get("/shared", response=Page[SharedCase], url_name="api-shared", summary=N_("Cases shared with you"))
@door(KEYED)
def listing(request: Request, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """What was shared with the agency of this key (scope `shared:AGENCY`), the earliest first; nothing of a person."""
    rows = shared_cases(by=request.actor, after=place(after), most=limit + 1)
    shown = rows[:limit]
    return {"items": [_case(row) for row in shown], "next": str(shown[-1].place) if len(rows) > limit else ""}


@router.get("/shared/{number}", response=SharedWhole, url_name="api-shared-case", summary=N_("One of them in full"))
@door(KEYED)
def one(request: Request, number: str, purpose: Purpose) -> dict[str, Any]:
    """The applicant, the answers and the files that go over. Every reading stands in the office's journal."""
    found = read_shared(number=number, purpose=purpose, by=request.actor, at=now())
    files = [asdict(file) for file in found["files"]]
    return {**_case(found["case"]), "applicant": found["applicant"], "answers": found["answers"], "files": files}


@router.get("/shared/{number}/files/{file}", url_name="api-shared-file", summary=N_("A file of it"))
@door(KEYED)
def content(request: Request, number: str, file: int) -> HttpResponse:
    """The bytes of one file; every opening stands in the office's journal."""
    opened = open_shared(number=number, file=file, by=request.actor, at=now())
    return download_file(opened)


@router.post(
    "/shared/{number}/answer", response=SharedCase, url_name="api-shared-answer", summary=N_("Say how far it is")
)
@door(KEYED)
def answer(request: Request, number: str, said: Taken) -> dict[str, Any]:
    """Say under which number you work on it, and later that you have decided; said twice it changes nothing."""
    return _case(
        answer_shared(number=number, other_number=said.other_number, done=said.done, by=request.actor, at=now())
    )
