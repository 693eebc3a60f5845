# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class ProgrammesConfig(AppConfig):
    name = "baton.programmes"
    label = "programmes"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry(
            _lazy("Programmes"), "programmes:list", capability="see_programmes", order=40
        )
