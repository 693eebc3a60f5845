# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "baton.improving.findings"
    label = "findings"
