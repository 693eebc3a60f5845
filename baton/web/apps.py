# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class WebConfig(AppConfig):
    name = "baton.web"
    label = "web"

    def ready(self) -> None:
        from baton.ui import navigation
        from baton.web import panels  # noqa: F401 - fills the masthead

        navigation.entry(_lazy("Today"), "web:today", capability="see_figures", order=10)
