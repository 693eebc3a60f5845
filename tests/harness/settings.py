# SPDX-License-Identifier: MIT
"""Baton's own settings, with what makes tests quick and keeps their messages at home."""

from baton.config.settings import *  # noqa: F403 - all of them, as Django reads them
from baton.config.settings import DATABASES, HOME, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Pages that are not looked at need no collected assets; the journeys use the real ones.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Whitenoise otherwise walks all assets for each test's client.
WHITENOISE_AUTOREFRESH = True

# A file, not memory: a job's heart beats on a connection of its own.
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}
