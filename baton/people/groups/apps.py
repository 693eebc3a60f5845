# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class GroupsConfig(AppConfig):
    name = "baton.people.groups"
    label = "groups"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry(_lazy("Groups"), "groups:list", capability="see_programmes", order=48)
