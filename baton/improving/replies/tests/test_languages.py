# SPDX-License-Identifier: MIT
"""Zofia asked to be told in Polish: what goes to her is Polish from its first word to its last."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from baton.improving.replies import operations, previews, printing, settling
from baton.improving.replies.tests.conftest import NOWHERE
from baton.people import outbox
from baton.people.models import Message
from baton.ui import typeset
from baton.ui.languages import PUBLIC

pytestmark = pytest.mark.django_db

POLISH = {"you_said": "Nie było gdzie usiąść.", "we_say": "Są miejsca."}


@pytest.fixture
def told(say, reached, concluded, answer, send, meena):
    """Tell somebody who asked for a language, by a worker that speaks Welsh, as staff do."""

    def tell(language, address="zofia@example.org", way="email", **says):
        said = say(NOWHERE)
        reached(said, address=address, way=way, language=language)
        reply = answer(concluded(said))
        if says:
            operations.word(reply, language, by=meena, **says)
        settling.gather(reply)
        with translation.override("cy"):
            send(reply)
        return Message.objects.get()

    return tell


def test_a_reply_to_whom_asked_for_polish_is_polish(told):
    letter = told("pl", **POLISH)
    assert letter.subject == "Soar Care Board: co z tego wynikło"
    for said in ("Powiedzieli Państwo\nNie było gdzie usiąść.", "Co zrobiono\nSą", "999", "111"):
        assert said in letter.body
    for english in ("You said", "What was done", "Hello", "promised"):
        assert english not in letter.body


def test_a_text_is_polish_too(told, settings):
    settings.BATON_SMS_URL = "https://texts.example.org/"
    text = told("pl", address="07700 900982", way="sms", **POLISH)
    assert "Otwiera ją tylko ten link: http" in text.body


def test_who_asked_for_no_language_gets_english(told):
    letter = told("")
    assert letter.subject == "Soar Care Board: what came of it"
    assert "What was done\nSix seats with arms came in May." in letter.body


def test_in_a_language_that_letters_do_not_speak_the_words_around_it_are_english(told):
    letter = told("ro", you_said="Nu era loc.", we_say="Sunt locuri.")
    assert "What was done\nSunt locuri." in letter.body


def test_what_is_looked_at_before_it_leaves_is_what_she_reads(
    say, reached, concluded, answer, send, meena
):
    zofia, amina = say(NOWHERE), say(NOWHERE)
    reached(zofia, address="zofia@example.org", language="pl")
    reached(amina, address="amina@example.org")
    reply = answer(concluded(zofia, amina))
    operations.word(reply, "pl", by=meena, **POLISH)
    settling.gather(reply)
    read = {each.language: each.message for each in previews.all_of(reply)}
    send(reply)
    for language, address in (("pl", "zofia@example.org"), ("en", "amina@example.org")):
        sent = Message.objects.get(template="reply", recipient=address)
        assert sent.subject == read[language].subject
        assert outbox.body_for_others(sent) == read[language].body


@pytest.mark.parametrize("language", PUBLIC)
def test_a_code_comes_in_the_language_of_her_page_and_nobody_else_reads_it(told, language):
    page = re.search(r"/r/[^/]+/", told("").body)[0]
    Client().post(f"{page}words?language={language}")
    sent = Message.objects.get(template="reply_code")
    assert ("It holds for ten minutes." in sent.body) is (language == "en")
    assert outbox.CODE_UNSEEN in outbox.body_for_others(sent)


@pytest.fixture
def on_paper(say, reached, concluded, answer, send, meena, monkeypatch):
    """What the letter says that is printed for somebody who asked for a language."""
    papers, pdf = [], typeset.pdf
    monkeypatch.setattr(typeset, "pdf", lambda at, said: (papers.append(said), pdf(at, said))[1])

    def printed(language, **says):
        said = say(NOWHERE)
        reached(said, address="14 Inn Lane\nLE2 5AA", way="post", language=language)
        reply = answer(concluded(said))
        if says:
            operations.word(reply, language, by=meena, **says)
        settling.gather(reply)
        send(reply)
        assert printing.letters(reply, list(reply.recipients.all()), by=meena).startswith(b"%PDF")
        (letter,) = papers[-1]["letters"]
        return letter

    return printed


def test_a_letter_on_paper_is_polish_throughout(on_paper):
    letter = on_paper("pl", **POLISH)
    assert (letter["head_said"], letter["head_done"]) == ("Powiedzieli Państwo", "Co zrobiliśmy")
    assert letter["own"].startswith("Czy to naprawiono?")
    assert "999" in letter["help"]
    assert "emergency" not in letter["help"]


def test_a_letter_on_paper_in_arabic_runs_from_the_right(on_paper):
    letter = on_paper("ar", you_said="لم يكن هناك مكان للجلوس.", we_say="توجد مقاعد.")
    assert (letter["head_done"], letter["leftward"]) == ("ما فعلناه", True)


def test_a_letter_on_paper_is_english_for_who_asked_for_no_language(on_paper):
    letter = on_paper("")
    assert (letter["head_done"], letter["leftward"]) == ("What we did", False)
    assert letter["help"].startswith("Nobody reads this at once. In an emergency call 999.")
