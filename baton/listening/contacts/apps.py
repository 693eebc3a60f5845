# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "baton.listening.contacts"
    label = "contacts"
