# SPDX-License-Identifier: MIT
"""What the columns of typical exports are taken for."""

from __future__ import annotations

from baton.listening.channels.upload.guessing import guess
from baton.listening.channels.upload.mapping import CommentColumn, LabelColumns, PermissionColumns
from baton.listening.channels.upload.rows import Row

COMMENTS = (
    "The nurse was kind and explained everything to me.",
    "Nothing.",
    "More chairs in the waiting room, please.",
    "I waited two hours and nobody told me why.",
    "Warm tea and a friendly word.",
    "Nothing.",
)


def guessed(columns, rows=6):
    """The guess for columns given as name → cells, which are repeated to fill the rows."""
    cells = [[values[n % len(values)] for values in columns.values()] for n in range(rows)]
    return guess(tuple(columns), [Row(n, tuple(row)) for n, row in enumerate(cells, start=2)])


def test_a_labelled_export_of_a_trust_is_understood():
    themes = ["Staff", "Food", "Waiting?", "Parking", "Noise", "Nobody's", "Discharge"]
    mapping = guessed(
        {
            "Comment ID": [f"RVW {n} - Q1" for n in (3, 5, 8, 13, 21, 34)],
            "Trust": ["Rowan Vale"],
            "Respondent ID": ["RVW 3", "RVW 3", "RVW 8", "RVW 8", "RVW 21", "RVW 21"],
            "Date": ["30/09/2025", "01/10/2025"],
            "Service type 1": ["Patient transport", "111"],
            "Service type 2": ["", "Older people"],
            "FFT categorical answer": ["1", "2", "7"],
            "FFT question": ["What was good?", "What could we do better?"],
            "FFT answer": COMMENTS,
            "Identifiable?": [""],
            "Comment sentiment": ["1", "", "1"],
            **{theme: ["", "1"] if n % 2 == 0 else ["1", ""] for n, theme in enumerate(themes)},
            "Spare": [""],
        }
        | {"Nobody's": [""]}
    )
    assert mapping.comments == (CommentColumn("FFT answer", question_column="FFT question"),)
    assert (mapping.id, mapping.respondent) == ("Comment ID", "Respondent ID")
    assert (mapping.date, mapping.day_first) == ("Date", True)
    assert mapping.services == ("Trust", "Service type 1", "Service type 2")
    assert mapping.score == "FFT categorical answer"
    assert mapping.sentiment == "Comment sentiment"
    assert mapping.labels == LabelColumns(columns=tuple(themes))


def test_an_older_export_with_written_labels_is_understood():
    mapping = guessed(
        {
            "code": ["xn", "mi"],
            "label": ["Care received", "Staff"],
            "subcategory": ["Care received", "Staff: general"],
            "feedback": COMMENTS,
            "criticality": ["3", "-2", "0"],
            "organization": ["Trust A", "Trust B"],
            "question": ["Trust A - Q1", "Trust B - Q1"],
            "row_index": [str(n) for n in range(6)],
        }
    )
    assert mapping.comments == (CommentColumn("feedback", question_column="question"),)
    assert mapping.labels == LabelColumns(text=("label", "subcategory"))
    assert mapping.services == ("organization",)
    # The next file counts its rows from nought as well, and is not this one.
    assert (mapping.id, mapping.score, mapping.sentiment, mapping.date) == ("", "", "", "")


def test_an_export_of_a_survey_is_understood():
    good, better = "What was good about your visit?", "What could we do better?"
    mapping = guessed(
        {
            "Respondent ID": [str(118_200_000 + n * n) for n in range(6)],
            "Collector ID": ["4711"],
            "Start Date": ["05/25/2026 10:15:01 AM"],
            "End Date": ["05/25/2026 10:19:44 AM", "05/06/2026 9:05:00 PM"],
            "IP Address": ["192.0.2.1"],
            "Email Address": [""],
            "Overall, how was your experience of our service?": ["Very good", "Poor"],
            "Would you recommend us to friends and family?": ["Extremely likely", "Don't know"],
            good: COMMENTS,
            better: COMMENTS[::-1],
            "How did you travel to us?": ["By bus", "By car"],
            "Which ward were you on?": ["Rowan Ward", "Elm Ward"],
            "How old are you?": ["25-34", "65-74"],
            "What is your gender?": ["Woman", "Man"],
            "Which ethnic group do you belong to?": ["Indian", "White British"],
            "Do you have a long-term condition?": ["Yes", "No"],
            "Your date of birth": ["1/1/1960"],
            "What is the first part of your postcode?": ["LE1", "LE3"],
            "May we quote your words?": ["Yes", "No"],
            "May we contact you?": ["By e-mail", "No"],
        }
    )
    assert mapping.comments == (
        CommentColumn(good, question=good),
        CommentColumn(better, question=better),
    )
    assert (mapping.id, mapping.respondent) == ("Respondent ID", "")
    assert (mapping.date, mapping.day_first) == ("End Date", False)
    assert mapping.score == "Would you recommend us to friends and family?"
    assert mapping.services == ("Which ward were you on?",)
    assert mapping.characteristics == {
        "How old are you?": "age",
        "What is your gender?": "sex",
        "Which ethnic group do you belong to?": "ethnicity",
        "Do you have a long-term condition?": "disability",
    }
    assert mapping.area == "What is the first part of your postcode?"
    assert mapping.permission == PermissionColumns(
        may_quote="May we quote your words?", may_contact="May we contact you?"
    )


def test_a_box_ticked_against_publishing_is_not_taken_for_permission():
    mapping = guessed(
        {
            "Comments": COMMENTS,
            "Tick if you do NOT want your comments made public": ["1", ""],
        }
    )
    assert mapping.permission == PermissionColumns()


def test_stars_are_taken_for_a_score_whose_direction_is_asked_for():
    mapping = guessed({"Comments": COMMENTS, "Overall rating": ["5", "4", "1"]})
    assert (mapping.score, mapping.score_best) == ("Overall rating", 0)


def test_a_scale_to_ten_is_not_the_friends_and_family_test():
    mapping = guessed({"Comments": COMMENTS, "Would you recommend us?": ["10", "9", "3"]})
    assert mapping.score == ""


def test_questions_answered_yes_or_no_are_not_labels():
    asked = {
        f"Were you offered {thing}?": ["Yes", "No"]
        for thing in ("tea", "water", "food", "help", "a chair")
    }
    assert guessed({"Comments": COMMENTS} | asked).labels == LabelColumns()


def test_a_bare_list_of_comments_is_understood():
    mapping = guessed({"Comments": COMMENTS})
    assert mapping.comments == (CommentColumn("Comments"),)


def test_comments_are_found_by_what_they_are_where_the_heading_says_nothing():
    mapping = guessed({"Q7": COMMENTS, "Q8": ["Bus", "Car"]})
    assert mapping.comments == (CommentColumn("Q7"),)


def test_a_column_that_nobody_has_filled_yet_is_no_comment():
    assert guessed({"Comments": COMMENTS, "Column 2": [""]}).comments == (
        CommentColumn("Comments"),
    )


def test_a_guess_for_a_heading_without_rows_is_empty_but_possible():
    assert guess(("Date", "Comment"), []).comments == ()


def test_a_mended_file_is_guessed_like_the_file_it_came_from():
    mended = guessed(
        {"Row": ["7"], "Column": ["Date"], "Reason": ["31 February does not exist."]}
        | {"Ward": ["Elm"], "Comment": COMMENTS}
    )
    assert mended.comments == (CommentColumn("Comment"),)
    assert mended.services == ("Ward",)


def test_the_mode_of_collection_of_a_suppliers_file_is_found():
    columns = {
        "FFT score": ["1", "2", "6"],
        "Survey channel": ["SMS", "IVR", "SMS"],
        "Comment": COMMENTS,
    }
    mapping = guessed(columns)
    assert (mapping.score, mapping.mode) == ("FFT score", "Survey channel")
    other = guessed({"FFT score": ["1", "2"], "Method": ["Aloud", "By drum"], "Comment": COMMENTS})
    assert other.mode == ""


def test_a_column_of_how_people_spoke_is_found():
    columns = {"Way of speaking": ["BSL", "Interpreter", "Easy Read"], "Comment": COMMENTS}
    assert guessed(columns).way == "Way of speaking"
    other = guessed({"Interpreter": ["Ola", "Ann", "Bo"], "Comment": COMMENTS})
    assert other.way == ""
