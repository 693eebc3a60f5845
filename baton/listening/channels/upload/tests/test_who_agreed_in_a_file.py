# SPDX-License-Identifier: MIT
"""A file says who agreed for those who may not be able to agree alone. Nobody is quoted without."""

from __future__ import annotations

import json

import pytest
import yaml
from django.core.files.base import ContentFile
from django.urls import reverse

from baton.core import jobs
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.agreed import GOES_TOGETHER, Agreed
from baton.listening.channels.upload import operations, undoing
from baton.listening.channels.upload.columns_form import ColumnsForm
from baton.listening.channels.upload.mapping import MappingProblem, from_dict
from baton.listening.channels.upload.models import RememberedMapping, Upload
from baton.listening.models import Agreement, Contribution

FILE = """Id,Comment,May we quote you?,Under 16?,Who agreed,Basis of the agreement,Relationship
A1,The nurse sang to me,Yes,Yes,Mother,,mother
A2,More swings please,Yes,Yes,,,
A3,It was loud,Yes,Yes,Themselves,Gillick,
A4,The tea was warm,Yes,No,,,
A5,Kind people,Yes,,,,
"""
HOW = {
    "comments": "Comment",
    "id": "Id",
    "permission": {"may_quote": "Quote", "may_contact": "Contact", "may_share": "Share"},
    "agreed": {"for_whom": "Whom", "who": "Who", "basis": "Basis", "relation": "Relation"},
}


@pytest.fixture
def bring(board, priya):
    def run(text: str = FILE, name: str = "school.csv") -> Upload:
        return operations.bring(ContentFile(text.encode()), name, organisation=board, by=priya)

    return run


def read(upload: Upload, **how: object) -> Upload:
    chosen = from_dict(upload.mapping | how, upload.header)
    operations.read_now(upload, chosen, lambda done, total: None)
    upload.refresh_from_db()
    return upload


@pytest.fixture
def tell(bring, board):
    """One row that allows everything, as it is kept; and what is doubted of it."""

    def run(whom="", who="", basis="", relation="", **how) -> tuple[Contribution, list[str]]:
        header = "Id,Comment,Quote,Contact,Share,Whom,Who,Basis,Relation"
        row = f"A1,The nurse sang,yes,email,public,{whom},{who},{basis},{relation}"
        upload = bring(f"{header}\n{row}\n")
        upload.mapping = HOW
        upload = read(upload, **how)
        assert (upload.received, upload.refused) == (1, 0)
        return board.contributions.get(), [note["reason"] for note in upload.notes]

    return run


def allowed(kept: Contribution) -> tuple[bool, str, str]:
    return kept.may_quote, kept.may_contact, kept.may_share


OPEN, CLOSED = (True, "email", "public"), (False, "no", "nobody")


def agreement(kept: Contribution) -> tuple[str, str, str] | None:
    there = Agreement.objects.filter(contribution=kept).first()
    return (there.for_whom, there.who, there.basis) if there else None


def test_a_file_says_who_agreed_and_only_then_is_a_child_quoted(bring, board):
    upload = read(bring())
    assert (upload.received, upload.refused, upload.notes) == (5, 0, [])
    kept = {each.source_ref: each for each in board.contributions.all()}
    assert {ref: each.may_quote for ref, each in kept.items()} == {
        "A1": True,
        "A2": False,
        "A3": True,
        "A4": True,
        "A5": True,
    }
    assert [agreement(kept[ref]) for ref in sorted(kept)] == [
        ("child", "parent", "parental"),
        ("child", "", ""),
        ("child", "self", "gillick"),
        None,
        None,
    ]
    assert kept["A1"].agreement.relation == "mother"
    assert kept["A1"].agreement.recorded_by == upload.brought_by


@pytest.mark.parametrize(
    ("for_whom", "who", "basis"),
    [(of, who, basis) for of, all_of in GOES_TOGETHER.items() for who, basis in all_of.items()],
)
def test_the_codes_of_the_api_are_understood_and_the_basis_may_be_left_out(
    tell, for_whom, who, basis
):
    kept, doubts = tell(for_whom, who)
    assert (agreement(kept), allowed(kept), doubts) == ((for_whom, who, basis), OPEN, [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("under 16s", "Parent", "Parental responsibility"), ("child", "parent", "parental")),
        (("Aged under 16 years", "Gillick competent", "gillick"), ("child", "self", "gillick")),
        (("16-17", "Best interests", "best interests"), ("young", "consulted", "best_interests")),
        (("adult who lacks capacity", "LPA", "n/a"), ("adult", "attorney", "attorney")),
        (("18 or over who may lack capacity", "nobody yet", ""), ("adult", "", "")),
    ],
)
def test_plain_words_are_understood(tell, said, expected):
    kept, doubts = tell(*said)
    assert (agreement(kept), doubts) == (expected, [])


@pytest.mark.parametrize(
    ("said", "expected", "doubt"),
    [
        (("child", "attorney"), ("child", "", ""), "only by somebody of 18 or over"),
        (("adult", "parent"), ("adult", "", ""), "Nobody has parental responsibility"),
        (("child", "parent", "gillick"), ("child", "", ""), "the basis is “Parental responsibil"),
        (("child", "", "gillick"), ("child", "", ""), "nobody who agreed"),
        (("child", "Aunt Jo"), ("child", "", ""), "does not say who agreed"),
        (("child", "yes"), ("child", "", ""), "does not say who agreed"),
        (("child", "parent", "by e-mail"), ("child", "", ""), "not a known basis"),
        (("Year 7", "parent"), None, "does not say for whom"),
        (("", "parent"), None, "says that somebody agreed, and not for whom"),
        (("no", "", "gillick"), None, "says that somebody agreed, and not for whom"),
    ],
)
def test_what_is_not_plainly_an_agreement_keeps_the_row_and_closes_it(tell, said, expected, doubt):
    kept, doubts = tell(*said)
    assert kept.words == "The nurse sang"
    assert (agreement(kept), allowed(kept)) == (expected, CLOSED)
    (reason,) = doubts
    assert doubt in reason
    assert "neither quoted nor shared" in reason


@pytest.mark.parametrize("said", [(), ("no",), ("n/a", "self"), ("", "n/a", "-"), ("able", "no")])
def test_nobody_else_has_to_agree_where_the_cell_is_empty_or_says_no(tell, said):
    kept, doubts = tell(*said)
    assert (agreement(kept), allowed(kept), doubts) == (None, OPEN, [])


def test_the_doubt_names_its_rows_and_column(bring):
    text = "Comment,Whom,Who\nHello there,child,attorney\nThank you,child,parent\n"
    upload = bring(text)
    upload.mapping = {"comments": "Comment", "agreed": {"for_whom": "Whom", "who": "Who"}}
    (note,) = read(upload).notes
    assert (note["column"], note["rows"], note["first"]) == ("Who", 1, [2])


def test_how_they_are_related_is_kept_short_and_without_identifiers(tell, board):
    kept, _doubts = tell("child", "parent", "", "mum 07700 900123")
    assert "07700" not in kept.agreement.relation
    assert kept.agreement.relation.startswith("mum")


def test_a_story_in_place_of_the_relation_is_left_out_and_said(tell):
    kept, doubts = tell("child", "parent", "", "m" * 101)
    assert (kept.agreement.relation, allowed(kept)) == ("", OPEN)
    assert doubts == ["too long for how they are related; left out"]


def test_what_an_answer_means_can_be_set(tell):
    own = {"Whom": {"Year 7": "child", "Staff": "able"}, "Who": {"Carer": "parent"}}
    kept, doubts = tell("year 7", "Carer", values=own)
    assert (agreement(kept), doubts) == (("child", "parent", "parental"), [])


def test_an_answer_that_is_set_to_no_basis_is_no_agreement_and_no_doubt(tell):
    kept, doubts = tell("child", "parent", "verbal", values={"Basis": {"verbal": "none"}})
    assert (agreement(kept), allowed(kept), doubts) == (("child", "", ""), CLOSED, [])


# ── For all rows ───────────────────────────────────────────────────────────────────────────────

SCHOOL = "Comment,Quote\nMore swings please,yes\nThe nurse sang,no\n"
OF_SCHOOL = {"comments": "Comment", "permission": {"may_quote": "Quote"}}


def test_one_sentence_may_say_it_of_a_whole_file(bring, board):
    upload = bring(SCHOOL)
    upload.mapping = OF_SCHOOL
    read(upload, agreed_of_all={"for_whom": "under 16", "who": "parent", "relation": "parents"})
    assert set(Agreement.objects.values_list("for_whom", "who", "basis", "relation")) == {
        ("child", "parent", "parental", "parents")
    }
    assert Agreement.objects.count() == 2
    assert board.contributions.filter(may_quote=True).count() == 1


def test_who_agreed_to_one_file_has_not_agreed_to_the_next(bring, board):
    upload = bring(SCHOOL)
    upload.mapping = OF_SCHOOL
    read(upload, agreed_of_all={"for_whom": "child", "who": "parent"})
    remembered = RememberedMapping.objects.get().mapping
    assert remembered["agreed_of_all"] == {"for_whom": "child"}
    read(bring("Comment,Quote\nIt was cold,yes\n", "next.csv"))
    cold = board.contributions.get(words="It was cold")
    assert (agreement(cold), cold.may_quote) == (("child", "", ""), False)


def test_what_is_said_of_all_holds_only_for_rows_of_whom_it_is_true(bring, board):
    upload = bring("Comment,Quote,Whom\nOne,yes,\nTwo,yes,adult\nThree,yes,no\n")
    upload.mapping = OF_SCHOOL | {"agreed": {"for_whom": "Whom"}}
    read(upload, agreed_of_all={"for_whom": "child", "who": "parent"})
    kept = {each.words: each for each in board.contributions.all()}
    assert {words: (agreement(each), each.may_quote) for words, each in kept.items()} == {
        "One": (("child", "parent", "parental"), True),
        "Two": (("adult", "", ""), False),
        "Three": (None, True),
    }


def test_an_empty_cell_of_who_agreed_is_nobody_whatever_is_said_of_all(bring, board):
    upload = bring("Comment,Quote,Who\nOne,yes,\n")
    upload.mapping = OF_SCHOOL | {"agreed": {"who": "Who"}}
    read(upload, agreed_of_all={"for_whom": "child", "who": "parent"})
    assert agreement(board.contributions.get()) == ("child", "", "")


def test_the_basis_alone_says_who_agreed_where_no_column_does(bring, board):
    upload = bring("Comment,Quote,Gillick competent?\nOne,yes,yes\nTwo,yes,\n")
    upload.mapping = OF_SCHOOL | {"agreed": {"basis": "Gillick competent?"}}
    upload = read(upload, agreed_of_all={"for_whom": "child"})
    kept = {each.words: agreement(each) for each in board.contributions.all()}
    assert kept == {"One": ("child", "self", "gillick"), "Two": ("child", "", "")}
    assert upload.notes == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"who": "parent"}, "“for_whom” is “”. Known are “child”"),
        ({"for_whom": "child", "who": "Aunt Jo"}, "“who” is “Aunt Jo”"),
        ({"for_whom": "child", "who": "parent", "basis": "kindness"}, "“basis” is “kindness”"),
        ({"for_whom": "adult", "who": "parent"}, "Nobody has parental responsibility"),
        ({"for_whom": "child", "when": "today"}, "“when” is not known in “agreed_of_all”"),
    ],
)
def test_a_map_that_says_it_wrongly_is_refused(given, says):
    with pytest.raises(MappingProblem, match=says):
        from_dict({"comments": "Comment", "agreed_of_all": given})


def test_a_mapping_of_agreements_survives_json():
    written = yaml.safe_load(
        "{comments: Comment, agreed: {for_whom: whom, who: Who}, "
        "agreed_of_all: {for_whom: child, who: self}, values: {Who: {Carer: parent, Aunt: nobody}}}"
    )
    header = ("Comment", "Whom", "Who")
    mapping = from_dict(written, header)
    assert mapping.agreed_of_all == Agreed("child", "self", "gillick")
    assert mapping.values == {"Who": {"carer": "parent", "aunt": "nobody"}}
    assert from_dict(json.loads(json.dumps(mapping.to_dict())), header) == mapping


# ── The page ───────────────────────────────────────────────────────────────────────────────────


def test_the_page_shows_who_agreed_and_what_is_not_understood(browser, bring):
    upload = bring(FILE.replace("Mother", "Aunt Jo"))
    page = browser.get(reverse("upload:columns", args=[upload.public_id])).content.decode()
    assert "Somebody under 16; agreed: nobody yet" in page
    assert "Somebody under 16; agreed: They themselves" in page
    assert "does not say who agreed; kept as if nobody had" in page
    assert "Who agreed: 2 answers, 1 not known" in page
    assert "The basis that goes with who agreed" in page


def test_a_person_chooses_the_columns_and_says_it_for_all(browser, bring):
    upload = bring(SCHOOL)
    where = reverse("upload:columns", args=[upload.public_id])
    said = {
        "column0": "comment",
        "column1": "may_quote",
        "for_whom_of_all": "child",
        "who_of_all": "parent",
        "read": "yes",
    }
    assert browser.post(where, said).status_code == 302
    upload.refresh_from_db()
    assert upload.mapping["agreed_of_all"] == {
        "for_whom": "child",
        "who": "parent",
        "basis": "parental",
    }


@pytest.mark.parametrize(
    ("for_whom", "who", "says"),
    [
        ("adult", "parent", "Nobody has parental responsibility"),
        ("", "parent", "Say whom it is about"),
    ],
)
def test_what_does_not_go_together_is_said_beside_its_box(browser, bring, for_whom, who, says):
    where = reverse("upload:columns", args=[bring(SCHOOL).public_id])
    said = {"column0": "comment", "for_whom_of_all": for_whom, "who_of_all": who, "read": "yes"}
    answer = browser.post(where, said)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_form_keeps_a_relation_that_it_has_no_box_for():
    before = from_dict(
        {
            "comments": "Comment",
            "agreed_of_all": {"for_whom": "child", "who": "parent", "relation": "parents"},
        }
    )
    header = ("Comment",)
    posted = {"column0": "comment", "for_whom_of_all": "child", "who_of_all": "parent"}
    form = ColumnsForm(header, before, posted)
    assert form.is_valid()
    assert form.mapping(form.columns()).agreed_of_all == before.agreed_of_all


# ── What goes again ────────────────────────────────────────────────────────────────────────────


def test_an_upload_that_is_undone_takes_its_agreements_with_it(bring, priya):
    upload = read(bring())
    assert Agreement.objects.count() == 3
    safety.screen_pending()
    jobs.do.call(undoing.begin(upload, by=priya, alerts_seen_to=True).pk)
    assert not Agreement.objects.exists()
    read(bring())
    assert Agreement.objects.count() == 3


def test_a_file_that_comes_twice_leaves_the_agreements_that_came_first(bring, board):
    read(bring())
    again = read(bring(FILE.replace("Mother,,mother", ",,"), "again.csv"))
    assert (again.received, again.repeated) == (0, 5)
    assert agreement(board.contributions.get(source_ref="A1")) == ("child", "parent", "parental")


def test_who_withdraws_or_is_erased_takes_the_agreement_along(bring, board):
    read(bring())
    listening.withdraw(board.contributions.get(source_ref="A1"), by="test")
    listening.erase(board.contributions.get(source_ref="A2"), by="test")
    left = Agreement.objects.values_list("contribution__source_ref", flat=True)
    assert list(left) == ["A3"]
