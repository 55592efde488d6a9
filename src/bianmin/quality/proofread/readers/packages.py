"""Zip packages and XML opened with care: sizes, entities and depth are bounded."""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from xml.parsers import expat

from bianmin.quality.proofread.readers.refusals import Hostile, Locked, TooLarge, Unreadable

MOST_BYTES, MOST_FILES, MOST_DEPTH, MOST_RATIO = 150_000_000, 20_000, 200, 200
_SMALL = 2_000_000


@dataclass(slots=True)
class Node:
    """An XML element: its name with namespace prefix as written, attributes, and content."""

    name: str
    attrs: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without prefix."""
        return self.name.rpartition(":")[2]

    def get(self, local: str) -> str | None:
        """An attribute by its name without prefix."""
        return next((value for name, value in self.attrs.items() if name.rpartition(":")[2] == local), None)

    def nodes(self) -> list["Node"]:
        """The elements directly inside."""
        return [child for child in self.children if isinstance(child, Node)]

    def child(self, local: str) -> "Node | None":
        """The first element directly inside with this name."""
        return next((node for node in self.nodes() if node.local == local), None)

    def find(self, local: str) -> list["Node"]:
        """All elements with this name, at any depth, in order."""
        found, left = [], [self]
        while left:
            node = left.pop()
            if node.local == local:
                found.append(node)
            left.extend(reversed(node.nodes()))
        return found


def parsed(data: bytes, name: str) -> Node:
    """The root element of an XML text; document types and endless nesting are refused."""
    root = Node("", {})
    stack = [root]
    parser = expat.ParserCreate()

    def begin(tag: str, attrs: dict[str, str]) -> None:
        if len(stack) > MOST_DEPTH:
            raise Hostile(name=name)
        node = Node(tag, attrs)
        stack[-1].children.append(node)
        stack.append(node)

    def keep(text: str) -> None:
        stack[-1].children.append(text)

    def refuse(*_: object) -> None:
        raise Hostile(name=name)

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = keep
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(name=name) from error
    return root


class Package:
    """A zip package whose parts are read within bounds."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise Unreadable(name=path.name) from error
        parts = self.zip.infolist()
        size = sum(part.file_size for part in parts)
        if len(parts) > MOST_FILES or size > MOST_BYTES:
            raise TooLarge(name=self.name, limit="150 MB")
        if any(part.file_size > _SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size) for part in parts):
            raise TooLarge(name=self.name, limit="150 MB")
        if any(part.flag_bits & 1 for part in parts):
            raise Locked(name=self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def part(self, name: str) -> Node | None:
        """The XML of a part; None if the package has no such part."""
        if name not in self.zip.namelist():
            return None
        try:
            with self.zip.open(name) as file:
                data = file.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError) as error:
            raise Unreadable(name=self.name) from error
        if len(data) > MOST_BYTES:
            raise TooLarge(name=self.name, limit="150 MB")
        return parsed(data, self.name)
