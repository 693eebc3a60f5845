# SPDX-License-Identifier: MIT
"""Who looks whether somebody could be recognised, and what can never be shown."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baton.core.models import AuditEntry
from baton.listening import operations as listening
from baton.listening import safety, undoing
from baton.listening.heard import Permission
from baton.people.roles import Role
from baton.understanding import reviews
from baton.understanding.filters import Filters
from baton.understanding.models import Review
from baton.understanding.tests.conftest import QUOTABLE, person

pytestmark = pytest.mark.django_db

WORDS = "I was waiting for most of the day and nobody could say why."
LATER = "The new waiting room has enough chairs for everybody now."


def shown(board):
    return [each.words for each in reviews.may_be_shown(board)]


def test_what_a_person_allowed_and_another_looked_at_may_be_shown(board, tell, priya):
    said = tell(WORDS, permission=QUOTABLE)
    assert shown(board) == [], "nobody has looked"
    reviews.decide(said, outcome="show", by=priya)
    assert shown(board) == [WORDS]
    reviews.decide(said, outcome="keep", reason="staff", by=priya)
    assert shown(board) == []
    entries = AuditEntry.objects.filter(verb="contribution.reviewed").order_by("pk")
    assert [each.actor for each in entries] == [f"account:{priya.pk}"] * 2
    assert entries[1].about == {"outcome": "keep", "reason": "staff"}


@pytest.mark.parametrize(
    "permission",
    [Permission(), Permission(may_quote=True, may_share="nobody")],
    ids=["not to be quoted", "shared with nobody"],
)
def test_no_review_outranks_the_persons_own_permission(board, tell, priya, permission):
    said = tell(WORDS, permission=permission)
    with pytest.raises(reviews.MayNotBeQuoted):
        reviews.decide(said, outcome="show", by=priya)
    # Not even one that came into the database in another way.
    Review.objects.create(contribution=said, organisation=board, outcome="show", by=priya)
    assert shown(board) == []
    assert reviews.next_waiting(board, Filters()) is None


def test_a_permission_that_is_taken_back_counts_at_once(board, tell, priya):
    said = tell(WORDS, permission=QUOTABLE)
    reviews.decide(said, outcome="show", by=priya)
    board.contributions.filter(pk=said.pk).update(may_quote=False)
    assert shown(board) == []


def test_a_withdrawal_and_an_erasure_take_the_review_along(board, tell, priya, tom):
    first, second = (tell(words, permission=QUOTABLE) for words in (WORDS, LATER))
    for said in (first, second):
        reviews.decide(said, outcome="show", by=priya)
    listening.withdraw(first, by=tom)
    assert shown(board) == [LATER]
    listening.withdraw(second, by=tom)
    assert not Review.objects.exists()
    with pytest.raises(reviews.MayNotBeQuoted):
        reviews.decide(first, outcome="show", by=priya)


def test_an_upload_that_is_undone_takes_its_reviews_along(board, tell, priya):
    said = tell(WORDS, permission=QUOTABLE)
    reviews.decide(said, outcome="show", by=priya)
    delivery = board.deliveries.create(channel="upload", label="The wrong file")
    board.contributions.filter(pk=said.pk).update(delivery=delivery)
    assert sum(undoing.undo(delivery)) == 1
    assert not Review.objects.exists()


def test_words_in_which_somebody_may_be_at_risk_do_not_wait(board, tell, tom):
    said = tell("I told them that I want to kill myself tonight.", permission=QUOTABLE)
    assert reviews.next_waiting(board, Filters()) is None
    safety.tell_pending()
    safety.close_alert(said.safety_alerts.get(), outcome="no_concern", note="Read it.", by=tom)
    assert reviews.next_waiting(board, Filters()) == said


def test_what_is_kept_back_has_a_reason(board, tell, priya):
    said = tell(WORDS, permission=QUOTABLE)
    with pytest.raises(reviews.ReasonMissing):
        reviews.decide(said, outcome="keep", by=priya)
    assert reviews.decide(said, outcome="show", reason="rare", by=priya).reason == ""
    for outcome, reason in (("keep", ""), ("show", "name")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.update(outcome=outcome, reason=reason)


def test_they_come_one_after_the_other_the_newest_first(board, tell, priya, monkeypatch):
    monkeypatch.setattr(reviews, "AT_ONCE", 2)
    old, *middle, new = (
        tell(f"{WORDS} {number}", permission=QUOTABLE, service_path=("Oadby",))
        for number in range(7)
    )
    tell(LATER)
    assert reviews.next_waiting(board, Filters()) == new
    assert reviews.number_waiting(board, Filters()) == (7, False)
    for said in (new, *middle):
        reviews.decide(said, outcome="show", by=priya)
    assert reviews.next_waiting(board, Filters()) == old
    assert reviews.next_waiting(board, Filters(), after=old) is None
    assert reviews.next_waiting(board, Filters(sentiment="positive")) is None
    assert reviews.number_waiting(board, Filters()) == (1, False)


def test_what_may_be_shown_obeys_the_view(board, tell, priya):
    for words, theme, place in ((WORDS, "Parking", "Oadby"), (LATER, "Discharge", "Wigston")):
        said = tell(words, theme, permission=QUOTABLE, service_path=(place,))
        reviews.decide(said, outcome="show", by=priya)
    parking = board.codebooks.get().themes.get(title="Parking")
    wigston = board.services.get(name="Wigston")
    found = [
        [each.words for each in reviews.shown_of(board, asked)]
        for asked in (Filters(theme=parking), Filters(service=wigston), Filters(score="1"))
    ]
    assert found == [[WORDS], [LATER], []]


def test_the_page_shows_one_asks_and_goes_on(board, tell, priya, signed_in):
    tell(WORDS, permission=QUOTABLE)
    newer = tell(LATER, permission=QUOTABLE)
    browser = signed_in(priya)
    text = browser.get("/comments/review?sentiment=negative").content.decode()
    assert LATER in text
    assert "2 comments of this view wait for somebody to look." in text
    here = f"/comments/{newer.public_id}/review?sentiment=negative"
    refused = browser.post(here, {"outcome": "keep"})
    assert refused.status_code == 422
    assert "Say what could tell who it is, then keep it back." in refused.content.decode()
    assert browser.post(here, {"outcome": "perhaps"}).status_code == 422
    onward = browser.post(here, {"outcome": "keep", "reason": "moment"}, follow=True)
    assert WORDS in onward.content.decode()
    assert "is kept back: it is counted, not quoted" in onward.content.decode()
    assert onward.redirect_chain[0][0].startswith("/comments/review?sentiment=negative&after=")
    again = browser.get(here).content.decode()
    assert "Looked at before: must not be shown." in again
    assert 'value="moment" checked' in " ".join(again.split())


def test_what_was_left_is_told_at_the_end(tell, priya, signed_in):
    said = tell(WORDS, permission=QUOTABLE)
    browser = signed_in(priya)
    left = browser.get(f"/comments/review?after={said.public_id}").content.decode()
    assert "1 comment that you left is still here." in left
    browser.post(f"/comments/{said.public_id}/review", {"outcome": "show"})
    assert "Nothing waits in this view." in browser.get("/comments/review").content.decode()
    assert browser.get("/comments/review?after=nonsense").status_code == 200
    comment = browser.get(f"/comments/{said.public_id}/").content.decode()
    assert "Shown outside" in comment


def test_only_who_codes_decides(board, tell, bea, signed_in):
    said = tell(WORDS, permission=QUOTABLE)
    reader = signed_in(bea)
    assert reader.get("/comments/review").status_code == 403
    assert reader.post(f"/comments/{said.public_id}/review", {"outcome": "show"}).status_code == 403


def test_nobody_decides_on_what_may_not_be_quoted_or_is_anothers(tell, priya, trust, signed_in):
    browser = signed_in(priya)
    for said in (tell(WORDS), tell(WORDS, permission=QUOTABLE, of=trust)):
        url = f"/comments/{said.public_id}/review"
        assert browser.get(url).status_code == 404
        assert browser.post(url, {"outcome": "show"}).status_code == 404


def test_two_who_look_at_once_leave_one_review(board, tell, priya):
    said = tell(WORDS, permission=QUOTABLE)
    lena = person("Lena", board, Role.ENGAGEMENT_LEAD)
    reviews.decide(said, outcome="show", by=priya)
    reviews.decide(said, outcome="keep", reason="name", by=lena)
    assert (said.review.by, said.review.outcome) == (lena, "keep")
