# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class PlacesConfig(AppConfig):
    name = "baton.places"
    label = "places"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry(
            _lazy("Services"), "places:services", capability="manage_services", order=75
        )
