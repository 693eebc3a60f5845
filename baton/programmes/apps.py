# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "baton.programmes"
    label = "programmes"
