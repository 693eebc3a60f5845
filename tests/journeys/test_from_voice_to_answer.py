# SPDX-License-Identifier: MIT
"""From voice to answer: what people said of seating in a file, at a workshop, to a nurse and in a
survey is found, checked back, carried through every stage, decided, done, measured and answered;
and Amina, who said it first, reads on her phone what came of it and says that it is not fixed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.harness.story import BOARD, WORKSHOP
from tests.harness.visitor import NARROW

TITLE = "Urgent care close to home"
AMINA = "There was no seat in the corridor and I stood for two hours."
AT_THE_TABLE = "My mother needs a seat with arms."
TO_A_NURSE = "She sat on the floor, as no seat was free."
IN_THE_SURVEY = "More seats please, I stood the whole time, said person {number}."
FOUND = "People who cannot stand leave before they are seen"
ADDED = "A seat with arms, or I cannot get up again."
SEATS, WAIT = "Which seats, and where?", "How long do people wait?"
ACTION = "Six seats with arms"
EVERYBODY = 11


def test_what_amina_said_comes_back_to_her_as_an_answer(baton, somebody, browser, body, tmp_path):
    slug = body["organisation"]
    programme, survey = baton.prepares(slug, TITLE)
    address = f"amina@{slug}.example"
    meena, priya, tom = (somebody() for _ in range(3))
    meena.signs_in(body["engagement_lead"])

    brings_what_amina_said(meena, tmp_path / "june.csv")
    baton.reaches(slug, AMINA, address)
    femi_listens(somebody(), body)
    for number in range(8):
        answers_the_survey(browser, baton.address, survey, number)

    priya.signs_in(body["analyst"])
    begins_a_finding(priya)
    asks_those_who_spoke(priya)
    amina = on_a_phone(somebody)
    says_that_she_was_heard_right(amina, own_link(baton, address, "heard"))
    concludes(priya)

    closes(meena, programme, "needs", to="Complaints or PALS officer", asks="Who can seat people?")
    tom.signs_in(body["complaints_officer"])
    declines(tom)
    hands_it_to_priya(meena)
    takes_it_up_and_splits_it(priya)
    closes(meena, programme, "plan", to="Engagement lead")
    takes_up(meena, SEATS)
    takes_up(meena, WAIT)
    records_what_the_board_decided(meena)
    closes(meena, programme, "improve", to="Analyst", ends=WAIT)
    closes(meena, programme, "procure", to="Complaints or PALS officer")
    is_done_and_measured(tom)

    reply = answers_everybody(meena)
    reads_her_answer(amina, own_link(baton, address, "r"))
    says_that_it_is_not_fixed(amina)
    finds_it_open_again(tom)
    everything_stands_on_her_comment(meena)
    meena.goes_to(reply)
    meena.reads("Two of the seats are broken.")


def on_a_phone(somebody):
    visitor = somebody(scripts=False)
    visitor.page.set_viewport_size(NARROW)
    return visitor


def fits(visitor):
    width = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW["width"], visitor.page.url


def own_link(baton, address, kind):
    """The path in the letter to somebody that opens this kind of page; no envelope says of what."""
    (letter,) = baton.letters_to(address, within=60, holding=f"/{kind}/")
    assert "seat" not in letter.partition("\n\n")[0]
    return re.search(rf"/{kind}/[\w-]+/", letter.replace("=\n", ""))[0]


# What people said.


def brings_what_amina_said(meena, file):
    file.write_text(f"Response ID,Date,Comment\n1,28/06/2026,{AMINA}\n")
    meena.goes_to("/uploads/new")
    meena.brings("Choose a file", file)
    meena.presses("Bring it")
    meena.presses("This is right: read the file")
    meena.waits_to_read("1 comment from 1 row is kept.")


def femi_listens(femi, body):
    femi.signs_in(body["frontline"])
    femi.goes_to("/event-notes/")
    femi.presses(f"Take notes at {WORKSHOP}")
    femi.fills("What was said", AT_THE_TABLE)
    femi.ticks("Their own words")
    femi.page.get_by_label("What was said").press("Enter")
    expect(femi.page.locator("#points")).to_contain_text(AT_THE_TABLE)
    femi.goes_to("/")
    femi.page.locator("main").get_by_role("link", name="A patient told me").click()
    femi.fills("What they told you", TO_A_NURSE)
    femi.chooses("Where", "Walk-in centre")
    femi.presses("Keep it")
    femi.reads("Kept. 1 note of yours so far.")


def answers_the_survey(browser, address, code, number):
    """Over HTTP, page after page, as a browser without scripts sends it."""
    person = browser.new_context()
    given = {"q1": {"q1": "4"}, "q2": {"q2": IN_THE_SURVEY.format(number=number)}}
    page = person.request.get(f"{address}/s/{code}")
    page = sends(person, page, {})
    while not page.url.endswith("/end"):
        page = sends(person, page, given.get(page.url.rpartition("/")[2], {}))
    page = sends(person, page, {})
    assert "Thank you" in page.text()
    person.close()


def sends(person, page, given):
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text())
    answer = person.request.post(page.url, form={"csrfmiddlewaretoken": token[1], **given})
    assert answer.ok, answer.url
    return answer


# A finding, and whether people were heard right.


def begins_a_finding(priya):
    priya.goes_to("/comments/?q=seat*")
    priya.waits_to_read(f"{EVERYBODY} comments, newest first.")
    priya.follows("Make a finding of these")
    priya.fills("What do you conclude? One sentence", FOUND)
    priya.chooses("Programme and stage", f"{TITLE}: needs")
    priya.presses("Begin it")
    priya.reads(f"{EVERYBODY} comments speak for it. It is a draft.")


def asks_those_who_spoke(priya):
    priya.follows("Ask: did we hear you right?")
    priya.reads("The 1 person who spoke and agreed to be asked")
    priya.presses("Ask them")


def says_that_she_was_heard_right(amina, link):
    amina.goes_to(link)
    fits(amina)
    amina.reads(FOUND)
    amina.ticks("Yes, and I would add something")
    amina.fills("What would you add, or what did we get wrong?", ADDED)
    amina.presses("Send")
    amina.reads("Thank you")


def concludes(priya):
    priya.goes_to("/findings/")
    priya.follows(FOUND)
    priya.reads(ADDED)
    priya.follows("Who was asked")
    priya.presses("Close the question")
    priya.follows("Judge and conclude")
    priya.chooses("How severe is it for those it meets?", "Harm or hardship for some")
    priya.chooses("Does it fall on some more than on others?", "None seen")
    priya.presses("Save and conclude")
    priya.reads("Finding 1 is concluded.")


# From stage to stage.


def closes(meena, programme, stage, *, to, asks="", ends=""):
    """Close a stage: what lies in it goes on to somebody; one ends here, where `ends` names it."""
    meena.goes_to(f"/programmes/{programme}/stages/{stage}")
    meena.follows("Close it")
    meena.follows("Say what becomes of each")
    if ends:
        row = meena.page.locator("tbody tr", has_text=ends)
        row.get_by_text("Another way").click()
        row.get_by_label("What becomes of it").select_option(label="It ends here")
        row.get_by_label("Why it ends here").fill("The wait is counted in the emergency programme.")
    everybody = meena.page.get_by_role("group", name="If they are handed on")
    everybody.get_by_label("To", exact=True).select_option(label=to)
    everybody.get_by_label("Question handed on").fill(asks)
    meena.presses("Do it, and close the stage")
    meena.reads(f"{stage.capitalize()} is closed.")


def declines(tom):
    tom.goes_to("/")
    tom.follows("1 baton waits for you to take up")
    tom.follows(FOUND)
    tom.follows("Return with a reason")
    tom.fills("Why you decline it", "Seats are not bought by my team.")
    tom.presses("Return it")
    tom.reads("It has returned, with your reason.")


def hands_it_to_priya(meena):
    meena.goes_to("/batons/")
    meena.follows(FOUND)
    meena.reads("Seats are not bought by my team.")
    meena.follows("Hand it on")
    meena.chooses("Stage that takes it up", f"Plan · {TITLE}")
    meena.chooses("To", "Analyst")
    meena.presses("Hand on")
    meena.reads("1 baton is handed on.")


def takes_it_up_and_splits_it(priya):
    priya.goes_to("/batons/")
    priya.follows(FOUND)
    priya.presses("Take it up")
    priya.follows("Split it")
    priya.fills("Question of part 1", SEATS)
    priya.fills("Question of part 2", WAIT)
    priya.presses("Split it")
    priya.reads("It is split into 2.")


def takes_up(who, question):
    who.goes_to("/batons/")
    who.page.locator("tbody tr", has_text=question).get_by_role("link").first.click()
    who.presses("Take it up")
    who.reads("You have taken it up.")
    who.reads(question)


# What was decided and done.


def records_what_the_board_decided(meena):
    meena.goes_to("/batons/")
    meena.page.locator("tbody tr", has_text=SEATS).get_by_role("link").first.click()
    meena.follows("Record the decision")
    meena.fills("Decision", "Seats first")
    meena.chooses("Group that decided", BOARD)
    meena.fills("What was decided", f"{ACTION}.")
    meena.fills("Reasons", "People leave unseen.")
    meena.presses("Record it")
    meena.reads("Decision 1 is recorded.")
    meena.follows("Add an action")
    meena.fills("What is changed", ACTION)
    meena.chooses("Who does it", "Complaints or PALS officer")
    meena.fills("By", "2030-06-30")
    meena.fills("Change that is expected", "Nobody leaves unseen.")
    meena.presses("Add it")
    meena.follows(ACTION)
    meena.follows("Write down what was measured")
    meena.fills("Before", "41")
    meena.page.locator("#id_before_on").fill("2026-06-01")
    meena.presses("Write it down")


def is_done_and_measured(tom):
    takes_up(tom, SEATS)
    tom.follows("Seats first")
    tom.follows(ACTION)
    tom.follows("Say how it stands")
    tom.page.get_by_label("Done", exact=True).check()
    tom.fills("Why, or what was done", "They stand in the corridor.")
    tom.presses("Write it down")
    tom.follows("Write down what was measured")
    tom.fills("After", "12")
    tom.page.locator("#id_after_on").fill("2026-07-01")
    tom.presses("Write it down")
    tom.reads("Two figures do not say why they differ.")


# The answer.


def answers_everybody(meena):
    """The path of the reply."""
    meena.goes_to("/decisions/")
    meena.follows("Seats first")
    meena.follows("Write a reply")
    meena.ticks("You said, we did")
    meena.fills("You said", "There was nowhere to sit.")
    meena.fills("What we did; or why we cannot", "Six seats with arms stand in the corridor.")
    meena.presses("Keep it as a draft")
    meena.reads(f"It answers {EVERYBODY} people.")
    confirms_that_they_spoke_of_it(meena)
    meena.reads("1 would be told when it is sent.")
    meena.follows("Preview and send it")
    meena.presses("Send it")
    meena.waits_to_read(f"Of {EVERYBODY} people 1 was told")
    return urlsplit(meena.page.url).path


def confirms_that_they_spoke_of_it(meena):
    """Only the search and the classifier have said so."""
    meena.follows("Who is told")
    meena.follows(f"To be confirmed by a person ({EVERYBODY})")
    meena.page.get_by_label(f"All {EVERYBODY} of").check()
    meena.presses("They spoke of this")
    meena.follows("Back to reply 1")


def reads_her_answer(amina, link):
    amina.goes_to(link)
    fits(amina)
    amina.reads("Six seats with arms stand in the corridor.")
    amina.reads("You and 10 others told us about this.")
    amina.reads("We asked one of you whether we had heard right.")
    amina.reads("A decision was made")
    amina.reads_nowhere(AMINA)


def says_that_it_is_not_fixed(amina):
    amina.ticks("No, look at it again")
    amina.fills("What is still wrong, if you like", "Two of the seats are broken.")
    amina.presses("Send")
    amina.reads("It is open again, and somebody has to look at it.")
    fits(amina)


def finds_it_open_again(tom):
    tom.goes_to("/")
    tom.follows("1 action is not fixed, say people who were told")
    tom.follows(ACTION)
    tom.reads("People who spoke")
    tom.reads("Somebody who was told says that it is not put right.")
    expect(tom.page.get_by_role("link", name="Say how it stands")).to_be_visible()


def everything_stands_on_her_comment(meena):
    meena.goes_to("/comments/?q=corridor")
    meena.page.locator(".bt-comments a").first.click()
    meena.reads(AMINA)
    steps = meena.page.locator(".bt-trace").first.locator("li b").all_inner_texts()
    assert steps[0] == "Said"
    once = {each for each in steps if steps.count(each) == 1}
    assert once >= {"Received", "Checked back", "Concluded", "Declined", "Split", "Decided"}
    assert once >= {"Ended", "Done", "Answered", "Not fixed"}
    assert steps[-2:] == ["Answer", "To be finished"]
    assert steps.count("Handed on") == 6, steps
