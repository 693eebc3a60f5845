# SPDX-License-Identifier: MIT
"""What lists get wrong: such rows are kept aside with a sentence each, the others come in."""

from __future__ import annotations

import openpyxl
import pytest
from django.core.files.base import ContentFile

from baton.core.upserts import NotTaken
from baton.listening.channels.upload import operations
from baton.listening.channels.upload.lists import putting
from baton.listening.channels.upload.lists.tests.conftest import put_in
from baton.listening.channels.upload.mapping import MappingProblem
from baton.listening.channels.upload.models import ListRow
from baton.listening.channels.upload.tests.written import saved
from baton.people import operations as people
from baton.people.stakeholders.models import Stakeholder
from baton.programmes import operations as programmes

pytestmark = pytest.mark.django_db


def reasons(upload):
    return dict(upload.refused_rows.order_by("number").values_list("number", "reason"))


def test_cells_that_begin_like_formulas_are_words_and_go_back_as_words(bring, board, browser):
    upload = bring('Stakeholder,Power,Interest\n"=HYPERLINK(""x"")",5,5\n+44,1,1\n', "stakeholders")
    names = set(board.stakeholders.values_list("name", flat=True))
    assert names == {'=HYPERLINK("x")', "+44"}
    assert upload.refused == 0


def test_errors_of_a_spreadsheet_are_refused_where_they_would_be_read(bring):
    book = openpyxl.Workbook()
    for row in (
        ("Stakeholder", "Power", "Interest", "Sum"),
        ("Soar Valley Voices", "=1/0", 3, "=2+2"),
        ("Wreake Council", 5, 3, None),
    ):
        book.active.append(row)
    upload = bring(saved(book), "stakeholders", name="list.xlsx")
    assert (upload.outcome["added"], upload.refused) == (1, 1)
    assert "a formula whose result is not in the file" in reasons(upload)[2]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("31/02/2026", "31 February does not exist. Write a day like 28/02/2026."),
        ("soon", "“soon” is not a date. Write a day like 28/02/2026."),
        ("3–5 May 2026", "“3–5 May 2026” is not a date. Write a day like 28/02/2026."),
        ("", "Write the day, like 28/02/2026."),
    ],
)
def test_a_day_that_does_not_exist_is_refused(bring, day, reason):
    text = f"Activity,Date,With whom,Programme\nChat,{day},Carers,A\nTalk,13/03/2026,Carers,A\n"
    upload = bring(text, "activities")
    assert reasons(upload) == {2: reason}
    assert upload.outcome["added"] == 1


def test_each_fault_of_a_row_is_named(bring):
    text = (
        "Activity,Date,With whom,Programme,Last day\n"
        "Chat,soon,,A,later\n,13/03/2026,Carers,A,14/03/2026\n"
    )
    upload = bring(text, "activities")
    assert reasons(upload) == {
        2: "“soon” is not a date. Write a day like 28/02/2026. “With whom”: Say with whom, here or "
        "once for the whole file. “Last day”: “later” is not a date. Write a day like 28/02/2026.",
        3: "Write what it is.",
    }
    assert upload.refused_rows.get(number=2).column == "Date"


def test_more_faults_than_there_is_room_for_are_counted(bring):
    header = "Activity,Date,With whom,Programme,Last day,Place,Area"
    long = "x" * 350
    bad = f"{long},soon,{long},{long},later,{long},{long}"
    upload = bring(f"{header}\n{bad}\nChat,13/03/2026,Carers,A,14/03/2026,,\n", "activities")
    assert reasons(upload)[2].endswith("And 1 more.")


def test_a_name_is_never_taken_for_nothing(bring, board):
    bring("Stakeholder,Type,Owner,Power,Interest\nNil,VCSE,n/a,2,2\n", "stakeholders")
    assert [(each.name, each.post) for each in board.stakeholders.all()] == [("Nil", "")]


def test_a_month_lasts_from_its_first_day_to_its_last(bring, board):
    bring("Activity,Date,With whom,Programme\nSurvey,February 2028,Carers,A\n", "activities")
    activity = board.activities.get()
    assert (str(activity.on), str(activity.until)) == ("2028-02-01", "2028-02-29")


@pytest.mark.parametrize(
    ("day", "read"),
    [("12/03/27", "2027-03-12"), ("2027-03-12", "2027-03-12"), ("13 Mar 45", "2045-03-13")],
)
def test_a_year_of_two_digits_is_of_this_century(bring, board, day, read):
    text = f"Activity,Date,With whom,Programme\nChat,{day},Carers,A\nTalk,13/03/2026,Carers,A\n"
    bring(text, "activities")
    assert str(board.activities.get(title="Chat").on) == read


def test_rows_that_contradict_each_other_are_refused_all_of_them(bring, board):
    rows = [f"{n},Group {n},{n % 5 + 1},3" for n in range(1, 31)]
    text = "\n".join(["Ref,Stakeholder,Power,Interest", *rows, "1,Group 1,5,5", rows[1]]) + "\n"
    upload = bring(text, "stakeholders")
    assert board.stakeholders.count() == 29
    assert reasons(upload) == {
        2: "Row 32 has the same reference and says something else. Keep the one that is right, or "
        "tell them apart.",
        32: "Row 2 has the same reference and says something else. Keep the one that is right, or "
        "tell them apart.",
    }
    assert (upload.rows, upload.outcome["added"], upload.outcome["same"]) == (32, 29, 1)


def test_two_references_for_one_name_are_a_contradiction(bring, board):
    upload = bring("Ref,Stakeholder,Type\n1,Voices,VCSE\n2,VOICES,VCSE\n", "stakeholders")
    assert upload.refused == 2
    assert not board.stakeholders.exists()


def test_by_its_reference_somebody_is_known_under_a_new_name(bring, board):
    bring("Ref,Stakeholder,Type\nS1,Soar Voices,VCSE\n", "stakeholders")
    upload = bring("Ref,Stakeholder,Type\nS1,Soar Valley Voices,VCSE\n", "stakeholders")
    assert upload.outcome["changed"] == 1
    assert board.stakeholders.get().name == "Soar Valley Voices"


def test_a_new_name_that_is_somebody_elses_is_refused(bring, board):
    bring("Ref,Stakeholder,Type\nS1,Voices,VCSE\nS2,Council,Council\n", "stakeholders")
    upload = bring("Ref,Stakeholder,Type\nS1,Council,VCSE\n", "stakeholders")
    assert "is somebody else in the register" in reasons(upload)[2]


def test_who_left_the_register_is_not_brought_back_in_silence(bring, board):
    text = "Ref,Stakeholder,Type\nS1,Voices,VCSE\n"
    bring(text, "stakeholders")
    board.stakeholders.update(ended_on="2026-05-03")
    assert bring(text, "stakeholders").outcome["same"] == 1
    upload = bring(text.replace("VCSE", "Media"), "stakeholders")
    assert "left the register on 3 May 2026" in reasons(upload)[2]


def test_a_list_without_the_column_that_it_needs_is_not_read(bring):
    with pytest.raises(MappingProblem, match="Say which column is “What”"):
        bring("Date,Attended\n13/03/2026,5\n", "activities")
    with pytest.raises(MappingProblem, match="which column names the programme, or choose one"):
        bring("Activity,Date,With whom\nChat,13/03/2026,Carers\n", "activities")
    with pytest.raises(MappingProblem, match="with whom, or say it once"):
        bring("Activity,Date,Programme\nChat,13/03/2026,A\n", "activities")
    with pytest.raises(MappingProblem, match="what lets you keep their contact details"):
        bring("Stakeholder,E-mail\nVoices,a@example.org\n", "stakeholders")


def test_what_another_body_has_is_out_of_reach(bring, board, amina):
    welland = people.create_organisation("Welland Trust", "trust", by="test")
    theirs = programmes.begin(welland, "Redesign", by="test")
    Stakeholder.objects.create(organisation=welland, name="Voices", kind="media")
    with pytest.raises(MappingProblem, match="is not there any more"):
        bring("Action\nCall\n", "actions", programme=str(theirs.public_id))
    with pytest.raises(MappingProblem, match="is not there any more"):
        bring("Stakeholder\nVoices\n", "stakeholders", register=str(theirs.register.public_id))
    bring("Stakeholder,Type\nVoices,VCSE\n", "stakeholders")
    assert board.stakeholders.get().kind == "voluntary"
    assert welland.stakeholders.get().kind == "media"
    bring("Action,Programme\nCall,Redesign\n", "actions")
    assert not theirs.steps.exists()


def test_what_cannot_be_used_is_left_out_and_said(bring, board):
    text = (
        "Stakeholder,Power,Interest,E-mail,Type\n"
        "Voices,7,High,not an address,Choir\nCouncil,5,5,a@example.org,Council\n"
    )
    upload = bring(text, "stakeholders", basis="consent")
    assert board.stakeholders.get(name="Voices").contact_email == ""
    assert {(note["column"], note["reason"]) for note in upload.notes} == {
        ("Power", "not known; left out"),
        ("E-mail", "not an e-mail address; left out"),
        ("Type", "not known; taken as “Other”"),
    }


def test_postcodes_are_written_in_one_way_and_found_in_addresses(bring, board, amina):
    programmes.begin(board, "Redesign", by=amina)
    text = (
        "Activity,Date,With whom,Programme,Venue,Postcode\n"
        "Tea,13/03/2026,Carers,Redesign,Library,le25pn\n"
        "Walk,14/03/2026,Carers,Redesign,Pond,LE2\n"
        'Talk,15/03/2026,Carers,Redesign,"Town hall, 1 High St, LE13 1XA",\n'
    )
    upload = bring(text, "activities")
    held = dict(board.activities.values_list("title", "postcode"))
    assert held == {"Tea": "LE2 5PN", "Walk": "", "Talk": "LE13 1XA"}
    assert [(note["column"], note["reason"]) for note in upload.notes] == [
        ("Postcode", "not a whole postcode; left out")
    ]


def test_an_owner_who_is_nobodys_colleague_is_refused(bring):
    upload = bring("Stakeholder,Owner\nVoices,x@elsewhere.example\n", "stakeholders")
    assert "No colleague signs in with the address" in reasons(upload)[2]


@pytest.mark.one_database
def test_ten_thousand_rows_come_in_and_come_in_again(bring, board, amina):
    lines = [f"S{n},Group {n},VCSE,{n % 5 + 1},3,Neutral,Supportive" for n in range(10_000)]
    heading = "Ref,Stakeholder,Type,Power,Interest,Current,Desired"
    text = "\n".join([heading, *lines]) + "\n"
    first = bring(text, "stakeholders")
    assert first.outcome["added"] == 10_000
    upload = operations.bring(ContentFile(text.encode()), "x.csv", organisation=board, by=amina)
    plan = putting.foresee(upload, putting.proposed(upload, "stakeholders"), may_begin=True)
    assert plan.count("same") == 10_000
    assert put_in(upload, "stakeholders").outcome["same"] == 10_000


def test_a_reading_that_is_cut_off_goes_on_where_it_was(bring, board, amina, monkeypatch):
    text = "Stakeholder,Type\nVoices,VCSE\nCouncil,Council\nCourier,Media\n"
    upload = operations.bring(ContentFile(text.encode()), "x.csv", organisation=board, by=amina)
    chosen = putting.proposed(upload, "stakeholders")
    putting.begin(upload, chosen, by=amina, may_begin=True)
    put, done = putting._put, []

    def falls(*given):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(put(*given))

    monkeypatch.setattr(putting, "_put", falls)
    with pytest.raises(KeyboardInterrupt):
        putting.read(upload, lambda done, total: None)
    monkeypatch.setattr(putting, "_put", put)
    putting.read(upload, lambda done, total: None)
    upload.refresh_from_db()
    assert upload.outcome == {"added": 3, "changed": 0, "same": 0, "begun": 0}
    assert board.stakeholders.count() == 3


def test_a_list_that_failed_half_way_is_let_go_of_in_part(bring, board, amina):
    text = "Stakeholder,Type\nVoices,VCSE\n"
    upload = bring(text, "stakeholders")
    upload.state, upload.outcome = "failed", None
    upload.save()
    assert operations.discard(upload, by=amina) == 1
    upload.refresh_from_db()
    assert (upload.state, upload.outcome["added"]) == ("part", 1)


def test_what_is_remembered_of_rows_holds_nobodys_words(bring):
    bring("Stakeholder,E-mail\nVoices,a@example.org\n", "stakeholders", basis="consent")
    (row,) = ListRow.objects.all()
    assert "voices" not in f"{row.list}{row.key}{row.content}".casefold()


def test_somebody_added_between_our_look_and_our_write_is_not_doubled(bring, board, amina):
    from baton.people.stakeholders.importing import Stakeholders

    book = Stakeholders(board, None)
    Stakeholder.objects.create(organisation=board, name="Voices", kind="media")
    with pytest.raises(NotTaken, match="is in the register already"):
        book.put(None, {"name": "Voices"}, by=amina)
