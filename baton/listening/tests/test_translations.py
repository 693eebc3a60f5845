# SPDX-License-Identifier: MIT
"""A translation stands beside the original, goes with it, and is screened and found like it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.listening import index, operations, safety, search, undoing
from baton.listening.models import Contribution, Delivery, SafetyAlert
from baton.listening.tests.conftest import HURT_AT_HOME, IN_DANGER, hear
from baton.listening.translations import operations as translations
from baton.listening.translations.models import NotTranslated, Translation

pytestmark = pytest.mark.django_db
POLISH = "Pielęgniarka przy biurku znalazła mi krzesło przy oknie."
ENGLISH = "The nurse at the desk found me a chair by the window."
MACHINES = "The nurse at a bureau has found for me the stool."


@pytest.fixture(autouse=True)
def only_ours(db) -> None:
    """Tests that commit leave words in the index, which no flush of tables reaches."""
    index.rebuild()


def found(words: str) -> list[int]:
    return search.every(search.parse(words))


@pytest.fixture
def polish(tell) -> Contribution:
    return tell(POLISH)


def test_a_translation_by_a_person_is_kept_beside_the_original(polish, priya):
    kept = translations.keep(polish, ENGLISH, of_language="pl", by=priya)
    assert (kept.words, kept.by, kept.by_whom) == (ENGLISH, priya, "by a person")
    polish.refresh_from_db()
    assert polish.words == POLISH
    entry = AuditEntry.objects.get(verb="translation.kept")
    assert (entry.actor, entry.about["language"]) == (f"account:{priya.pk}", "pl")
    assert "nurse" not in str(entry.about)


def test_a_persons_translation_outranks_a_machines(polish, priya):
    translations.keep(polish, MACHINES, of_language="pl", engine="LibreTranslate")
    assert polish.translation.by_whom == "by a machine (LibreTranslate)"
    translations.keep(polish, ENGLISH, of_language="pl", by=priya)
    translations.keep(polish, MACHINES, of_language="pl", engine="LibreTranslate")
    assert Translation.objects.get().words == ENGLISH
    assert found("bureau") == []


def test_identifiers_are_taken_out_of_a_translation(polish, priya):
    kept = translations.keep(polish, "Ring me at 07700 900123.", of_language="pl", by=priya)
    assert kept.words == "Ring me at [phone number]."


@pytest.mark.parametrize(
    ("words", "why"),
    [(" \n", "Write what was said"), ("x" * 50_001, "within 50,000"), ("a\0b", "NUL")],
)
def test_what_is_no_translation_is_refused_in_a_sentence(polish, priya, words, why):
    with pytest.raises(translations.NotATranslation, match=why):
        translations.keep(polish, words, of_language="pl", by=priya)
    assert not Translation.objects.exists()


def test_the_words_of_both_are_found(polish, priya):
    translations.keep(polish, ENGLISH, of_language="pl", by=priya)
    assert found("window") == found("krzesło") == [polish.pk]
    index.rebuild()
    assert found("window") == found("krzesło") == [polish.pk]
    translations.take_away(polish, by=priya)
    assert (found("window"), found("krzesło")) == ([], [polish.pk])


@pytest.mark.parametrize("leave", [operations.withdraw, operations.erase])
def test_it_goes_with_the_words_of_whoever_takes_them_back(polish, tell, priya, amir, leave):
    other = tell(POLISH)
    for each in (polish, other):
        translations.keep(each, ENGLISH, of_language="pl", by=priya)
    translations.note_problem(polish, NotTranslated(problem="It is busy.", attempts=1))
    leave(polish, by=amir)
    assert [each.contribution for each in Translation.objects.all()] == [other]
    assert not NotTranslated.objects.exists()
    assert found("window") == found("krzesło") == [other.pk]
    with pytest.raises(translations.NothingToTranslate, match="taken this back"):
        translations.keep(polish, ENGLISH, of_language="pl", by=priya)


def test_it_goes_with_a_delivery_that_is_undone(board, priya):
    delivery = Delivery.objects.create(organisation=board, channel="booth", label="A file")
    said = operations.receive(hear(POLISH), organisation=board, by="test", delivery=delivery)
    translations.keep(said, ENGLISH, of_language="pl", by=priya)
    assert list(undoing.undo(delivery)) == [1]
    assert not Translation.objects.exists()
    assert found("window") == []


def test_what_only_the_translation_tells_raises_an_alert(polish, priya):
    safety.screen_pending()
    assert not SafetyAlert.objects.exists()
    translations.keep(polish, HURT_AT_HOME, of_language="pl", by=priya)
    assert safety.screen_translations() == 1
    alert = polish.safety_alerts.get()
    assert alert.in_translation
    assert HURT_AT_HOME[alert.concerns[0]["start"] : alert.concerns[0]["end"]]
    assert safety.screen_translations() == 0


def test_nobody_is_told_the_same_twice(tell, priya):
    said = tell(IN_DANGER)
    safety.screen_pending()
    translations.keep(said, IN_DANGER, of_language="pl", by=priya)
    safety.screen_translations()
    assert SafetyAlert.objects.count() == 1


def test_news_in_a_translation_is_told_although_the_first_alert_was_closed(tell, priya, amir):
    said = tell(HURT_AT_HOME)
    safety.screen_pending()
    safety.close_alert(said.safety_alerts.get(), outcome="acted", note="Rang her.", by=amir)
    translations.keep(said, IN_DANGER, of_language="pl", by=priya)
    safety.screen_translations()
    closed, opened = said.safety_alerts.order_by("pk")
    assert (closed.note, opened.closed_at, opened.in_translation) == ("Rang her.", None, True)


def test_a_corrected_translation_leaves_no_place_in_the_one_before(polish, priya):
    translations.keep(polish, HURT_AT_HOME, of_language="pl", by=priya)
    safety.screen_translations()
    translations.keep(polish, ENGLISH, of_language="pl", by=priya)
    (alert,) = polish.safety_alerts.all()
    assert {(each["start"], each["end"]) for each in alert.concerns} == {(0, 0)}


def test_an_alert_shows_the_words_and_the_translation(polish, priya, amir, as_):
    translations.keep(polish, HURT_AT_HOME, of_language="pl", by=priya)
    safety.screen_translations()
    page = as_(amir).get(f"/alerts/{polish.safety_alerts.get().public_id}").content.decode()
    assert POLISH in page
    assert "Translation, by a person:" in page
    assert '<mark class="bt-found">' in page


@pytest.mark.parametrize(
    "given",
    [
        {"words": "Hello", "engine": ""},
        {"words": "", "engine": "LibreTranslate"},
    ],
)
def test_the_database_keeps_no_translation_without_words_or_author(polish, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.create(contribution=polish, **given)
