# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "baton.improving.findings"
    label = "findings"

    def ready(self) -> None:
        from baton.improving.findings import beats, panels, receivers  # noqa: F401 - they register
        from baton.improving.findings.asking import CHANNEL
        from baton.listening import registry
        from baton.ui import navigation
        from baton.ui.wording import _lazy

        registry.register(
            registry.Channel(
                CHANNEL,
                _lazy("Answer to a finding"),
                how="Said by people who were asked whether we had heard them right.",
            )
        )

        navigation.entry(_lazy("Findings"), "findings:list", capability="see_findings", order=25)
        navigation.under("findings:list", "/batons/", "/decisions/", "/replies/", "/voices/")
