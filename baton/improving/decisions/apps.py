# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "baton.improving.decisions"
    label = "decisions"

    def ready(self) -> None:
        from baton.improving.decisions import panels  # noqa: F401 - they register
