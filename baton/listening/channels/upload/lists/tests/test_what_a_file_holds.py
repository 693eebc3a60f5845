# SPDX-License-Identifier: MIT
"""What messy logs and lists are taken for, and that what people said stays what people said."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from baton.listening.channels.upload import guessing as said
from baton.listening.channels.upload.lists.fields import KINDS
from baton.listening.channels.upload.lists.guessing import guess, guess_kind
from baton.listening.channels.upload.rows import Row

LOG = """Programme,What we did,Date,Who with,No. attended,Cost (£),Method,Notes
Redesign of community physiotherapy,Waiting room chats,12/03/2026,People who wait,31,£40,Drop-in,
Redesign of community physiotherapy,Evening with the panel,14/05/2026,Panel,12,,Workshop,Went well
Better discharge for older people,Carers’ coffee,30/06/2026,Carers,9,15,Focus group,Ask again
Better discharge for older people,Letter to all homes,01/07/2026,Care homes,,,Letter,
Better discharge for older people,Second coffee morning,09/07/2026,Carers,7,12,Focus group,
"""
LONG_NOTES = """Session,When,Audience,Numbers,Format,Comments
Coffee,12/03/2026,Carers,9,Drop-in,Everybody liked the room and asked us for one more in May
Stall,14/03/2026,Shoppers,40,Stall,Too loud to talk for long but we gave away all the leaflets
Walk,15/03/2026,Farmers,12,Outreach,They would rather be rung up after the milking is done
Panel,16/03/2026,Panel,8,Workshop,We agreed to bring the draft back in the autumn
"""
ACTIONS = """Task,Who,By when,RAG,Comments
Publish what people told us,Engagement lead,31/03/2026,Green,
Ask for a room,Project manager,15/04/2026,Amber,The council has not answered our letter yet
"""
EVENT_SURVEY = """Date,Event,Programme,Comments,Age group
12/03/2026,Coffee,Discharge,The nurse was kind and explained everything to me,65-74
12/03/2026,Coffee,Discharge,More chairs in the waiting room please,75-84
13/03/2026,Stall,Discharge,I waited two hours and nobody told me why,25-34
14/03/2026,Stall,Discharge,Warm tea and a friendly word from the porter,65-74
"""
HEARD = """Activity,Date,Method,Programme,What people said
Coffee,12/03/2026,Drop-in,Discharge,The nurse was kind and explained everything to me
Coffee,12/03/2026,Drop-in,Discharge,More chairs in the waiting room please
Stall,13/03/2026,Stall,Discharge,I waited two hours and nobody told me why
"""
RESPONSES = HEARD.replace("What people said", "Response").replace("Method", "Group")
SHORT = """What,When,Who,How,How many
Coffee,12/03/2026,Carers,Drop-in,9
Stall,13/03/2026,Shoppers,Stall,40
"""
THEMES = """Engagement activity,Date(s),Audience,Numbers reached,Key themes,Comments
Coffee,12/03/2026,Carers,9,Parking and the long wait for letters,All asked us for one more in May
Stall,13/03/2026,Shoppers,40,Noise and opening hours of the shop,Too loud to talk for long
Walk,15/03/2026,Farmers,12,Calls during the milking hours,They would rather be rung up after it
"""
WARDS = """Date,Organisation,Type,Ward,Comment
12/03/2026,Rowan Vale,Inpatient,Elm,The nurse was kind and explained everything to me
13/03/2026,Rowan Vale,Inpatient,Oak,I waited two hours and nobody told me why
14/03/2026,Rowan Vale,Inpatient,Oak,More chairs in the waiting room please
"""
REGISTER = """\
Ref No,Organisation,Pwr (1-5),Int. (H/M/L),Where they are now,Where we want them,Next due
1,Soar Valley Voices,2,H,Neutral,Supportive,soon
2,Wreake Council,5,M,Supportive,Leading,12/01/2027
3,The Courier,4,L,Opposed,Neutral,13/01/2027
"""


def table(text):
    header, *rows = (tuple(line.split(",")) for line in text.strip().splitlines())
    return header, [Row(n, cells) for n, cells in enumerate(rows, start=2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LOG, "activities"),
        (LONG_NOTES, "activities"),
        (ACTIONS, "actions"),
        (REGISTER, "stakeholders"),
        (EVENT_SURVEY, ""),
        (SHORT, "activities"),
        (THEMES, "activities"),
        (WARDS, ""),
        (HEARD, ""),
        (RESPONSES, ""),
    ],
)
def test_a_messy_list_is_a_list_and_what_people_said_is_not(text, kind):
    assert guess_kind(*table(text)) == kind


def test_titles_that_stand_in_many_rows_are_never_proposed_as_comments():
    mapping = said.guess(*table(LOG))
    assert "Programme" not in {each.column for each in mapping.comments}
    header, rows = table(LOG.replace("Programme,", "What it was for,"))
    assert "What it was for" not in {each.column for each in said.guess(header, rows).comments}


def test_a_log_in_everyday_words_is_understood():
    chosen = guess(KINDS["activities"], *table(LOG))
    assert chosen.columns == {
        "Programme": "programme",
        "What we did": "title",
        "Date": "on",
        "Who with": "with_whom",
        "No. attended": "came",
        "Cost (£)": "cost",
        "Method": "method",
        "Notes": "audience",
    }


def test_headings_with_brackets_short_and_in_everyday_words_are_understood():
    chosen = guess(KINDS["stakeholders"], *table(REGISTER))
    assert chosen.columns == {
        "Ref No": "reference",
        "Organisation": "name",
        "Pwr (1-5)": "power",
        "Int. (H/M/L)": "interest",
        "Where they are now": "current",
        "Where we want them": "desired",
        "Next due": "next_contact_on",
    }


def test_what_no_heading_explains_is_known_by_its_cells():
    header = "Organisation,A,B,C,D,E,F"
    text = REGISTER.replace(REGISTER.splitlines()[0], header.replace("Organisation", "No,Name", 1))
    header, rows = table(text.replace(",F\n", "\n"))
    assert guess(KINDS["stakeholders"], header, rows).columns == {
        "No": "reference",
        "Name": "name",
        "A": "power",
        "B": "interest",
        "C": "current",
        "D": "desired",
        "E": "next_contact_on",
    }


@pytest.mark.parametrize("heading", ["Last met", "Date added", "Date", "Risk score"])
def test_cells_that_are_known_to_be_something_else_are_left_out(heading):
    header, rows = table(f"Name,{heading}\nVoices,12/01/2027\nCouncil,13/01/2027\nX,14/01/2027\n")
    assert heading not in guess(KINDS["stakeholders"], header, rows).columns


@pytest.mark.django_db
def test_a_bad_day_under_an_everyday_heading_is_reported(bring):
    upload = bring(REGISTER, "stakeholders")
    (row,) = upload.refused_rows.all()
    assert (row.number, row.column) == (2, "Next due")
    assert "“soon” is not a date" in row.reason


@pytest.mark.django_db
def test_programmes_of_a_log_never_become_what_somebody_said(browser):
    file = SimpleUploadedFile("log.csv", LOG.encode())
    answer = browser.post(reverse("upload:new"), {"file": file}, follow=True)
    html = answer.content.decode()
    assert 'value="activities" selected' in html
    assert "2 programmes will be begun" in html
    assert "Of 5 rows, 5 will be added" in html
