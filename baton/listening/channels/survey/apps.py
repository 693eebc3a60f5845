# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class SurveyConfig(AppConfig):
    name = "baton.listening.channels.survey"
    label = "survey"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.survey import (  # noqa: F401 - they register
            beats,
            panels,
            receivers,
        )
        from baton.ui import navigation

        registry.register(
            registry.Channel(
                "survey",
                _lazy("Survey"),
                how=_lazy("Answered on a public page, on paper or face to face."),
            )
        )
        navigation.entry(_lazy("Surveys"), "survey:list", capability="see_programmes", order=28)
