# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "baton.improving.replies"
    label = "replies"
