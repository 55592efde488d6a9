"""Ask a ClamAV daemon about content over its socket: the INSTREAM command, each piece with its length before it."""

import socket
import struct
from typing import Final

from bianmin.foundation.documents.vocab import Verdict

PIECE: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096


def connect(address: str, seconds: int) -> socket.socket:
    """A line to the daemon: `unix:/run/clamav/clamd.ctl` or `tcp:HOST:PORT`.

    Raises:
        OSError: nobody answers there.
        ValueError: the address is none.
    """
    way, _colon, place = address.partition(":")
    if way == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = place.rpartition(":")
    if way != "tcp" or not port.isdecimal():
        raise ValueError(address)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _answer(line: socket.socket) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].strip()


def ask(data: bytes, *, address: str, seconds: int) -> Verdict:
    """What the daemon says of content; whatever is no clear answer within the time is WAITING, never CLEAN."""
    try:
        with connect(address, seconds) as line:
            line.sendall(b"zINSTREAM\0")
            for at in range(0, len(data), PIECE):
                piece = data[at : at + PIECE]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            said = _answer(line)
    except (OSError, ValueError):
        return Verdict.WAITING
    if said == b"stream: OK":
        return Verdict.CLEAN
    return Verdict.INFECTED if said.startswith(b"stream: ") and said.endswith(b" FOUND") else Verdict.WAITING
