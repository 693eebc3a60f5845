# SPDX-License-Identifier: MIT
"""Searches that Priya, Bea and Ada save, for themselves and for one another."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.people.roles import Role
from baton.understanding import figures, walks
from baton.understanding.models import SavedSearch
from baton.understanding.tests.conftest import KIND, WAITED, person

pytestmark = pytest.mark.django_db

LIST = reverse("understanding:saved_searches")
SAVE = reverse("understanding:save_search")


@pytest.fixture
def ada(board):
    return person("Ada", board, Role.ADMINISTRATOR)


def page(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def at(name, search):
    return reverse(f"understanding:{name}", args=[search.public_id])


def save(client, query, name, **more):
    answer = client.post(SAVE + query, {"name": name, **more}, follow=True)
    assert f"The search is saved as “{name}”." in page(answer)
    return SavedSearch.objects.get(name=name)


def test_priya_saves_a_search_and_finds_it_again(board, say, code, priya, signed_in):
    say(WAITED)
    say(KIND)
    code(board)
    client = signed_in(priya)
    assert "Save this search" in page(client.get("/comments/?q=hours"))
    search = save(client, "?q=hours&sentiment=negative", "Long waits")
    assert "Long waits" in page(client.get("/comments/"))
    assert "Long waits" in page(client.get("/"))
    answer = client.get(at("saved_search", search), follow=True)
    assert answer.redirect_chain[-1][0] == "/comments/?q=hours&sentiment=negative"
    assert "four" in page(answer)
    assert "nurse" not in page(answer)


def test_a_search_is_ones_own_until_it_is_shared(board, priya, bea, ada, signed_in):
    search = save(signed_in(priya), "?q=hours", "Long waits")
    for colleague in (bea, ada):
        assert "Long waits" not in page(signed_in(colleague).get(LIST))
        assert signed_in(colleague).get(at("saved_search", search)).status_code == 404
    given = {"name": "Waits", "is_shared": "on"}
    assert "“Waits” now" in page(
        signed_in(priya).post(at("change_search", search), given, follow=True)
    )
    assert "Waits" in page(signed_in(bea).get(LIST))
    assert signed_in(bea).get(at("saved_search", search)).status_code == 302
    assert signed_in(bea).post(at("remove_search", search)).status_code == 404
    assert signed_in(bea).post(at("change_search", search), {"name": "x"}).status_code == 404
    # Who looks after the organisation's people may tidy up after those who left.
    assert signed_in(ada).post(at("remove_search", search)).status_code == 302
    assert not SavedSearch.objects.exists()


def test_who_does_not_code_saves_for_themselves_only(board, bea, signed_in):
    client = signed_in(bea)
    assert "My colleagues find it too" not in page(client.get(SAVE + "?q=hours"))
    assert not save(client, "?q=hours", "Mine", is_shared="on").is_shared


def test_a_name_is_given_once_by_each_person(board, priya, bea, signed_in):
    save(signed_in(priya), "?q=hours", "Waits")
    save(signed_in(bea), "?q=hours", "waits")
    answer = signed_in(priya).post(SAVE + "?q=seats", {"name": "WAITS"})
    assert answer.status_code == 422
    assert "There is a view called “WAITS” already." in answer.content.decode()
    answer = signed_in(priya).post(SAVE, {"name": "Everything"})
    assert answer.status_code == 422
    assert "Look for words or choose a filter first" in answer.content.decode()
    assert "Give the search a name" in signed_in(priya).post(SAVE + "?q=x").content.decode()


def test_the_database_keeps_a_search_from_asking_nothing(board, priya):
    for wrong in ({"name": "", "query": "?q=x"}, {"name": "x", "query": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedSearch.objects.create(organisation=board, owner=priya, **wrong)


def test_a_saved_search_whose_theme_has_gone_says_so(board, say, code, priya, signed_in):
    say(WAITED)
    code(board)
    client = signed_in(priya)
    search = save(client, "?theme=parking&q=hours", "Parking")
    board.codebooks.get().themes.filter(slug="parking").delete()
    html = page(client.get(at("saved_search", search), follow=True))
    assert "asks for a theme that cannot be found here any more" in html
    assert "four" in html


def test_the_trail_tells_what_was_saved_and_none_of_its_words(board, priya, signed_in):
    search = save(signed_in(priya), "?q=quetzal&score=1", "Quetzals")
    signed_in(priya).post(at("change_search", search), {"name": "More quetzals"})
    signed_in(priya).post(at("remove_search", search))
    entries = list(AuditEntry.objects.filter(verb__startswith="search.").order_by("pk"))
    assert [entry.verb for entry in entries] == ["search.saved", "search.changed", "search.removed"]
    assert entries[0].about == {
        "page": "comments",
        "filters": ["q", "score"],
        "shared": False,
    }
    assert "uetzal" not in "".join(str(entry.about) for entry in entries)


def test_fields_among_the_words_move_into_the_address(board, say, code, priya, signed_in):
    say(WAITED, score=5)
    code(board)
    client = signed_in(priya)
    answer = client.get("/comments/", {"q": "hours score:5"})
    assert answer.status_code == 302
    assert answer.url == "/comments/?q=hours&score=5"
    html = page(client.get("/comments/", {"q": "hours sevice:x"}))
    assert "“sevice:” is no filter" in html


def test_a_number_that_takes_long_to_count_comes_after_the_page(
    board, say, code, priya, signed_in, monkeypatch
):
    for number in range(3):
        say(f"{WAITED} {number}", score=5)
    code(board)
    monkeypatch.setattr(walks, "FEW", 1)
    client = signed_in(priya)
    html = page(client.get("/comments/?score=5"))
    assert "Many comments, newest first." in html
    assert 'hx-get="/comments/count?score=5"' in html
    assert "3 comments, newest first." in page(client.get("/comments/count?score=5"))
    assert "3 comments, newest first." in page(client.get("/comments/?score=5&count=yes"))


def test_the_services_of_many_comments_come_after_the_page(
    board, say, code, priya, signed_in, monkeypatch
):
    for number in range(3):
        say(f"{WAITED} {number}", service_path=("Oadby Trust",))
    code(board)
    client = signed_in(priya)
    assert "Of these 3, most about" in page(client.get("/comments/"))
    monkeypatch.setattr(figures, "AT_ONCE", 2)
    html = page(client.get("/comments/?q=hours"))
    assert "3 comments, newest first." in html
    assert "most about" not in html
    assert 'hx-get="/comments/by-service?q=hours"' in html
    assert "Oadby Trust" in page(client.get("/comments/by-service?q=hours"))
    assert "Of these 3, most about" in page(client.get("/comments/?q=hours&count=yes"))


def test_what_was_found_is_marked_on_the_comments_own_page_too(board, say, code, priya, signed_in):
    said = say(WAITED)
    code(board)
    html = page(
        signed_in(priya).get(
            reverse("understanding:comment", args=[said.public_id]) + '?q="four+hours"'
        )
    )
    assert "bt-found" in html
    assert ">four hours</mark>" in html
    assert "bt-found" not in page(
        signed_in(priya).get(reverse("understanding:comment", args=[said.public_id]))
    )


def test_another_organisation_finds_no_search_of_ours(board, priya, olu, signed_in):
    search = save(signed_in(priya), "?q=hours", "Long waits", is_shared="on")
    client = signed_in(olu)
    assert "Long waits" not in page(client.get(LIST))
    for name in ("saved_search", "change_search", "remove_search"):
        assert client.post(at(name, search)).status_code in {404, 405}
    assert SavedSearch.objects.get() == search
