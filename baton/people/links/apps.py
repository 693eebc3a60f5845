# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "baton.people.links"
    label = "links"
