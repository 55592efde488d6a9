"""Read answers that are kept as text: lines, names, addresses, telephone numbers, mailboxes, numbers of persons."""

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.forms.vocab import Field, Json, Sentence
from bianmin.kernel import ids, phones
from bianmin.kernel.text import narrow

Found = tuple[Json, Sentence]
"""What a reader gives: the answer and no sentence, or no answer and the sentence that belongs to it."""

NAME_LENGTH: Final = 200
LINE_LENGTH: Final = 200
LONG_LENGTH: Final = 4000
EMAIL_LENGTH: Final = 254
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
_MAILBOX = EmailValidator()

UNREADABLE = _("There are characters here that cannot be shown on paper. Delete them and type the text again.")
TOO_LONG = _("This is too long: {length} characters. Shorten it to at most {most} characters.")
TOO_SHORT = _("This is too short: {length} characters. Write at least {least} characters.")
NO_NAME = _("A name needs at least one letter or character. Write it as it stands on the identity document.")
NO_PHONE = _("This is not a telephone number. Write it with its area code, like 089-123456#12 or 0912-345-678.")
NO_EMAIL = _("This is not an e-mail address. Write it like name@example.tw.")
NO_ID = _("This is not an ID number. It has one letter and nine more characters, like A123456789.")
WRONG_ID = _("The check digit of this number does not fit. Compare every character with the identity document.")


def unreadable(char: str, *, lines: bool) -> bool:
    """Whether a character cannot stand in an answer: controls, lone surrogates, turns of the writing direction."""
    if lines and char in "\n\t":
        return False
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _TURNS


def _bounded(asked: Field, text: str, longest: int) -> Found:
    least, most = asked.least or 0, min(asked.most or longest, longest)
    if len(text) > most:
        return None, format_lazy(TOO_LONG, length=len(text), most=most)
    if len(text) < least:
        return None, format_lazy(TOO_SHORT, length=len(text), least=least)
    return text, ""


def line(asked: Field, typed: str) -> Found:
    """One line of text, kept as typed but for the spaces around it."""
    text = typed.strip()
    if any(unreadable(char, lines=False) for char in text):
        return None, UNREADABLE
    return _bounded(asked, text, LINE_LENGTH)


def lines(asked: Field, typed: str) -> Found:
    """Several lines of text; line ends become one newline."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unreadable(char, lines=True) for char in text):
        return None, UNREADABLE
    return _bounded(asked, text, LONG_LENGTH)


def name(asked: Field, typed: str) -> Found:
    """A person's name: 1 to 200 characters of any script, kept to the letter (variants are different names)."""
    text = typed.strip()
    if any(unreadable(char, lines=False) for char in text):
        return None, UNREADABLE
    if not any(unicodedata.category(char)[0] == "L" or unicodedata.category(char) == "Co" for char in text):
        return None, NO_NAME
    return _bounded(asked, text, NAME_LENGTH)


def id_number(_asked: Field, typed: str) -> Found:
    """The number of a person 身分證字號 or 統一證號, in half-width capitals."""
    if not narrow(typed).isascii():
        return None, NO_ID
    found = ids.person_id(typed)
    if found.valid:
        return found.number, ""
    return None, WRONG_ID if found.why is ids.WRONG_CHECK else NO_ID


def phone(_asked: Field, typed: str) -> Found:
    """A telephone number of Taiwan in its printed form, or one from abroad with + and country code."""
    abroad = re.sub(r"[\s().-]", "", narrow(typed))
    if _ABROAD.fullmatch(abroad) and not abroad.startswith("+886"):
        return abroad, ""
    try:
        return phones.parse(typed).printed, ""
    except phones.WrongPhone:
        return None, NO_PHONE


def email(_asked: Field, typed: str) -> Found:
    """An e-mail address; full-width letters are made plain."""
    text = narrow(typed)
    try:
        _MAILBOX(text)
    except ValidationError:
        return None, NO_EMAIL
    return (text, "") if len(text) <= EMAIL_LENGTH else (None, NO_EMAIL)
