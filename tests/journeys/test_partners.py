# SPDX-License-Identifier: MIT
"""The Wreake carers send by their form, a file and their system, each three times: it arrives once.

And they read what became of it.
"""

from __future__ import annotations

import re

import pytest
import requests

from tests.harness.visitor import SCRIPTS

WAITED = "She waited four hours for her tablets and nobody said why."
CHAIRS = "The chairs in the corridor are hard to sit on."
GARDEN = "The garden did my husband a world of good."


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_form_a_file_and_a_system_arrive_once_though_sent_three_times(
    somebody, body, tmp_path, scripts
):
    meena = somebody(scripts=scripts)
    meena.signs_in(body["engagement_lead"])
    link = makes_them_a_partner(meena)
    wren = somebody(scripts=scripts)
    writes_down_what_two_people_said(wren, link)
    hands_in_a_file(wren, link, tmp_path / "lunch.csv")

    tom = somebody(scripts=scripts)
    tom.signs_in(body["administrator"])
    key = makes_a_key(tom)
    sends_by_their_system(key, address=wren.page.url.partition("/p/")[0])

    reads_the_file(meena)
    meena.goes_to("/partners/")
    meena.follows("Wreake carers")
    meena.waits_to_read("Wreake carers sent 4 things that people said")
    meena.reads("At our lunch club")
    meena.reads("By telephone")
    sees_what_came_twice(meena)
    reads_what_became_of_it(wren, link)


def makes_them_a_partner(meena):
    meena.goes_to("/stakeholders/add")
    meena.fills("Name", "Wreake carers")
    meena.chooses("What they are", "Patients’ or carers’ group")
    meena.presses("Add")
    meena.goes_to("/partners/")
    meena.reads("Nobody sends anything yet.")
    meena.follows("Add a partner")
    meena.chooses("Who sends", "Wreake carers")
    meena.presses("Add")
    meena.fills("E-mail address of whoever fills in the form", "wren@example.org")
    meena.presses("Make the link")
    meena.reads("It is on its way to wren@example.org.")
    shown = meena.page.locator(".bt-typed").inner_text()
    return re.search(r"/p/[\w-]+/", shown)[0]


def writes_down_what_two_people_said(wren, link):
    wren.goes_to(link[:-2] + "/")
    wren.reads("This link opens nothing")
    wren.goes_to(link)
    wren.follows("Write down what people said")
    wren.presses("Send")
    wren.reads("Write down what somebody told you.")
    wren.fills("How did you ask these people?", "At our lunch club")
    wren.fills("What did the person say?", WAITED)
    wren.ticks("They agreed that their words may be quoted, without a name")
    wren.presses("Add another person on this page")
    wren.page.get_by_label("What did the person say?").nth(1).fill(CHAIRS)
    wren.looks()
    wren.presses("Send")
    wren.reads("2 things that people said are kept.")
    for _ in range(2):
        # The browser sends the page once more.
        wren.page.reload()
        wren.reads("2 things that people said are kept.")


def hands_in_a_file(wren, link, file):
    file.write_text(f"Comment,Date\n{GARDEN},2026-06-08\n")
    told = ["The file is here.", "You handed in this same file on", "It is kept once."]
    for words in told:
        wren.goes_to(link)
        wren.follows("Hand in a file")
        wren.brings("The file", file)
        wren.fills("How did you ask these people?", "At our lunch club")
        wren.presses("Hand it in")
        wren.reads(words)


def makes_a_key(tom):
    tom.goes_to("/people")
    tom.follows("Keys to the API")
    tom.follows("Make a key")
    tom.fills("Which system will use it", "Carers’ telephone line")
    tom.chooses("Which partner it belongs to", "Wreake carers")
    tom.presses("Make the key")
    key = tom.page.locator(".bt-typed").inner_text().strip()
    tom.follows("What the API can do")
    tom.reads("POST /api/v1/contributions")
    return key


def sends_by_their_system(key, address):
    batch = {
        "how_asked": "By telephone",
        # The same as on the form: another way, and so another thing, which is flagged.
        "items": [{"reference": "call-7", "words": WAITED, "said_on": "2026-06-08"}],
    }
    told = []
    for number in (1, 1, 2):
        answer = requests.post(
            f"{address}/api/v1/contributions",
            json=batch,
            headers={"Authorization": f"Bearer {key}", "Idempotency-Key": f"morning-{number}"},
            timeout=20,
        )
        assert answer.status_code == 200, answer.text
        told.append(answer.json()["items"][0]["became"])
    assert told == ["received", "received", "repeated"]


def reads_the_file(meena):
    meena.goes_to("/partners/")
    meena.follows("Wreake carers")
    meena.reads("1 file waits to be read.")
    meena.follows("Wreake carers: lunch.csv")
    meena.presses("This is right: read the file")
    meena.waits_to_read("1 comment")


def sees_what_came_twice(meena):
    meena.goes_to("/partners/")
    meena.reads("1 text came more than once.")
    meena.follows("Possible repeats")
    meena.reads(WAITED)
    meena.page.get_by_role("link", name=re.compile("^The comment")).first.click()
    meena.looks()
    meena.reads("1 other comment says the same")
    meena.reads("Sent by Wreake carers")


def reads_what_became_of_it(wren, link):
    wren.goes_to(link)
    wren.follows("What became of what you sent")
    wren.reads("You sent 4 things.")
    wren.waits_to_read("Read. Its themes:")
    wren.page.get_by_role("link", name=re.compile("^Take it back")).first.click()
    wren.looks()
    wren.presses("Take it back")
    wren.reads("Withdrawn, at the person’s request. Its words are gone.")
    with wren.page.expect_download() as download:
        wren.page.get_by_role("link", name="Take it home as a table (CSV)").click()
    assert WAITED in download.value.path().read_text()
