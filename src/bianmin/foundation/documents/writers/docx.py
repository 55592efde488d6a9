"""Write the tree as DOCX (ISO/IEC 29500), by the library for it, which is read with the first document."""

from bianmin.foundation.documents import tree


def write(document: tree.Document) -> bytes:
    """The document as DOCX."""
    from bianmin.foundation.documents.writers import word  # noqa: PLC0415 - read when first needed: a process starts sooner

    return word.write(document)
