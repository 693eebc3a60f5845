# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class StakeholdersConfig(AppConfig):
    name = "baton.people.stakeholders"
    label = "stakeholders"
