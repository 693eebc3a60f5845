# SPDX-License-Identifier: MIT
"""Django's settings, all from the few of `environment.py`."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
import nhsuk_frontend_jinja
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from baton.config import environment
from baton.listening.channels import CHANNELS
from baton.ui.languages import BRITISH, ENGLISH, IN_ENGLISH

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(environment.read("BATON_HOME")).resolve()
ADDRESS = environment.read("BATON_ADDRESS").rstrip("/")
PUBLIC = ADDRESS.startswith("https://")

DEBUG = False
SECRET_KEY = environment.secret_key(HOME, public=PUBLIC)
ALLOWED_HOSTS = [urlsplit(ADDRESS).hostname or "", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

BATON_NAME = environment.read("BATON_NAME")
BATON_MARK = environment.read("BATON_MARK")
BATON_COLOURS = environment.read("BATON_COLOURS")
BATON_ADDRESS = ADDRESS
BATON_BIND = environment.read("BATON_BIND")
BATON_CLASSIFIER = environment.read("BATON_CLASSIFIER")
BATON_WAREHOUSE = environment.read("BATON_WAREHOUSE") or str(HOME / "warehouse")
BATON_WAREHOUSE_ENGINE = environment.read("BATON_WAREHOUSE_ENGINE")
if BATON_WAREHOUSE_ENGINE not in ("duckdb", "spark"):
    raise ImproperlyConfigured("BATON_WAREHOUSE_ENGINE is duckdb or spark.")
BATON_SAFETY_MINUTES = int(environment.read("BATON_SAFETY_MINUTES"))
BATON_WEBHOOKS_INSIDE = environment.read("BATON_WEBHOOKS_INSIDE") == "yes"
BATON_TRANSLATE_URL = environment.read("BATON_TRANSLATE_URL").rstrip("/")
BATON_TRANSLATE_KEY = environment.read("BATON_TRANSLATE_KEY")
if BATON_TRANSLATE_URL and urlsplit(BATON_TRANSLATE_URL).scheme not in ("http", "https"):
    raise ImproperlyConfigured("BATON_TRANSLATE_URL begins with https:// (or http:// inside).")

INSTALLED_APPS = [
    "baton.core",
    "baton.ui",
    "baton.warehouse",
    "baton.people",
    "baton.people.stakeholders",
    "baton.people.groups",
    "baton.people.links",
    "baton.people.speakers",
    "baton.people.involvement",
    "baton.people.tokens",
    "baton.places",
    "baton.places.areas",
    "baton.programmes",
    "baton.programmes.activities",
    "baton.listening",
    "baton.listening.contacts",
    *CHANNELS,
    "baton.understanding",
    "baton.understanding.fft",
    "baton.improving.findings",
    "baton.improving.batons",
    "baton.improving.decisions",
    "baton.improving.replies",
    "baton.improving.news",
    "baton.improving.trace",
    "baton.web",
    "baton.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "baton.ui.middleware.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "baton.people.middleware.OrganisationMiddleware",
    "baton.ui.middleware.LanguageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "baton.config.urls"
WSGI_APPLICATION = "baton.config.wsgi.application"
# An address is unique whatever its case: a constraint says so, not the field.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            *sorted(PACKAGE.glob("*/templates")),
            *sorted(PACKAGE.glob("*/*/templates")),
            *sorted(PACKAGE.glob("listening/channels/*/templates")),
            Path(nhsuk_frontend_jinja.__file__).parent / "templates",
        ],
        "OPTIONS": {
            "environment": "baton.ui.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "baton.ui.jinja.frame",
            ],
        },
    },
]


def _database() -> dict[str, object]:
    """SQLite as one machine needs it, or whatever BATON_DATABASE_URL names."""
    url = environment.read("BATON_DATABASE_URL")
    if url and not url.startswith("sqlite"):
        found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        # Of the statements that are sent apart from their values: those of `core.sql` alone.
        options = {"prepare_threshold": 5, **found.get("OPTIONS", {})}
        return {**found, "OPTIONS": options}
    name = dj_database_url.parse(url)["NAME"] if url else str(HOME / "baton.sqlite3")
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "baton.core.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Django's default (deferred) answers "database is locked" when two requests write.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
                # A checkpoint at 64 MB instead of 4: among many rows, most pages change again.
                "PRAGMA wal_autocheckpoint=16384;"
                # What was erased is overwritten, not only unlinked.
                "PRAGMA secure_delete=ON;"
            ),
        },
    }


DATABASES = {"default": _database()}

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "people:sign_in"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "baton_session"
CSRF_COOKIE_NAME = "baton_csrf"
CSRF_FAILURE_VIEW = "baton.web.views.page_too_old"

# A whole ward sits behind one address: only this person from this address is locked.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "baton.people.views.entry.locked_out"
AXES_USERNAME_FORM_FIELD = "username"
AXES_CLIENT_IP_CALLABLE = "baton.people.middleware.client_address"
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
# A code that was nearly right must not be kept.
AXES_SENSITIVE_PARAMETERS = ["code", "passkey"]
BATON_PROXIES = int(environment.read("BATON_PROXIES"))

BATON_OIDC_ISSUER = environment.read("BATON_OIDC_ISSUER").rstrip("/")
_WHY_OIDC = "It is required when BATON_OIDC_ISSUER is given."
BATON_OIDC_CLIENT, BATON_OIDC_SECRET = (
    environment.required(name, _WHY_OIDC) if BATON_OIDC_ISSUER else ""
    for name in ("BATON_OIDC_CLIENT", "BATON_OIDC_SECRET")
)
BATON_OIDC_NAME = environment.read("BATON_OIDC_NAME")
BATON_OIDC_TWO_STEPS = environment.read("BATON_OIDC_TWO_STEPS")
BATON_OIDC_EMAIL_VERIFIED = environment.read("BATON_OIDC_EMAIL_VERIFIED")
if BATON_OIDC_EMAIL_VERIFIED not in ("said", "always"):
    raise ImproperlyConfigured(
        f"BATON_OIDC_EMAIL_VERIFIED is “{BATON_OIDC_EMAIL_VERIFIED}”. Write said or always."
    )
if urlsplit(BATON_OIDC_ISSUER).scheme == "http" and PUBLIC:
    raise ImproperlyConfigured("BATON_OIDC_ISSUER is http://…; a provider is trusted by https.")

#: What is spoken wherever no public page chose another language: behind sign-in, and by the worker.
LANGUAGE_CODE = environment.read("BATON_STAFF_LANGUAGE")
if LANGUAGE_CODE not in IN_ENGLISH:
    raise ImproperlyConfigured("BATON_STAFF_LANGUAGE is a code such as cy (Welsh).")
if LANGUAGE_CODE == ENGLISH:
    LANGUAGE_CODE = BRITISH
LANGUAGES = list(IN_ENGLISH.items())
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = PACKAGE / "ui" / "assets"
# `baton assets` writes them here; a wheel carries them collected, and has no such folder.
THIRD_PARTY = PACKAGE.parent / "build" / "thirdparty"
STATICFILES_DIRS = [THIRD_PARTY] if THIRD_PARTY.is_dir() else []
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000


def _email(url: str) -> dict[str, object]:
    """Django's e-mail settings from one address, or files to look at where there is none."""
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": HOME / "mail",
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"BATON_EMAIL_URL is “{parts.scheme}://…”. Write it like smtp://user:password@host:587"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }


globals().update(_email(environment.read("BATON_EMAIL_URL")))
BATON_SMS_URL, BATON_SMS_KEY, BATON_SMS_FROM = (
    environment.read(name) for name in ("BATON_SMS_URL", "BATON_SMS_KEY", "BATON_SMS_FROM")
)
if urlsplit(BATON_SMS_URL).scheme == "http" and PUBLIC:
    raise ImproperlyConfigured("BATON_SMS_URL is http://…; telephone numbers go by https.")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.read("BATON_EMAIL_FROM")

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC
# A load balancer and `baton run` itself ask it from beside the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31_536_000 if PUBLIC else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BATON_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "without_words": {
            "class": "baton.core.logs.WithoutWords",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "without_words"}},
    "root": {"handlers": ["stderr"], "level": environment.read("BATON_LOG_LEVEL")},
    # What people may not see or mistype is answered on the page; it is no news to whoever watches.
    "loggers": {
        "axes": {"level": "ERROR"},
        # Django's own handlers would print, or send by e-mail, whole exceptions.
        "django": {"handlers": []},
        "django.request": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
    },
}
