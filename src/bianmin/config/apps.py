"""Hands each registry what the domains offer, once, when everything is loaded."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.vocab import KINDS


class ConfigConfig(AppConfig):
    """The wiring."""

    name = "bianmin.config"
    label = "wiring"

    def ready(self) -> None:
        """Collect every domain's `facts.FACTS` and `pack.KINDS`."""
        for app in apps.get_app_configs():
            if not app.name.startswith("bianmin.") or app.name == self.name:
                continue
            if find_spec(f"{app.name}.facts"):
                FACTS.add(*import_module(f"{app.name}.facts").FACTS)
            if find_spec(f"{app.name}.pack"):
                KINDS.add(*import_module(f"{app.name}.pack").KINDS)
