# SPDX-License-Identifier: MIT
"""The pages on which the tree of services is kept."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.places import forms, operations

SERVICES, ADD, IMPORT = (reverse(f"places:{page}") for page in ("services", "add", "import"))


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def other_board(db):
    return people.create_organisation("Welland Care Board", "icb", by="test")


def browser_of(name, organisation, role):
    account = Account.objects.create_account(f"{name}@example.org", name.title(), None)
    people.give_role(organisation, account, role, by="test")
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def meena(board):
    return browser_of("meena", board, Role.ADMINISTRATOR)


@pytest.fixture
def priya(board):
    return browser_of("priya", board, Role.ANALYST)


def brought(content, **more):
    return {"file": SimpleUploadedFile("services.csv", content), **more}


def test_an_empty_tree_says_how_to_begin(meena):
    assert "The tree is still empty." in meena.get(SERVICES).content.decode()


def test_a_service_is_added_below_another_and_shown_with_what_it_is_part_of(meena, board):
    meena.post(ADD, {"name": "Wreake Trust", "kind": "trust"})
    trust = board.services.get()
    form = meena.get(f"{ADD}?below={trust.public_id}").content.decode()
    assert f'value="{trust.public_id}" selected' in form
    done = meena.post(
        ADD, {"name": "X-ray", "kind": "service", "parent": str(trust.public_id)}, follow=True
    ).content.decode()
    assert board.services.get(name="X-ray").parent == trust
    assert ", part of Wreake Trust" in done
    assert "2 services in the tree" in done


def test_a_service_without_a_name_or_with_anothers_code_is_refused(meena, board):
    operations.add_service(board, "X-ray", kind="service", code="RX1", by="test")
    page = meena.post(ADD, {"name": "", "kind": "service"}).content.decode()
    assert "Write the name of the service." in page
    page = meena.post(ADD, {"name": "Pharmacy", "kind": "service", "code": "RX1"}).content.decode()
    assert "The code RX1 belongs to another service." in page
    assert board.services.count() == 1


def test_another_bodys_services_are_neither_shown_nor_built_on(meena, other_board):
    theirs = operations.add_service(other_board, "Eye Trust", kind="trust", by="test")
    assert "Eye Trust" not in meena.get(SERVICES).content.decode()
    assert "Eye Trust" not in meena.get(ADD).content.decode()
    page = meena.post(ADD, {"name": "X-ray", "kind": "service", "parent": str(theirs.public_id)})
    assert "is not there any more" in page.content.decode()
    assert other_board.services.count() == 1


def test_a_file_is_looked_at_before_it_is_read_in(meena, board):
    content = b"trust,ward\nWreake Trust,Ward 12\n,\nWreake Trust,\n"
    look = meena.post(IMPORT, brought(content, look="yes")).content.decode()
    assert "Nothing is written yet. This file would add 2 services" in look
    assert not board.services.exists()
    page = meena.post(IMPORT, brought(content)).content.decode()
    assert "2 services were added; 1 row names what was there already" in page
    assert "Ward 12" in page
    assert board.services.count() == 2


def test_refused_rows_are_shown_with_number_and_reason(meena):
    page = meena.post(IMPORT, brought(b"trust,code\nWreake Trust,R1\nEye Trust,R1\n"))
    words = page.content.decode()
    assert "1 row was refused" in words
    assert '<th scope="row" class="bt-num">3</th>' in words
    assert "The code R1 belongs to another service." in words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"name\nWreake Trust\n", "No column is named board"),
        (b"PK\x03\x04...", "This is a spreadsheet."),
    ],
)
def test_a_file_that_is_no_table_of_services_is_refused_with_a_sentence(meena, content, words):
    assert words in meena.post(IMPORT, brought(content)).content.decode()


def test_a_file_that_is_too_large_is_refused(meena, board, monkeypatch):
    monkeypatch.setattr(forms.ImportForm, "most", 10)
    page = meena.post(IMPORT, brought(b"trust\nWreake Trust\n")).content.decode()
    assert "larger than 5 MB" in page
    assert not board.services.exists()


def test_nobody_forgets_to_choose_a_file_without_being_told(meena):
    assert "Choose a file." in meena.post(IMPORT, {}).content.decode()


def test_an_analyst_keeps_no_services(priya, board):
    assert priya.get(SERVICES).status_code == 403
    assert priya.post(ADD, {"name": "X-ray", "kind": "service"}).status_code == 403
    assert priya.post(IMPORT, brought(b"trust\nWreake Trust\n")).status_code == 403
    assert not board.services.exists()
