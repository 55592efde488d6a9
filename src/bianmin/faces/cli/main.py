"""`bianmin VERB ...`: find the verb's module, start Django only where it is needed, print refusals as sentences."""

import argparse
import locale
import os
import sys
from importlib import import_module
from typing import Final

from bianmin.kernel.errors import Refused

PURE: Final = {
    "due": "due",
    "id": "identify",
    "estimate": "estimate",
    "sample": "sample",
    "agree": "agree",
    "proofread": "proofread",
    "coverage": "coverage",
}
"""Verbs that need no database: they do not start Django."""

VERBS: Final = {
    **PURE,
    "account": "account",
    "calendar": "calendar",
    "client": "client",
    "pack": "pack",
    "form": "form",
    "permits": "permits",
    "indicators": "indicators",
    "report": "report",
    "journal": "journal",
    "backup": "backup",
    "doctor": "doctor",
    "restore": "restore",
    "upgrade": "upgrade",
    "routes": "routes",
    "migrate": "migrate",
    "worker": "worker",
    "serve": "serve",
    "demo": "demo.verb",
}
"""Every verb and the module of this package that carries it out."""


def language() -> str:
    """The reader's language from the environment: `zh_Hant` unless the locale is another one."""
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "zh_Hant"


def start_django() -> None:
    """Load settings and models."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")
    import_module("django").setup()


def parser_for(verb: str) -> argparse.ArgumentParser:
    """The parser of one verb, filled by its module."""
    module = import_module(f"bianmin.faces.cli.{VERBS[verb]}")
    parser = argparse.ArgumentParser(prog=f"bianmin {verb}", description=module.HELP)
    module.arguments(parser)
    parser.set_defaults(run=module.run)
    return parser


def usage() -> str:
    """The list of verbs."""
    return "bianmin VERB ...\n\n" + "\n".join(f"  {verb}" for verb in sorted(VERBS)) + "\n\nbianmin VERB --help\n"


def told(refusal: Refused, *, django: bool) -> str:
    """The sentence of a refusal in the reader's language; with Django it may be one that Django translates."""
    if not django:
        return refusal.sentence(language())
    with import_module("django.utils.translation").override(language().replace("_", "-").lower()):
        return refusal.sentence(language())


def main(arguments: list[str] | None = None) -> int:
    """Carry out one verb; exit code 0, or 2 with a sentence on stderr. Whoever reads may stop reading (`| head`)."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] not in VERBS:
        sys.stderr.write(usage())
        return 0 if words in ([], ["--help"], ["-h"]) else 2
    verb = words[0]
    if verb == "demo":
        os.environ.setdefault("BIANMIN_DEMO", "1")
    if verb not in PURE:
        start_django()
    options = parser_for(verb).parse_args(words[1:])
    try:
        result = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Refused as refusal:
        sys.stderr.write(told(refusal, django=verb not in PURE) + "\n")
        return 2
    return result


if __name__ == "__main__":
    sys.exit(main())
