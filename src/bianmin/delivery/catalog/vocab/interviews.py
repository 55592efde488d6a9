"""Interviews that a service holds 面談: where, how long, and by which rules."""

from typing import Annotated, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Name, Text
from bianmin.foundation.packs.vocab import Shape


class Conduct(Shape):
    """One rule of how questions are asked 詢問原則: what is kept, or what is `never` asked."""

    code: Code
    text: str = Key(min_length=1, max_length=300)
    kind: Literal["keep", "never"] = "keep"


class Site(Shape):
    """A place of interviews 面談處所, with its rooms."""

    code: Code
    name: Name
    address: Text = ""
    rooms: Annotated[tuple[Name, ...], Lax, Key(min_length=1, max_length=20)]


class Recording(Shape):
    """Recordings of interviews 錄音錄影: kept here as a `file`, with the `device` that made it, or either.

    A file has at most `most_mb` megabytes. `play`: who may play it beside nobody: whoever held the interview, chiefs.
    """

    kept: Literal["file", "device", "either"] = "either"
    most_mb: int = Key(default=40, ge=1, le=200)
    play: Annotated[tuple[Literal["interviewer", "chief"], ...], Lax] = ("interviewer", "chief")


class Interview(Shape):
    """How a service interviews: its sites, the length of one in minutes, its rules, and what is to be brought.

    `recording` says how what the room records is kept. A site should have from `least_rooms` to `most_rooms`: one that
    has not is pointed out and counted, never refused.
    """

    sites: Annotated[tuple[Site, ...], Lax, Key(min_length=1, max_length=60)]
    least_rooms: int = Key(default=1, ge=1, le=20)
    most_rooms: int = Key(default=20, ge=1, le=20)
    minutes: int = Key(default=60, ge=10, le=480)
    rules: Annotated[tuple[Conduct, ...], Lax, Key(min_length=1, max_length=40)]
    bring: Text = ""
    recording: Recording = Recording()

    def fits(self, site: Site) -> bool:
        """Whether a site has as many rooms as it should."""
        return self.least_rooms <= len(site.rooms) <= self.most_rooms
