# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class BatonsConfig(AppConfig):
    name = "baton.improving.batons"
    label = "batons"

    def ready(self) -> None:
        from baton.improving.batons import beats, operations, panels  # noqa: F401 - they register
