# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    name = "baton.people.involvement"
    label = "involvement"

    def ready(self) -> None:
        from baton.people.involvement import panels  # noqa: F401 - it registers
