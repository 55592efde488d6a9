"""Read a pack's YAML safely: bounded size and depth, no aliases, no repeated keys, and the line of every key."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from bianmin.foundation.packs.vocab import MAX_BYTES, MAX_DEPTH, Problem

try:  # the parser in C, ten times as fast, where PyYAML was built with it
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Lines = dict[tuple[str | int, ...], int]


class _NotWellFormed(Exception):
    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


def _bounded(text: str) -> None:
    """Refuse aliases and what is nested too deeply before anything is built of it."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _NotWellFormed(line, _("Aliases (*name) are not allowed. Write the value out."))
        if isinstance(event, yaml.NodeEvent) and depth > MAX_DEPTH:
            raise _NotWellFormed(line, _("Nested too deeply. At most 20 levels are read."))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _lines(node: yaml.Node, path: tuple[str | int, ...], found: Lines) -> None:
    found[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _lines(item, (*path, position), found)
        return
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        place = (*path, str(key.value))
        if place in found:
            raise _NotWellFormed(key.start_mark.line + 1, _("The key stands here twice. Remove one."))
        _lines(value, place, found)
        found[place] = key.start_mark.line + 1


def _compose(text: str) -> tuple[Any, Lines]:
    _bounded(text)
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, {}
        found: Lines = {}
        _lines(node, (), found)
        return loader.construct_document(node), found
    finally:
        loader.dispose()


def read(name: str, data: bytes) -> tuple[dict[str, Any], Lines] | Problem:
    """The document of a pack's bytes with the line of every key, or the one problem that keeps it from being read."""
    try:
        return _document(data)
    except _NotWellFormed as wrong:
        return Problem(name, wrong.line, "-", wrong.sentence)
    except (UnicodeDecodeError, RecursionError, yaml.YAMLError, ValueError) as wrong:
        return Problem(name, *_fault(wrong))


def _document(data: bytes) -> tuple[dict[str, Any], Lines]:
    if len(data) > MAX_BYTES:
        raise _NotWellFormed(1, _("Larger than 1 MB. Split the pack."))
    document, lines = _compose(data.decode("utf-8-sig"))
    if not isinstance(document, dict):
        raise _NotWellFormed(1, _("A pack is a list of keys with values. Begin with 'kind:'."))
    return document, lines


def _fault(wrong: Exception) -> tuple[int, str, str]:
    if isinstance(wrong, UnicodeDecodeError):
        return 1, "-", _("Not UTF-8 text. Save the file as UTF-8.")
    if isinstance(wrong, RecursionError):
        return 1, "-", _("Nested too deeply. At most 20 levels are read.")
    mark = getattr(wrong, "problem_mark", None)
    detail = getattr(wrong, "problem", None) or wrong
    return (mark.line + 1 if mark else 1), "-", _("Not valid YAML: %(detail)s. Mend this line.") % {"detail": detail}
