# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "baton.core"
    label = "core"

    def ready(self) -> None:
        from baton.core import beats  # noqa: F401 - registers sealing and reaping
