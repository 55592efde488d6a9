"""The door of the web server."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

sys.setswitchinterval(0.0005)
"""Seconds a thread computes before another may.

Each statement to the database lets another thread in; with Python's 5 ms the one that holds the lock all others wait
for would stand back that long after each of its seventeen statements.
"""

application = get_wsgi_application()
