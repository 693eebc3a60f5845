# SPDX-License-Identifier: MIT
"""What Priya and her colleagues hear of their views on Mondays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import operations as people
from baton.people.models import Message, TwoStepRule
from baton.people.permissions import standing_of
from baton.people.roles import Role
from baton.understanding import beats, digests, operations, searches, subscriptions
from baton.understanding.filters import Filters
from baton.understanding.models import Reading, SavedSearch, Subscription
from baton.understanding.tests.conftest import person
from baton.understanding.tests.test_searches import LIST, at, page

pytestmark = pytest.mark.django_db(transaction=True)

WEDNESDAY = datetime(2026, 6, 10, 12, tzinfo=UTC)
#: Seven o'clock in the summer of London.
MONDAY = datetime(2026, 6, 15, 6, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def long_there(board):
    board.valid_from = date(2020, 4, 1)
    board.save()


@pytest.fixture
def tell(say, priya):
    """So many comments of a theme, said on a day and received on another."""

    def told(number, theme, *, on=WEDNESDAY, received=WEDNESDAY, **more):
        with clock.held_at(received):
            for each in range(number):
                said = say(f"Quetzal {theme} {on:%d%m%y} {each}", said_at=on, **more)
                operations.set_sentiment(said, Reading.Sentiment.NEGATIVE, by=priya)
                operations.add(said, theme, by=priya)

    return told


@pytest.fixture
def view(board, priya):
    def save(name="Everything", *, of=priya, page="themes", is_shared=True, **asked):
        return searches.save(
            standing_of(of, board), Filters(**asked), name=name, is_shared=is_shared, page=page
        )

    return save


@pytest.fixture
def hear(board):
    def begin(view, account, at=WEDNESDAY):
        with clock.held_at(at):
            return subscriptions.begin(view, standing_of(account, board))

    return begin


@pytest.fixture
def on(copy):
    """What the beat of some moment writes."""

    def beat(moment):
        copy()
        before = set(Message.objects.values_list("pk", flat=True))
        with clock.held_at(moment):
            written = beats.tell_the_week()
        letters = list(Message.objects.exclude(pk__in=before).order_by("pk"))
        assert len(letters) == written
        return letters

    return beat


def test_on_monday_priya_hears_what_came_in_and_what_surely_changed(tell, view, hear, on, priya):
    for month in range(1, 4):
        tell(40, "Feeling safe", on=datetime(2026, month, 5, 12, tzinfo=UTC))
        tell(1, "Parking", on=datetime(2026, month, 5, 12, tzinfo=UTC))
    for month in range(4, 6):
        tell(30, "Feeling safe", on=datetime(2026, month, 5, 12, tzinfo=UTC))
        tell(20, "Parking", on=datetime(2026, month, 5, 12, tzinfo=UTC), received=WEDNESDAY - WEEK)
    tell(4, "Parking", on=datetime(2026, 6, 9, 12, tzinfo=UTC))
    everything = view()
    hear(everything, priya)
    (letter,) = on(MONDAY)
    assert letter.recipient == priya.email
    assert letter.subject == "Soar Care Board: your week on Baton"
    assert "from 8 June to 14 June 2026" in letter.body
    # 3 × 41 from January to March, 60 of food, and 4 of June: the forty came the week before.
    assert "Everything\n187 comments came in.\n" in letter.body
    assert "April to June 2026 against January to March 2026:\n- Parking" in letter.body
    assert "\n- Parking rose from 2% to 42% of comments.\n" in letter.body
    assert "- Feeling safe fell from 98% to 58% of comments.\n" in letter.body
    assert reverse("understanding:saved_search", args=[everything.public_id]) in letter.body
    assert f"{LIST}#subscriptions" in letter.body
    assert "uetzal" not in letter.body


def test_a_comparison_says_in_what_its_sides_differ(tell, hear, on, board, priya):
    for month, theme in ((2, "Feeling safe"), (5, "Parking")):
        tell(30, theme, on=datetime(2026, month, 5, 12, tzinfo=UTC))
    spring = Filters(said_from=date(2026, 4, 1), said_to=date(2026, 6, 30))
    winter = {"other-from": "2026-01-01", "other-to": "2026-03-31"}
    view = searches.save(
        standing_of(priya, board),
        spring,
        name="Spring and winter",
        is_shared=False,
        page="compare",
        layout=winter,
    )
    hear(view, priya)
    (letter,) = on(MONDAY)
    assert "30 comments came in." in letter.body
    told = "April to June 2026 against January to March 2026:\n- Parking 100% against 0% and "
    assert f"{told}Feeling safe 0% against 100%.\n" in letter.body


def test_the_next_week_says_what_is_new(tell, view, hear, on, priya):
    for month in range(1, 6):
        tell(40, "Feeling safe", on=datetime(2026, month, 5, 12, tzinfo=UTC))
    tell(60, "Parking", on=datetime(2026, 5, 6, 12, tzinfo=UTC))
    hear(view(), priya)
    (first,) = on(MONDAY)
    assert "\n- Parking rose" in first.body
    tell(60, "Discharge", on=datetime(2026, 5, 7, 12, tzinfo=UTC), received=MONDAY + WEEK / 2)
    (second,) = on(MONDAY + WEEK)
    assert "60 comments came in." in second.body
    assert "As last told: Parking rose" in second.body
    assert "New: " in second.body
    assert second.body.index("New: ") < second.body.index("As last told: ")


def test_where_nothing_surely_changed_it_says_so(tell, view, hear, on, priya):
    tell(1, "Feeling safe")
    hear(view(), priya)
    assert "1 comment came in.\nThere is no change that we can be sure of.\n" in on(MONDAY)[0].body


def test_a_week_of_silence_is_one_line(tell, view, hear, on, priya):
    tell(3, "Feeling safe", received=WEDNESDAY - WEEK)
    hear(view("One"), priya)
    hear(view("Two"), priya)
    (letter,) = on(MONDAY)
    assert (
        "Nothing came in from 8 June to 14 June 2026 for any of the views that you subscribe to"
        in letter.body
    )
    assert "One" not in letter.body


def test_one_letter_has_all_views_and_is_written_once(tell, view, hear, on, priya, bea):
    tell(2, "Feeling safe")
    shared = view("Shared")
    hear(view("Mine"), priya)
    hear(shared, priya)
    hear(shared, bea)
    letters = {each.recipient: each.body for each in on(MONDAY)}
    assert letters.keys() == {priya.email, bea.email}
    assert "Mine\n2 comments" in letters[priya.email]
    assert "Shared\n2 comments" in letters[priya.email]
    assert "Mine" not in letters[bea.email]
    assert on(MONDAY + timedelta(minutes=5)) == []
    assert on(MONDAY + timedelta(days=6)) == []
    assert len(on(MONDAY + WEEK)) == 2


def test_before_seven_and_after_a_late_subscription_nothing_is_due(tell, view, hear, on, priya):
    tell(2, "Feeling safe")
    hear(view(), priya, at=MONDAY - WEEK + timedelta(hours=3))
    assert on(MONDAY - timedelta(minutes=1)) == []
    # A worker that was away on the hour tells it later.
    assert len(on(MONDAY + timedelta(days=2))) == 1


def test_who_may_not_open_a_view_any_more_hears_of_it_no_more(
    tell, view, hear, on, board, priya, bea
):
    tell(2, "Feeling safe")
    shared, mine = view("Shared"), view("Mine")
    hear(mine, priya)
    hear(shared, bea)
    searches.change(shared, standing_of(priya, board), name="Shared", is_shared=False)
    assert [each.recipient for each in on(MONDAY)] == [priya.email]
    assert list(Subscription.objects.values_list("account", flat=True)) == [priya.pk]
    ended = AuditEntry.objects.get(verb="search.unsubscribed")
    assert (ended.actor, ended.about) == ("system:digests", {"account": bea.pk})
    person("Ann", board, Role.ADMINISTRATOR)
    people.end_membership(board.memberships.get(account=priya), by="test")
    assert on(MONDAY + WEEK) == []
    assert not Subscription.objects.exists()


def test_a_patient_partner_hears_no_more_of_a_view_with_words(tell, view, hear, on, board, priya):
    tell(2, "Feeling safe")
    pat = person("Pat", board, Role.FRONTLINE, Role.PATIENT_PARTNER)
    hear(view("Words", q="quetzal"), pat)
    hear(view("Figures"), pat)
    (letter,) = on(MONDAY)
    assert "Words\n2 comments" in letter.body
    assert "uetzal" not in letter.body
    people.end_membership(board.memberships.get(account=pat, role=Role.FRONTLINE), by="test")
    (letter,) = on(MONDAY + WEEK)
    assert Subscription.objects.get().search.name == "Figures"


def test_who_owes_their_second_step_hears_nothing_until_it_is_taken(
    tell, view, hear, on, board, priya
):
    tell(2, "Feeling safe")
    hear(view(), priya)
    rule = TwoStepRule.objects.create(organisation=board, role=Role.ANALYST)
    assert on(MONDAY) == []
    rule.delete()
    assert len(on(MONDAY)) == 1


def test_filters_and_words_narrow_what_came_in(tell, view, hear, on, priya):
    tell(2, "Feeling safe", score=1)
    tell(3, "Parking", score=5)
    hear(view("Poor", score="5"), priya)
    hear(view("Eaten", page="comments", q="feeling"), priya)
    hear(view("Then", said_to=date(2026, 6, 1)), priya)
    (letter,) = on(MONDAY)
    assert "Poor\n3 comments" in letter.body
    assert "Eaten\n2 comments" in letter.body
    assert "Then\n0 comments" in letter.body


def test_a_week_that_is_not_all_in_the_copy_is_told_later(tell, view, hear, on, copy, priya):
    tell(1, "Feeling safe")
    hear(view(), priya)
    with clock.held_at(MONDAY - timedelta(days=1)):
        copy()
        tell(1, "Feeling safe", received=MONDAY - timedelta(hours=12))
    with clock.held_at(MONDAY):
        assert digests.send_due() == 0
    assert "2 comments" in on(MONDAY)[0].body


def test_a_view_whose_theme_has_gone_says_so(tell, view, hear, on, board, priya):
    tell(2, "Feeling safe")
    theme = board.codebooks.get().themes.get(slug="parking")
    hear(view("Parking", theme=theme), priya)
    theme.delete()
    assert "It asks for something that cannot be found any more" in on(MONDAY)[0].body


def test_one_persons_trouble_keeps_nobody_from_theirs(
    tell, view, hear, on, priya, bea, monkeypatch
):
    tell(2, "Feeling safe")
    shared = view("Shared")
    hear(shared, priya)
    hear(shared, bea)
    write = digests._write

    def fail(theirs, teller):
        assert theirs[0].account != priya
        return write(theirs, teller)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "_write", fail)
        assert [each.recipient for each in on(MONDAY)] == [bea.email]
    assert [each.recipient for each in on(MONDAY)] == [priya.email]


def test_they_subscribe_and_end_on_the_page_of_views(view, bea, priya, signed_in):
    shared, private = view("Shared"), view("Private", is_shared=False)
    client = signed_in(bea)
    assert client.post(at("subscribe", private)).status_code == 404
    for _twice in range(2):
        html = page(client.post(at("subscribe", shared), follow=True))
    assert "You will hear of “Shared” by e-mail, on Monday mornings at 7." in html
    assert "End the subscription to Shared" in html
    assert Subscription.objects.get().account == bea
    assert "You will hear no more of “Shared”." in page(
        client.post(at("unsubscribe", shared), follow=True)
    )
    assert not Subscription.objects.exists()
    verbs = AuditEntry.objects.filter(verb__contains="subscribed").order_by("pk")
    assert [each.verb for each in verbs] == ["search.subscribed", "search.unsubscribed"]


def test_a_view_that_is_removed_takes_its_subscriptions_along(view, hear, priya, bea):
    shared = view("Shared")
    hear(shared, bea)
    searches.remove(shared, by=priya)
    assert not Subscription.objects.exists()
    assert not SavedSearch.objects.exists()
