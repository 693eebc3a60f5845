# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class TraceConfig(AppConfig):
    name = "baton.improving.trace"
    label = "trace"

    def ready(self) -> None:
        from baton.improving.trace import became, panels  # noqa: F401 - they register
