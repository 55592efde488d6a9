"""Hands each registry what the domains offer, once, when everything is loaded."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.translation import get_language

from bianmin.foundation.clock.vocab import spoken
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.jobs.vocab import TIMERS
from bianmin.foundation.packs.vocab import KINDS
from bianmin.kernel.words import LISTENER


class ConfigConfig(AppConfig):
    """The wiring."""

    name = "bianmin.config"
    label = "wiring"

    def ready(self) -> None:
        """Collect every domain's `facts.FACTS` and `pack.KINDS`; tell the kernel the reader's language and days."""
        LISTENER.ask, LISTENER.spoken = get_language, spoken
        for app in apps.get_app_configs():
            if not app.name.startswith("bianmin.") or app.name == self.name:
                continue
            if find_spec(f"{app.name}.facts"):
                FACTS.add(*import_module(f"{app.name}.facts").FACTS)
            if find_spec(f"{app.name}.pack"):
                KINDS.add(*import_module(f"{app.name}.pack").KINDS)
        TIMERS.add(*import_module("bianmin.config.timers").ALL)
