# SPDX-License-Identifier: MIT
"""Those who spoke, patient partners and partner bodies say whether we heard them right."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from baton.core import clock
from baton.improving.findings import asking, operations, queries
from baton.improving.findings.asking import Round
from baton.improving.findings.models import Answer, Asked, Finding
from baton.improving.findings.policies import NotNow
from baton.improving.findings.tests.conftest import JUDGED, TODAY
from baton.listening import operations as listening
from baton.listening.contacts import operations as contacts
from baton.listening.contacts import policies as keeping
from baton.listening.contacts.models import Contact
from baton.listening.models import Contribution, Delivery
from baton.listening.undoing import undo
from baton.people import outbox
from baton.people.models import Message
from baton.people.stakeholders import operations as stakeholders

PLAIN = "There are too few seats where people wait."


def page_of(finding: Finding, page: str) -> str:
    return reverse(f"findings:{page}", args=[finding.public_id])


@pytest.fixture
def ask(priya):
    """Open a check of a finding."""

    def opened(finding, **whom):
        asks = Round(PLAIN, TODAY + timedelta(days=14), **whom)
        return asking.open_check(finding, asks, by=priya)

    return opened


def link_to(address: str) -> str:
    body = Message.objects.get(template="heard_right", recipient=address).body
    return re.search(r"/heard/[\w-]+/", body)[0]


def test_whoever_spoke_thrice_is_asked_once_by_the_way_they_chose(say, reach, concluding, ask):
    thrice = [say(f"Seat {number}") for number in range(3)]
    for each in thrice:
        reach(each, "amina@example.org")
    by_phone, by_post = say("No chair"), say("No bench")
    reach(by_phone, "07700 900123", "phone")
    reach(by_post, "1 High Street, Oadby", "post")
    silent = say("No stool")
    finding = concluding(*thrice, by_phone, by_post, silent)
    willing = asking.willing(finding)
    check = ask(finding, contributions=willing.contributions)
    assert sorted(check.asked.values_list("way", flat=True)) == ["link", "paper", "phone"]
    assert [each.recipient for each in Message.objects.all()] == ["amina@example.org"]


def test_who_agreed_and_left_no_address_is_counted(say, concluding):
    from baton.listening.heard import Permission

    finding = concluding(say("Seat", permission=Permission(may_contact="email")))
    assert asking.willing(finding) == asking.Willing([], 1, 0)


def test_rooms_above_can_spare_somebody(say, reach, concluding, monkeypatch):
    monkeypatch.setattr(asking, "_spared", [])
    said = say("She died there.")
    reach(said, "son@example.org")
    asking.spares(lambda _: [said.pk])
    assert asking.willing(concluding(said)) == asking.Willing([], 0, 1)


def test_the_message_holds_no_words_and_no_service(say, reach, concluding, ask, settings):
    said = say("The corridor has no seat.", service_path=("Kestrel ward",))
    reach(said, "amina@example.org")
    ask(concluding(said), contributions=[said])
    outbox.send_due()
    letter = mail.outbox[0]
    assert letter.subject == "Soar Care Board: did we hear you right?"
    for secret in ("Kestrel", "corridor", "seats"):
        assert secret not in letter.subject + letter.body
    kept = Message.objects.get()
    assert "/heard/" not in outbox.body_for_others(kept)


def test_each_is_asked_in_her_own_language_and_the_link_opens_in_it(
    client, say, reach, concluding, ask
):
    hers, others = say("No chair"), say("No bench")
    zofia = reach(hers, "zofia@example.org")
    zofia.language = "pl"
    zofia.save()
    reach(others, "amina@example.org")
    with translation.override("cy"):
        ask(concluding(hers, others), contributions=[hers, others])
    told = Message.objects.get(recipient="zofia@example.org")
    assert told.subject == "Soar Care Board: czy dobrze Państwa zrozumieliśmy?"
    assert "odpowiedzieć można do " in told.body
    assert '<html lang="pl"' in client.get(link_to("zofia@example.org")).content.decode()
    english = Message.objects.get(recipient="amina@example.org")
    assert english.subject == "Soar Care Board: did we hear you right?"


def test_amina_answers_by_her_link_and_may_answer_anew(client, say, reach, concluding, ask):
    said = say("No seat.")
    reach(said, "amina@example.org")
    finding = concluding(said)
    ask(finding, contributions=[said])
    page = link_to("amina@example.org")
    shown = client.get(page).content.decode()
    assert PLAIN in shown
    assert "No seat." not in shown
    nothing = client.post(page, {})
    assert nothing.status_code == 422
    assert "Choose one of the three answers." in nothing.content.decode()
    bare = client.post(page, {"says": "add"})
    assert "Write what you would add" in bare.content.decode()
    given = {"says": "add", "words": "One you can get up from. Call me on 07700 900123."}
    assert "Thank you" in client.post(page, given).content.decode()
    answer = Answer.objects.get()
    assert "07700" not in answer.words
    assert "get up from" not in client.get(page).content.decode()
    client.post(page, {"says": "dispute", "words": "I left because nobody told me how long."})
    assert queries.heard(finding) == queries.Heard(1, 0, 0, 1)


def test_a_wrong_link_opens_nothing(client, db):
    answer = client.get("/heard/nonsense/")
    assert answer.status_code == 404
    assert "This link opens nothing" in answer.content.decode()


def test_after_closing_nobody_answers(client, say, reach, concluding, ask, priya):
    said = say("No seat.")
    reach(said, "amina@example.org")
    check = ask(concluding(said), contributions=[said])
    asking.close(check, by=priya)
    answer = client.post(link_to("amina@example.org"), {"says": "agree"})
    assert "This question is closed" in answer.content.decode()
    assert not Answer.objects.exists()
    with pytest.raises(NotNow, match="closed"):
        asking.close(check, by=priya)


def test_it_closes_by_itself_after_its_last_day(concluding, ask, rose):
    check = ask(concluding(), accounts=[rose])
    assert asking.close_due() == 0
    with clock.held_at(clock.now() + timedelta(days=15)):
        assert asking.close_due() == 1
    check.refresh_from_db()
    assert check.closed_at is not None


def test_nothing_is_concluded_while_people_are_asked(say, concluding, ask, rose, priya):
    finding = concluding(say("No seat."), **JUDGED)
    check = ask(finding, accounts=[rose])
    with pytest.raises(NotNow, match="still being asked"):
        operations.conclude(finding, by=priya)
    asking.close(check, by=priya)
    operations.conclude(finding, by=priya)
    with pytest.raises(NotNow, match="concluded already"):
        ask(finding, accounts=[rose])


def test_nobody_is_asked_twice_and_two_checks_never_stand_open(concluding, ask, rose, priya):
    finding = concluding()
    check = ask(finding, accounts=[rose])
    assert asking.ask(check, [rose], by=priya) == 0
    with pytest.raises(NotNow, match="already"):
        ask(finding, accounts=[rose])
    with pytest.raises(NotNow, match="at least one"):
        ask(concluding(), accounts=[])


def test_priya_opens_a_check_on_its_page(priya, rose, board, say, reach, concluding, signed_in):
    said = say("No seat.")
    reach(said, "amina@example.org")
    group = stakeholders.add(board, "Oadby carers", kind="patients", by=priya)
    group.contact_email, group.basis = "carers@example.org", "interest"
    group.save()
    finding = concluding(said)
    browser = signed_in(priya)
    form = browser.get(page_of(finding, "check")).content.decode()
    assert "The 1 person who spoke and agreed to be asked" in form
    assert "Oadby carers" in form
    given = {
        "says": PLAIN,
        "closes_on": "2026-06-20",
        "spoke": "on",
        "accounts": [rose.public_id],
        "stakeholders": [group.public_id],
    }
    late = browser.post(page_of(finding, "check"), {**given, "closes_on": "2026-06-01"})
    assert late.status_code == 422
    assert "Choose a day from today on" in late.content.decode()
    shown = browser.post(page_of(finding, "check"), given, follow=True).content.decode()
    assert "3 people and groups are asked." in shown
    assert "Somebody who spoke" in shown
    assert "Rose, patient partner" in shown
    again = browser.post(page_of(finding, "ask"), {"spoke": "on"}, follow=True)
    assert "0 people and groups are asked as well." in again.content.decode()
    assert Message.objects.count() == 3


def test_nobody_chosen_is_said(priya, concluding, signed_in, rose):
    finding = concluding()
    answer = signed_in(priya).post(
        page_of(finding, "check"), {"says": PLAIN, "closes_on": "2026-06-20"}
    )
    assert answer.status_code == 422
    assert "Choose at least one person to ask." in answer.content.decode()


def test_what_comes_back_on_paper_is_typed_in_by_number(
    priya, say, reach, concluding, ask, signed_in
):
    said = say("No bench.")
    reach(said, "1 High Street, Oadby", "post")
    finding = concluding(said)
    asked = ask(finding, contributions=[said]).asked.get()
    browser = signed_in(priya)
    sheet = browser.get(page_of(finding, "sheets")).content.decode()
    assert f"Sheet {asked.pk}" in sheet
    assert "1 High Street, Oadby" in sheet
    assert "No bench." not in sheet
    wrong = browser.post(page_of(finding, "note"), {"number": 99999, "says": "agree"})
    assert wrong.status_code == 422
    assert "No sheet of this check has that number." in wrong.content.decode()
    given = {"number": asked.pk, "says": "dispute", "words": "It was the noise."}
    browser.post(page_of(finding, "note"), given)
    assert Answer.objects.get().noted_by == priya
    shown = browser.get(reverse("findings:finding", args=[finding.public_id])).content.decode()
    assert "It was the noise." in shown
    assert (
        "Nobody is waiting for a sheet." in browser.get(page_of(finding, "sheets")).content.decode()
    )


def test_whoever_is_called_is_called_by_a_number_that_somebody_is_seen_to_look_at(
    priya, say, reach, concluding, ask, signed_in
):
    from baton.core.models import AuditEntry

    said = say("No chair.")
    reach(said, "07700 900456", "phone")
    finding = concluding(said)
    asked = ask(finding, contributions=[said]).asked.get()
    browser = signed_in(priya)
    assert "07700 900456" not in browser.get(page_of(finding, "check")).content.decode()
    shown = browser.get(f"{page_of(finding, 'note')}?number={asked.pk}").content.decode()
    assert "07700 900456" in shown
    assert AuditEntry.objects.filter(verb="check.number_shown").count() == 1
    for number in ("x", "1234567890123456789012", asked.pk + 1):
        again = browser.get(f"{page_of(finding, 'note')}?number={number}").content.decode()
        assert "07700" not in again


def test_whoever_is_spared_since_they_were_asked_is_neither_called_nor_written_to(
    priya, say, reach, concluding, ask, signed_in, monkeypatch
):
    by_phone, by_post = say("No chair."), say("No bench.")
    reach(by_phone, "07700 900456", "phone")
    reach(by_post, "1 High Street, Oadby", "post")
    finding = concluding(by_phone, by_post)
    check = ask(finding, contributions=[by_phone, by_post])
    monkeypatch.setattr(asking, "_spared", [lambda _: [by_phone.pk, by_post.pk]])
    browser = signed_in(priya)
    called = check.asked.get(contribution=by_phone)
    shown = browser.get(f"{page_of(finding, 'note')}?number={called.pk}").content.decode()
    assert "07700" not in shown
    assert "High Street" not in browser.get(page_of(finding, "sheets")).content.decode()


def test_rose_answers_signed_in_and_sees_no_words(rose, say, concluding, ask, signed_in, priya):
    finding = concluding(say("No seat."))
    check = ask(finding, accounts=[rose])
    asked = check.asked.get()
    browser = signed_in(rose)
    assert "1 finding waits for your answer" in browser.get("/findings/asked/").content.decode()
    assert "1 finding waits for your answer" in browser.get("/").content.decode()
    page = reverse("findings:asked", args=[asked.pk])
    assert PLAIN in browser.get(page).content.decode()
    assert browser.post(page, {"says": "maybe"}).status_code == 422
    browser.post(page, {"says": "dispute", "words": "Not only seats."})
    assert queries.heard(finding).dispute == 1
    assert "Nothing waits for your answer." in browser.get("/findings/asked/").content.decode()
    asking.close(check, by=priya)
    assert "The question is closed." in browser.get(page).content.decode()
    assert browser.post(page, {"says": "agree"}).status_code == 422
    assert browser.get(reverse("findings:asked", args=[asked.pk + 1])).status_code == 404


def test_a_dispute_stays_with_the_finding_for_good(
    rose, say, concluding, ask, signed_in, priya, bea
):
    finding = concluding(say("No seat."), **JUDGED)
    check = ask(finding, accounts=[rose])
    asking.answer(check.asked.get(), "dispute", "It is the noise.", by=rose)
    asking.close(check, by=priya)
    operations.conclude(finding, by=priya)
    assert [each.words for each in queries.disputes([finding])] == ["It is the noise."]
    shown = signed_in(bea).get(reverse("findings:finding", args=[finding.public_id]))
    assert "It is the noise." in shown.content.decode()
    listed = signed_in(bea).get("/findings/?state=disputed").content.decode()
    assert "1 dispute" in listed


def test_who_takes_back_what_they_said_is_not_asked_any_more(
    client, say, reach, concluding, ask, priya
):
    said, other = say("No seat."), say("No chair.")
    reach(said, "amina@example.org")
    reach(other, "bert@example.org")
    finding = concluding(said, other)
    check = ask(finding, contributions=[said, other])
    for each in check.asked.all():
        asking.answer(each, "add", "My own words", by="test")
    page = link_to("amina@example.org")
    operations.quote(finding, [], by=priya)
    listening.withdraw(said, by=priya)
    listening.erase(other, by=priya)
    assert client.get(page).status_code == 404
    assert not Message.objects.exclude(recipient="").exists()
    assert [each.words for each in Answer.objects.all()] == ["", ""]
    assert not Contribution.objects.filter(words__contains="My own words").exists()
    assert queries.heard(finding).add == 2
    assert queries.strength(finding).in_favour == 2
    assert finding.supports.filter(contribution=None).count() == 1
    assert Asked.objects.filter(contribution=None).count() == 1


def test_who_is_asked_is_reachable_until_the_question_closes_and_forgotten_everywhere_after(
    say, reach, concluding, ask, priya
):
    said = say("No seat.")
    contact = reach(said, "amina@example.org")
    check = ask(concluding(said), contributions=[said])
    Contact.objects.filter(pk=contact.pk).update(forget_on=TODAY)
    assert contacts.forget_due() == 0
    asking.close(check, by=priya)
    # An answer is owed to her as well, but not for ever.
    with clock.held_at(clock.now() + keeping.UNANSWERED):
        assert contacts.forget_due() == 1
    assert Message.objects.get().recipient == ""


def test_the_wrong_file_asks_nobody_any_more(client, say, reach, concluding, ask, board):
    said = say("No seat.")
    reach(said, "amina@example.org")
    delivery = Delivery.objects.create(organisation=board, channel="upload", label="Wrong file")
    Contribution.objects.filter(pk=said.pk).update(delivery=delivery)
    ask(concluding(said), contributions=[said])
    page = link_to("amina@example.org")
    list(undo(delivery))
    assert client.get(page).status_code == 404
    assert Message.objects.get().recipient == ""


def test_the_days_of_a_check_are_days(ask, concluding, rose):
    assert ask(concluding(), accounts=[rose]).closes_on == date(2026, 6, 24)
