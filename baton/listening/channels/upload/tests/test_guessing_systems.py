# SPDX-License-Identifier: MIT
"""What the columns of common systems' exports are taken for. Headings as these write them; the
people and what they say are invented."""

from __future__ import annotations

from baton.listening.channels.upload.tests.test_guessing import COMMENTS, guessed


def test_a_surveymonkey_export():
    mapping = guessed(
        {
            "Respondent ID": [str(114_000_000_000 + n * 7_919) for n in range(6)],
            "Collector ID": ["412345678"],
            "Date Created": ["2026-05-25 10:15:01"],
            "Date Modified": ["2026-05-25 10:19:44"],
            "IP Address": ["192.0.2.1"],
            "Email Address": [""],
            "First Name": [""],
            "Last Name": [""],
            "Custom Data 1": [""],
            "Overall, how was your experience of our service?": ["Very good", "Good", "Poor"],
            "Please can you tell us why you gave your answer?": COMMENTS,
            "Are you happy for us to publish your comments?": ["Yes", "No"],
            "Which of these age groups are you in?": ["25-34", "65-74"],
        }
    )
    assert mapping.score == "Overall, how was your experience of our service?"
    assert [each.column for each in mapping.comments] == [
        "Please can you tell us why you gave your answer?"
    ]
    assert mapping.date in ("Date Modified", "Date Created")
    assert mapping.id == "Respondent ID"
    assert mapping.permission.may_quote == "Are you happy for us to publish your comments?"
    assert mapping.characteristics == {"Which of these age groups are you in?": "age"}
    assert mapping.services == ()


def test_a_microsoft_forms_export():
    mapping = guessed(
        {
            "ID": [str(n) for n in range(1, 7)],
            "Start time": ["5/25/26 9:58:12", "5/26/26 10:01:45"],
            "Completion time": ["5/25/26 10:02:33", "5/26/26 10:05:01"],
            "Email": ["anonymous"],
            "Name": [""],
            "Which clinic did you visit?": ["Oadby clinic", "Wigston clinic"],
            "Thinking about our clinic, overall how was your experience?": ["Good", "Very poor"],
            "What did we do well?": COMMENTS,
            "What could we do better?": COMMENTS[::-1],
            "How would you like us to contact you?": ["By email", "No", "By phone"],
            "What is your ethnic group?": ["White British", "Indian"],
        }
    )
    assert mapping.id == ""  # it counts rows: the next form has them again
    assert (mapping.date, mapping.day_first) == ("Completion time", False)
    assert mapping.services == ("Which clinic did you visit?",)
    assert mapping.score.startswith("Thinking about our clinic")
    assert [each.column for each in mapping.comments] == [
        "What did we do well?",
        "What could we do better?",
    ]
    assert mapping.permission.may_contact == "How would you like us to contact you?"
    assert mapping.characteristics == {"What is your ethnic group?": "ethnicity"}


def test_a_google_forms_export():
    mapping = guessed(
        {
            "Timestamp": ["25/05/2026 10:15:01", "26/05/2026 11:00:00"],
            "How likely are you to recommend us to friends and family?": ["1", "2", "5"],
            "Why did you choose that answer?": COMMENTS,
            "Can we share your feedback with our partners?": ["Yes, partners", "No"],
            "Postcode (first part)": ["LE1", "LE11"],
            "What is your sex?": ["Female", "Male"],
            "Do you consider yourself to have a disability?": ["Yes", "No"],
            "Preferred language": ["English", "Gujarati"],
        }
    )
    assert (mapping.date, mapping.day_first) == ("Timestamp", True)
    assert mapping.score == "How likely are you to recommend us to friends and family?"
    assert [each.column for each in mapping.comments] == ["Why did you choose that answer?"]
    assert mapping.area == "Postcode (first part)"
    assert mapping.language == "Preferred language"
    assert mapping.permission.may_share == "Can we share your feedback with our partners?"
    assert set(mapping.characteristics.values()) == {"sex", "disability"}


def test_a_qualtrics_export():
    mapping = guessed(
        {
            "StartDate": ["2026-05-25 10:15:01"],
            "EndDate": ["2026-05-25 10:19:44"],
            "Status": ["IP Address"],
            "IPAddress": ["192.0.2.1"],
            "Progress": ["100"],
            "Duration (in seconds)": ["120", "98", "310"],
            "Finished": ["True"],
            "RecordedDate": ["2026-05-25 10:19:45"],
            "ResponseId": [f"R_{n}kLm{n * n}" for n in range(6)],
            "RecipientLastName": [""],
            "RecipientFirstName": [""],
            "RecipientEmail": [""],
            "ExternalReference": [""],
            "LocationLatitude": ["52.6"],
            "LocationLongitude": ["-1.1"],
            "DistributionChannel": ["anonymous"],
            "UserLanguage": ["EN"],
            "Q1": ["Very good", "Poor"],
            "Q2_TEXT": COMMENTS,
        }
    )
    assert mapping.date in ("RecordedDate", "EndDate")
    assert mapping.id == "ResponseId"
    assert mapping.language == "UserLanguage"
    assert mapping.score == "Q1"
    assert [each.column for each in mapping.comments] == ["Q2_TEXT"]
    assert mapping.services == ()


def test_an_export_of_a_friends_and_family_test_system():
    mapping = guessed(
        {
            "Response ID": [f"FFT-{n * 31}" for n in range(6)],
            "Date of Response": ["25/05/2026", "26/05/2026"],
            "Trust": ["Rowan Vale NHS Trust"],
            "Site": ["Rothley House", "Anstey Clinic"],
            "Directorate": ["Medicine", "Surgery"],
            "Specialty": ["Cardiology", "ENT"],
            "Ward/Clinic": ["Ward 6", "Clinic B"],
            "Collection Method": ["SMS", "Card"],
            "FFT Response": ["Extremely Likely", "Likely", "Don't Know"],
            "Free Text": COMMENTS,
            "Theme": ["Staff attitude", "Waiting time"],
            "Sentiment": ["Positive", "Negative"],
            "Consent to Publish": ["Y", "N"],
            "Age Band": ["25-34", "65-74"],
            "Gender": ["Female", "Male"],
            "Ethnicity": ["White British", "Indian"],
        }
    )
    assert mapping.id == "Response ID"
    assert (mapping.date, mapping.day_first) == ("Date of Response", True)
    assert mapping.services == ("Trust", "Site", "Directorate", "Specialty", "Ward/Clinic")
    assert mapping.score == "FFT Response"
    assert mapping.sentiment == "Sentiment"
    assert [each.column for each in mapping.comments] == ["Free Text"]
    assert mapping.labels.text == ("Theme",)
    assert mapping.permission.may_quote == "Consent to Publish"
    assert set(mapping.characteristics.values()) == {"age", "sex", "ethnicity"}


def test_an_export_of_complaints():
    mapping = guessed(
        {
            "ID": [str(n) for n in (48120, 48125, 48131, 48140, 48166, 48190)],
            "Ref": [f"COM{n}" for n in (811, 815, 819, 822, 830, 841)],
            "First received": ["25/05/2026", "26/05/2026"],
            "Closed": ["30/05/2026", ""],
            "Type": ["Formal complaint", "Concern"],
            "Location (exact)": ["Ward 6", "Clinic B"],
            "Specialty": ["Cardiology", "ENT"],
            "Directorate": ["Medicine", "Surgery"],
            "Description": COMMENTS,
            "Subject (primary)": ["Communications", "Staff attitude"],
            "Sub-subject (primary)": ["Not told", "Rude"],
            "Outcome": ["Upheld", "Not upheld"],
            "Handler": ["JS"],
            "Consent obtained": ["Yes", "No"],
        }
    )
    assert mapping.id in ("ID", "Ref")
    assert mapping.date == "First received"
    assert mapping.services == ("Location (exact)", "Directorate", "Specialty")
    assert [each.column for each in mapping.comments] == ["Description"]
    assert mapping.labels.text == ("Subject (primary)", "Sub-subject (primary)")
    # Consent to what, the heading does not say.
    assert mapping.permission.may_quote == ""


def test_five_digits_are_a_day_only_where_the_heading_says_so():
    days = guessed({"Date of visit": ["46000", "45990"], "Comment": COMMENTS})
    assert days.date == "Date of visit"
    ids = guessed({"Response ID": [str(46000 + 3 * n) for n in range(6)], "Comment": COMMENTS})
    assert (ids.date, ids.id) == ("", "Response ID")


def test_labels_that_share_a_cell_are_divided():
    mapping = guessed({"Comment": COMMENTS, "Themes": ["Staff; Noise", "Food"]})
    assert (mapping.labels.text, mapping.labels.split) == (("Themes",), ";")
    one = guessed({"Comment": COMMENTS, "Theme": ["Food, drink and kitchens", "Noise"]})
    assert one.labels.split == ""
