# SPDX-License-Identifier: MIT
"""Texts go by the gateway that is set, once; what it refuses for good is shown as come back."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import requests

from baton.people import outbox, texts
from baton.people.models import Message

NUMBER = "+447700900982"


@pytest.fixture
def gateway(settings, monkeypatch):
    """A gateway that answers as it is told, and keeps what it was handed."""
    settings.BATON_SMS_URL = "https://texts.example.org/send"
    settings.BATON_SMS_KEY, settings.BATON_SMS_FROM = "a key", "Soar Care"
    told = SimpleNamespace(status=202, handed=[], trouble=None)

    def post(url, **options):
        if told.trouble is not None:
            raise told.trouble
        told.handed.append((url, options))
        answer = requests.Response()
        answer.status_code = told.status
        return answer

    monkeypatch.setattr(requests, "post", post)
    return told


@pytest.fixture
def text(board) -> Message:
    return outbox.put(
        "reply_text",
        NUMBER,
        organisation=board,
        key="text-1",
        way=Message.Way.SMS,
        link="http://127.0.0.1:8000/r/x/",
    )


def test_a_text_is_handed_over_once_with_a_reference_of_its_own(gateway, text):
    assert outbox.send_due() == 1
    assert outbox.send_due() == 0
    ((url, options),) = gateway.handed
    assert url == "https://texts.example.org/send"
    assert options["json"] == {
        "to": NUMBER,
        "text": "Soar Care Board: you asked to be told what comes of it. Only this link opens it: "
        "http://127.0.0.1:8000/r/x/",
        "reference": str(text.public_id),
        "from": "Soar Care",
    }
    assert options["headers"]["Authorization"] == "Bearer a key"
    assert options["headers"]["Idempotency-Key"] == str(text.public_id)
    text.refresh_from_db()
    assert text.state == Message.State.SENT


def test_a_number_that_the_gateway_refuses_has_come_back(gateway, text):
    gateway.status = 400
    outbox.send_due()
    text.refresh_from_db()
    assert text.state == Message.State.BOUNCED
    assert "refused the number or the text (400)" in text.problem


@pytest.mark.parametrize("status", [401, 429, 500, 302])
def test_what_may_be_better_later_is_tried_again(gateway, text, status):
    gateway.status = status
    outbox.send_due()
    text.refresh_from_db()
    assert (text.state, text.attempts) == (Message.State.WAITING, 1)


def test_a_gateway_that_is_away_is_told_without_the_number(gateway, text):
    gateway.trouble = requests.ConnectionError(f"no way to {NUMBER}")
    outbox.send_due()
    text.refresh_from_db()
    assert text.state == Message.State.WAITING
    assert NUMBER not in text.problem
    assert "did not answer" in text.problem


def test_without_a_gateway_no_text_leaves(text):
    assert not texts.are_there()
    outbox.send_due()
    text.refresh_from_db()
    assert text.state == Message.State.WAITING


def test_who_looks_after_the_outbox_sees_neither_link_nor_code(text, board):
    assert "/r/x/" in text.body
    assert "/r/x/" not in outbox.body_for_others(text)
    code = outbox.put(
        "reply_code", NUMBER, organisation=board, key="code-1", way=Message.Way.SMS, code="123456"
    )
    assert "123456" in code.body
    assert "123456" not in outbox.body_for_others(code)
