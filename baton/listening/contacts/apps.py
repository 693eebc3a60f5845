# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "baton.listening.contacts"
    label = "contacts"

    def ready(self) -> None:
        from baton.listening.contacts import beats, receivers  # noqa: F401 - they register
