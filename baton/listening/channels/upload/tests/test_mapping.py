# SPDX-License-Identifier: MIT
"""A mapping written by hand is understood, or its mistake is named."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import yaml

from baton.listening.channels.upload.mapping import (
    CommentColumn,
    LabelColumns,
    Mapping,
    MappingProblem,
    PermissionColumns,
    from_dict,
    shape,
)

HEADER = ("Id", "Said on", "Ward", "FFT", "Comment", "Wish", "Question", "Age", "Quote?", "Parking")

BY_HAND = """
comments:
  - column: comment
    question_column: Question
  - {column: Wish, question: "What could we do better?", kind: could_improve}
id: Id
date: said on
day_first: false
services: Ward
score: FFT
score_values: {Brill: 1, Yes: 2, 9: 6}
characteristics: {Age: age}
permission: {may_quote: "Quote?"}
notice_version: 3
labels: {columns: [Parking]}
"""


def test_a_mapping_in_yaml_is_understood():
    mapping = from_dict(yaml.safe_load(BY_HAND), HEADER)
    assert mapping == Mapping(
        comments=(
            CommentColumn("Comment", question_column="Question"),
            CommentColumn("Wish", question="What could we do better?", kind="could_improve"),
        ),
        id="Id",
        date="Said on",
        day_first=False,
        services=("Ward",),
        score="FFT",
        values={"FFT": {"brill": "1", "yes": "2", "9": "6"}},
        characteristics={"Age": "age"},
        permission=PermissionColumns(may_quote="Quote?"),
        notice_version="3",
        labels=LabelColumns(columns=("Parking",)),
    )


def test_a_mapping_survives_json():
    mapping = from_dict(yaml.safe_load(BY_HAND), HEADER)
    assert from_dict(json.loads(json.dumps(mapping.to_dict())), HEADER) == mapping


BY_VALUE = """
comments: Comment
score: FFT
score_best: 5
score_values: {Brill: 1}
date: Said on
days_counted_from: 1904
permission: {may_quote: "Quote?"}
characteristics: {Age: age}
values:
  FFT: {"Don't Know": "don’t know", Pass: leave out, Dire: Very poor}
  Quote?: {Aye: yes, "Not sure ": leave out}
  Age: {"Under 18": 0 to 17, Refused: leave out}
"""


def test_what_single_answers_mean_is_understood_for_any_column():
    mapping = from_dict(yaml.safe_load(BY_VALUE), HEADER)
    assert mapping.values == {
        "FFT": {"brill": "1", "dont know": "6", "pass": "", "dire": "5"},
        "Quote?": {"aye": "yes", "not sure": "no"},
        "Age": {"under 18": "0 to 17", "refused": ""},
    }
    assert (mapping.score_best, mapping.days_counted_from) == (5, "1904")
    assert from_dict(json.loads(json.dumps(mapping.to_dict())), HEADER) == mapping


def test_how_scores_were_collected_is_said_by_name():
    written = "score: FFT\nmode: Ward\nmode_of_all: sms\nvalues: {Ward: {ring: telephone}}"
    mapping = from_dict(yaml.safe_load(written), HEADER)
    assert (mapping.mode, mapping.mode_of_all) == ("Ward", 1)
    assert mapping.values == {"Ward": {"ring": "6"}}
    assert mapping.to_dict()["mode_of_all"] == "SMS"
    assert from_dict(mapping.to_dict(), HEADER) == mapping


def test_a_single_column_and_one_day_are_enough():
    mapping = from_dict(yaml.safe_load("{comments: Comment, said_on: 2026-05-01}"), HEADER)
    assert mapping.comments == (CommentColumn("Comment"),)
    assert mapping.said_on == dt.date(2026, 5, 1)
    assert from_dict(mapping.to_dict()) == mapping


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("coments: Comment", "Did you mean “comments”? Known are “comments”, “id”"),
        ("comments: Coment", "The file has no column “Coment”. Did you mean “Comment”?"),
        ("comments: [{colum: Comment}]", "“colum” is not known in “comments”"),
        ("comments: [{question: Why}]", "needs a “column”"),
        ("comments: [{column: Comment, kind: nice}]", "“nice” is not a kind of question"),
        ("{comments: Comment, characteristics: {Age: shoe size}}", "“shoe size” is not a charac"),
        ("{comments: Comment, score: FFT, score_values: {Brill: 9}}", "“Brill” scores “9”"),
        ("{comments: Comment, score_values: {Brill: 1}}", "“score_values” needs a “score”"),
        ("{comments: Comment, score: FFT, values: {Ward: {Elm: 1}}}", "“Ward” has “values”"),
        ("{comments: Comment, score: FFT, values: {FFT: 1}}", "“FFT” should be a list of names"),
        (
            'comments: Comment\npermission: {may_quote: "Quote?"}\nvalues: {"Quote?": {Oh: maybe}}',
            "“Oh” cannot mean “maybe” in “Quote?”. Known are “yes”, “no”, “leave out”",
        ),
        ("{comments: Comment, score: FFT, score_best: 10}", "“score_best” is “10”. It is 1 or 5"),
        ("{comments: Comment, mode_of_all: pigeon}", "“mode_of_all” is “pigeon”. Known are “SMS”"),
        ("{comments: Comment, days_counted_from: 2000}", "It is 1900 or 1904"),
        ("{comments: Comment, said_on: 31 February}", "“said_on” is “31 February”"),
        ("{comments: Comment, day_first: perhaps}", "“day_first” should be true or false"),
        ("{comments: Comment, permission: yes}", "“permission” should be"),
        ("{comments: Comment, id: [Id]}", "“id” should be one name"),
        ("{comments: Comment, date: Comment}", "“Comment” is named as a column of comments and"),
        ("{comments: [Comment, Comment]}", "“Comment” is named as a column of comments and"),
        ("date: Said on", "Say which column holds the comments"),
        ("Comment", "The mapping should be"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(written, sentence):
    with pytest.raises(MappingProblem) as problem:
        from_dict(yaml.safe_load(written), HEADER)
    assert sentence in str(problem.value)


def test_a_file_with_the_same_columns_is_known_again():
    assert shape(HEADER) == shape(tuple(reversed(HEADER)))
    assert shape(HEADER) != shape(HEADER[1:])


def test_a_mended_file_is_known_as_the_file_it_came_from():
    assert shape(("Row", "Column", "Reason", *HEADER)) == shape(HEADER)
    mended = ("Row", "Column", "Reason", "Comment", "'=Sum")
    assert from_dict({"comments": "Comment", "id": "=Sum"}, mended).id == "=Sum"
