# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class MirrorsConfig(AppConfig):
    name = "baton.listening.channels.mirrors"
    label = "mirrors"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.mirrors import panels, receivers  # noqa: F401 - they register

        registry.register(
            registry.Channel(
                "case", _lazy("Complaint or concern"), _lazy("As another system exports them.")
            )
        )
        registry.register(
            registry.Channel("story", _lazy("Story"), _lazy("As another system exports them."))
        )
