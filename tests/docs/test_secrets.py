"""No tracked file holds a secret: keys, passwords with their host, tokens, private addresses of a registry."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "private key": re.compile(r"-----BEGIN (?:RSA |EC |OPENSSH |DSA |PGP )?PRIVATE KEY"),
    "cloud key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b"),
    "token": re.compile(r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|glpat-[0-9A-Za-z_-]{20}|xox[abprs]-[0-9A-Za-z-]{10,})"),
    "signed token": re.compile(r"\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}"),
    "address with a password": re.compile(
        r"\b[a-z]+://[^\s/:@\"'<>{}$]+:(?!PASSWORD\b|pw\b|secret\b|CHANGE|change|THE_|the-)[^\s/@\"'<>{}$]{6,}@"
    ),
    "secret key": re.compile(r"(?i)\b(?:secret_key|api_key|auth_token)\s*[:=]\s*[\"'][0-9A-Za-z+/_=-]{20,}[\"']"),
}
BINARY = {".mo", ".png", ".odt", ".docx", ".pdf", ".woff2", ".ttf", ".otf", ".ico"}


def tracked() -> list[Path]:
    """Every file that the repository keeps, as text."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no repository here")
    return [ROOT / name for name in listed.split("\0") if name and Path(name).suffix not in BINARY]


def test_no_tracked_file_holds_a_secret():
    found = [
        (str(path.relative_to(ROOT)), kind)
        for path in tracked()
        if path.is_file()
        for kind, pattern in SECRETS.items()
        if pattern.search(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN " + "PRIVATE KEY-----", "private key"), ("AKIA" + "ABCDEFGHIJKLMNOP", "cloud key"),
        ("ghp_" + "a" * 36, "token"), ("postgresql://bianmin:" + "hunter2hunter2@db/x", "address with a password"),
        ("SECRET_KEY = '" + "a" * 40 + "'", "secret key"), ("eyJ" + "a" * 12 + ".eyJ" + "b" * 12 + "." + "c" * 12, "signed token"),
    ],
)  # fmt: skip
def test_the_search_would_find_one(text: str, kind: str):
    assert SECRETS[kind].search(text)


def test_no_file_of_an_installation_is_kept():
    names = {path.name for path in tracked()}
    assert not names & {"secret.key", "demo.password", "db.sqlite3", "bianmin.sqlite3", ".env", "id_rsa"}
