"""The settings under test: the real ones, with a home that is thrown away and cheap password hashes."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["BIANMIN_HOME"] = tempfile.mkdtemp(prefix="bianmin-test-")
os.environ.setdefault("BIANMIN_SMTP_HOST", "")
os.environ.setdefault("BIANMIN_TWO_FACTOR_ROLES", "")

from bianmin.config import settings
from bianmin.config.settings import DATABASES, HOME, STORAGES

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES["default"]["TEST"] = {"NAME": Path(HOME) / "test.sqlite3"} if "sqlite" in str(DATABASES) else {}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

atexit.register(shutil.rmtree, HOME, ignore_errors=True)
PAYMENTS_PROVIDER = "demo"
