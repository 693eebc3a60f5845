# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class FrontlineConfig(AppConfig):
    name = "baton.listening.channels.frontline"
    label = "frontline"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.frontline import panels  # noqa: F401 - it registers
        from baton.ui import navigation

        registry.register(
            registry.Channel(
                "frontline",
                _lazy("Frontline note"),
                how=_lazy("Written down by staff as patients told them, and marked as relayed."),
            )
        )
        navigation.entry(
            _lazy("A patient told me"), "frontline:note", capability="take_notes", order=25
        )
