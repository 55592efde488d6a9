"""How a text is cut for the index, and how a question is."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from bianmin.kernel.text import HAN, fold

_RUNS: Final = re.compile(f"[{HAN}]+|[^\\W_]+")
_HAN: Final = re.compile(f"[{HAN}]")
MOST: Final = 400
"""So many tokens of one text are kept: a name, a title, a paragraph."""


def _coded(word: str) -> str:
    """A token in plain letters, the same for every database whatever it knows of scripts; a prefix stays one."""
    return f"t{word.encode().hex()}"


def _bare(word: str) -> str:
    """A word without its accents: who types `nguyen` finds Nguyễn."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The runs of a folded text, and whether each is of Han characters."""
    for run in _RUNS.findall(fold(text)):
        yield run, _HAN.match(run) is not None


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def tokens(text: str) -> list[str]:
    """What a text is found by: of Han characters each one and each pair, of other scripts each word."""
    found: dict[str, None] = {}
    for run, han in _runs(text):
        words = [*run, *_pairs(run)] if han else [run, _bare(run)]
        found.update(dict.fromkeys(map(_coded, words)))
    return list(found)[:MOST]


def asked(text: str) -> list[tuple[str, bool]]:
    """What a question asks for, all of it: tokens, and whether a word that begins so will do."""
    found: dict[tuple[str, bool], None] = {}
    for run, han in _runs(text):
        words = [(word, False) for word in _pairs(run) or [run]] if han else [(_bare(run), True)]
        found.update(dict.fromkeys((_coded(word), begins) for word, begins in words))
    return list(found)


def place(kind: str, agency: str) -> list[str]:
    """The tokens of where a thing stands, so that the index alone narrows it: its kind and its agency."""
    return [f"k{kind.encode().hex()}", f"a{agency.encode().hex()}"]
