#!/usr/bin/env python3
"""Make the .mo file of every catalogue of messages."""

from pathlib import Path

import polib

SOURCE = Path(__file__).parent.parent / "src" / "bianmin"

if __name__ == "__main__":
    for path in sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/django.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
