# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class SpeakersConfig(AppConfig):
    name = "baton.people.speakers"
    label = "speakers"

    def ready(self) -> None:
        from baton.people.speakers import panels, queries  # noqa: F401 - panels registers
        from baton.ui import speech

        speech.told_by(queries.known)
