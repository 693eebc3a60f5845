# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "baton.listening"
    label = "listening"

    def ready(self) -> None:
        from baton.listening import beats, columns, panels  # noqa: F401 - they register
        from baton.ui import navigation

        columns.offer()
        navigation.entry("Alerts", "listening:alerts", capability="answer_alerts", order=70)
