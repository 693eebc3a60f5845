# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "baton.people.groups"
    label = "groups"
