# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "baton.places"
    label = "places"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry("Services", "places:services", capability="manage_services", order=75)
