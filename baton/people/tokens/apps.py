# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "baton.people.tokens"
    label = "tokens"

    def ready(self) -> None:
        from baton.people.tokens import panels  # noqa: F401 - it registers
