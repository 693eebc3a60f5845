# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class PeopleConfig(AppConfig):
    name = "baton.people"
    label = "people"

    def ready(self) -> None:
        from baton.people import beats  # noqa: F401 - registers sending
        from baton.ui import navigation

        navigation.entry(_lazy("People"), "people:people", capability="manage_people", order=80)
