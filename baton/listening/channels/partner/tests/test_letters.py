# SPDX-License-Identifier: MIT
"""The letter with a partner's link comes in the language that was chosen for it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.people.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(carers, meenas):
    page = reverse("partner:link", args=[carers.public_id])
    return lambda **chosen: meenas.post(page, {"email": "wren@example.org"} | chosen)


def test_a_link_is_sent_in_the_language_that_was_chosen(send):
    send(language="gu")
    letter = Message.objects.get()
    assert letter.subject == "Soar Care Board: તમારું ફોર્મ"
    assert "This is your own form" not in letter.body


def test_where_none_was_chosen_it_is_english(send):
    send()
    assert "This is your own form for it:" in Message.objects.get().body


def test_a_language_that_letters_do_not_speak_is_refused(send):
    answer = send(language="xx")
    assert answer.status_code == 422
    assert "Choose one of those in the list." in answer.content.decode()
    assert not Message.objects.exists()
