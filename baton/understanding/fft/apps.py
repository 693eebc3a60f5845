# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class FftConfig(AppConfig):
    name = "baton.understanding.fft"
    label = "fft"

    def ready(self) -> None:
        from baton.ui import navigation

        navigation.entry("Friends and Family", "fft:returns", capability="see_figures", order=37)
