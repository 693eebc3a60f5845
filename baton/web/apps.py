# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "baton.web"
    label = "web"

    def ready(self) -> None:
        from baton.ui import navigation
        from baton.web import panels  # noqa: F401 - fills the masthead

        navigation.entry("Today", "web:today", capability="see_figures", order=10)
