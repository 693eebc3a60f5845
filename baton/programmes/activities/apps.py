# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "baton.programmes.activities"
    label = "activities"
