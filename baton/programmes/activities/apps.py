# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "baton.programmes.activities"
    label = "activities"

    def ready(self) -> None:
        from baton.programmes.activities import beats  # noqa: F401 - they register
        from baton.ui import navigation

        navigation.entry(
            "Activities", "activities:activities", capability="see_programmes", order=42
        )
