# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class MirrorsConfig(AppConfig):
    name = "baton.listening.channels.mirrors"
    label = "mirrors"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.mirrors import panels, receivers  # noqa: F401 - they register

        registry.register(
            registry.Channel("case", "Complaint or concern", "As another system exports them.")
        )
        registry.register(registry.Channel("story", "Story", "As another system exports them."))
