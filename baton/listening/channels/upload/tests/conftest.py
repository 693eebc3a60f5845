# SPDX-License-Identifier: MIT
"""Priya, who brings files to Soar Care Board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from baton.people.roles import Role

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from baton.people.models import Account, Organisation


@pytest.fixture
def files(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def board(db, files) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def priya(board) -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    account = Account.objects.create_account("priya@example.org", "Priya", None)
    people.give_role(board, account, Role.ANALYST, by="test")
    return account


@pytest.fixture
def browser(priya) -> Client:
    from django.test import Client

    browser = Client()
    browser.force_login(priya, backend="django.contrib.auth.backends.ModelBackend")
    return browser
