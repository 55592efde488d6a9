"""Readers of the environment: each refuses a wrong value with a sentence."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


class WrongSetting(SystemExit):
    """A setting has a value that cannot be used."""


def text(name: str, default: str = "") -> str:
    """A setting as text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """A setting that is on or off: 1, true, yes, on / 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return default if value == "" else value in ("1", "true", "yes", "on")
    raise WrongSetting(f"{name} must be 1 or 0, not {value!r}.")


def whole(name: str, default: int) -> int:
    """A setting that is a whole number."""
    value = os.environ.get(name, "").strip()
    if value and not value.lstrip("-").isdecimal():
        raise WrongSetting(f"{name} must be a whole number, not {value!r}.")
    return int(value) if value else default


def pairs(name: str, default: str = "") -> dict[str, str]:
    """A setting of names with what each stands for: `name=value,name=value`."""
    said = [one.strip() for one in text(name, default).split(",") if one.strip()]
    if wrong := [one for one in said if "=" not in one]:
        raise WrongSetting(f"{name} must be name=value,name=value; {wrong[0]!r} is no pair.")
    parted = (one.partition("=") for one in said)
    return {key.strip(): value.strip() for key, _equals, value in parted}


def home() -> Path:
    """The folder that holds this installation's state: database, files, seals (`BIANMIN_HOME`, default ./var)."""
    return Path(os.environ.get("BIANMIN_HOME", "") or "var").resolve()


def database(url: str, state: Path) -> dict[str, object]:
    """The database from `BIANMIN_DATABASE`: empty for SQLite in the home folder, or postgresql://user:pw@host/name."""
    if url in ("", "sqlite"):
        return {
            "ENGINE": "bianmin.config.sqlite",
            "NAME": state / "bianmin.sqlite3",
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise WrongSetting("BIANMIN_DATABASE must be empty, 'sqlite' or postgresql://USER:PASSWORD@HOST:PORT/NAME.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": parts.port or query.get("port", ""),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "options": "-c synchronous_commit=on -c plan_cache_mode=force_custom_plan -c jit=off",
            "server_side_binding": True,
            "prepare_threshold": 2,
        },
    }
