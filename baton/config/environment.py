# SPDX-License-Identifier: MIT
"""Every setting an installer may give, declared once: name, default and what it means.

`docs/reference/settings.md` has a heading for each; a test keeps the two together.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


class SettingMissing(SystemExit):
    """A setting without which Baton must not start. The message says how to supply it."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("BATON_HOME", "var", "Folder for the database, uploaded files and the secret key."),
        Setting("BATON_ADDRESS", "http://127.0.0.1:8000", "Where people reach Baton."),
        Setting("BATON_BIND", "", "Interface and port to listen on; from BATON_ADDRESS if empty."),
        Setting(
            "BATON_SECRET_KEY", "", "Signs sessions and links. Made once in BATON_HOME if empty."
        ),
        Setting("BATON_DATABASE_URL", "", "postgresql://… ; SQLite in BATON_HOME if empty."),
        Setting(
            "BATON_EMAIL_URL",
            "",
            "smtp://user:password@host:587 ; files in BATON_HOME/mail if empty.",
        ),
        Setting("BATON_EMAIL_FROM", "Baton <baton@localhost>", "Sender of every message."),
        Setting("BATON_SMS_URL", "", "https://… of a gateway that sends texts; none if empty."),
        Setting("BATON_SMS_KEY", "", "The bearer token that the text gateway asks for."),
        Setting("BATON_SMS_FROM", "", "Name or number from which texts come, if it asks for one."),
        Setting(
            "BATON_OIDC_ISSUER", "", "Your own sign-in (OpenID Connect): its issuer's address."
        ),
        Setting("BATON_OIDC_CLIENT", "", "The client id that it knows Baton by."),
        Setting("BATON_OIDC_SECRET", "", "The client secret that it gave Baton."),
        Setting("BATON_OIDC_NAME", "your organisation", "Its name on the sign-in page."),
        Setting(
            "BATON_OIDC_TWO_STEPS",
            "",
            "When it counts as two steps: always, or values of acr or amr; never if empty.",
        ),
        Setting(
            "BATON_OIDC_EMAIL_VERIFIED",
            "said",
            "Whose addresses are verified: said (it says email_verified), or always, unless it "
            "says no.",
        ),
        Setting("BATON_PROXIES", "0", "How many proxies of yours stand in front of Baton."),
        Setting(
            "BATON_SAFETY_MINUTES", "60", "Minutes until an unopened safety alert is escalated."
        ),
        Setting(
            "BATON_CLASSIFIER", "", "Folder of a classifier made by baton train; else the shipped."
        ),
        Setting("BATON_WAREHOUSE", "", "Folder of the columnar copy; in BATON_HOME if empty."),
        Setting("BATON_WAREHOUSE_ENGINE", "duckdb", "What counts from it: duckdb, or spark."),
        Setting(
            "BATON_WEBHOOKS_INSIDE",
            "no",
            "yes: webhooks may go to addresses of your own network, and by http.",
        ),
        Setting(
            "BATON_TRANSLATE_URL",
            "",
            "LibreTranslate-compatible server that translates comments; none if empty.",
        ),
        Setting("BATON_TRANSLATE_KEY", "", "The key that it asks for, if it does."),
        Setting("BATON_STAFF_LANGUAGE", "en", "The language of pages behind sign-in, by its code."),
        Setting("BATON_NAME", "Baton", "The name in the masthead."),
        Setting("BATON_MARK", "", "Path of an SVG drawn beside the name."),
        Setting("BATON_COLOURS", "", "Four colours: own, own-deep, own-wash, on-own."),
        Setting("BATON_LOG_LEVEL", "WARNING", "How much the processes say."),
    )
}


def read(name: str) -> str:
    """The setting's value: from the environment, else its default.

    >>> read("BATON_NAME") in (os.environ.get("BATON_NAME"), "Baton")
    True
    """
    return os.environ.get(name, "").strip() or SETTINGS[name].default


def required(name: str, why: str) -> str:
    """The setting's value, or an end to start-up that says how to give it."""
    value = read(name)
    if not value:
        raise SettingMissing(
            f"{name} is missing. {SETTINGS[name].meaning} {why}\n"
            f"Give it in the environment, like: {name}=… baton run"
        )
    return value


def secret_key(home: Path, *, public: bool) -> str:
    """The signing key: the given one, or one made on the first start and kept in `home`.

    A Baton that people reach from elsewhere must be given its key, so that two web
    servers share it and a copied folder does not carry it along.
    """
    if public:
        return required("BATON_SECRET_KEY", "It is required when BATON_ADDRESS is https.")
    if given := read("BATON_SECRET_KEY"):
        return given
    kept = home / "secret-key"
    if not kept.exists():
        from django.core.management.utils import get_random_secret_key

        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
    return kept.read_text().strip()
