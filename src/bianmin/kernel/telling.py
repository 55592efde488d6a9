"""What of a text tells who somebody is 個人資料: found before it stands where everybody reads it."""

import re
from collections.abc import Iterator
from typing import Final

from bianmin.kernel import ids, phones
from bianmin.kernel.text import narrow

_PERSON: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Da-d1289][0-9]{8}(?![0-9])")
_PHONE: Final = re.compile(r"(?<![0-9A-Za-z-])(?:\+886|\(?0)[0-9][0-9() \-]{6,13}[0-9](?![0-9])")
_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def telling(text: str) -> list[str]:
    """Numbers of persons 身分證字號、統一證號, telephone numbers and e-mail addresses, as they stand, in their order.

    A number of a person counts only where its check digit fits, a telephone number only where it can be dialled.
    """
    found = sorted(_found(narrow(text)))
    return list(dict.fromkeys(word for _place, word in found))


def _found(text: str) -> Iterator[tuple[int, str]]:
    for match in _PERSON.finditer(text):
        if ids.person_id(match.group()).valid:
            yield match.start(), match.group()
    for match in _PHONE.finditer(text):
        if ids.phone(match.group()).valid:
            yield match.start(), match.group().strip()
    for match in _EMAIL.finditer(text):
        yield match.start(), match.group()


def same_phone(one: str, other: str) -> bool:
    """Whether two texts are one telephone number, extensions aside."""
    try:
        return phones.parse(one).digits == phones.parse(other).digits
    except phones.WrongPhone:
        return False
