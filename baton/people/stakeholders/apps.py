# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "baton.people.stakeholders"
    label = "stakeholders"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry(
            "Stakeholders", "stakeholders:register", capability="see_stakeholders", order=46
        )
