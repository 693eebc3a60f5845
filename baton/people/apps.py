# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "baton.people"
    label = "people"

    def ready(self) -> None:
        from baton.people import beats  # noqa: F401 - registers sending
        from baton.ui import navigation

        navigation.entry("People", "people:people", capability="manage_people", order=80)
