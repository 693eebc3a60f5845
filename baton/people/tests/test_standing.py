# SPDX-License-Identifier: MIT
"""Where people stand: the body they act for, and from where a request came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory

from baton.core import clock
from baton.people import accounts, operations, permissions
from baton.people.middleware import OrganisationMiddleware, client_address
from baton.people.permissions import CHOSEN
from baton.people.roles import Role


def arriving(account=None, session=None):
    """A request as it comes out of the middleware."""
    request = RequestFactory().get("/somewhere")
    request.user = account or AnonymousUser()
    request.session = SessionStore()
    request.session.update(session or {})
    if account:
        request.session.create()
    OrganisationMiddleware(lambda request: HttpResponse())(request)
    return request


def test_a_stranger_stands_nowhere():
    request = arriving()
    assert request.standing is None
    assert request.organisation is None


def test_a_person_acts_for_the_body_they_joined_first(meena, board, other_board):
    operations.give_role(other_board, meena, Role.ANALYST, by="test")
    request = arriving(meena)
    assert request.organisation == board
    assert request.standing.roles == {Role.ADMINISTRATOR}
    assert request.standing.may("manage_people")
    assert not request.standing.may("code")


def test_a_person_may_act_for_another_of_their_bodies(meena, other_board):
    operations.give_role(other_board, meena, Role.ANALYST, by="test")
    session = {}
    accounts.choose_organisation(session, meena, other_board)
    request = arriving(meena, session)
    assert request.organisation == other_board
    assert request.standing.may("code")
    assert not request.standing.may("manage_people")


def test_no_browser_keeps_what_a_signed_in_person_read(meena, as_):
    browser = as_(meena)
    for path in ("/account", "/people", "/people/sharing", "/nowhere"):
        assert browser.get(path)["Cache-Control"] == "no-store"
    assert "Cache-Control" not in Client().get("/password/forgotten")


def test_a_page_may_say_itself_who_keeps_it(meena):
    request = RequestFactory().get("/somewhere")
    request.user, request.session = meena, SessionStore()
    request.session.create()
    own = OrganisationMiddleware(lambda _: HttpResponse(headers={"Cache-Control": "public"}))
    assert own(request)["Cache-Control"] == "public"


def test_nobody_acts_for_a_body_they_do_not_belong_to(meena, board, other_board):
    with pytest.raises(accounts.NotAMember, match="no role there"):
        accounts.choose_organisation({}, meena, other_board)
    assert arriving(meena, {CHOSEN: other_board.pk}).organisation == board


def test_several_roles_in_one_body_add_up(meena, board):
    operations.give_role(board, meena, Role.COMPLAINTS_OFFICER, by="test")
    standing = arriving(meena).standing
    assert standing.may("manage_people")
    assert standing.may("see_identifiers")


def test_nobody_acts_for_a_body_that_was_abolished(meena, board, other_board):
    with clock.held_at(clock.now() + timedelta(days=400)):
        assert arriving(meena).organisation == board
        operations.abolish(board, on=clock.today(), successors=[other_board], by="test")
        assert arriving(meena).standing is None


def test_a_person_without_a_role_is_told_so_on_every_page_but_public_ones(meena, priya, as_):
    browser = as_(priya)
    operations.end_membership(priya.memberships.get(), by=meena)
    page = browser.get("/account")
    assert page.status_code == 403
    assert "no organisation has given you a role" in page.content.decode()
    assert browser.get("/password/forgotten").status_code == 200


@permissions.requires("manage_people")
def page(request):
    return HttpResponse("the page")


def test_who_is_not_signed_in_is_asked_to_and_brought_back():
    answer = page(arriving())
    assert answer.status_code == 302
    assert answer.url == "/sign-in?next=/somewhere"


def test_a_part_of_a_page_never_becomes_the_sign_in_page():
    request = arriving()

    class Htmx:
        current_url_abs_path = "/comments?theme=food"

        def __bool__(self):
            return True

    request.htmx = Htmx()
    answer = page(request)
    assert answer["HX-Redirect"] == "/sign-in?next=/comments%3Ftheme%3Dfood"


def test_who_may_not_is_told_whose_page_it_is(priya):
    with pytest.raises(PermissionDenied) as refusal:
        page(arriving(priya))
    assert str(refusal.value) == (
        "This is for people with one of these roles: Administrator. "
        "In Soar Care Board yours is: Analyst. An administrator there can change it."
    )


def test_who_may_reaches_the_page(meena):
    assert page(arriving(meena)).content == b"the page"


def test_a_view_cannot_ask_for_a_capability_that_does_not_exist():
    with pytest.raises(KeyError):
        permissions.requires("manage_poeple")


def test_every_view_says_what_it_asks_for():
    @permissions.public
    def open_page(request):
        return HttpResponse()

    @permissions.signed_in
    def own_page(request):
        return HttpResponse()

    assert open_page.access == permissions.PUBLIC
    assert own_page.access == permissions.SIGNED_IN
    assert page.access == "manage_people"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(settings, proxies, forwarded, expected):
    settings.BATON_PROXIES = proxies
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.1"
    )
    assert client_address(request) == expected


def test_a_socket_has_no_address():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None
