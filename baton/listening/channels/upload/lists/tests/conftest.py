# SPDX-License-Identifier: MIT
"""Amina of the Soar Care Board brings the lists that she has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from baton.listening.channels.upload import operations
from baton.listening.channels.upload.lists import asking, putting
from baton.listening.channels.upload.models import Upload
from baton.people import operations as people
from baton.people.models import Account, Organisation
from baton.people.roles import Role


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def board(db) -> Organisation:
    return people.create_organisation("Soar Care Board", "icb", by="test")


def person(board: Organisation, name: str, role: Role) -> Account:
    account = Account.objects.create_account(f"{name.lower()}@soar.example", name, None)
    people.give_role(board, account, role, by="test")
    return account


@pytest.fixture
def amina(board) -> Account:
    return person(board, "Amina", Role.ENGAGEMENT_LEAD)


@pytest.fixture
def browser(amina) -> Client:
    browser = Client()
    browser.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def bring(board, amina):
    """Brings a file and puts it in as the list that it is said to be, with what is fixed for it."""

    def run(text: str | bytes, holds: str, *, name="list.csv", may_begin=True, **fixed) -> Upload:
        content = text.encode() if isinstance(text, str) else text
        upload = operations.bring(ContentFile(content), name, organisation=board, by=amina)
        return put_in(upload, holds, may_begin=may_begin, **fixed)

    return run


def put_in(upload: Upload, holds: str, *, may_begin=True, **fixed) -> Upload:
    chosen = putting.proposed(upload, holds)
    chosen = replace(chosen, fixed={**chosen.fixed, **fixed})
    chosen = asking.settle(chosen, operations.census_of(upload))
    putting.begin(upload, chosen, by=upload.brought_by, may_begin=may_begin)
    putting.read(upload, lambda done, total: None)
    upload.refresh_from_db()
    return upload
