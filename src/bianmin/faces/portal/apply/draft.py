"""A draft: what somebody has typed so far, kept in the session until the application is sent."""

import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from django.contrib.sessions.backends.base import SessionBase

from bianmin.foundation.forms.vocab import Kept

Typed = dict[str, list[str]]
APPLICANT = "applicant"
SERVICE = "service"
SENT = "sent"


@dataclass(slots=True)
class Draft:
    """One application in the making; `key` makes sending it twice give one case.

    `via`: the portal of others that this visitor came from. `forms` holds code and version of each form as it was
    begun: under these it ends.
    """

    agency: str
    service: str
    version: str
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    noticed: bool = False
    renewed: bool = False
    via: str = ""
    pickup: str = ""
    typed: dict[str, Typed] = field(default_factory=lambda: {APPLICANT: {}, SERVICE: {}})
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def place(agency: str, service: str) -> str:
        """The session's key of a draft."""
        return f"draft:{agency}:{service}"

    @classmethod
    def load(cls, session: SessionBase, agency: str, service: str, version: str) -> Self:
        """The draft of this service, or a new one.

        A draft of a version no longer offered keeps everything typed, but begins at its first page again.
        """
        kept = session.get(cls.place(agency, service))
        if kept is None:
            return cls(agency, service, version)
        if kept["version"] == version:
            return cls(**kept)
        return cls(**kept | {"version": version, "noticed": False, "pickup": "", "renewed": True})

    def content(self) -> dict[str, Any]:
        """Everything of it, as the session and a saved application keep it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def save(self, session: SessionBase) -> None:
        """Keep it."""
        session[self.place(self.agency, self.service)] = self.content()

    def form_of(self, group: str, code: str) -> str | None:
        """The version of a form with which this draft was begun; None while it was not, or with another form."""
        begun = self.forms.get(group)
        return begun[1] if begun and begun[0] == code else None

    def sent(self, session: SessionBase, number: str, subject: str) -> None:
        """Forget it once it is sent; only its key and the case it became are remembered."""
        session.pop(self.place(self.agency, self.service), None)
        session[SENT] = {**session.get(SENT, {}), self.key: [number, subject]}

    def kept(self) -> dict[str, tuple[Kept, ...]]:
        """The files received so far, without their bytes."""
        return {name: tuple(Kept(**file) for file in files) for name, files in self.files.items()}

    def keep(self, files: dict[str, tuple[Kept, ...]]) -> None:
        """Remember files that were accepted."""
        self.files |= {name: [file.answer() for file in group] for name, group in files.items()}

    def let_go(self, name: str, digest: str) -> bool:
        """Forget one file of a box; tells whether it was there, and no other box of this application holds the same."""
        before = self.files.get(name, [])
        self.files[name] = [file for file in before if file["sha256"] != digest]
        return len(self.files[name]) < len(before) and all(
            file["sha256"] != digest for files in self.files.values() for file in files
        )


def become(session: SessionBase, key: str) -> tuple[str, str] | None:
    """Number and subject of the case that this visitor sent under a key; None where nothing was sent."""
    case = session.get(SENT, {}).get(key)
    return (case[0], case[1]) if isinstance(case, list) else None
