"""A draft: what somebody has typed so far, kept in the session until the application is sent."""

import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from django.contrib.sessions.backends.base import SessionBase

from bianmin.foundation.forms.vocab import Kept

Typed = dict[str, list[str]]
APPLICANT = "applicant"
SERVICE = "service"


@dataclass(slots=True)
class Draft:
    """One application in the making; `key` makes sending it twice give one case."""

    agency: str
    service: str
    version: str
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    noticed: bool = False
    pickup: str = ""
    typed: dict[str, Typed] = field(default_factory=lambda: {APPLICANT: {}, SERVICE: {}})
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @staticmethod
    def place(agency: str, service: str) -> str:
        """The session's key of a draft."""
        return f"draft:{agency}:{service}"

    @classmethod
    def load(cls, session: SessionBase, agency: str, service: str, version: str) -> Self:
        """The draft of this service, or a new one; a draft of a version no longer offered is begun again."""
        kept = session.get(cls.place(agency, service))
        if kept and kept["version"] == version:
            return cls(**kept)
        return cls(agency, service, version)

    def save(self, session: SessionBase) -> None:
        """Keep it."""
        session[self.place(self.agency, self.service)] = {
            name: getattr(self, name) for name in self.__dataclass_fields__
        }

    def drop(self, session: SessionBase) -> None:
        """Forget it, once it is sent."""
        session.pop(self.place(self.agency, self.service), None)

    def kept(self) -> dict[str, tuple[Kept, ...]]:
        """The files received so far, without their bytes."""
        return {name: tuple(Kept(**file) for file in files) for name, files in self.files.items()}

    def keep(self, files: dict[str, tuple[Kept, ...]]) -> None:
        """Remember files that were accepted."""
        self.files |= {name: [file.answer() for file in group] for name, group in files.items()}
