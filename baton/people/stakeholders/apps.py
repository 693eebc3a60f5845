# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class StakeholdersConfig(AppConfig):
    name = "baton.people.stakeholders"
    label = "stakeholders"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry(
            _lazy("Stakeholders"), "stakeholders:register", capability="see_stakeholders", order=46
        )
