# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "baton.warehouse"
    label = "warehouse"

    def ready(self) -> None:
        from baton.warehouse import beats  # noqa: F401 - it registers
