# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class PartnerConfig(AppConfig):
    name = "baton.listening.channels.partner"
    label = "partner"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.partner import beats, panels, receivers  # noqa: F401

        registry.register(
            registry.Channel(
                "partner",
                _lazy("Partner"),
                how=_lazy("Written into their own form by a partner to whom people told it."),
            )
        )
        registry.register(
            registry.Channel(
                "api",
                _lazy("Other system"),
                how=_lazy("Sent by another system: a partner’s, or one of our own."),
            )
        )
