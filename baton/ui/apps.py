# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "baton.ui"
    label = "ui"

    def ready(self) -> None:
        from baton.ui import brand  # noqa: F401 - registers the check of the brand's colours
