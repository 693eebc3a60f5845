# SPDX-License-Identifier: MIT
"""Keys, the clock, slots and beats."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from baton.core import clock, slots, ticker
from baton.core.keys import uuid7


def test_public_keys_are_version_seven_and_in_the_order_they_were_made():
    made = [uuid7() for _ in range(200)]
    assert {key.version for key in made} == {7}
    assert made == sorted(made)
    assert len(set(made)) == 200


def test_the_clock_can_be_held_still():
    noon = datetime(2026, 6, 16, 12, tzinfo=UTC)
    with clock.held_at(noon):
        assert clock.now() == noon
        assert clock.today().isoformat() == "2026-06-16"
    assert clock.now() > noon


def test_panels_stand_in_their_order_and_get_what_the_page_gives(monkeypatch):
    monkeypatch.setattr(slots, "_panels", type(slots._panels)(list))

    @slots.fill("page.margin", order=2)
    def second(request, *, name):
        return f"<p>second for {name}</p>"

    @slots.fill("page.margin", order=1)
    def first(request, *, name):
        return "<p>first</p>"

    request = RequestFactory().get("/")
    drawn = slots.render("page.margin", request, name="Amina")
    assert drawn == "<p>first</p><p>second for Amina</p>"
    assert slots.render("page.empty", request) == ""


@pytest.mark.django_db(transaction=True)
def test_a_beat_that_fails_once_goes_on(monkeypatch, caplog):
    monkeypatch.setattr(ticker, "registered", {})
    turns, enough = [], threading.Event()

    @ticker.every(seconds=0.001)
    def beat():
        turns.append(1)
        if len(turns) == 1:
            raise RuntimeError("the first turn fails")
        enough.set()

    stopping = threading.Event()
    threads = ticker.run_all(stopping)
    assert enough.wait(10)
    stopping.set()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    assert "the first turn fails" in caplog.text
