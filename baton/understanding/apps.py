# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


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
            _lazy("What people say"), "understanding:themes", capability="see_figures", order=20
        )
        navigation.entry(
            _lazy("Comments"), "understanding:comments", capability="read_words", order=30
        )
        navigation.entry(
            _lazy("Measures"), "understanding:measures", capability="see_figures", order=35
        )
