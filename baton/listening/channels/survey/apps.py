# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "baton.listening.channels.survey"
    label = "survey"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.survey import receivers  # noqa: F401

        registry.register(
            registry.Channel(
                "survey",
                "Survey",
                how="Answered on a public page, on paper or face to face.",
            )
        )
