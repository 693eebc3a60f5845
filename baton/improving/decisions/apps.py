# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "baton.improving.decisions"
    label = "decisions"
