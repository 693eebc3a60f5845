# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "baton.places.areas"
    label = "areas"
