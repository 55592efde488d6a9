"""The number of the request that is being answered, for log lines; empty elsewhere."""

from contextvars import ContextVar
from typing import Final

REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")
