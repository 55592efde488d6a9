"""Refusals: every one is a sentence that says what to do."""

from math import ceil
from typing import ClassVar

from bianmin.kernel.words import LISTENER, N_, InEnglish, translate

COMPLETE = "zh_Hant"
READ = ("en", COMPLETE)
"""Languages in which every refusal is there."""


class Refused(Exception):
    """The base of every refusal: `message` is a sentence whose `{names}` the keyword arguments fill.

    `field` names the input the sentence belongs to (empty: the whole form), so that a page can show it at its place.
    """

    message: ClassVar[object] = N_("This cannot be done now. Check what you entered and try again.")

    def __init__(self, *, field: str = "", **params: object) -> None:
        super().__init__()
        self.field = field
        self.params = params

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, language: str = "") -> str:
        """The sentence in `language` (`zh_Hant`), or in the one that is being read right now when empty."""
        chosen = language or LISTENER.language()
        text = str(self.message)
        said = translate(text, package=self.package(), language=chosen) if chosen else text
        told = {name: LISTENER.spoken(value, chosen) for name, value in self.params.items()} if chosen else self.params
        filled = said.format(**told)
        return InEnglish(filled) if self._is_left(said, chosen) else filled

    def _is_left(self, said: str, language: str) -> bool:
        """Whether a sentence is still the English that the catalogues know, for a reader of another language."""
        if not language or language.startswith(READ):
            return False
        return translate(said, package=self.package(), language=COMPLETE) != said

    @classmethod
    def package(cls) -> str:
        """The package whose catalogue holds the sentence: floor and name; the kernel keeps one for all of it."""
        parts = cls.__module__.split(".")
        return ".".join(parts[: 2 if parts[1] in ("kernel", "journeys") else 3])


class TryLater(Refused):
    """The base of refusals for a while; `wait` is in whole seconds, which whoever asked is told (429)."""

    def __init__(self, wait: int, *, field: str = "") -> None:
        super().__init__(field=field, wait=wait, minutes=ceil(wait / 60))
        self.wait = wait


class NotAllowed(Refused):
    """The actor has no right to this; nothing was changed."""

    message: ClassVar[object] = N_(
        "You do not have the right to do this. Ask your chief, or sign in with another account."
    )


class NotFound(Refused):
    """Nothing the actor may see has this key."""

    message: ClassVar[object] = N_("Nothing was found under this number. Check it and try again.")
