# SPDX-License-Identifier: MIT
"""Meena writes a reply, looks who is told, and sends it; Amina reads it on her own page."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from baton.core import clock, jobs
from baton.core.models import AuditEntry, Job
from baton.improving.decisions.models import Action
from baton.improving.replies import operations, settling
from baton.improving.replies.models import PutRight, Recipient, Reply
from baton.improving.replies.tests.conftest import NOWHERE
from baton.people import outbox
from baton.people.models import Message

pytestmark = pytest.mark.django_db

SAYS = {
    "kind": "did",
    "you_said": "There was nowhere to sit.",
    "we_say": "Six seats came.",
    "is_public": "on",
}


#: As `operations.write` takes them.
SAID = {"kind": "did", "you_said": "There was nowhere to sit.", "we_say": "Six seats came."}


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def amina(say, reached):
    """What Amina said, who is told by e-mail."""
    said = say(NOWHERE, service_path=("Walk-in centre",))
    reached(said, address="amina@example.org")
    return said


@pytest.fixture
def her_page(amina, concluded, answer, send):
    """Opens Amina's page, once she was told."""

    def opened(**says):
        reply = answer(concluded(amina), **says)
        send(reply)
        return re.search(r"/r/[^/]+/", Message.objects.get(template="reply").body)[0]

    return opened


def test_meena_writes_previews_and_sends_it_once_though_she_presses_twice(
    amina, concluded, signed_in, meena
):
    finding = concluded(amina)
    browser = signed_in(meena)
    page = browser.get(f"/replies/new?finding={finding.public_id}")
    assert f'value="{finding.public_id}" checked' in page.content.decode()
    empty = browser.post("/replies/new", {})
    assert empty.status_code == 422
    for problem in ("Choose at least one finding", "Write what people said.", "Say whether"):
        assert problem in text(empty)
    browser.post("/replies/new", SAYS | {"findings": [str(finding.public_id)]})
    reply = Reply.objects.get()
    at = f"/replies/{reply.public_id}/"
    assert "It answers 1 person. 1 would be told when it is sent." in text(browser.get(at))
    preview = text(browser.get(f"{at}send"))
    assert "Six seats came." in preview
    assert outbox.LINK_UNSEEN in preview
    assert "1 person is told now." in preview
    browser.post(f"{at}send")
    again = browser.post(f"{at}send", follow=True)
    assert "is being sent already: nobody gets it twice" in text(again)
    jobs.do.func(Job.objects.get(kind=operations.SENDING).pk)
    outbox.send_due()
    assert len(mail.outbox) == 1
    assert "Of 1 person 1 was told." in text(browser.get(at))
    assert "stays as they are" not in text(browser.get("/replies/"))


def test_no_page_of_staff_shows_an_address_but_that_of_calls_and_letters(
    amina, concluded, answer, signed_in, meena
):
    reply = answer(concluded(amina))
    browser = signed_in(meena)
    for page in ("", "people", "send"):
        answer_ = browser.get(f"/replies/{reply.public_id}/{page}")
        assert answer_.status_code == 200
        assert "amina@example.org" not in answer_.content.decode()


def test_amina_reads_what_came_of_it_and_says_that_it_is_not_fixed(her_page, board, meena):
    page = her_page()
    browser = Client()
    read = text(browser.get(page))
    assert "Walk-in centre" in read
    assert "Six seats with arms came in May." in read
    assert NOWHERE not in read, "her words need a second key"
    assert browser.post(page, {}).status_code == 422
    said = browser.post(page, {"says": "no", "words": "Two of them are broken."}, follow=True)
    assert "You said on" in text(said)
    browser.post(page, {"says": "no", "words": "Two of them are broken."})
    put_right = PutRight.objects.get()
    assert put_right.says == "no"
    assert board.contributions.filter(channel="reply").count() == 1, "pressed twice, said once"
    assert put_right.contribution.channel == "reply"
    assert put_right.contribution.service.name == "Walk-in centre"
    browser.post(page, {"says": "yes"})
    assert PutRight.objects.get().says == "yes"


def test_no_opens_again_what_was_done_and_says_so_without_her_words(
    amina, concluded, board, meena, send
):
    from baton.improving.decisions.models import Decision, Turn
    from baton.improving.replies import settling
    from baton.people.groups import operations as groups

    group = groups.add(board, by=meena, name="Urgent care", kind="steering", purpose="decides")
    decision = Decision.objects.create(
        organisation=board,
        number=1,
        group=group,
        decided_on=clock.today(),
        title="Put in seats",
        text="Six seats.",
        reasons="People stand for hours.",
        recorded_by=meena,
    )
    action = Action.objects.create(
        decision=decision,
        title="Six seats with arms",
        post="Head of estates",
        due_on=clock.today(),
        expects="Nobody stands",
        state=Action.State.DONE,
        done_on=clock.today(),
    )
    reply = operations.write(
        board, [concluded(amina)], by=meena, decision=decision, actions=[action], **SAID
    )
    settling.gather(reply)
    send(reply)
    page = re.search(r"/r/[^/]+/", Message.objects.get(template="reply").body)[0]
    hers = text(Client().get(page))
    assert "Urgent care: Put in seats." in hers
    assert "Six seats with arms." in hers
    public = text(Client().get(f"/told/{reply.public_id}/"))
    assert "Put in seats" not in public, "it is not told in plain words yet"
    assert "Six seats with arms." not in public
    Client().post(page, {"says": "no", "words": "Two of them are broken."})
    action.refresh_from_db()
    assert action.state == Action.State.NOT_FIXED
    turn = Turn.objects.get()
    assert (turn.by, turn.says) == (None, "Somebody who was told says that it is not put right.")
    Client().post(page, {"says": "no"})
    assert Turn.objects.count() == 1, "saying it twice opens it once"


def test_no_opens_again_what_was_decided_on_the_findings_of_a_reply_that_names_nothing(
    amina, concluded, board, meena, answer, send
):
    from baton.improving.decisions import operations as decisions
    from baton.people.groups import operations as groups

    finding = concluded(amina)
    group = groups.add(board, by=meena, name="Urgent care", kind="steering", purpose="decides")
    decision = decisions.record(
        group,
        by=meena,
        batons=list(finding.batons.all()),
        decided_on=clock.today(),
        title="Put in seats",
        text="Six seats.",
        reasons="People stand for hours.",
    )
    action = decisions.add_action(
        decision,
        by=meena,
        title="Six seats",
        post="Head of estates",
        due_on=clock.today(),
        expects="Nobody stands",
    )
    decisions.turn(action, Action.State.DONE, by=meena, done_on=clock.today())
    send(answer(finding))
    page = re.search(r"/r/[^/]+/", Message.objects.get(template="reply").body)[0]
    said = Client().post(page, {"says": "no"}, follow=True)
    action.refresh_from_db()
    assert action.state == Action.State.NOT_FIXED
    assert "It is open again" in text(said)


def test_nobody_is_told_that_something_is_open_again_where_nothing_is(her_page):
    said = Client().post(her_page(), {"says": "no"}, follow=True)
    assert "You said on" in text(said)
    assert "It is open again" not in text(said)


def test_what_people_said_is_written_without_what_could_find_one_of_them(
    amina, concluded, signed_in, meena
):
    told = {"findings": [str(concluded(amina).public_id)], "you_said": "Ring me on 07700 900123."}
    said = signed_in(meena).post("/replies/new", SAYS | told)
    assert said.status_code == 422
    assert "may tell who somebody is" in text(said)
    assert not Reply.objects.exists()


def test_staff_who_were_praised_and_who_must_know_are_told_once_without_words(
    amina, concluded, answer, send, signed_in, meena, bea, priya
):
    reply = answer(concluded(amina))
    browser = signed_in(meena)
    at = f"/replies/{reply.public_id}/staff"
    twice = {"praised": [str(bea.public_id)], "must_know": [str(bea.public_id)]}
    assert "Bea is named twice" in text(browser.post(at, twice))
    browser.post(at, {"praised": [str(bea.public_id)], "must_know": [str(priya.public_id)]})
    send(reply)
    told = Message.objects.filter(template="reply_to_staff")
    assert {each.recipient for each in told} == {bea.email, priya.email}
    assert not any("seat" in each.body.lower() for each in told)


def test_what_was_sent_stays_as_it_is_but_for_its_easy_read_text(
    say, reached, concluded, answer, send, signed_in, meena
):
    devinder = say(NOWHERE)
    reached(devinder, address="devinder@example.org", format="easy_read")
    reply = answer(concluded(devinder))
    send(reply)
    browser = signed_in(meena)
    at = f"/replies/{reply.public_id}/change"
    assert "What we did; or why" not in text(browser.get(at))
    browser.post(at, {"easy_read": "Now there are seats.", "we_say": "Something else."})
    reply.refresh_from_db()
    assert (reply.we_say, reply.easy_read) == (
        "Six seats with arms came in May.",
        "Now there are seats.",
    )
    assert reply.recipients.get().state == Recipient.State.READY
    send(reply)
    assert "Now there are seats." in Message.objects.get(template="reply").body


def test_her_words_are_shown_only_after_the_code_that_was_sent_to_her(her_page):
    page = her_page()
    browser = Client()
    asked = browser.get(f"{page}words")
    assert "Send me a code" in text(asked)
    browser.post(f"{page}words")
    code = re.search(r"[0-9]{6}", Message.objects.get(template="reply_code").body)[0]
    wrong = "000000" if code != "000000" else "000001"
    assert browser.post(f"{page}words", {"code": wrong}).status_code == 422
    shown = browser.post(f"{page}words", {"code": code}, follow=True)
    assert NOWHERE in text(shown)
    assert NOWHERE not in text(Client().get(f"{page}words")), "another browser needs a code too"
    again = Client().post(f"{page}words", {"code": code})
    assert again.status_code == 422, "a code is good once"


def test_five_wrong_codes_and_the_right_one_opens_nothing(her_page):
    page = her_page()
    browser = Client()
    browser.post(f"{page}words")
    code = re.search(r"[0-9]{6}", Message.objects.get(template="reply_code").body)[0]
    for guess in range(5):
        browser.post(f"{page}words", {"code": f"{(int(code) + guess + 1) % 1_000_000:06}"})
    assert browser.post(f"{page}words", {"code": code}).status_code == 422
    for _ in range(2):
        browser.post(f"{page}words")
    assert "Wait an hour" in text(browser.post(f"{page}words"))


def test_what_she_takes_back_is_gone_and_so_is_her_address(her_page, amina):
    page = her_page()
    browser = Client()
    assert "deleted for good" in text(browser.get(f"{page}take-back"))
    browser.post(f"{page}take-back")
    amina.refresh_from_db()
    assert amina.words == ""
    assert Recipient.objects.get().contact is None
    assert Message.objects.get(template="reply").body == outbox.FORGOTTEN
    assert browser.get(page).status_code == 200


def test_what_she_wrote_on_her_page_goes_with_what_she_takes_back(her_page, amina):
    page = her_page()
    browser = Client()
    browser.post(page, {"says": "no", "words": "Two of them are broken."})
    browser.post(f"{page}take-back")
    written = PutRight.objects.get().contribution
    assert written.words == ""
    assert Recipient.objects.get().contact is None, "nothing is left by which to reach her"


def test_a_key_that_is_none_opens_nothing(her_page):
    page = her_page()
    for wrong in ("/r/nothing/", f"{page[:-3]}xx/", f"/r/{'a' * 43}/words"):
        answer = Client().get(wrong)
        assert answer.status_code == 404
        assert "This link opens nothing" in text(answer)


def test_what_should_not_stand_there_is_taken_off_the_public_page_and_put_back(
    signed_in, meena, her_page
):
    hers = her_page()
    reply = Reply.objects.get()
    public, at = f"/told/{reply.public_id}/", f"/replies/{reply.public_id}/"
    browser = signed_in(meena)
    assert "Take it off the public page" in text(browser.get(at))
    off = browser.post(f"{at}publish", {"is_public": "no"}, follow=True)
    assert "It is off the public page." in text(off)
    assert Client().get(public).status_code == 404
    assert Client().get(hers).status_code == 200, "who was told keeps their own page"
    browser.post(f"{at}publish", {"is_public": "no"})
    assert AuditEntry.objects.filter(verb="reply.taken_off").count() == 1
    assert "Put it on the public page" in text(off)
    browser.post(f"{at}publish", {"is_public": "yes"})
    assert Client().get(public).status_code == 200


def test_a_reply_is_public_only_once_it_was_sent(amina, concluded, answer, send):
    reply = answer(concluded(amina))
    assert Client().get(f"/told/{reply.public_id}/").status_code == 404
    send(reply)
    read = text(Client().get(f"/told/{reply.public_id}/"))
    assert "Six seats with arms came in May." in read
    assert NOWHERE not in read


def test_everybody_reads_of_a_finding_only_what_is_told_in_plain_words(
    amina, concluded, answer, send
):
    finding = concluded(amina)
    reply = answer(finding)
    send(reply)
    page = f"/told/{reply.public_id}/"
    assert "People cannot sit while they wait" not in text(Client().get(page))
    finding.told = "There are too few seats."
    finding.save(update_fields=["told"])
    assert "There are too few seats." in text(Client().get(page))


def test_bea_reads_replies_and_may_send_none(amina, concluded, answer, signed_in, bea):
    reply = answer(concluded(amina))
    browser = signed_in(bea)
    assert browser.get(f"/replies/{reply.public_id}/").status_code == 200
    for page in ("send", "people", "change", "by-hand"):
        assert browser.get(f"/replies/{reply.public_id}/{page}").status_code == 403
    assert Action.objects.count() == 0


def test_amal_reads_her_own_page_in_arabic(her_page):
    there = her_page(cannot_yet="The wait itself.", next_says="We count again.")
    read = Client().get(there, {"language": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in read
    for said in ("ماذا حدث لما أخبرتنا به", "نخبرك الآن", "هل حُلّت المشكلة؟", "لا، انظروا في الأمر"):
        assert said in read
    assert '<div lang="en" dir="ltr"><p>There was nowhere to sit.</p>' in read
    assert "We are telling you" not in read


def test_who_asked_to_be_told_in_polish_finds_her_page_in_polish(
    say, reached, concluded, answer, send
):
    said = say(NOWHERE)
    reached(said, address="ewa@example.org", language="pl")
    reply = answer(concluded(said))
    operations.word(reply, "pl", by=reply.author, you_said="Nie było miejsc.", we_say="Są.")
    settling.gather(reply)
    send(reply)
    page = re.search(r"/r/[^/]+/", Message.objects.get(template="reply").body)[0]
    assert '<html lang="pl"' in Client().get(page).content.decode()
    assert (
        '<html lang="pl"' in Client().get(page, headers={"accept-language": "en"}).content.decode()
    )
    assert '<html lang="en-GB"' in Client().get(page, {"language": "en"}).content.decode()


def test_what_was_answered_is_kept_the_same_in_every_language(her_page):
    there = her_page()
    Client().post(f"{there}?language=nl", {"says": "no"})
    assert PutRight.objects.get().says == "no"
    read = Client().get(there, {"language": "nl"}).content.decode()
    assert "“Nee, kijk er nog eens naar”" in read
