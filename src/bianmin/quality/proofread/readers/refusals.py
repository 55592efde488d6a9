"""Files that cannot be read, each with what to do instead."""

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_


class Unreadable(Refused):
    """The file is damaged or is not what its name says."""

    message = N_(
        "{name} cannot be read: it is damaged or is not the kind of file its name says. "
        "Open it in the program it was made with, save it again, and try once more."
    )


class UnknownKind(Refused):
    """No reader for this kind of file."""

    message = N_("{name} is of a kind that cannot be read. Use ODT, DOCX, PDF, HTML, TXT or MD.")


class Missing(Refused):
    """No such file."""

    message = N_("{name} is not there. Check the name of the file and its folder.")


class Empty(Refused):
    """The file holds no text."""

    message = N_("{name} holds no text, so there is nothing to check.")


class Scanned(Refused):
    """A PDF of pictures."""

    message = N_(
        "{name} holds pictures of pages but no text. "
        "Use the file the pages were printed from, or run text recognition first."
    )


class Locked(Refused):
    """A file with a password."""

    message = N_("{name} is protected by a password. Save a copy without password and use that.")


class TooLarge(Refused):
    """More than is read at once, or a small file that unpacks to a huge one."""

    message = N_("{name} is larger than can be checked at once ({limit}). Split it and check the parts.")


class Hostile(Refused):
    """Contents that only serve to harm the reader."""

    message = N_(
        "{name} holds definitions that no office program writes (entities, or nesting without end), "
        "so it was not opened. "
        "Save it again from an office program."
    )
