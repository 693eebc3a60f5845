# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "baton.improving.news"
    label = "news"

    def ready(self) -> None:
        from baton.improving.news import beats, panels  # noqa: F401 - they register
