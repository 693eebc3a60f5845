# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class UnderstandingConfig(AppConfig):
    name = "baton.understanding"
    label = "understanding"

    def ready(self) -> None:
        from baton.ui import navigation
        from baton.understanding import (  # noqa: F401 - they register
            beats,
            became,
            columns,
            panels,
            receivers,
        )

        columns.offer_all()
        navigation.entry(
            "What people say", "understanding:themes", capability="see_figures", order=20
        )
        navigation.entry("Comments", "understanding:comments", capability="read_words", order=30)
        navigation.entry("Measures", "understanding:measures", capability="see_figures", order=35)
