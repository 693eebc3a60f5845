# SPDX-License-Identifier: MIT
"""The classifier suggests; a person's word outranks it, for good."""

from __future__ import annotations

import pytest
from django.db import connection

from baton.core.models import AuditEntry
from baton.listening import index
from baton.listening import operations as listening
from baton.understanding import operations, queries, sources
from baton.understanding.models import Coding, Reading
from baton.understanding.tests.conftest import BOTH, KIND, WAITED

pytestmark = pytest.mark.django_db
MANNER = "Staff manner & personal attributes"
TIMELY = "Timeliness of care"


def titles(contribution) -> set[str]:
    return set(contribution.codings.counted().values_list("theme__title", flat=True))


def test_what_was_said_is_coded_by_theme_span_and_sentiment(board, say, code):
    said = say(BOTH)
    code(board)
    said.refresh_from_db()
    assert said.coded_at is not None
    assert {MANNER, TIMELY} <= titles(said)
    kind = said.codings.get(theme__title=MANNER)
    assert "nurse was kind" in said.words[kind.start : kind.end]
    assert "waited" not in said.words[kind.start : kind.end]
    assert 0 < kind.confidence <= 1
    assert said.reading.language == "en"


def test_praise_reads_positive_and_a_wait_reads_negative(board, say, code):
    kind, waited = say(KIND, score=1), say(WAITED, score=5)
    code(board)
    assert Reading.objects.get(contribution=kind).sentiment in (1, 2)
    assert Reading.objects.get(contribution=waited).sentiment in (4, 5)


def test_what_is_coded_is_not_coded_again(board, say, code):
    say(KIND)
    code(board)
    before = list(Coding.objects.values_list("pk", "at"))
    code(board)
    assert list(Coding.objects.values_list("pk", "at")) == before


def test_a_person_confirms_and_it_says_who(board, say, code, priya):
    said = say(KIND)
    code(board)
    coding = said.codings.get(theme__title=MANNER)
    operations.confirm(coding, by=priya)
    coding.refresh_from_db()
    assert (coding.verdict, coding.by) == ("confirmed", priya)
    assert said.reading.checked_by == priya or Reading.objects.get(pk=said.pk).checked_by == priya
    assert AuditEntry.objects.filter(verb="coding.confirmed", actor=f"account:{priya.pk}").exists()


def test_a_removed_theme_does_not_come_back_with_the_next_classifier(board, say, code, priya):
    said = say(KIND)
    code(board)
    operations.remove(said.codings.get(theme__title=MANNER), by=priya)
    type(said).objects.filter(pk=said.pk).update(coded_at=None)
    code(board)
    assert MANNER not in titles(said)
    assert said.codings.get(theme__title=MANNER).verdict == "removed"


def test_an_added_theme_stands_on_the_words_that_were_selected(board, say, code, priya):
    said = say(KIND)
    code(board)
    coding = operations.add(said, "parking", by=priya, start=4, end=9)
    assert (coding.theme.title, said.words[coding.start : coding.end]) == ("Parking", "nurse")
    assert coding.verdict == "added"


@pytest.mark.parametrize(("start", "end"), [(9, 4), (500, 900), (0, 0)])
def test_a_selection_that_is_none_means_the_whole(board, say, priya, start, end):
    coding = operations.add(say(KIND), "Parking", by=priya, start=start, end=end)
    assert (coding.start, coding.end) == (0, 0)


def test_a_theme_that_is_not_in_the_codebook_is_refused_in_a_sentence(board, say, priya):
    with pytest.raises(operations.NotInCodebook, match="“Weather” is not one theme"):
        operations.add(say(KIND), "Weather", by=priya)


def test_adding_a_removed_theme_takes_it_back(board, say, code, priya):
    said = say(KIND)
    code(board)
    operations.remove(said.codings.get(theme__title=MANNER), by=priya)
    operations.add(said, MANNER, by=priya)
    assert MANNER in titles(said)


def test_labels_that_people_gave_in_the_file_are_their_codings(board, say, code):
    said = say(WAITED, labels=("Staff continuity", "parking", "Something of our own"))
    code(board)
    assert titles(said) == {"Continuity of care", "Parking"}
    assert set(said.codings.values_list("verdict", flat=True)) == {"stated"}
    assert {each.label.text for each in said.stated_labels.all()} == {
        "Staff continuity",
        "parking",
        "Something of our own",
    }


def test_a_label_that_means_no_theme_leaves_the_word_to_the_classifier(board, say, code):
    said = say(KIND, labels=("Something of our own",))
    code(board)
    assert MANNER in titles(said)


def test_sentiment_that_a_person_stated_in_the_file_is_kept(board, say, code):
    said = say(KIND, stated_sentiment=4)
    code(board)
    reading = Reading.objects.get(contribution=said)
    assert (reading.sentiment, reading.sentiment_confidence) == (4, None)


def test_a_person_sets_the_sentiment(board, say, code, priya):
    said = say(KIND)
    code(board)
    operations.set_sentiment(said, 3, by=priya)
    reading = Reading.objects.get(contribution=said)
    assert (reading.sentiment, reading.sentiment_by) == (3, priya)
    with pytest.raises(ValueError, match="7"):
        operations.set_sentiment(said, 7, by=priya)


def test_all_right_confirms_every_coding(board, say, code, priya):
    said = say(BOTH)
    code(board)
    operations.check(said, by=priya)
    assert set(said.codings.values_list("verdict", flat=True)) == {"confirmed"}


def test_a_withdrawn_comment_leaves_every_theme_and_the_index(board, say, code, tom):
    said, other = say(KIND), say(KIND)
    code(board)
    listening.withdraw(said, by=tom)
    assert not said.codings.exists()
    assert not Reading.objects.filter(contribution=said).exists()
    found = queries.comments(board, queries.Filters(q="nurse")).comments
    assert found == [other]


def test_an_erased_comment_leaves_nothing_behind(board, say, code, tom):
    said = say(KIND)
    code(board)
    listening.erase(said, by=tom)
    assert not Coding.objects.exists()
    assert not Reading.objects.exists()
    assert queries.comments(board, queries.Filters(q="nurse")).comments == []


def test_what_is_withdrawn_while_it_is_being_coded_stays_uncoded(
    board, say, code, tom, monkeypatch
):
    said = say(KIND)
    meanwhile = sources.text_of

    def withdraw_meanwhile(contribution):
        listening.withdraw(said, by=tom)
        return meanwhile(contribution)

    monkeypatch.setattr(sources, "text_of", withdraw_meanwhile)
    code(board)
    assert not Coding.objects.exists()
    assert not operations.uncoded(board).exists()


def test_an_organisation_has_one_codebook_with_the_framework_and_our_own_themes(board):
    codebook = operations.ensure_codebook(board)
    assert operations.ensure_codebook(board) == codebook
    themes = codebook.themes.exclude(parent=None)
    assert themes.count() >= 34
    assert themes.get(title="Equality, Diversity & Inclusion").is_local
    assert not themes.get(title="Timeliness of care").is_local
    assert codebook.themes.filter(parent=None).count() == 10


def test_a_few_letters_are_enough_for_a_theme_if_only_one_has_them(board, say, priya):
    said = say(KIND)
    assert operations.add(said, "manner", by=priya).theme.title == MANNER
    with pytest.raises(operations.NotInCodebook):
        operations.add(said, "staff", by=priya)


def test_a_sentiment_set_before_coding_is_kept_by_the_classifier(board, say, code, priya):
    said = say(KIND)
    operations.set_sentiment(said, 5, by=priya)
    code(board)
    reading = Reading.objects.get(contribution=said)
    assert (reading.sentiment, reading.sentiment_by) == (5, priya)
    assert MANNER in titles(said)


def test_what_was_withdrawn_is_coded_by_nobody(board, say, priya, tom):
    said = say(KIND)
    listening.withdraw(said, by=tom)
    said.refresh_from_db()
    for deed in (
        lambda: operations.add(said, "Parking", by=priya),
        lambda: operations.set_sentiment(said, 2, by=priya),
    ):
        with pytest.raises(operations.WordsAreGone, match="taken this back"):
            deed()


def test_a_withdrawal_while_the_index_is_made_anew_does_not_spoil_it(board, say, code, tom):
    said, other = say(KIND), say(WAITED)
    code(board)
    index._empty()
    listening.withdraw(said, by=tom)
    index.rebuild()
    found = queries.comments(board, queries.Filters(q="doctor")).comments
    assert found == [other]


@pytest.mark.one_database  # PostgreSQL forgets by itself
def test_the_index_forgets_the_words_of_what_was_erased(board, say, code, tom):
    said = say("The zyzzyva on the ward was kind.")
    say(KIND)
    code(board)

    def lies_in_the_index() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM listening_search_data")
            return any(b"zyzzyva" in bytes(block) for (block,) in cursor.fetchall())

    assert lies_in_the_index()
    listening.erase(said, by=tom)
    index.tidy()
    assert not lies_in_the_index()
