# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class EventConfig(AppConfig):
    name = "baton.listening.channels.event"
    label = "event"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.event import beats, panels  # noqa: F401 - they register

        registry.register(
            registry.Channel(
                "event",
                _lazy("Event notes"),
                how=_lazy("Noted at events, workshops, focus groups and interviews, by table."),
            )
        )
