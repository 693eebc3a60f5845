# SPDX-License-Identifier: MIT
"""Rows become what people said: nobody is lost, merged or counted twice."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from baton.listening.channels.upload.mapping import (
    CommentColumn,
    LabelColumns,
    Mapping,
    MappingProblem,
    PermissionColumns,
)
from baton.listening.channels.upload.reading import HeardRow, preview, read
from baton.listening.channels.upload.refusals import write_refused
from baton.listening.channels.upload.table import Refused, open_table
from baton.listening.heard import Permission

ARRIVED = dt.datetime(2026, 5, 20, 9, 30, tzinfo=dt.UTC)
COMMENT = CommentColumn("Comment")


@pytest.fixture
def said(tmp_path):
    """Reads rows written as text by a mapping."""

    def read_text(text, mapping=None, **options):
        path = tmp_path / "feedback.csv"
        path.write_text(text, encoding="utf-8", newline="")
        how = Mapping(comments=(COMMENT,), **options) if mapping is None else mapping
        return list(read(open_table(path), how, arrived=ARRIVED))

    return read_text


def heard(rows):
    return [one for row in rows if isinstance(row, HeardRow) for one in row.heard]


def refused(rows):
    return [row for row in rows if isinstance(row, Refused)]


def test_everything_a_row_states_is_kept(said):
    text = (
        "Id,Person,Day,Board,Trust,Ward,FFT,Question,Comment,Age,Place,Speaks,Quote,Contact,Format,"
        "Food,Staff,Themes,Judged\r\n"
        'c1,p1,3/5/2026,Rowan Vale,,Elm  Ward,Very poor,What was good?," Kind, but late ",25-34,'
        "LE1 5WW,Gujarati,yes,by post,Large print,1,,noise; waiting ;noise,4\r\n"
    )
    mapping = Mapping(
        comments=(CommentColumn("Comment", question_column="Question"),),
        id="Id",
        respondent="Person",
        date="Day",
        services=("Board", "Trust", "Ward"),
        score="FFT",
        characteristics={"Age": "age"},
        area="Place",
        language="Speaks",
        permission=PermissionColumns("Quote", "Contact", "Format"),
        notice_version="2026-1",
        labels=LabelColumns(columns=("Food", "Staff"), text=("Themes",), split=";"),
        sentiment="Judged",
    )
    (row,) = said(text, mapping)
    (one,) = row.heard
    assert row.number == 2
    assert one.words == "Kind, but late"
    assert (one.channel, one.source_ref, one.respondent) == ("upload", "c1", "p1")
    assert one.said_at.isoformat() == "2026-05-03T00:00:00+01:00"
    assert one.said_precision == "day"
    assert one.service_path == ("Rowan Vale", "Elm Ward")
    assert (one.score, one.stated_sentiment) == (5, 4)
    assert (one.question, one.question_kind) == ("What was good?", "what_good")
    assert one.characteristics == {"age": "25-34"}
    assert (one.area, one.language) == ("LE1", "gu")
    assert one.permission == Permission(
        may_quote=True, may_contact="post", contact_format="Large print", notice_version="2026-1"
    )
    assert one.labels == ("Food", "noise", "waiting")
    assert [(note.column, note.value) for note in row.notes] == [("Place", "")]


def test_nothing_may_be_quoted_unless_the_file_says_so(said):
    (one,) = heard(said("Comment,Ward\nKind,Elm\n"))
    assert one.permission == Permission()
    assert one.permission.may_quote is False


def test_two_comments_in_a_row_are_two_voices_of_one_person(said):
    mapping = Mapping(
        comments=(
            CommentColumn("What was good?", question="What was good?"),
            CommentColumn("Any wish?", question="What could we do better?"),
        )
    )
    one, other, alone = heard(said("What was good?,Any wish?\nStaff,Chairs\n,Tea\n", mapping))
    assert (one.words, other.words) == ("Staff", "Chairs")
    assert one.respondent == other.respondent != alone.respondent
    assert one.source_ref == one.respondent + ":what-was-good"
    assert other.source_ref == one.respondent + ":any-wish"
    assert (one.question_kind, other.question_kind) == ("what_good", "could_improve")


def test_headings_without_latin_letters_keep_their_comments_apart(said):
    mapping = Mapping(comments=(CommentColumn("હા"), CommentColumn("ના")), id="Id")
    one, other = heard(said("Id,હા,ના\n7,Kind,Late\n", mapping))
    assert (one.source_ref, other.source_ref) == ("7:column-2", "7:column-3")


def test_two_people_who_say_the_same_are_two(said):
    rows = said("Comment,Ward\nKind,Elm\nKind,Elm\nKind,Ash\n")
    references = [one.source_ref for one in heard(rows)]
    assert len(set(references)) == 3
    assert references[0].removesuffix("#1") == references[1].removesuffix("#2")


def test_the_same_file_again_gives_the_same_references(said):
    text = "Comment,Ward\nKind,Elm\nKind,Elm\nLate,Ash\n"
    assert [one.source_ref for one in heard(said(text))] == [
        one.source_ref for one in heard(said(text))
    ]


def test_next_months_file_with_the_same_short_answers_is_not_this_one(said):
    may, june = (dt.date(2026, 5, 1), dt.date(2026, 4, 1))
    (first,) = heard(said("Comment\nKind\n", said_on=may))
    (second,) = heard(said("Comment\nKind\n", said_on=june))
    assert first.source_ref != second.source_ref


def test_a_row_sent_twice_under_its_id_is_heard_once(said):
    rows = said("Id,Comment\nc1,Kind\nc1,Kind\n", id="Id")
    assert [one.source_ref for one in heard(rows)] == ["c1"]
    assert rows[1].repeats == 2


def test_an_id_given_to_two_different_comments_is_refused_with_the_earlier_row(said):
    rows = said("Id,Comment\nc1,Kind\nc1,Late\n", id="Id")
    (row,) = refused(rows)
    assert (row.row, row.column) == (3, "Id")
    assert row.reason.startswith("Row 2 has the same id")
    assert [one.words for one in heard(rows)] == ["Kind"]


def test_a_row_without_its_id_is_known_by_its_content(said):
    one, other = heard(said("Id,Comment\nc1,Kind\n,Late\n", id="Id"))
    assert one.source_ref == "c1"
    assert other.source_ref.endswith("#1")


def test_very_long_ids_stay_apart(said):
    long = "x" * 300
    one, other = heard(said(f"Id,Comment\n{long}1,Kind\n{long}2,Late\n", id="Id", respondent="Id"))
    assert one.source_ref != other.source_ref
    assert one.respondent != other.respondent
    assert max(len(one.source_ref), len(one.respondent)) <= 64


def test_a_row_without_comments_is_counted_and_not_refused(said):
    rows = said("Id,Comment\nc1,\nc2,Kind\n", id="Id")
    assert [(row.number, len(row.heard)) for row in rows] == [(2, 0), (3, 1)]


def test_a_score_without_words_still_counts(said):
    mapping = Mapping(
        comments=(COMMENT, CommentColumn("Wish")), id="Id", score="FFT", sentiment="S"
    )
    (one,) = heard(said("Id,Comment,Wish,FFT,S\nc1,  ,,Good,2\n", mapping))
    assert (one.words, one.score, one.source_ref) == ("", 2, "c1")
    assert one.stated_sentiment is None


def test_a_score_alone_can_be_all_that_a_file_holds(said):
    (one,) = heard(said("FFT,Ward\nVery good,Elm\n", Mapping(score="FFT")))
    assert one.score == 1


def test_an_unknown_score_is_noted_and_its_words_are_kept(said):
    (row,) = said("Comment,FFT\nKind,Ace\n", score="FFT")
    assert row.heard[0].score is None
    assert [(note.column, note.value) for note in row.notes] == [("FFT", "Ace")]


def test_the_files_own_scores_are_read_as_mapped(said):
    (one,) = heard(said("Comment,FFT\nKind,Ace!\n", score="FFT", values={"FFT": {"ace": "1"}}))
    assert one.score == 1


def test_a_day_that_does_not_exist_costs_its_row_and_says_how_to_mend_it(said):
    rows = said("Day,Comment\n31/02/2026,Kind\n01/03/2026,Late\n", date="Day")
    (row,) = refused(rows)
    assert row == Refused(
        2,
        "Day",
        "31 February does not exist. Write the day it was said, like 28/02/2026.",
        ("31/02/2026", "Kind"),
    )
    assert [one.words for one in heard(rows)] == ["Late"]


def test_a_day_in_the_other_order_is_kept_and_noted(said):
    (row,) = said("Day,Comment\n04/28/2026,Kind\n", date="Day")
    assert row.heard[0].said_at.date() == dt.date(2026, 4, 28)
    assert row.notes[0].column == "Day"


def test_a_row_without_a_day_takes_the_day_of_all_else_none(said):
    (dated,) = heard(said("Day,Comment\n,Kind\n", date="Day", said_on=dt.date(2026, 5, 1)))
    assert (dated.said_at.date(), dated.said_precision) == (dt.date(2026, 5, 1), "day")
    (undated,) = heard(said("Day,Comment\n,Kind\n", date="Day"))
    assert (undated.said_at, undated.said_precision) == (ARRIVED, "unknown")


def test_a_date_of_birth_is_not_kept_as_an_age(said):
    (row,) = said("Comment,Age\nKind,3/7/1950\n", characteristics={"Age": "age"})
    assert row.heard[0].characteristics == {}
    assert row.notes[0].value == ""


def test_a_text_far_too_long_for_a_label_is_left_out_and_noted(said):
    (row,) = said(f"Comment,Theme\nKind,{'x' * 201}\n", labels=LabelColumns(text=("Theme",)))
    assert row.heard[0].labels == ()
    assert row.notes[0].column == "Theme"


def test_rows_that_cannot_be_read_are_passed_on(said):
    rows = said('Comment,Ward\n"Open,Elm\nKind,Elm\n')
    assert [row.row for row in refused(rows)] == [2]
    assert [one.words for one in heard(rows)] == ["Kind"]


def test_a_mapping_that_does_not_fit_is_refused_before_the_first_row(tmp_path):
    path = tmp_path / "feedback.csv"
    path.write_text("Comment,Ward\nKind,Elm\n")
    with pytest.raises(MappingProblem, match="no column “Day”"):
        read(open_table(path), Mapping(comments=(COMMENT,), date="Day"))


def test_a_preview_shows_the_first_rows_as_they_will_be_read(tmp_path):
    path = tmp_path / "feedback.csv"
    path.write_text("Day,Comment\n31/02/2026,Kind\n1/3/2026,Late\n2/3/2026,Cold\n")
    mapping = Mapping(comments=(COMMENT,), date="Day")
    table = open_table(path)
    shown = preview(table, mapping, 2, arrived=ARRIVED)
    assert shown == list(read(table, mapping, arrived=ARRIVED))[:2]
    assert isinstance(shown[0], Refused)


def test_refused_rows_can_be_mended_and_sent_alone(said, tmp_path):
    text = "Day,Comment,Note\n1/3/2026,Late,\n31/02/2026,=Kind,'-x\n30/02/2026,Cold,+\n"
    rows = said(text, date="Day")
    out = io.StringIO(newline="")
    assert write_refused(refused(rows), ("Day", "Comment", "Note"), out) == 2
    to_mend = out.getvalue()
    assert to_mend.splitlines()[0] == "Row,Column,Reason,Day,Comment,Note"
    assert "'=Kind,''-x" in to_mend
    mended = heard(
        said(to_mend.replace("31/02/", "28/02/").replace("30/02/", "27/02/"), date="Day")
    )
    assert [one.words for one in mended] == ["=Kind", "Cold"]
    # The whole file, mended in the same way, adds nothing to that.
    whole = heard(said(text.replace("31/02/", "28/02/").replace("30/02/", "27/02/"), date="Day"))
    assert {one.source_ref for one in mended} < {one.source_ref for one in whole}


def test_a_spreadsheet_calculates_nothing_from_refused_rows():
    out = io.StringIO()
    cells = ("=1+1", "+44", "-1", "@x", "\tx", "\rx", "plain", "a\0b\udc81")
    write_refused([Refused(2, "=A", "-", cells)], ("=A", "B"), out)
    heading, row = out.getvalue().split("\r\n")[:2]
    assert heading == "Row,Column,Reason,'=A,B"
    assert row.startswith("2,'=A,-,'=1+1,'+44,'-1,'@x,")
    assert row.endswith("plain,a\ufffdb\ufffd")


def test_how_an_answer_was_collected_is_kept_and_said_once_for_rows_that_do_not_say(said):
    text = "How,FFT\nText message,1\n,2\nCarrier pigeon,3\nOur van,4\n"
    rows = said(
        text,
        Mapping(score="FFT", mode="How", mode_of_all=6, values={"How": {"our van": "8"}}),
    )
    assert [one.mode for one in heard(rows)] == [1, 6, None, 8]
    (note,) = [note for row in rows for note in row.notes]
    assert (note.column, note.value) == ("How", "Carrier pigeon")
    assert "mode of collection" in note.reason


def test_what_is_said_once_of_a_file_holds_for_each_row(said):
    (one,) = heard(said("Comment,FFT\nKind,1\n", score="FFT", mode_of_all=1))
    assert one.mode == 1
    (unknown,) = heard(said("Comment,FFT\nKind,1\n", score="FFT"))
    assert unknown.mode is None


def test_how_people_spoke_is_read_and_what_is_not_known_is_told(said):
    text = "Comment,Way\nKind.,In BSL\nLate.,Via interpreter\nFar.,By drum\nWarm.,Myself and\n"
    values = {"Way": {"in bsl": "2", "myself and": ""}}
    rows = said(text, way="Way", values=values)
    assert [one.way for one in heard(rows)] == [2, 1, None, None]
    assert [note.reason for row in rows for note in row.notes] == [
        "not a known way of speaking; kept without one"
    ]
