"""`bianmin migrate`: bring the database to this release."""

import argparse
from typing import Final

from django.core.management import call_command

from bianmin.foundation.packs.actions import reissue
from bianmin.journeys.upkeep.planning import take_stock

HELP: Final = "Bring the database to this release."


def arguments(parser: argparse.ArgumentParser) -> None:
    """No words but how much is said."""
    parser.add_argument("--quiet", action="store_true", help="say nothing")


def run(options: argparse.Namespace) -> int:
    """Apply every migration; what web processes know of the reference data may have changed its shape."""
    call_command("migrate", verbosity=0 if options.quiet else 1, interactive=False)
    reissue(object)
    take_stock()
    return 0
