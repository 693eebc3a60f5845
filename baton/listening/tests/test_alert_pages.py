# SPDX-License-Identifier: MIT
"""The pages on which people read alerts, close them, and say who is told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from baton.listening import beats, operations, safety
from baton.listening.models import SafetyAlert, SafetyContact
from baton.listening.tests.conftest import HURT_AT_HOME, IN_DANGER


def page_of(alert):
    return reverse("listening:alert", args=[alert.public_id])


@pytest.fixture
def alert(tell, meena):
    spoken = tell(
        IN_DANGER,
        service_path=("Wreake Trust", "Abbey Hospital"),
        characteristics={"gender": "woman", "age": "85 or over"},
        area="LE99",
        said_precision="moment",
    )
    beats.screen_and_tell()
    return spoken.safety_alerts.get()


def test_an_urgent_alert_stands_first_and_shows_no_words(as_, amir, tell, meena):
    tell(HURT_AT_HOME)
    tell(IN_DANGER)
    beats.screen_and_tell()
    later = SafetyAlert.objects.order_by("pk").first()
    SafetyAlert.objects.filter(pk=later.pk).update(urgency="today")
    page = as_(amir).get(reverse("listening:alerts"))
    words = page.content.decode()
    now = SafetyAlert.objects.get(urgency="now")
    assert words.index(str(now.public_id)) < words.index(str(later.public_id))
    assert "2 alerts wait for a person" in words
    assert "kill" not in words
    assert "husband" not in words


def test_when_nobody_is_at_risk_the_page_says_so(as_, amir):
    page = as_(amir).get(reverse("listening:alerts"))
    assert "No alert waits to be opened." in page.content.decode()


def test_whoever_opens_an_alert_first_is_written_down(as_, amir, lena, alert):
    as_(amir).get(page_of(alert))
    as_(lena).get(page_of(alert))
    alert.refresh_from_db()
    assert alert.opened_by == amir


@pytest.mark.parametrize(
    "ahead", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}, {"X-Moz": "prefetch"}]
)
def test_a_page_that_a_browser_fetches_ahead_opens_nothing_and_shows_nothing(
    as_, amir, alert, ahead
):
    page = as_(amir).get(page_of(alert), headers=ahead)
    assert "kill" not in page.content.decode()
    assert page.status_code == 503
    alert.refresh_from_db()
    assert alert.opened_at is None
    as_(amir).get(page_of(alert))
    alert.refresh_from_db()
    assert alert.opened_by == amir


def test_a_robot_that_follows_the_link_in_the_mail_opens_nothing(client, alert):
    page = client.get(page_of(alert))
    assert page.status_code == 302
    alert.refresh_from_db()
    assert alert.opened_at is None


def test_the_words_stand_marked_with_why_and_who_they_are_does_not(as_, amir, alert):
    page = as_(amir).get(page_of(alert)).content.decode()
    assert '<mark class="bt-found">' in page
    assert alert.concerns[0]["reason"] in page
    assert "Wreake Trust · Abbey Hospital" in page
    assert "8 June 2026 at 10:30" in page
    assert "85 or over" not in page
    assert "LE99" not in page


def test_closing_needs_an_outcome_and_a_note(as_, amir, alert):
    page = as_(amir).post(page_of(alert), {}).content.decode()
    assert "Choose what came of it." in page
    assert "Say in a sentence what you did" in page
    alert.refresh_from_db()
    assert alert.closed_at is None


def test_a_closed_alert_shows_what_came_of_it(as_, amir, lena, alert):
    closed = as_(amir).post(page_of(alert), {"outcome": "acted", "note": "Rang her GP."})
    assert closed.status_code == 302
    page = as_(lena).get(page_of(alert)).content.decode()
    assert "Rang her GP." in page
    assert "Amir Iqbal" in page
    assert "Close this alert" not in page
    assert "Rang her GP." in as_(lena).get(reverse("listening:alerts")).content.decode()


def test_who_comes_too_late_to_close_is_told_and_changes_nothing(as_, amir, lena, alert):
    safety.close_alert(alert, outcome="acted", note="Rang her GP.", by=amir)
    answer = as_(lena).post(page_of(alert), {"outcome": "no_concern", "note": "Fine."}, follow=True)
    assert "Somebody has closed this alert already." in answer.content.decode()
    alert.refresh_from_db()
    assert alert.outcome == "acted"


def test_an_alert_on_words_taken_back_shows_that_they_are_gone(as_, amir, alert):
    operations.withdraw(alert.contribution, by="test")
    page = as_(amir).get(page_of(alert)).content.decode()
    assert "The person has taken their words back." in page
    assert "kill" not in page


def test_an_alert_is_nothing_to_another_body(as_, olu, alert):
    browser = as_(olu)
    assert browser.get(page_of(alert)).status_code == 404
    refused = browser.post(page_of(alert), {"outcome": "acted", "note": "Mine now."})
    assert refused.status_code == 404
    assert str(alert.public_id) not in browser.get(reverse("listening:alerts")).content.decode()
    alert.refresh_from_db()
    assert (alert.opened_at, alert.closed_at) == (None, None)


def test_an_analyst_is_kept_from_alerts(as_, priya, alert):
    browser = as_(priya)
    for page in (reverse("listening:alerts"), page_of(alert), reverse("listening:contacts")):
        assert browser.get(page).status_code == 403
    alert.refresh_from_db()
    assert alert.opened_at is None


def test_an_administrator_names_the_people_who_are_told(as_, board, meena, amir, lena, priya, olu):
    where = reverse("listening:contacts")
    page = as_(meena).get(where).content.decode()
    assert "Amir Iqbal" in page
    assert "Priya Nair" not in page
    assert "Olu Bright" not in page
    chosen = {"first": [str(amir.public_id)], "escalation": [str(lena.public_id)]}
    assert as_(meena).post(where, chosen).status_code == 302
    named = {(each.account, each.turn) for each in SafetyContact.objects.all()}
    assert named == {(amir, "first"), (lena, "escalation")}
    after = as_(meena).get(where).content.decode()
    assert "Now Amir Iqbal would be told at once, and Lena Fox if nobody looked" in after


def test_a_stranger_cannot_be_named(as_, meena, olu):
    page = as_(meena).post(reverse("listening:contacts"), {"first": [str(olu.public_id)]})
    assert "may not open alerts here any more" in page.content.decode()
    assert not SafetyContact.objects.exists()


def test_who_answers_alerts_does_not_choose_who_is_told(as_, amir):
    assert as_(amir).post(reverse("listening:contacts"), {}).status_code == 403
