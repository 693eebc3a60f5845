# SPDX-License-Identifier: MIT
"""No page of this room shows one body's people to another's, nor to who has no right."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from baton.people import operations, outbox, urls
from baton.people.permissions import PUBLIC, SIGNED_IN
from baton.people.roles import CAPABILITIES, Role

PAGES = {pattern.name: pattern for pattern in urls.urlpatterns}
OF_THE_STAFF = sorted(
    name for name, pattern in PAGES.items() if pattern.callback.access in CAPABILITIES
)


@pytest.fixture
def things(board, trust, meena, tom):
    """What stands behind the arguments of this room's pages, all of it the trust's."""
    invitation = operations.invite(trust, email="sam@example.org", role=Role.ANALYST, by=tom)
    agreement = operations.give_agreement(
        trust, board, level="figures", purpose="Winter planning", by=tom
    )
    message = outbox.put(
        "safety_alert",
        tom.email,
        organisation=trust,
        key="alert",
        count=1,
        link="http://127.0.0.1/alerts",
        waiting_since=invitation.created_at,
        reasons=[("Somebody may be at risk.", 1)],
    )
    return {
        "revoke_invitation": [invitation.public_id],
        "end_role": [tom.public_id, "administrator"],
        "end_visits": [tom.public_id],
        "revoke_agreement": [agreement.public_id],
        "message": [message.public_id],
    }


def test_every_page_says_whether_it_is_public():
    assert {pattern.callback.access for pattern in PAGES.values()} <= {
        PUBLIC,
        SIGNED_IN,
        *CAPABILITIES,
    }


@pytest.mark.parametrize("name", OF_THE_STAFF)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(things, name, method):
    answer = getattr(Client(), method)(reverse(f"people:{name}", args=things.get(name, [])))
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in?next=/")


@pytest.mark.parametrize("name", OF_THE_STAFF)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_member_without_the_right_is_refused(things, name, method, priya, as_):
    answer = getattr(as_(priya), method)(reverse(f"people:{name}", args=things.get(name, [])))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name", ["revoke_invitation", "end_role", "end_visits", "revoke_agreement", "message"]
)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["stranger", "meena"])
def test_anothers_administrator_finds_nothing(things, name, method, who, as_, request):
    administrator = request.getfixturevalue(who)
    path = reverse(f"people:{name}", args=things[name])
    assert getattr(as_(administrator), method)(path).status_code in {404, 405}
    reached = as_(request.getfixturevalue("tom")).get(path)
    assert reached.status_code == (405 if name == "revoke_invitation" else 200)


@pytest.mark.parametrize("name", ["people", "outbox", "sharing", "account", "two_steps"])
def test_no_list_shows_anothers_people(things, name, stranger, as_):
    shown = as_(stranger).get(reverse(f"people:{name}")).content.decode()
    for private in ("Tom Ash", "tom@example.org", "sam@example.org", "Winter planning", "Wreake"):
        assert private not in shown


def test_what_a_stranger_tried_changed_nothing(things, trust, tom, stranger, as_):
    browser = as_(stranger)
    for name in ("revoke_invitation", "end_role", "revoke_agreement"):
        browser.post(reverse(f"people:{name}", args=things[name]))
    assert trust.invitations.get().is_open
    assert trust.agreements_given.get().is_in_force
    assert tom.memberships.get().ended_at is None


def test_the_menu_offers_people_to_administrators_alone(meena, priya, as_):
    assert 'href="/people"' in as_(meena).get("/account").content.decode()
    assert 'href="/people"' not in as_(priya).get("/account").content.decode()
