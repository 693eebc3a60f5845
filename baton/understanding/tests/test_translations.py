# SPDX-License-Identifier: MIT
"""What people say in another language is coded from what the classifier can read, or not at all."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.listening import operations as listening
from baton.listening import safety
from baton.understanding import operations, queries, reviews, sources, translating
from baton.understanding.counting.overview import overview
from baton.understanding.counting.selection import Asked
from baton.understanding.filters import Filters
from baton.understanding.models import Coding, Reading
from baton.understanding.tests.conftest import BOTH, KIND, QUOTABLE
from baton.warehouse import engine

pytestmark = pytest.mark.django_db
POLISH = "Pielęgniarka była bardzo miła i delikatna, ale czekałem cztery godziny na lekarza."
MANNER = "Staff manner & personal attributes"
TIMELY = "Timeliness of care"
FROM = Reading.CodedFrom


@pytest.fixture
def polish(board, say, code):
    said = say(POLISH)
    code(board)
    return said


def reading_of(said) -> Reading:
    return Reading.objects.get(contribution=said)


def titles(said) -> set[str]:
    return set(said.codings.counted().values_list("theme__title", flat=True))


def waiting(board) -> list:
    return queries.comments(board, Filters(untranslated=True)).comments


def test_what_the_classifier_cannot_read_is_not_guessed_at(polish, board):
    reading = reading_of(polish)
    assert (reading.language, reading.coded_from, reading.classifier) == ("pl", FROM.NOTHING, "")
    assert titles(polish) == set()
    assert waiting(board) == [polish]
    for feeling in ("positive", "neutral", "negative"):
        assert queries.comments(board, Filters(sentiment=feeling)).comments == []


def test_a_translation_is_read_and_its_places_lie_in_it(polish, board, code, priya):
    translating.translate(polish, BOTH, by=priya)
    code(board)
    reading = reading_of(polish)
    assert (reading.coded_from, reading.language) == (FROM.TRANSLATION, "pl")
    assert {MANNER, TIMELY} <= titles(polish)
    kind = polish.codings.get(theme__title=MANNER)
    assert kind.in_translation
    assert "nurse was kind" in BOTH[kind.start : kind.end]
    assert waiting(board) == []


def test_what_a_machine_translated_a_person_should_look_at(polish, board, code, priya):
    translating.translate(polish, KIND, engine="LibreTranslate")
    code(board)
    assert reading_of(polish).is_unsure
    translating.translate(polish, KIND, by=priya)
    code(board)
    assert not reading_of(polish).is_unsure


def test_what_is_translated_while_it_is_being_read_is_read_again(
    board, say, code, priya, monkeypatch
):
    said = say(POLISH)
    look = sources.text_of

    def translate_meanwhile(contribution):
        text = look(contribution)
        monkeypatch.setattr(sources, "text_of", look)
        translating.translate(said, KIND, by=priya)
        return text

    monkeypatch.setattr(sources, "text_of", translate_meanwhile)
    code(board)
    assert reading_of(said).coded_from == FROM.TRANSLATION
    assert MANNER in titles(said)


def test_english_is_read_in_the_original_whatever_was_stated(board, say, code):
    said = say(KIND, language="pl")
    easy = say(KIND, language="en-x-easy")
    code(board)
    for each in (said, easy):
        assert (reading_of(each).language, reading_of(each).coded_from) == ("en", FROM.ORIGINAL)
        assert MANNER in titles(each)


def test_a_person_corrects_the_language_and_no_program_outranks_them(polish, board, code, priya):
    translating.translate(polish, KIND, engine="LibreTranslate")
    translating.set_language(polish, "sk", by=priya)
    code(board)
    reading = reading_of(polish)
    assert (reading.language, reading.language_by, reading.coded_from) == (
        "sk",
        priya,
        FROM.NOTHING,
    )
    polish.refresh_from_db()
    assert not hasattr(polish, "translation"), "it was translated from another language"
    entry = AuditEntry.objects.get(verb="language.set")
    assert (entry.about["before"], entry.about["language"]) == ("pl", "sk")
    translating.set_language(polish, "en", by=priya)
    code(board)
    assert reading_of(polish).coded_from == FROM.ORIGINAL


def test_a_language_corrected_before_it_was_read_is_kept(board, say, code, priya):
    said = say(POLISH)
    translating.set_language(said, "sk", by=priya)
    code(board)
    assert reading_of(said).language == "sk"
    with pytest.raises(translating.NoSuchLanguage):
        translating.set_language(said, "tlh", by=priya)


def test_what_people_said_of_it_stays_when_it_is_read_again(polish, board, code, priya):
    operations.add(polish, "Parking", by=priya, start=0, end=12)
    operations.set_sentiment(polish, 2, by=priya)
    assert reading_of(polish).coded_from == FROM.FELT
    translating.translate(polish, BOTH, by=priya)
    code(board)
    assert {"Parking", MANNER} <= titles(polish)
    reading = reading_of(polish)
    assert (reading.sentiment, reading.sentiment_by) == (2, priya)
    assert reading.coded_from == FROM.TRANSLATION
    parking = polish.codings.get(theme__title="Parking")
    assert (parking.start, parking.end, parking.in_translation) == (0, 12, None)


def test_a_place_in_a_translation_goes_with_it(polish, board, code, priya):
    translating.translate(polish, BOTH, by=priya)
    polish = queries.with_codings(board.contributions.all()).get()
    given = operations.add(polish, "Parking", by=priya, start=2, end=8, in_translation=True)
    assert (given.start, given.end, given.in_translation) == (2, 8, True)
    translating.take_away(polish, by=priya)
    code(board)
    given.refresh_from_db()
    assert (given.start, given.end, given.in_translation) == (0, 0, None)
    assert titles(polish) == {"Parking"}
    assert reading_of(polish).is_unread


def test_labels_of_the_file_count_where_the_classifier_reads_nothing(board, say, code):
    said = say(POLISH, labels=("parking",), score=2)
    code(board)
    assert titles(said) == {"Parking"}
    reading = reading_of(said)
    assert (reading.coded_from, reading.sentiment) == (FROM.FELT, 2)


def test_whoever_found_it_fit_to_be_shown_looks_again(board, say, code, priya):
    said = say(POLISH, permission=QUOTABLE)
    safety.screen_pending()
    code(board)
    reviews.decide(said, outcome="show", by=priya)
    translating.translate(said, KIND, by=priya)
    assert not board.reviews.exists()


def test_what_was_taken_back_has_no_language_and_no_translation(polish, priya, tom):
    listening.withdraw(polish, by=tom)
    with pytest.raises(operations.WordsAreGone):
        translating.set_language(polish, "sk", by=priya)
    assert not Coding.objects.exists()


def test_the_classifier_learns_from_the_translation(polish, board, code, priya):
    translating.translate(polish, KIND, by=priya)
    code(board)
    operations.check(polish, by=priya)
    (example,) = queries.corrected_examples(board)
    assert example.text == KIND


@pytest.fixture
def posts(signed_in, priya):
    browser = signed_in(priya)

    def post(said, name, **given):
        path = reverse(f"understanding:{name}", args=[said.public_id])
        answer = browser.post(path, given, follow=True)
        return answer.status_code, answer.content.decode()

    return post


def test_the_page_says_what_was_not_read_and_keeps_a_translation(polish, board, code, posts):
    status, page = posts(polish, "translate", translation="")
    assert status == 422
    assert "Write what was said, in English." in page
    assert "it has not read this" in page
    status, page = posts(polish, "translate", translation=f"{BOTH} Ring 07700 900123.")
    assert status == 200
    assert "Translation, by a person (Priya," in page
    assert "What identifies a person was taken out of it." in page
    code(board)
    _, page = posts(polish, "sentiment", sentiment="4")
    assert "Coded from the translation." in page
    assert 'id="translation" lang="en"' in page
    _, page = posts(polish, "remove_translation")
    assert "The translation is gone." in page


def test_the_page_corrects_the_language(polish, posts):
    status, page = posts(polish, "language", language="xx")
    assert status == 422
    assert "Choose the language from the list." in page
    status, page = posts(polish, "language", language="sk")
    assert "In Slovak, says a person." in page


def test_whoever_may_not_code_reads_it_and_changes_nothing(polish, signed_in, bea, priya):
    translating.translate(polish, KIND, by=priya)
    browser = signed_in(bea)
    for name in ("translate", "language", "remove_translation"):
        path = reverse(f"understanding:{name}", args=[polish.public_id])
        assert browser.post(path, {"translation": "x", "language": "sk"}).status_code == 403


def test_lists_show_and_find_the_translation(polish, code, board, priya, signed_in):
    browser = signed_in(priya)
    page = browser.get("/comments/?untranslated=yes").content.decode()
    assert "waiting for a translation" in page
    translating.translate(polish, KIND, by=priya)
    code(board)
    page = browser.get("/comments/?q=gentle").content.decode()
    assert "Pielęgniarka była" in page
    assert '<mark class="bt-found">gentle</mark>' in page
    assert "Translation, by a person:" in page
    lines = b"".join(browser.get("/comments/download").streaming_content).decode()
    assert KIND in lines
    assert "the translation" in lines


@pytest.mark.django_db(transaction=True)
def test_what_was_not_read_is_counted_as_not_coded(polish, board, say, code, copy):
    say(KIND)
    code(board)
    copy()
    seen = overview(Asked(board, Filters()), engine.Reader())
    assert (seen.shade.total, seen.uncoded) == (1, 1)
    unread = overview(Asked(board, Filters(untranslated=True)), engine.Reader())
    assert (unread.shade.total, unread.uncoded) == (0, 1)
