# SPDX-License-Identifier: MIT
"""Home says what arrived, what was coded and what needs a person; problems get a sentence."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from baton.core import clock, jobs
from baton.listening import operations as listening
from baton.listening import safety
from baton.listening.channels.upload.models import Upload
from baton.listening.heard import Heard
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.ui import navigation
from baton.understanding.models import Reading
from baton.understanding.operations import Coder, classifier_in_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(db):
    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def arrive(board, client):
    """Somebody with these roles, signed in."""

    def sign_in(*roles: Role, organisation=None) -> Client:
        name = "-".join(roles)
        account = Account.objects.create_account(f"{name}@example.org", name, None)
        for role in roles:
            people.give_role(organisation or board, account, role, by="test")
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def say(board, words: str, ref: str) -> None:
    heard = Heard(words, channel="upload", source_ref=ref, said_at=clock.now())
    listening.receive(heard, organisation=board, by="test")


def home(client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_house_says_how_to_begin(arrive):
    html = home(arrive(Role.ENGAGEMENT_LEAD))
    assert "Nobody has been heard here yet." in html
    assert reverse("upload:new") in html
    assert "Nothing waits for you." in html


@pytest.mark.django_db(transaction=True)
def test_home_tells_what_arrived_and_what_people_speak_of(copy, board, arrive):
    for number in range(3):
        say(board, f"We waited {number + 2} hours to be seen by a doctor.", f"a{number}")
    coder = Coder(board, classifier_in_use())
    while coder.code_some():
        pass
    Reading.objects.update(is_unsure=True)
    Upload.objects.create(organisation=board, name="june.csv", size=1, refused=2, state="read")
    copy()
    html = home(arrive(Role.ANALYST))
    assert "3 comments arrived in the last seven days." in html
    assert "timeliness of care" in html
    assert "3 comments of the last month the classifier is unsure of" in html
    assert "2 rows refused from “june.csv”" in html


def test_an_alert_that_waits_is_seen_by_those_who_may_open_it(board, arrive):
    say(board, "I want to kill myself tonight.", "a")
    safety.screen_pending()
    assert "1 safety alert is waiting" in home(arrive(Role.COMPLAINTS_OFFICER))
    assert "safety alert" not in home(arrive(Role.BOARD_MEMBER))


def test_a_job_has_a_page_with_a_progress_bar(board, arrive):
    job = jobs.ask("understanding.code", "Coding", organisation=board.pk, by="test", of=board.pk)
    client = arrive(Role.ANALYST)
    assert "Running now" in home(client)
    html = client.get(reverse("web:job", args=[job.public_id])).content.decode()
    assert "waiting to start" in html
    assert "<progress" in html
    part = client.get(reverse("web:job", args=[job.public_id]), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


def test_another_bodys_job_is_not_there(board, arrive):
    welland = people.create_organisation("Welland", "icb", by="test")
    job = jobs.ask("understanding.code", "Coding", organisation=board.pk, by="test", of=board.pk)
    client = arrive(Role.ADMINISTRATOR, organisation=welland)
    assert client.get(reverse("web:job", args=[job.public_id])).status_code == 404


def test_the_menu_leads_only_where_a_role_may_go(arrive):
    lead = home(arrive(Role.ENGAGEMENT_LEAD))
    assert 'href="/people"' not in lead
    assert 'href="/uploads/"' in lead
    board_member = home(arrive(Role.BOARD_MEMBER))
    assert 'href="/uploads/"' not in board_member
    assert 'href="/comments/"' in board_member


@pytest.mark.parametrize("role", list(Role))
def test_every_menu_entry_of_every_role_opens(arrive, role):
    client = arrive(role)
    request = client.get("/account").wsgi_request
    menu = navigation.links(request, request.standing)
    assert menu
    for link in menu:
        assert client.get(link.href).status_code == 200, link.href


def test_a_partner_begins_with_what_they_brought(arrive):
    assert arrive(Role.PARTNER).get("/").url == "/uploads/"


def test_a_page_that_is_not_there_gets_a_sentence(arrive):
    answer = arrive(Role.ANALYST).get("/nothing/here")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_a_page_of_another_role_says_whose_it_is(arrive):
    answer = arrive(Role.FRONTLINE).get("/uploads/")
    assert answer.status_code == 403
    assert "Engagement lead" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in_and_told_whom_to_call(client):
    answer = client.get("/comments/", follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain == [("/sign-in?next=/comments/", 302)]
    assert "This page is not watched day and night." in html
    assert "116 123" in html
    assert 'href="/privacy"' in html


def test_the_policy_lets_nothing_in_from_elsewhere(client):
    policy = client.get("/sign-in").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_health_answers_without_sign_in(client):
    assert client.get("/health").json() == {"status": "ok"}
