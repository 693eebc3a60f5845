# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "baton.listening.channels.partner"
    label = "partner"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.partner import beats, panels, receivers  # noqa: F401

        registry.register(
            registry.Channel(
                "partner",
                "Partner",
                how="Written into their own form by a partner to whom people told it.",
            )
        )
        registry.register(
            registry.Channel(
                "api", "Other system", how="Sent by another system: a partner’s, or one of our own."
            )
        )
