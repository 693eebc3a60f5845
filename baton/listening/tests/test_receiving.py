# SPDX-License-Identifier: MIT
"""The one door in: what is kept of what people tell us, once, and how."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.core.pace import Pace
from baton.listening import door, limits, operations, ready
from baton.listening.heard import Permission
from baton.listening.models import (
    Characteristics,
    Contribution,
    Delivery,
    Label,
    OriginalWords,
    Question,
)
from baton.listening.tests.conftest import CONTENT, SPOKEN, hear
from baton.places.models import Service


def bring(board, *heard, delivery=None):
    """The last tally of what was brought together."""
    *_, last = operations.receive_many(heard, organisation=board, by="test", delivery=delivery)
    return last


def test_a_booth_that_sends_twice_is_heard_once(board):
    heard = hear()
    first = operations.receive(heard, organisation=board, by="booth-1")
    again = operations.receive(heard, organisation=board, by="booth-1")
    assert again == first
    assert board.contributions.count() == 1


def test_a_file_brought_twice_adds_nothing(board):
    comments = [hear(f"Comment {number}") for number in range(5)]
    assert bring(board, *comments).received == 5
    again = bring(board, *comments)
    assert (again.received, again.repeated) == (0, 5)
    assert board.contributions.count() == 5


def test_a_file_that_names_one_row_twice_is_heard_once(board):
    row = hear()
    tally = bring(board, row, row)
    assert (tally.received, tally.repeated, tally.total) == (1, 1, 2)


def test_two_people_who_say_the_same_are_two(board):
    bring(board, hear("Excellent", source_ref="row-a:1"), hear("Excellent", source_ref="row-a:2"))
    assert list(board.contributions.values_list("words", flat=True)) == ["Excellent", "Excellent"]


def test_one_reference_means_different_people_in_different_channels_and_bodies(board, other_board):
    bring(board, hear(source_ref="1"), hear(source_ref="1", channel="survey"))
    bring(other_board, hear(source_ref="1"))
    assert board.contributions.count() == 2
    assert other_board.contributions.count() == 1


def test_a_large_file_is_taken_in_parts_that_last(board, monkeypatch):
    monkeypatch.setattr(door, "Pace", lambda: Pace(first=3, fewest=3, most=3))
    comments = [hear(f"Comment {number}") for number in range(7)]
    taken = operations.receive_many(comments, organisation=board, by="test")
    seen = [(tally.received, board.contributions.count()) for tally in taken]
    assert seen == [(3, 3), (6, 6), (7, 7)]


def test_the_index_of_a_large_file_is_put_in_order_between_its_parts(board, monkeypatch):
    monkeypatch.setattr(door, "Pace", lambda: Pace(first=3, fewest=3, most=3))
    monkeypatch.setattr(door, "UNSETTLED", 40)
    there = []
    monkeypatch.setattr(door.index, "settle", lambda: there.append(board.contributions.count()))
    # Of nine letters each.
    comments = [hear(f"Comment {number}") for number in range(10)]
    list(operations.receive_many(comments, organisation=board, by="test"))
    assert there == [6]


def test_everything_that_was_told_is_kept(board):
    delivery = Delivery.objects.create(organisation=board, channel="upload", label="june.csv")
    bring(
        board,
        hear(
            "Long wait, kind staff.",
            said_precision="month",
            service_path=("Wreake Trust", "Abbey Hospital", "X-ray"),
            question="What could we do better?",
            question_kind="could_improve",
            score=4,
            stated_sentiment=3,
            mode=6,
            language="en",
            labels=("Waiting", "Waiting", " Staff "),
        ),
        delivery=delivery,
    )
    kept = board.contributions.get()
    assert (kept.words, kept.score, kept.stated_sentiment) == ("Long wait, kind staff.", 4, 3)
    assert kept.get_mode_display() == "Telephone"
    assert (kept.said_at, kept.said_precision, kept.language) == (SPOKEN, "month", "en")
    assert kept.delivery == delivery
    assert (kept.question.wording, kept.question.kind) == (
        "What could we do better?",
        "could_improve",
    )
    assert kept.service.name == "X-ray"
    assert kept.service.parent.parent.name == "Wreake Trust"
    stated = kept.stated_labels.order_by("label__text").values_list("label__text", flat=True)
    assert list(stated) == ["Staff", "Waiting"]


def test_questions_labels_and_services_are_kept_once_for_many(board):
    asked = {"question": "How was it?", "labels": ("Waiting",), "service_path": ("Abbey",)}
    bring(board, *(hear(f"Comment {number}", **asked) for number in range(3)))
    assert Question.objects.count() == Label.objects.count() == Service.objects.count() == 1


def test_a_label_that_somebody_stated_twice_is_stated_once(board):
    kept = operations.receive(hear(labels=("Waiting", " Waiting")), organisation=board, by="test")
    assert [str(label.label) for label in kept.stated_labels.all()] == ["Waiting"]


def test_what_is_returned_is_what_stands_there(board):
    told = operations.receive(
        hear(score=2, characteristics={"carer": "yes"}, question="How?", service_path=("Ward 3",)),
        organisation=board,
        by="test",
    )
    there = board.contributions.get()
    assert told == there
    for field in there._meta.concrete_fields:
        assert getattr(told, field.attname) == getattr(there, field.attname), field.name


def test_a_phone_number_is_hidden_and_what_was_said_is_kept_apart(board):
    said = "Ring me on 07700 900123, I waited four hours."
    kept = operations.receive(hear(said), organisation=board, by="test")
    assert "900123" not in kept.words
    assert kept.words == "Ring me on [phone number], I waited four hours."
    assert kept.original.words == said
    [[kind, start, end]] = kept.original.identifiers
    assert (kind, said[start:end]) == ("phone", "07700 900123")


def test_words_without_identifiers_have_no_second_copy(board):
    operations.receive(hear(), organisation=board, by="test")
    assert not OriginalWords.objects.exists()


def test_originals_stay_with_their_own_contribution(board):
    bring(board, hear("Calm."), hear("Write to jo@example.org"), hear("Kind."))
    assert OriginalWords.objects.get().contribution.words == "Write to [e-mail address]"


def test_people_who_state_the_same_share_one_row_that_nobody_can_read_a_name_from(board):
    stated = {"age": "25 to 34", "carer": "yes"}
    bring(
        board,
        hear("One", characteristics=stated, area="LE2"),
        hear("Two", characteristics=dict(reversed(stated.items())), area="LE2"),
        hear("Three", characteristics=stated, area="LE3"),
        hear("Four"),
    )
    rows = Characteristics.objects.order_by("area")
    assert [(row.stated, row.area) for row in rows] == [(stated, "LE2"), (stated, "LE3")]
    assert board.contributions.get(words="Four").characteristics is None


def test_what_somebody_stated_then_is_frozen(board):
    """Sending the same again with a changed age does not change what was said then."""
    bring(board, hear(source_ref="7", characteristics={"age": "25 to 34"}))
    bring(board, hear(source_ref="7", characteristics={"age": "35 to 44"}))
    assert board.contributions.get().characteristics.stated == {"age": "25 to 34"}


def test_answers_of_one_person_are_known_to_belong_together_without_their_number(
    board, other_board
):
    number = "NHS 943 476 5919"
    bring(board, hear("Good", respondent=number), hear("Bad", respondent=number), hear("None"))
    bring(other_board, hear("Good", respondent=number))
    good, bad, none = (board.contributions.get(words=w).respondent for w in ("Good", "Bad", "None"))
    assert good == bad != none == ""
    assert "943" not in good
    assert other_board.contributions.get().respondent != good


def test_nobody_is_quoted_contacted_or_passed_on_unless_they_said_so(board):
    kept = operations.receive(hear(), organisation=board, by="test")
    assert (kept.lawful_basis, kept.may_quote) == ("public_task", False)
    assert (kept.may_contact, kept.may_share) == ("no", "organisation")
    assert not board.contributions.filter(may_quote=True).exists()


def test_what_somebody_allowed_is_kept_with_the_notice_they_read(board):
    allowed = Permission("consent", True, "sms", "large print", "partners", notice_version="4")
    kept = operations.receive(hear(permission=allowed), organisation=board, by="test")
    assert (kept.lawful_basis, kept.may_quote, kept.may_contact) == ("consent", True, "sms")
    assert (kept.contact_format, kept.may_share) == ("large print", "partners")
    assert kept.notice_version == "4"
    assert board.contributions.filter(may_quote=True).get() == kept


@pytest.mark.parametrize("manner", ["paraphrase", "relayed"])
def test_nobody_is_quoted_with_words_that_are_not_their_own(board, manner):
    told = hear(manner=manner, permission=Permission(may_quote=True))
    kept = operations.receive(told, organisation=board, by="test")
    assert not kept.may_quote
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=kept.pk).update(may_quote=True)


def test_a_bare_score_is_counted_and_waits_for_no_reader(board):
    kept = operations.receive(hear("", score=5), organisation=board, by="test")
    assert kept.score == 5
    assert kept.screened_at is not None
    assert kept.coded_at is not None
    assert not board.contributions.speaking().exists()


def test_words_wait_to_be_screened_and_coded(board):
    kept = operations.receive(hear(), organisation=board, by="test")
    assert kept.screened_at is None
    assert kept.coded_at is None


def test_the_trail_says_that_somebody_spoke_and_never_what(board, meena):
    delivery = Delivery.objects.create(organisation=board, channel="upload", label="june.csv")
    one = operations.receive(hear(), organisation=board, by=meena)
    bring(board, hear("Second voice"), hear("Third voice"), delivery=delivery)
    single = AuditEntry.objects.get(verb="contribution.received")
    assert (single.object_id, single.actor) == (str(one.pk), f"account:{meena.pk}")
    together = AuditEntry.objects.get(verb="contribution.received_many")
    assert together.organisation == board.pk
    assert together.about["count"] == 2
    for entry in AuditEntry.objects.all():
        assert CONTENT not in str(entry.about)
        assert "voice" not in str(entry.about)


def test_a_repeat_leaves_no_trail(board):
    heard = hear()
    operations.receive(heard, organisation=board, by="test")
    before = AuditEntry.objects.count()
    operations.receive(heard, organisation=board, by="test")
    assert AuditEntry.objects.count() == before


def test_one_bad_row_keeps_its_whole_part_out_and_nothing_half_written(board):
    good, bad = hear("Good", characteristics={"age": "90"}), hear("Bad", score=9)
    with pytest.raises(IntegrityError):
        bring(board, good, bad)
    assert not board.contributions.exists()
    assert not Characteristics.objects.exists()
    assert not AuditEntry.objects.filter(verb__startswith="contribution").exists()


def test_a_comment_longer_than_anybody_reads_is_not_let_in(board):
    endless = hear("a" * (limits.LONGEST_WORDS + 1))
    with pytest.raises(limits.TooLong, match="words has 50,001 characters and may have 50,000"):
        operations.receive(endless, organisation=board, by="test")
    with pytest.raises(limits.TooLong):
        bring(board, hear(), endless)
    assert not board.contributions.exists()


@pytest.mark.parametrize(
    ("field", "most"), [("source_ref", 200), ("area", 20), ("language", 12), ("channel", 20)]
)
def test_what_is_too_long_for_its_field_is_named(board, field, most):
    with pytest.raises(limits.TooLong, match=f"{field} has {most + 1} characters"):
        operations.receive(hear(**{field: "x" * (most + 1)}), organisation=board, by="test")


def test_a_format_for_contact_that_is_too_long_is_named(board):
    wordy = hear(permission=Permission(contact_format="large print " * 4))
    with pytest.raises(limits.TooLong, match="contact_format has 48 characters"):
        operations.receive(wordy, organisation=board, by="test")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", "a\0b"),
        ("labels", ("a\0b",)),
        ("characteristics", {"age": "2\0"}),
        ("service_path", ("Ward\0",)),
    ],
)
def test_a_zero_byte_is_refused_whatever_the_database(board, field, value):
    given = {"words": CONTENT} | {field: value}
    with pytest.raises(limits.NotStorable, match=f"{field} holds a NUL"):
        operations.receive(hear(**given), organisation=board, by="test")


def test_words_are_searched_for_identifiers_before_anybody_must_wait(board, monkeypatch):
    inside = []
    locked = door.Door.take

    def noted(*given, **more):
        monkeypatch.setattr(ready.identifiers, "redact", inside.append)
        return locked(*given, **more)

    monkeypatch.setattr(door.Door, "take", noted)
    kept = operations.receive(hear("Ring 07700 900123"), organisation=board, by="test")
    assert kept.words == "Ring [phone number]"
    assert inside == []


def test_line_ends_are_one_character_as_in_a_browser(board):
    heard = hear("Long wait.\r\nLovely staff.\rThank you.")
    said = operations.receive(heard, organisation=board, by="test")
    assert said.words == "Long wait.\nLovely staff.\nThank you."
