"""A client that costs little: one socket kept open, cookies, forms read by patterns, no redirects followed unasked."""

import html
import re
import socket
from dataclasses import dataclass, field
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
FILES = re.compile(r'<input[^>]*type="file"[^>]*>')
BORDER = "bianmin-bench-border"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def to(self) -> str:
        """Where a redirect leads."""
        return self.headers.get("location", "")

    def hidden(self) -> dict[str, str]:
        """The hidden boxes of the page's forms."""
        found = (dict(ATTRIBUTE.findall(box)) for box in HIDDEN.findall(self.text))
        return {box["name"]: html.unescape(box.get("value", "")) for box in found}

    def files(self) -> list[str]:
        """The names of the boxes for files."""
        return [dict(ATTRIBUTE.findall(box))["name"] for box in FILES.findall(self.text)]


@dataclass
class Browser:
    """One visitor; `address` is the network address it says it comes from."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        return self.send(self.request("GET", path))

    def post(self, path: str, said: dict[str, str], files: dict[str, bytes] | None = None) -> Answer:
        said = {**said, "csrfmiddlewaretoken": said.get("csrfmiddlewaretoken") or self.cookies.get("csrftoken", "")}
        if not files:
            return self.send(self.request("POST", path, urlencode(said).encode(), "application/x-www-form-urlencoded"))
        kind = f"multipart/form-data; boundary={BORDER}"
        return self.send(self.request("POST", path, parted(said, files), kind))

    def request(self, verb: str, path: str, body: bytes = b"", kind: str = "") -> bytes:
        """The bytes of a request."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{verb} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept-Language: zh-TW"]
        lines += [f"Cookie: {cookies}"] if cookies else []
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"] if verb == "POST" else []
        return "\r\n".join([*lines, "", ""]).encode() + body

    def send(self, request: bytes) -> Answer:
        """Send prepared bytes and read the answer; a connection that was closed meanwhile is opened anew once."""
        for _ in range(2):
            try:
                return self._exchange(request)
            except (BrokenPipeError, ConnectionResetError):
                self.close()
        return self._exchange(request)

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, body = data[:end].decode("latin-1").split("\r\n"), data[end + 4 :]
        headers: dict[str, str] = {}
        for line in head[1:]:
            name, _, said = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _, value = said.strip().partition(";")[0].partition("=")
                self.cookies[cookie] = value
            headers[name.lower()] = said.strip()
        length = int(headers.get("content-length", "0"))
        while len(body) < length:
            body += self._more()
        return Answer(int(head[0].split()[1]), headers, body)

    def _more(self) -> bytes:
        assert self._socket is not None
        got = self._socket.recv(1 << 20)
        if not got:
            raise ConnectionResetError
        return got


def parted(said: dict[str, str], files: dict[str, bytes]) -> bytes:
    """The body of a form with files."""
    parts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in said.items()
    ]
    parts += [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"; filename="photo.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n".encode()
        + data
        + b"\r\n"
        for name, data in files.items()
    ]
    return b"".join([*parts, f"--{BORDER}--\r\n".encode()])
