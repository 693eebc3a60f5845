# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class ActivitiesConfig(AppConfig):
    name = "baton.programmes.activities"
    label = "activities"

    def ready(self) -> None:
        from baton.programmes.activities import beats  # noqa: F401 - they register
        from baton.ui import navigation

        navigation.entry(
            _lazy("Activities"), "activities:activities", capability="see_programmes", order=42
        )
