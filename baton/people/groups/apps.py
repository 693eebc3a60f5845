# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "baton.people.groups"
    label = "groups"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry("Groups", "groups:list", capability="see_programmes", order=48)
