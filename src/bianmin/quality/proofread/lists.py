"""Lists in prose: A、B 及 C, with brackets and quotation marks kept whole."""

import re

_OPEN = {"(": ")", "「": "」", "『": "』", "《": "》", "[": "]", "【": "】", "“": "”"}
_JOIN = re.compile(
    r"以及|(?<![以普涉言顧])及|(?<![溫緩總調飽])和(?![諧平好解])|(?<![參給賦付授])與(?!會議|會者|會人|會代)|暨|(?<!設)或"
)
_LEAD = re.compile(r"^(?:以及|及|和|與|暨)")
_LINK = re.compile(r"(?:等)?(?:共計|共|計|合計|總計|達|約|各|之|的|分別|有|:| )*$")
_SENTENCE, _DEEPEST = frozenset("\n\t。"), 8
FILLER = "\u25a0"


def masked(text: str) -> str:
    """The text with everything in brackets and quotation marks blotted out, character for character."""
    stack: list[str] = []
    return "".join(_blotted(char, stack) for char in text)


def _blotted(char: str, stack: list[str]) -> str:
    """What a character becomes, given the brackets open before it."""
    if char in _SENTENCE:
        stack.clear()
        return char
    if stack and char == stack[-1]:
        stack.pop()
        return FILLER
    if char in _OPEN and len(stack) < _DEEPEST:
        stack.append(_OPEN[char])
    return FILLER if stack else char


def split(text: str) -> list[list[str]]:
    """The ways a list may be cut into items: 、 parts items, the last 及 or 和 may, or may belong to a name."""
    hidden = masked(text)
    cuts = [index for index, char in enumerate(hidden) if char == "、"] or [
        index for index, char in enumerate(hidden) if char == "；"
    ]
    tail = (cuts[-1] + 1) if cuts else 0
    joins = [match for match in _JOIN.finditer(hidden, tail) if match.start() > tail and match.end() < len(hidden)]
    ways = [_cut(text, [(cut, cut + 1) for cut in cuts])]
    ways += [_cut(text, [*((cut, cut + 1) for cut in cuts), match.span()]) for match in reversed(joins)]
    return ways


def _cut(text: str, spans: list[tuple[int, int]]) -> list[str]:
    items, at = [], 0
    for start, end in sorted(spans):
        items.append(text[at:start])
        at = end
    items.append(text[at:])
    return [item for item in (_LEAD.sub("", item.strip()).strip() for item in items) if item]


def without_link(text: str) -> str:
    """A list without the words that lead to its number (等, 共, 計)."""
    return _LINK.sub("", text)


def closed(text: str) -> bool:
    """Whether the list says that it is whole: 及 before its last item, or 其他 at its end."""
    hidden = masked(text)
    tail = hidden[hidden.rfind("、") + 1 :] if "、" in hidden else hidden
    return bool(_JOIN.search(tail[1:])) or "其他" in text[-8:] or "其它" in text[-8:]
