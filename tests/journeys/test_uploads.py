# SPDX-License-Identifier: MIT
"""What an upload asks and shows before it is read; refused rows come back; an upload is undone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.files import bring, june

READ = "This is right: read the file"

OPEN = """Response ID,Date,Site,How likely are you to recommend us?,What was good?,Quote me?
Q7,03/04/2026,Heron clinic,Ext. likely,The tea was hot and somebody had time for me,Yes
Q9,04/05/2026,Heron clinic,Brilliant,The lift worked again and I was glad of it,Yes please
Q12,05/06/2026,Heron clinic,Unlikely,Nothing at all,Perhaps
"""


def undoes(visitor):
    # Somebody waited four hours without a word: a person must look, whatever becomes of the file.
    visitor.waits_to_read("1 safety alert that nobody has opened")
    visitor.ticks("I see to it that somebody looks at these people’s words today")
    visitor.presses("Undo this upload")


def test_amina_is_asked_what_the_file_does_not_say_and_sets_what_answers_mean(
    somebody, body, tmp_path
):
    path = tmp_path / "open.csv"
    path.write_text(OPEN)
    amina = somebody()
    amina.signs_in(body["analyst"])
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", path)
    amina.presses("Bring it")
    amina.reads("The file does not say, so you must")
    amina.reads("1 service would be added")
    amina.presses(READ)
    amina.reads("Say whether the day or the month comes first in “Date”")
    amina.ticks("4 March 2026")
    amina.page.get_by_label("How “Brilliant” in").select_option(label="1 Very good")
    amina.presses("Show the rows that way")
    amina.reads("4 March 2026")
    expect(amina.page.locator("tr", has_text="The lift worked").first).to_contain_text(
        "“very good”"
    )
    amina.presses(READ)
    amina.waits_to_read("3 comments from 3 rows are kept.")
    amina.reads("neither a plain yes nor a plain no")
    expect(amina.page.locator("[data-label=Rows]")).to_have_text("4")
    # The next file like it is read in the same way, and nothing is asked.
    path.write_text(OPEN.replace("2026,", "2025,").replace(",Ext. likely", ",Brilliant"))
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", path)
    amina.presses("Bring it")
    amina.reads("4 March 2025")
    amina.reads_nowhere("The file does not say")
    expect(amina.page.locator("tr", has_text="The tea was hot").first).to_contain_text("very good")


def test_a_refused_row_is_mended_and_comes_back_alone(somebody, body, tmp_path):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    bring(amina, june(tmp_path))
    amina.waits_to_read("6 comments from 6 rows are kept.")
    with amina.page.expect_download() as download:
        amina.page.get_by_role("link", name="Download them with reasons").click()
    mended = tmp_path / "refused-rows.csv"
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "31 February does not exist" in text
    mended.write_text(text.replace("31/02/2026", "28/02/2026"), encoding="utf-8-sig")
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", mended)
    amina.presses("Bring it")
    amina.reads("1 row comes back of the 1 that were refused of june.csv")
    amina.presses("Read it as that file was")
    amina.waits_to_read("1 comment from 1 row is kept.")
    amina.follows("june.csv")
    amina.reads("1 of its 1 refused row came back mended in refused-rows.csv")
    amina.reads_nowhere("to mend")


def test_an_upload_is_undone_and_brought_again(somebody, body, tmp_path):
    amina = somebody()
    amina.signs_in(body["engagement_lead"])
    file = june(tmp_path)
    bring(amina, file)
    amina.waits_to_read("All of them are coded.")
    amina.follows("Undo this upload")
    amina.reads("6 comments that this file brought")
    amina.reads("though no other comment names 2 of them (Heron clinic, Kestrel ward)")
    undoes(amina)
    amina.waits_to_read("6 comments went.")
    amina.goes_to("/comments/?q=nurses")
    amina.reads_nowhere("The nurses were kind")
    bring(amina, file)
    amina.waits_to_read("6 comments from 6 rows are kept.")


def test_without_javascript_an_upload_is_undone_too(somebody, body, tmp_path):
    amina = somebody(scripts=False)
    amina.signs_in(body["analyst"])
    bring(amina, june(tmp_path))
    amina.waits_to_read("All of them are coded.")
    amina.follows("Undo this upload")
    undoes(amina)
    amina.waits_to_read("6 comments went.")


def test_a_file_of_three_hundred_columns_is_shown_by_what_is_read(somebody, body, tmp_path):
    path = tmp_path / "wide.csv"
    names = [f"Field {number}" for number in range(298)]
    rows = [
        [f"28/06/2026,The chairs in room {row} were hard", *(str(row) for _ in names)]
        for row in range(20)
    ]
    path.write_text("\n".join(map(",".join, [["Date,Comment", *names], *rows])))
    amina = somebody()
    amina.signs_in(body["analyst"])
    amina.goes_to("/uploads/new")
    amina.brings("Choose a file", path)
    amina.presses("Bring it")
    amina.reads("300 columns")
    amina.reads("298 columns are left out")
    # What the file holds, and the two columns that are read.
    expect(amina.page.locator("select:visible")).to_have_count(3)
    amina.page.get_by_text("298 columns are left out").click()
    amina.page.get_by_label("What “Field 7” is").select_option(label="Service, level 1")
    amina.presses("Show the rows again")
    amina.reads("297 columns are left out")
    expect(amina.page.locator("select:visible")).to_have_count(4)
