"""A real identity provider on this machine for tests: OpenID Connect with keys, codes, PKCE and signed tokens."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256


def text(bits: bytes) -> str:
    return base64.urlsafe_b64encode(bits).rstrip(b"=").decode()


def number(value: int) -> str:
    return text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@dataclass
class Provider:
    """The provider: who is signed in there, whom it serves, and how it is made to misbehave."""

    claims: dict[str, Any] = field(default_factory=dict)
    client: str = "bianmin"
    secret: str = "a secret for tests"
    issuer: str = ""
    forged: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    other: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def described(self) -> dict[str, str]:
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in paths.items()}}

    def keys(self) -> dict[str, Any]:
        public = self.key.public_key().public_numbers()
        return {"keys": [{"kty": "RSA", "kid": "1", "n": number(public.n), "e": number(public.e)}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """The person agrees at once; gives the address to come back to."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str], basic: str) -> dict[str, str] | None:
        """The token for a code, once, for whoever began and knows the secret and the verifier."""
        asked = self.codes.pop(sent.get("code", ""), None)
        right = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
        if asked is None or basic != f"Basic {right}" or sent["redirect_uri"] != asked["redirect_uri"]:
            return None
        if text(hashlib.sha256(sent["code_verifier"].encode()).digest()) != asked["code_challenge"]:
            return None
        now = int(time.time())
        times = {"iat": now, "exp": now + 300}
        claims = {"iss": self.issuer, "aud": self.client, "nonce": asked["nonce"], **times, **self.claims}
        return {"id_token": self.signed({**claims, **self.changes}), "access_token": "x", "token_type": "Bearer"}

    def signed(self, claims: dict[str, Any]) -> str:
        head = text(json.dumps({"alg": "RS256", "kid": "1"}).encode())
        body = f"{head}.{text(json.dumps(claims).encode())}"
        key = self.other if self.forged else self.key
        return f"{body}.{text(key.sign(body.encode(), PKCS1v15(), SHA256()))}"


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def _answer(self, found: object) -> None:
        body = json.dumps(found).encode()
        self.send_response(200 if found is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(asked))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path == "/keys":
            self._answer(self.provider.keys())
        else:
            self._answer(self.provider.described())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        self._answer(self.provider.token(sent, self.headers.get("Authorization", "")))


@contextmanager
def identity_provider(**claims: Any) -> Iterator[Provider]:
    """A provider that runs as long as the test, with one person signed in."""
    provider = Provider(claims={"sub": "person-1", **claims})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"provider": provider}))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
