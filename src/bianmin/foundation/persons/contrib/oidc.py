"""Sign in by an identity provider that speaks OpenID Connect: authorization code, PKCE, state and nonce.

The ID token's signature (RS256), issuer, audience, nonce and times are checked (OpenID Connect Core 1.0, 3.1.3.7).
Which claim holds the number of the person is a setting: no source names those of the national provider.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

from bianmin.foundation.persons.vocab import Told

TIMEOUT: Final = 10
SKEW: Final = timedelta(minutes=2)
LONGEST: Final = 200_000
HERE: Final = frozenset({"127.0.0.1", "localhost"})


class Untrusted(Exception):
    """The provider's word cannot be believed, or it gave none."""


@dataclass(frozen=True, slots=True)
class Client:
    """What the provider knows us by, and which claims we read."""

    issuer: str
    key: str
    secret: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Began:
    """A sign-in that has begun: where to send the browser, and what it must bring back."""

    address: str
    state: str
    nonce: str
    verifier: str


def _fetch(address: str, data: dict[str, str] | None = None, bearer: str = "") -> dict[str, Any]:
    """Ask the provider; only over TLS, or on this very machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise Untrusted(address)
    body = urlencode(data).encode() if data else None
    headers = {"Accept": "application/json", **({"Authorization": bearer} if bearer else {})}
    try:
        with urlopen(Request(address, body, headers), timeout=TIMEOUT) as answer:  # noqa: S310 - the scheme is checked
            found = json.loads(answer.read(LONGEST))
    except (URLError, OSError, ValueError) as fault:
        raise Untrusted(address) from fault
    if not isinstance(found, dict):
        raise Untrusted(address)
    return found


def _described(client: Client) -> dict[str, Any]:
    found = _fetch(client.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != client.issuer:
        raise Untrusted("issuer")
    return found


def _text(bits: bytes) -> str:
    return base64.urlsafe_b64encode(bits).rstrip(b"=").decode()


def _bits(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def begin(client: Client, back: str) -> Began:
    """Begin a sign-in; `back` is our page to come back to.

    Raises:
        Untrusted: the provider does not answer as one.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _each in range(3))
    asked = {
        "response_type": "code",
        "client_id": client.key,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": _text(hashlib.sha256(verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    address = str(_described(client)["authorization_endpoint"])
    return Began(f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", state, nonce, verifier)


def finish(client: Client, back: str, *, code: str, nonce: str, verifier: str, at: datetime) -> Told:
    """Take the code that the browser brought back to the provider; gives what it says of the person.

    Raises:
        Untrusted: no answer, or one that is not signed by the provider, for us, for this sign-in, now.
    """
    told = _described(client)
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    basic = base64.b64encode(f"{client.key}:{client.secret}".encode()).decode()
    answer = _fetch(str(told["token_endpoint"]), {**sent, "client_id": client.key}, f"Basic {basic}")
    claims = verified(str(answer.get("id_token", "")), _fetch(str(told["jwks_uri"])))
    _check(claims, client, nonce, at)
    return _told(claims, client)


def verified(token: str, keys: dict[str, Any]) -> dict[str, Any]:
    """The claims of an ID token whose signature is one of the provider's keys'.

    Raises:
        Untrusted.
    """
    try:
        head, body, signature = token.split(".")
        header, claims = json.loads(_bits(head)), json.loads(_bits(body))
        if header["alg"] != "RS256":
            raise Untrusted("alg")
        key = next(one for one in keys["keys"] if one["kty"] == "RSA" and one.get("kid") == header.get("kid"))
        n, e = (int.from_bytes(_bits(key[part]), "big") for part in ("n", "e"))
        RSAPublicNumbers(e, n).public_key().verify(_bits(signature), f"{head}.{body}".encode(), PKCS1v15(), SHA256())
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, InvalidSignature) as fault:
        raise Untrusted("signature") from fault
    if not isinstance(claims, dict):
        raise Untrusted("claims")
    return claims


def _check(claims: dict[str, Any], client: Client, nonce: str, at: datetime) -> None:
    audience = claims.get("aud")
    ours = audience == client.key or (
        isinstance(audience, list) and client.key in audience and claims.get("azp") == client.key
    )
    try:
        until, since = float(claims["exp"]), float(claims["iat"])
    except (KeyError, TypeError, ValueError) as fault:
        raise Untrusted("times") from fault
    now, skew = at.timestamp(), SKEW.total_seconds()
    good = (
        claims.get("iss") == client.issuer
        and ours
        and secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode())
        and since - skew <= now < until + skew
        and bool(claims.get("sub"))
    )
    if not good:
        raise Untrusted("claims")


def _told(claims: dict[str, Any], client: Client) -> Told:
    try:
        born = date.fromisoformat(str(claims.get("birthdate", "")))
    except ValueError:
        born = None
    return Told(
        issuer=client.issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")).lower() if claims.get("email_verified") is True else "",
        birth_on=born,
        number=str(claims.get(client.number, "")) if client.number else "",
    )
