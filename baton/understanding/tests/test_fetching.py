# SPDX-License-Identifier: MIT
"""A translation server of the installer's choice is asked for what nobody here can read."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from baton.core import clock, jobs
from baton.core.models import Job
from baton.listening.translations.models import NotTranslated, Translation
from baton.understanding import fetching, translating
from baton.understanding.models import Reading
from baton.understanding.tests.conftest import KIND

pytestmark = pytest.mark.django_db
POLISH = "Pielęgniarka była bardzo miła i delikatna. Mój numer to 07700 900123."


class Server:
    """A LibreTranslate, on this machine, that answers what it is told to."""

    def __init__(self):
        server = self
        self.asked, self.status, self.answer = [], 200, {"translatedText": KIND}

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked.append((self.path, json.loads(body)))
                self.send_response(server.status)
                self.end_headers()
                self.wfile.write(json.dumps(server.answer).encode())

            def log_message(self, *_):
                pass

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server(settings):
    server = Server()
    settings.BATON_TRANSLATE_URL, settings.BATON_TRANSLATE_KEY = server.url, "the key"
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def polish(board, say, code):
    said = say(POLISH)
    code(board)
    return said


def fetch() -> Job | None:
    """What the beat and the worker do."""
    fetching.ask_where_needed()
    job = Job.objects.open().filter(kind=fetching.KIND).first()
    if job is not None:
        jobs.do.call(job.pk)
        job.refresh_from_db()
    return job


def test_a_machines_translation_is_fetched_and_read(server, polish, board, code):
    assert fetch().state == Job.State.DONE
    kept = Translation.objects.get()
    assert (kept.words, kept.by_whom) == (KIND, "by a machine (LibreTranslate)")
    code(board)
    assert Reading.objects.get().coded_from == Reading.CodedFrom.TRANSLATION
    assert fetch() is None, "nothing waits any more"


def test_only_redacted_words_leave_and_nothing_of_the_person(server, polish):
    fetch()
    ((path, asked),) = server.asked
    assert path == "/translate"
    assert asked == {
        "q": "Pielęgniarka była bardzo miła i delikatna. Mój numer to [phone number].",
        "source": "pl",
        "target": "en",
        "format": "text",
        "api_key": "the key",
    }


def test_nothing_leaves_where_no_server_is_named(polish):
    assert fetching.ask_where_needed() == 0
    assert fetching.state_of(polish) is None


@pytest.mark.parametrize(
    ("status", "why"), [(503, "busy or unwell"), (403, "Look at BATON_TRANSLATE_KEY")]
)
def test_a_server_that_cannot_now_is_asked_again_later(server, polish, status, why):
    server.status = status
    job = fetch()
    assert job.state == Job.State.FAILED
    assert why in job.error
    assert why in fetching.state_of(polish).problem
    assert fetch() is None, "it rests"
    server.status = 200
    with clock.held_at(clock.now() + timedelta(minutes=2)):
        assert fetch().state == Job.State.DONE
    assert Translation.objects.exists()


def test_a_server_that_is_away_is_said_so(settings, polish):
    settings.BATON_TRANSLATE_URL = "http://127.0.0.1:9"
    assert "127.0.0.1 could not be reached" in fetch().error


def test_what_it_does_not_translate_is_given_up_and_others_are_not_held_up(
    server, polish, say, board, code, signed_in, priya
):
    server.status, server.answer = 400, {"error": "pl is not supported"}
    assert fetch().state == Job.State.DONE
    assert fetching.state_of(polish).asked_again
    for days in (10, 20, 30):
        with clock.held_at(clock.now() + timedelta(days=days)):
            fetch()
    assert len(server.asked) == 3
    with clock.held_at(clock.now() + timedelta(days=300)):
        assert fetch() is None
    page = signed_in(priya).get(f"/comments/{polish.public_id}/").content.decode()
    assert "does not translate from “pl”. It is not asked again" in page
    translating.set_language(polish, "sk", by=priya)
    assert not NotTranslated.objects.exists(), "of another language it is asked anew"


@pytest.mark.parametrize("answer", [{}, [], {"translatedText": " "}, {"translatedText": 7}])
def test_an_answer_without_a_translation_is_none(server, polish, answer):
    server.answer = answer
    fetch()
    assert "gave no translation" in NotTranslated.objects.get().problem
    assert not Translation.objects.exists()


def test_a_person_who_was_quicker_stays(server, polish, priya, monkeypatch):
    ask = fetching.server.in_english

    def meanwhile(words, language):
        translating.translate(polish, "The nurse was lovely.", by=priya)
        return ask(words, language)

    monkeypatch.setattr(fetching.server, "in_english", meanwhile)
    fetch()
    assert Translation.objects.get().by == priya
