# SPDX-License-Identifier: MIT
"""Lists that grow for years are read page by page, and what they say of all is of all."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.improving.replies.models import Reply


@pytest.fixture
def short_pages(monkeypatch):
    monkeypatch.setattr("baton.improving.replies.views.staff.A_PAGE", 2)


def test_replies_and_findings_without_one_have_pages_of_their_own(
    client, meena, say, concluded, board, short_pages
):
    client.force_login(meena)
    for number in range(5):
        concluded(say(f"No seat {number}."))
    Reply.objects.bulk_create(
        Reply(
            organisation=board,
            number=number,
            kind="did",
            you_said="You stood.",
            we_say="You sit.",
            author=meena,
        )
        for number in range(1, 4)
    )
    page = client.get(reverse("replies:replies"), {"page": 2, "waiting": 3})
    assert page.status_code == 200
    said = page.content.decode()
    assert "5 concluded findings have no reply yet." in said
    assert "Reply 1<" in said
    assert "Reply 3<" not in said
    assert said.count("Write a reply to") == 1
    assert "?waiting=3&amp;page=1" in said, "each keeps the page of the other"
    assert "?page=2&amp;waiting=2" in said
