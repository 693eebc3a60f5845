# SPDX-License-Identifier: MIT
"""Another system sends what people said, sees what became of it, and can take it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from baton.core import clock
from baton.listening import operations as listening
from baton.listening.channels.partner.models import Answered, Item
from baton.listening.channels.partner.operations import idempotency, partners
from baton.listening.channels.partner.tests.conftest import (
    WAITED,
    System,
    item,
    problem_of,
)
from baton.listening.contacts import operations as contacts
from baton.listening.contacts.models import Reachable
from baton.listening.models import Contribution, Delivery
from baton.people.tokens import operations as tokens
from baton.people.tokens.models import ApiToken

# Sending.


def test_what_is_right_of_a_batch_is_kept_and_the_rest_is_told_by_field(kiosk, ward):
    answer = kiosk.send(
        item("1", service="SH7", score=4, language="en", said_on="2026-11-02"),
        item("2", service="nowhere"),
        item("3", words="", said_on="2026-11-02"),
        item("4", said_on="2026-13-02", colour="red"),
        "not an item",
    )
    assert answer.status_code == 200
    told = answer.json()
    counts = ("received", "repeated", "taken_back", "refused")
    assert [told[name] for name in counts] == [1, 0, 0, 4]
    assert [each["became"] for each in told["items"]] == ["received", *["refused"] * 4]
    fields = [
        [error["field"] for error in each["problem"]["errors"]] for each in told["items"][1:4]
    ]
    assert fields == [["service"], ["words"], ["said_on", "colour"]]
    kept = Contribution.objects.get()
    assert (kept.words, kept.channel, kept.score, kept.service) == (WAITED, "api", 4, ward)
    assert told["items"][0]["id"] == str(kept.public_id)


def test_everything_that_is_said_of_an_item_is_kept_with_it(kiosk, ward):
    kiosk.send(
        item(
            said_at="2026-11-02T09:30:00+00:00",
            service=str(ward.public_id),
            question="How was it?",
            manner="verbatim",
            language="pl",
            characteristics={"age": "25 to 34", "carer": "Yes"},
            permission={"quote": True, "share": "partners"},
        ),
        how_asked="At the desk",
    )
    kept = Contribution.objects.select_related("question", "characteristics").get()
    assert kept.said_precision == "moment"
    assert kept.said_at.isoformat() == "2026-11-02T09:30:00+00:00"
    assert kept.service == ward
    assert kept.question.wording == "How was it?"
    assert kept.language == "pl"
    assert kept.characteristics.stated == {"age": "25 to 34", "carer": "Yes"}
    assert (kept.may_quote, kept.may_share) == (True, "partners")
    assert kept.delivery.partner_delivery.how_asked == "At the desk"
    assert kept.delivery.partner_delivery.way == "api"


def test_what_is_not_said_is_kept_as_cautiously_as_can_be(kiosk):
    kiosk.send(item())
    kept = Contribution.objects.get()
    assert (kept.may_quote, kept.may_share, kept.may_contact) == (False, "organisation", "no")
    assert kept.said_precision == "unknown"
    assert kept.characteristics is None


def test_the_same_reference_sent_three_times_arrives_once(kiosk):
    became = [kiosk.send(item()).json()["items"][0]["became"] for _ in range(3)]
    assert became == ["received", "repeated", "repeated"]
    assert Contribution.objects.count() == Item.objects.count() == Delivery.objects.count() == 1


def test_who_is_to_be_told_is_kept_apart_and_a_repeat_changes_nothing_of_it(kiosk):
    contact = {"way": "email", "address": "Amina@Example.org", "language": "pl"}
    kiosk.send(item(contact=contact))
    reachable = Reachable.objects.select_related("contact", "contribution").get()
    assert (reachable.contact.address, reachable.contact.language) == ("amina@example.org", "pl")
    assert reachable.contribution.may_contact == "email"
    # She asks to be left alone; the kiosk's queue sends the same once more.
    contacts.forget([reachable.contact], by="test", why="asked")
    kiosk.send(item(contact=contact))
    assert not Reachable.objects.exists()


def test_a_reference_twice_in_one_batch_is_one_thing(kiosk):
    told = kiosk.send(item(), item()).json()["items"]
    assert [each["became"] for each in told] == ["received", "repeated"]
    assert told[0]["id"] == told[1]["id"]


def test_the_same_request_again_gets_the_same_answer(kiosk):
    first = kiosk.send(item(), key="one")
    again = kiosk.send(item(), key="one")
    assert first.json() == again.json()
    assert again.json()["received"] == 1
    assert Contribution.objects.count() == 1


def test_a_key_of_another_request_is_refused(kiosk):
    kiosk.send(item(), key="one")
    told = problem_of(kiosk.send(item("2"), key="one"), 409)
    assert "Use a new key" in told["detail"]
    assert Contribution.objects.count() == 1


def test_a_request_that_is_being_worked_on_is_asked_again_later(kiosk):
    kiosk.send(item(), key="one")
    Answered.objects.update(answer=None)
    answer = kiosk.send(item(), key="one")
    problem_of(answer, 409)
    assert answer.headers["Retry-After"] == "5"


def test_an_answer_that_a_crash_swallowed_is_given_when_it_is_asked_again(kiosk):
    first = kiosk.send(item(), key="one").json()
    Answered.objects.update(answer=None, begun_at=clock.now() - timedelta(minutes=2))
    Item.objects.all().delete()
    assert kiosk.send(item(), key="one").json() == first
    assert Item.objects.count() == Contribution.objects.count() == 1


def test_an_answer_is_forgotten_after_a_day(kiosk):
    kiosk.send(item(), key="one")
    Answered.objects.update(begun_at=clock.now() - timedelta(hours=25))
    assert idempotency.forget_old() == 1
    assert kiosk.send(item(), key="one").json()["repeated"] == 1


def test_what_was_taken_back_does_not_return(kiosk):
    kiosk.send(item("1"), item("2", "Kind staff on the ward."))
    one, two = Contribution.objects.order_by("pk")
    listening.withdraw(one, by="test")
    listening.erase(two, by="test")
    told = kiosk.send(item("1"), item("2", "Kind staff on the ward.")).json()
    assert (told["taken_back"], told["received"]) == (2, 0)
    assert [each["id"] for each in told["items"]] == [str(one.public_id), None]
    assert Delivery.objects.count() == 1


def test_names_and_numbers_are_taken_out_of_what_is_shown(kiosk):
    kiosk.send(item(words="Ring me on 07700 900123 about the chairs."))
    shown = kiosk.get("contributions/1").json()["words"]
    assert "07700" not in shown
    assert "about the chairs" in shown


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": "a/b"}, "reference"),
        ({"reference": 7}, "reference"),
        ({"words": "No\0seats here"}, "words"),
        ({"words": "No \ud800 seats"}, "words"),
        ({"words": "x" * 50_001}, "words"),
        ({"said_on": "2999-01-01"}, "said_on"),
        ({"said_on": "0001-01-01"}, "said_on"),
        ({"said_at": "9999-12-31T23:59:59-12:00"}, "said_at"),
        ({"said_on": "2026-01-01", "said_at": "2026-01-01T10:00:00Z"}, "said_on"),
        ({"score": 7}, "score"),
        ({"score": True}, "score"),
        ({"manner": "sung"}, "manner"),
        ({"language": "English"}, "language"),
        ({"characteristics": {"shoe_size": "42"}}, "characteristics.shoe_size"),
        ({"characteristics": {"age": "\0"}}, "characteristics.age"),
        ({"permission": {"quote": "yes"}}, "permission.quote"),
        ({"question": "x" * 501}, "question"),
    ],
)
def test_a_wrong_field_is_named_without_what_stood_in_it(kiosk, changes, field):
    (told,) = kiosk.send({**item(), **changes}).json()["items"]
    assert told["became"] == "refused"
    assert [error["field"] for error in told["problem"]["errors"]] == [field]
    assert WAITED not in str(told)
    assert Contribution.objects.count() == Delivery.objects.count() == 0


# Problems of a whole request.


def test_without_a_key_nothing_is_opened(kiosk):
    for key in ("", "wrong", "baton_" + "x" * 43):
        stranger = System(key, Client())
        answer = stranger.send(item())
        problem_of(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert Contribution.objects.count() == 0


def test_a_key_that_was_taken_back_or_ran_out_opens_nothing(system, tom):
    late = system("Late", expires_at=clock.now() - timedelta(seconds=1))
    problem_of(late.get("services"), 401)
    lost = system("Lost")
    tokens.revoke(ApiToken.objects.get(name="Lost"), by=tom)
    problem_of(lost.get("services"), 401)


def test_a_key_does_only_what_it_was_made_for(system):
    reader = system("Reader", scopes=["read"])
    told = problem_of(reader.send(item()), 403)
    assert "send" in told["detail"]
    problem_of(reader.get("services"), 403)
    assert reader.get("contributions").status_code == 200


def test_a_partner_that_was_ended_sends_nothing(system, carers, meena):
    theirs = system(partner=carers)
    partners.end(carers, by=meena)
    problem_of(theirs.send(item()), 403)


def test_a_body_that_is_no_json_is_told_apart(kiosk, settings):
    problem_of(kiosk.post("contributions", "{"), 400)
    problem_of(kiosk.post("contributions", b"\xff\xfe"), 400)
    problem_of(kiosk.post("contributions", "[" * 100_000), 400)
    problem_of(kiosk.post("contributions", "<a/>", content_type="application/xml"), 415)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    problem_of(kiosk.send(item()), 413)


def test_a_batch_that_is_none_is_told_by_field(kiosk):
    for body, field in (
        ([], ""),
        ({}, "items"),
        ({"items": []}, "items"),
        ({"items": [item(str(n)) for n in range(501)]}, "items"),
        ({"items": [item()], "how_asked": 7}, "how_asked"),
        ({"items": [item()], "colour": "red"}, "colour"),
    ):
        told = problem_of(kiosk.post("contributions", body), 422)
        assert [each["field"] for each in told["errors"]] == [field]


def test_a_request_without_an_idempotency_key_is_refused(kiosk):
    answer = kiosk.client.post(
        "/api/v1/contributions",
        {"items": [item()]},
        content_type="application/json",
        headers=kiosk.headers(),
    )
    told = problem_of(answer, 422)
    assert [each["field"] for each in told["errors"]] == ["Idempotency-Key"]


def test_more_than_so_many_requests_a_minute_wait(kiosk, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_A_MINUTE", 3)
    begun = clock.now()
    with clock.held_at(begun):
        assert [kiosk.get("services").status_code for _ in range(3)] == [200] * 3
    with clock.held_at(begun + timedelta(seconds=20)):
        answer = kiosk.get("services")
        problem_of(answer, 429)
        assert answer.headers["Retry-After"] == "40"
    with clock.held_at(begun + timedelta(seconds=60)):
        assert kiosk.get("services").status_code == 200


def test_when_a_key_was_last_used_is_written_once_a_minute(kiosk):
    begun = clock.now()
    for seconds in (0, 10, 59):
        with clock.held_at(begun + timedelta(seconds=seconds)):
            kiosk.get("services")
    token = ApiToken.objects.get()
    assert (token.last_used_at, token.used) == (begun, 3)


def test_another_method_and_another_address_are_problems_too(kiosk):
    answer = kiosk.client.delete("/api/v1/contributions", headers=kiosk.headers())
    problem_of(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}
    problem_of(kiosk.get("nowhere"), 404)
    problem_of(kiosk.get("contributions/a/b/c"), 404)


def test_an_error_of_ours_is_a_problem_and_may_be_tried_again(kiosk, monkeypatch):
    from baton.listening.channels.partner.operations import sending

    def breaks(*_):
        raise RuntimeError(WAITED)

    with monkeypatch.context() as broken:
        broken.setattr(sending, "send", breaks)
        told = problem_of(kiosk.send(item(), key="one"), 500)
    assert WAITED not in str(told)
    assert kiosk.send(item(), key="one").json()["received"] == 1


def test_how_somebody_spoke_and_who_agreed_come_with_an_item(kiosk):
    allowed = {"quote": True, "share": "partners"}
    mother = {"for_whom": "child", "who": "parent", "basis": "parental", "relation": "mother"}
    kiosk.send(
        item("1", way="bsl", permission=allowed, agreed=mother),
        item("2", words="The chairs.", permission=allowed, agreed={"for_whom": "child"}),
    )
    first, second = Contribution.objects.order_by("pk")
    assert (first.way, first.may_quote, first.agreement.relation) == (2, True, "mother")
    assert (second.way, second.may_quote, second.may_share) == (None, False, "nobody")


@pytest.mark.parametrize(
    ("agreed", "field"),
    [
        ({"for_whom": "adult", "who": "parent", "basis": "parental"}, "agreed.who"),
        ({"for_whom": "child", "who": "parent", "basis": "gillick"}, "agreed.basis"),
        ({"for_whom": "child", "who": "parent"}, "agreed.basis"),
        ({"for_whom": "child", "basis": "gillick"}, "agreed.who"),
        ({"for_whom": "cat"}, "agreed.for_whom"),
        ({"who": "parent"}, "agreed.for_whom"),
    ],
)
def test_an_agreement_that_the_law_does_not_know_is_refused_by_its_field(kiosk, agreed, field):
    (told,) = kiosk.send(item(agreed=agreed)).json()["items"]
    assert told["became"] == "refused"
    assert [error["field"] for error in told["problem"]["errors"]] == [field]
    assert not Contribution.objects.exists()
