# SPDX-License-Identifier: MIT
"""News on the page, in the feed and by e-mail, to who asked for it and as long as they want it."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from baton.core import clock
from baton.improving.news import letters, operations
from baton.improving.news.models import Subscriber
from baton.improving.news.policies import NotNow
from baton.people import outbox
from baton.people.links.models import PrivateLink
from baton.people.models import Message

pytestmark = pytest.mark.django_db

AMINA = "Amina@Example.org"


@pytest.fixture
def published(programme, meena):
    operations.publish(programme, "We look at how people wait.", by=meena)
    return programme


def own_link(message):
    return re.search(r"/news/[^/\s]+/", message.body)[0]


@pytest.fixture
def amina(published, client):
    """Amina has subscribed, and said that it was her."""
    operations.subscribe(published, AMINA)
    subscriber = Subscriber.objects.get()
    operations.confirm(subscriber)
    return subscriber


def later(hours=1):
    return clock.held_at(clock.now() + timedelta(hours=hours))


def test_amina_subscribes_and_says_that_it_was_her(published, client):
    where = reverse("news:subscribe", args=[published.public_id])
    assert "Look into your e-mail" in client.post(where, {"email": AMINA}).content.decode()
    message = Message.objects.get()
    assert message.recipient == "amina@example.org"
    assert published.title not in message.subject
    link = own_link(message)
    assert "Was it you?" in client.get(link).content.decode()
    # A mail scanner that only opens it says nothing in her name.
    assert Subscriber.objects.get().confirmed_at is None
    client.post(link)
    assert "You get the news" in client.get(link).content.decode()


def test_a_wrong_address_gets_a_sentence(published, client):
    where = reverse("news:subscribe", args=[published.public_id])
    answer = client.post(where, {"email": "amina at home"})
    assert answer.status_code == 422
    assert "Write an e-mail address like name@example.org." in answer.content.decode()


def test_nobody_learns_whether_an_address_was_there(amina, published, client):
    where = reverse("news:subscribe", args=[published.public_id])
    before = Message.objects.count()
    again = client.post(where, {"email": AMINA}).content.decode()
    assert "Look into your e-mail" in again
    assert Message.objects.count() == before


def test_who_asks_twice_within_minutes_is_written_to_once(published):
    operations.subscribe(published, AMINA)
    operations.subscribe(published, AMINA)
    assert Message.objects.count() == 1
    with later():
        operations.subscribe(published, AMINA)
    assert Message.objects.count() == 2


def test_news_goes_once_to_who_asked_for_it_and_confirmed(amina, published, meena):
    operations.subscribe(published, "ruth@example.org")
    with later():
        operations.add_news(published, "Six seats", "They have arms.", by=meena)
        assert letters.write_due() == 1
        assert letters.write_due() == 0
    message = Message.objects.get(template="news")
    assert message.recipient == "amina@example.org"
    assert "Six seats" in message.body
    assert message.subject == "Soar Care Board: news"


def test_writing_that_was_broken_off_goes_on_where_it_stood(amina, published, meena):
    with later():
        news = operations.add_news(published, "Six seats", "They have arms.", by=meena)
        letters.write_due()
        news.refresh_from_db()
        news.written_at = None
        news.save()
        assert letters.write_due() == 0
    assert Message.objects.filter(template="news").count() == 1


def test_who_subscribes_later_is_not_written_old_news(published, meena):
    operations.add_news(published, "Six seats", "They have arms.", by=meena)
    with later():
        operations.subscribe(published, AMINA)
        operations.confirm(Subscriber.objects.get())
        assert letters.write_due() == 0


def test_what_was_taken_down_is_written_to_nobody_and_stands_nowhere(
    amina, published, meena, client
):
    with later():
        news = operations.add_news(published, "Six seats", "They have arms.", by=meena)
        operations.take_down(news, by=meena)
        assert letters.write_due() == 0
    page = client.get(reverse("news:about", args=[published.public_id]))
    assert "Six seats" not in page.content.decode()


def test_amina_stops_and_her_address_is_forgotten_everywhere(amina, published, meena, client):
    with later():
        operations.add_news(published, "Six seats", "They have arms.", by=meena)
        letters.write_due()
    link = own_link(Message.objects.get(template="news"))
    stopped = client.post(link, {"news": "stop"}).content.decode()
    assert "Your address is forgotten." in stopped
    assert not Subscriber.objects.exists()
    assert not Message.objects.filter(recipient__icontains="amina").exists()
    assert not PrivateLink.objects.filter(revoked_at=None).exists()
    assert "opens nothing" in client.get(link).content.decode()


def test_stopping_leaves_the_letters_of_others_alone(amina, published):
    # Their keys begin alike: 1 and 11.
    for number in range(11):
        operations.subscribe(published, f"ruth{number}@example.org")
    operations.stop(amina)
    assert Message.objects.filter(recipient__startswith="ruth").count() == 11


def test_who_never_says_that_it_was_them_is_forgotten_in_a_week(amina, published):
    operations.subscribe(published, "ruth@example.org")
    with later(hours=8 * 24):
        assert operations.forget_unconfirmed() == 1
    assert [each.email for each in Subscriber.objects.all()] == ["amina@example.org"]
    assert not Message.objects.filter(recipient="ruth@example.org").exists()


def test_whoever_looks_after_the_outbox_does_not_see_the_link(published):
    operations.subscribe(published, AMINA)
    seen = outbox.body_for_others(Message.objects.get())
    assert "/news/" not in seen
    assert outbox.LINK_UNSEEN in seen


def test_news_needs_a_page_to_stand_on(programme, meena):
    with pytest.raises(NotNow, match="not published yet"):
        operations.add_news(programme, "Six seats", "They have arms.", by=meena)


def test_the_feed_is_atom_with_each_piece_of_news(published, meena, client):
    operations.add_news(published, "Seats & arms", "Six of <them>.", by=meena)
    answer = client.get(reverse("news:feed", args=[published.public_id]))
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:title", namespaces=space) == f"{published.title}: news"
    assert [each.text for each in feed.findall("a:entry/a:title", space)] == ["Seats & arms"]
    assert feed.findtext("a:author/a:name", namespaces=space) == "Soar Care Board"


def test_what_is_told_may_go_out_as_news_at_once(chain, published, meena, signed_in):
    where = reverse("news:tell_action", args=[published.public_id, chain.action.public_id])
    signed_in(meena).post(where, {"told": "Six seats are there.", "as_news": "on"})
    (news,) = published.news.all()
    assert (news.title, news.text) == ("What became of it", "Six seats are there.")


# In their language.


def test_who_asked_on_the_polish_page_gets_everything_in_polish(published, client, meena):
    where = reverse("news:subscribe", args=[published.public_id])
    client.post(f"{where}?language=pl", {"email": AMINA})
    asked = Message.objects.get(template="news_confirm")
    assert asked.subject == "Soar Care Board: czy to Państwa adres?"
    assert '<html lang="pl"' in Client().get(own_link(asked)).content.decode()
    Client().post(own_link(asked))
    with later():
        operations.add_news(published, "Six seats", "They have arms.", by=meena)
        with translation.override("cy"):
            assert letters.write_due() == 1
    told = Message.objects.get(template="news").body
    assert "To wiadomość dotycząca: „" in told
    assert "They have arms." in told


def test_who_asked_for_no_language_gets_english(amina, published, meena):
    with later():
        operations.add_news(published, "Six seats", "They have arms.", by=meena)
        with translation.override("cy"):
            letters.write_due()
    assert "You get this because you asked for it." in Message.objects.get(template="news").body


def test_who_asks_again_before_they_said_that_it_was_them_may_choose_another_language(published):
    operations.subscribe(published, AMINA, language="pl")
    with later():
        operations.subscribe(published, AMINA, language="nl")
    assert Subscriber.objects.get().language == "nl"
    assert Message.objects.order_by("-pk")[0].subject == "Soar Care Board: is dit uw adres?"
