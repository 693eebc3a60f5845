# SPDX-License-Identifier: MIT
"""Views of figures that Priya, Bea and a patient partner save and open again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.people.roles import Role
from baton.understanding.models import SavedSearch
from baton.understanding.tests.conftest import WAITED, person
from baton.understanding.tests.test_searches import LIST, SAVE, at, page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pat(board):
    return person("Pat", board, Role.PATIENT_PARTNER)


@pytest.fixture
def spoken(copy, board, say, code):
    say(WAITED)
    code(board)
    copy()


def save(client, query, name, **more):
    answer = client.post(SAVE + query, {"name": name, **more}, follow=True)
    assert f"The view is saved as “{name}”." in page(answer)
    return SavedSearch.objects.get(name=name)


def test_a_view_of_the_themes_opens_there_again_as_it_was_laid_out(spoken, priya, signed_in):
    client = signed_in(priya)
    html = page(client.get("/themes/?theme=parking&sort=change&layout=flat"))
    link = f"{SAVE}?theme=parking&amp;sort=change&amp;layout=flat&amp;page=themes"
    assert f'href="{link}">Save this view' in html
    # Whatever else stands in an address is no matter of ours.
    assert "self=1&amp;page=themes" in page(client.get("/themes/?self=1"))
    wanted = "?sentiment=negative&sort=change&layout=flat"
    view = save(client, f"{wanted}&page=themes", "What rises")
    answer = client.get(at("saved_search", view), follow=True)
    assert answer.redirect_chain == [(f"/themes/{wanted}", 302)]
    assert 'aria-sort="descending"' in page(answer)
    for where in (LIST, "/"):
        assert "What rises" in page(client.get(where))
        assert "Themes" in page(client.get(where))
    assert "What rises" not in page(client.get("/comments/")), "that page names its own"


def test_figures_of_everything_are_worth_a_name(spoken, priya, signed_in):
    client = signed_in(priya)
    view = save(client, "?page=themes", "Everything")
    assert client.get(at("saved_search", view)).url == "/themes/"


def test_only_what_lays_a_page_out_is_kept(spoken, priya, signed_in):
    view = save(signed_in(priya), "?page=themes&sort=name&layout=a%20b&next=//evil&csrf=1", "Plain")
    assert view.query == "?sort=name"


def test_who_people_are_is_a_filter_of_figures_that_can_be_saved(
    spoken, board, priya, signed_in, say
):
    say("Kind.", characteristics={"Age band": "25 to 34"})
    view = save(signed_in(priya), "?page=themes&who=Age+band%3A+25+to+34", "The young")
    assert view.query == "?who=Age+band%3A+25+to+34"


def test_a_patient_partner_saves_figures_and_meets_no_words(spoken, priya, pat, signed_in):
    save(signed_in(priya), "?page=themes&q=quetzal", "Quetzals", is_shared="on")
    save(signed_in(priya), "?page=themes&sentiment=negative", "Unhappy", is_shared="on")
    signed_in(priya).post(f"{SAVE}?q=x", {"name": "Some words", "is_shared": "on"}, follow=True)
    client = signed_in(pat)
    html = page(client.get(LIST))
    assert "Unhappy" in html
    assert "Quetzals" not in html
    assert "Some words" not in html
    quetzals = SavedSearch.objects.get(name="Quetzals")
    for name in ("saved_search", "subscribe"):
        assert client.post(at(name, quetzals)).status_code in {404, 405}
    view = save(client, "?page=themes&q=quetzal&sentiment=negative", "Mine")
    assert view.query == "?sentiment=negative"
    assert client.post(f"{SAVE}?q=x", {"name": "Not mine"}).status_code == 403


def test_no_other_page_can_be_saved(spoken, priya, signed_in):
    assert signed_in(priya).get(f"{SAVE}?page=comment").status_code == 404


def test_a_view_is_named_anew(spoken, priya, signed_in):
    client = signed_in(priya)
    view = save(client, "?page=themes", "Everything")
    assert "Change a saved view" in page(client.get(at("change_search", view)))
    answer = client.post(at("change_search", view), {"name": ""})
    assert "Give the view a name" in answer.content.decode()
    answer = client.post(at("change_search", view), {"name": "All"}, follow=True)
    assert "The view is called “All” now." in page(answer)
    answer = client.post(reverse("understanding:remove_search", args=[view.public_id]), follow=True)
    assert "The view “All” was removed." in page(answer)
