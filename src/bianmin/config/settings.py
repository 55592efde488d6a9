"""The settings of an installation; what differs from one to the next is read from `BIANMIN_*`."""

import secrets
from pathlib import Path
from typing import Final

from csp.constants import NONCE, NONE, SELF
from django.conf.locale import LANG_INFO

from bianmin.config import env
from bianmin.config.security import preset

HOME: Final = env.home()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
DEMO: Final = env.flag("BIANMIN_DEMO")


def kept_secret(path: Path) -> str:
    """The installation's secret key, made once and kept outside the repository, readable by its owner alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def former_secrets(path: Path) -> list[str]:
    """Keys that were replaced, one a line, the newest last: what was signed with them is still known."""
    return path.read_text(encoding="ascii").split()[::-1] if path.exists() else []


SECRET_KEY = env.text("BIANMIN_SECRET_KEY") or kept_secret(HOME / "secret.key")
SECRET_KEY_FALLBACKS = former_secrets(HOME / "secret.former")
DEBUG = False
ALLOWED_HOSTS = env.text("BIANMIN_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env.text("BIANMIN_ORIGINS").split(",") if origin]
BEHIND_TLS = env.flag("BIANMIN_TLS")
METRICS_FROM = [place for place in env.text("BIANMIN_METRICS_FROM", "127.0.0.1,::1").split(",") if place]

FOUNDATION = [
    "audit",
    "facts",
    "packs",
    "jobs",
    "search",
    "tries",
    "clock",
    "orgs",
    "accounts",
    "clients",
    "persons",
    "privacy",
    "documents",
    "forms",
    "notices",
]
DELIVERY = [
    "catalog",
    "ratings",
    "talks",
    "payments",
    "permits",
    "appointments",
    "opinions",
    "forum",
    "press",
    "newsletters",
    "rotas",
    "cases",
    "hotline",
    "publishing",
    "exchange",
]
QUALITY = [
    "registers",
    "surveys",
    "indicators",
    "appraisals",
    "checks",
    "improvements",
    "recommendations",
    "plans",
    "evaluation",
    "groups",
    "reports",
]
FACES = ["ui", "portal", "desk", "api"]
INSTALLED_APPS = [
    "bianmin.config",
    *(f"bianmin.faces.{name}" for name in FACES),
    *(f"bianmin.quality.{name}" for name in reversed(QUALITY)),
    *(f"bianmin.delivery.{name}" for name in reversed(DELIVERY)),
    *(f"bianmin.foundation.{name}" for name in reversed(FOUNDATION)),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
"""Ours come first: our templates and words win over a library's."""

MIDDLEWARE = [
    "bianmin.faces.ui.requests.RequestMiddleware",
    "bianmin.faces.api.middleware.ApiAnswers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bianmin.faces.ui.tongues.Tongues",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bianmin.faces.ui.upward.Upward",
    "bianmin.faces.ui.sessions.SessionRules",
    "bianmin.faces.ui.doors.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "bianmin.config.urls"
WSGI_APPLICATION = "bianmin.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bianmin.faces.ui.context.house",
            ],
        },
    },
]

DATABASES = {"default": env.database(env.text("BIANMIN_DATABASE"), HOME)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_failures",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
"""Wrong codes of the second step are counted in the database, for all processes together."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SECURITY = preset("basic" if DEMO else "medium")
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": SECURITY.length},
    },
    {
        "NAME": "bianmin.foundation.accounts.passwords.KindsOfSigns",
        "OPTIONS": {"least": SECURITY.classes, "passphrase": SECURITY.passphrase},
    },
    {"NAME": "bianmin.foundation.accounts.passwords.NotUsedLately", "OPTIONS": {"last": SECURITY.history}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "bianmin.faces.ui.accounts.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bianmin"
AXES_FAILURE_LIMIT = SECURITY.failures
AXES_COOLOFF_TIME = SECURITY.lockout / 60
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
SIGN_IN_DAYS = env.whole("BIANMIN_SIGN_IN_DAYS", 190)
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "ui/locked.html"
AXES_RESET_ON_SUCCESS = True
TWO_FACTOR_ROLES = [
    role for role in env.text("BIANMIN_TWO_FACTOR_ROLES", "" if DEMO else "admin,chief,auditor").split(",") if role
]

LANGUAGE_CODE = "zh-hant"
HOUSE_LANGUAGES = [("zh-hant", "中文"), ("en", "English")]
"""Everything is read in these; their catalogues and translation packs must be complete."""
FURTHER_LANGUAGES = [
    ("hi", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("fil", "Filipino"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
]
"""In these a service may be offered that says so in its pack; words that are missing are shown in English."""
LANGUAGES = [*HOUSE_LANGUAGES, *FURTHER_LANGUAGES]
LANG_INFO["fil"] = {"bidi": False, "code": "fil", "name": "Filipino", "name_local": "Filipino"}
"""The one of them that Django does not know by itself."""
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parents[1] / name / "locale" for name in ("kernel", "journeys")]
"""Words of what is no application; every application brings its own."""
USE_TZ = True
TIME_ZONE = "Asia/Taipei"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
FILES_ROOT = HOME / "files"
PROOFREAD_ROOT = HOME / "proofread"
SEALS_ROOT = HOME / "seals"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SCANNER = env.text("BIANMIN_SCANNER")
SCANNER_SECONDS = env.whole("BIANMIN_SCANNER_SECONDS", 10)
UPLOAD_TOTAL = env.whole("BIANMIN_UPLOAD_TOTAL_MB", 50) * 1024 * 1024
GROUP_ROWS = env.whole("BIANMIN_GROUP_ROWS", 5000)
GROUP_BYTES = env.whole("BIANMIN_GROUP_MB", 10) * 1024 * 1024
LINKS_OUTSIDE = env.flag("BIANMIN_LINKS_OUTSIDE")
DRAFT_DAYS = env.whole("BIANMIN_DRAFT_DAYS", 14)
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

EMAIL_HOST = env.text("BIANMIN_SMTP_HOST")
if DEMO and not EMAIL_HOST:
    EMAIL_BACKEND = "bianmin.foundation.notices.contrib.demo.EmailBackend"
    MAIL_FILE = HOME / "mail.txt"
SMS_GATEWAY = env.text("BIANMIN_SMS") or ("demo" if DEMO else "")
FAX_GATEWAY = env.text("BIANMIN_FAX") or ("demo" if DEMO else "")
if FAX_GATEWAY == "demo":
    FAX_FOLDER = HOME / "faxes"
if SMS_GATEWAY == "demo":
    SMS_FILE = HOME / "sms.txt"
EMAIL_PORT = env.whole("BIANMIN_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("BIANMIN_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("BIANMIN_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("BIANMIN_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("BIANMIN_MAIL_FROM", "no-reply@localhost")
PUBLIC_ADDRESS = env.text("BIANMIN_ADDRESS", "http://127.0.0.1:8000")
OIDC_ISSUER = env.text("BIANMIN_OIDC_ISSUER")
OIDC_CLIENT = env.text("BIANMIN_OIDC_CLIENT")
OIDC_SECRET = env.text("BIANMIN_OIDC_SECRET")
OIDC_NUMBER = env.text("BIANMIN_OIDC_NUMBER")
OIDC_NAME = env.text("BIANMIN_OIDC_NAME", "OpenID Connect")
DEMO_DOORS = "bianmin.delivery.exchange.contrib.demo"
DEMO_REGISTERS = ("household", "entries", "conscription")
LOOKUP_DOORS = env.pairs(
    "BIANMIN_LOOKUP_DOORS", ",".join(f"{one}={DEMO_DOORS}.{one.title()}" for one in DEMO_REGISTERS) if DEMO else ""
)
PAYMENTS_PROVIDER = env.text("BIANMIN_PAYMENTS", "demo" if DEMO else "")
PAYMENTS_SECRET = env.text("BIANMIN_PAYMENTS_SECRET") or SECRET_KEY

SESSION_ENGINE = "bianmin.faces.ui.sessionstore"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.whole("BIANMIN_SESSION_HOURS", 8) * 3600
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "bianmin.config.logs.JsonLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json" if env.flag("BIANMIN_LOG_JSON", default=not DEMO) else "line",
        },
    },
    "loggers": {"axes": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env.text("BIANMIN_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
CSRF_FAILURE_VIEW = "bianmin.faces.ui.views.forged"
