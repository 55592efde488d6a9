"""What a command says, in the language of whoever typed it."""

from bianmin.faces.cli.main import language
from bianmin.kernel.words import translate


def said(text: str, **values: object) -> str:
    """A marked sentence of the command in the reader's language, filled."""
    return translate(text, package="bianmin.faces.cli", language=language()).format(**values)
