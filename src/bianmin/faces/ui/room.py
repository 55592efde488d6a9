"""Whether a fault means that nothing can be stored: a full disk, or one that became read-only."""

import errno
from typing import Final

from django.db import DatabaseError

DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
SQLITE: Final = ("disk is full", "readonly database", "disk i/o error", "unable to open database file")
POSTGRES: Final = frozenset({"53100", "25006", "58030"})
"""SQLSTATE of disk_full, read_only_sql_transaction and io_error."""


def no_room(fault: BaseException | None) -> bool:
    """Whether the disk, and nobody else, is to blame for a fault."""
    if isinstance(fault, DatabaseError):
        state = getattr(fault.__cause__, "sqlstate", None)
        return state in POSTGRES or any(words in str(fault).lower() for words in SQLITE)
    return isinstance(fault, OSError) and fault.errno in DISK
