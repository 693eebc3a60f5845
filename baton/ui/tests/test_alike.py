# SPDX-License-Identifier: MIT
"""A page that is drawn once for all who come to it, and is each one's own all the same."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import RequestFactory

from baton.ui import alike, speech

PAGE = """
{% extends "ui/public.html" %}
{% block main %}<form action="/s/on/{{ key }}">{{ csrf_input }}{{ words }}</form>{% endblock %}
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawings(monkeypatch, tmp_path):
    """How often the page was drawn; of pages that nobody drew before."""
    from django.template import engines
    from jinja2 import ChoiceLoader, DictLoader

    env = engines["jinja2"].env
    with_ours = ChoiceLoader([DictLoader({"test/page.html": PAGE}), env.loader])
    monkeypatch.setattr(env, "loader", with_ours)
    monkeypatch.setattr(alike, "_drawn", {})
    drawn = []
    draw = alike._draw
    monkeypatch.setattr(alike, "_draw", lambda *about: drawn.append(1) or draw(*about))
    return drawn


def come(key="amina", words="How was it?", *, query="", cookies=(), language="en"):
    request = RequestFactory().get("/s/on", query)
    request.COOKIES.update(cookies)
    with_words = {"words": words}
    speech.speak(request, language)
    answer = alike.page(
        request,
        "test/page.html",
        lambda key: with_words | {"key": key},
        of=(words,),
        key=key,
    )
    return request, answer.content.decode()


def test_it_is_drawn_once_and_each_has_their_own(drawings):
    pages = {key: come(key)[1] for key in ("amina", "tom", "meena")}
    assert len(drawings) == 1
    tokens = {TOKEN.search(page)[1] for page in pages.values()}
    assert len(tokens) == 3
    for key, page in pages.items():
        assert re.findall(r"/s/on/(\w+)", page) == [key]
        assert page.count(TOKEN.search(page)[1]) == 2, "the form's, and the frame's for scripts"


def test_its_token_is_one_that_we_take_back(drawings):
    from django.middleware.csrf import CsrfViewMiddleware

    for _ in range(2):
        asked, page = come()
        posted = RequestFactory().post("/s/on", {"csrfmiddlewaretoken": TOKEN.search(page)[1]})
        posted.COOKIES[settings.CSRF_COOKIE_NAME] = asked.META["CSRF_COOKIE"]
        brake = CsrfViewMiddleware(lambda request: None)
        brake.process_request(posted)
        assert brake.process_view(posted, lambda request: None, (), {}) is None
    assert len(drawings) == 1


def test_what_it_is_of_and_its_language_make_another_page(drawings):
    assert "How was it?" in come()[1]
    assert "And the food?" in come(words="And the food?")[1]
    assert '<html lang="nl">' in come(language="nl")[1]
    assert '<html lang="en-GB">' in come()[1]
    assert len(drawings) == 3


def test_a_key_is_no_markup(drawings):
    assert "<b>" not in come("<b>")[1]


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages"])
def test_who_may_see_something_else_gets_a_page_of_their_own(drawings, cookie):
    come(cookies={cookie: "something"})
    come(query={"language": "nl"})
    assert not drawings
    come(cookies={"from_a_proxy": "1", speech.COOKIE: "nl"})
    assert len(drawings) == 1


def test_what_was_amended_shows_at_once_where_it_was_amended(drawings, monkeypatch):
    memory = speech._Memory()
    monkeypatch.setattr(speech, "_memory", memory)
    assert "nobody who speaks the language has checked" in come(language="nl")[1]
    memory.ask = lambda _: speech.Known({}, is_approved=True)
    speech.forget()
    assert "nobody who speaks the language has checked" not in come(language="nl")[1]


def test_no_more_pages_are_kept_than_those_of_a_moment(drawings, monkeypatch):
    monkeypatch.setattr(alike, "_MOST", 5)
    for number in range(20):
        assert f"question {number}" in come(words=f"question {number}")[1]
        assert len(alike._drawn) <= 5
