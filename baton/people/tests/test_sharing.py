# SPDX-License-Identifier: MIT
"""What bodies let those above them see, and how bodies begin and end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from baton.core import clock
from baton.core.models import AuditEntry
from baton.people import operations, queries
from baton.people.models import Organisation, SharingAgreement

FIGURES, REDACTED, WORDS = queries.LEVELS


def text(answer):
    return answer.content.decode()


def day(days):
    return clock.today() + timedelta(days=days)


def agree(child, parent, level=FIGURES, by=None, **dates):
    return operations.give_agreement(
        child, parent, level=level, purpose="Winter planning", by=by, **dates
    )


def sees(organisation, level=FIGURES):
    return set(queries.organisations_visible_to(organisation, level))


def test_a_board_sees_nothing_of_its_trust_without_an_agreement(board, trust):
    assert sees(board) == {board}
    assert sees(trust) == {trust}


def test_an_agreement_shows_its_level_and_less_and_never_more(board, trust, tom):
    agree(trust, board, REDACTED, by=tom)
    assert sees(board, FIGURES) == {board, trust}
    assert sees(board, REDACTED) == {board, trust}
    assert sees(board, WORDS) == {board}


def test_an_agreement_shows_nothing_of_the_board_to_the_trust(board, trust, tom):
    agree(trust, board, WORDS, by=tom)
    assert sees(trust) == {trust}


def test_an_agreement_of_the_trust_does_not_speak_for_its_practice(board, trust, practice, tom):
    agree(trust, board, WORDS, by=tom)
    assert practice not in sees(board)
    agree(practice, board, FIGURES, by=tom)
    assert practice in sees(board)
    assert practice not in sees(trust)


def test_an_agreement_holds_between_its_days(board, trust, tom):
    agree(trust, board, by=tom, valid_from=day(2), valid_to=day(5))
    seen = []
    for ahead in range(7):
        with clock.held_at(clock.now() + timedelta(days=ahead)):
            seen.append(trust in sees(board))
    assert seen == [False, False, True, True, True, False, False]


def test_a_revoked_agreement_shows_nothing_from_that_moment(board, trust, tom):
    agreement = agree(trust, board, by=tom)
    operations.revoke_agreement(agreement, by=tom)
    operations.revoke_agreement(agreement, by=tom)
    assert sees(board) == {board}
    agreement.refresh_from_db()
    assert not agreement.is_in_force
    assert AuditEntry.objects.filter(verb="agreement.revoked").count() == 1


def test_a_body_that_moved_to_another_board_is_no_longer_seen(board, trust, other_board, tom):
    agree(trust, board, by=tom)
    Organisation.objects.filter(pk=trust.pk).update(parent=other_board)
    assert sees(board) == {board}
    assert sees(other_board) == {other_board}


def test_an_agreement_is_given_only_upwards(board, trust, other_board, tom):
    for body in (other_board, trust):
        with pytest.raises(operations.NotAbove, match="does not stand above"):
            agree(trust, body, by=tom)
    with pytest.raises(operations.NotAbove):
        agree(board, trust, by=tom)


def test_an_agreement_cannot_end_before_it_begins(board, trust, tom):
    with pytest.raises(operations.EndsBeforeItBegins):
        agree(trust, board, by=tom, valid_to=clock.today())


def test_the_same_agreement_is_given_once_until_it_ends(board, trust, tom):
    first = agree(trust, board, by=tom)
    with pytest.raises(operations.AlreadyAgreed):
        agree(trust, board, by=tom)
    agree(trust, board, WORDS, by=tom)
    operations.revoke_agreement(first, by=tom)
    assert agree(trust, board, by=tom).is_in_force


def test_a_successor_sees_an_abolished_body_only_by_agreement(trust, other_board, tom):
    operations.abolish(trust, on=day(1), successors=[other_board], by="test")
    assert sees(other_board) == {other_board}
    agree(trust, other_board, REDACTED, by=tom)
    with clock.held_at(clock.now() + timedelta(days=2)):
        assert not Organisation.objects.get(pk=trust.pk).is_current
        assert sees(other_board, REDACTED) == {other_board, trust}


def test_a_body_cannot_succeed_itself_or_end_before_it_began(trust):
    with pytest.raises(operations.NotASuccessor):
        operations.abolish(trust, on=day(1), successors=[trust], by="test")
    with pytest.raises(operations.EndsBeforeItBegins, match="the day after at the earliest"):
        operations.abolish(trust, on=clock.today(), by="test")


def test_two_bodies_of_one_name_have_two_addresses(db):
    slugs = [
        operations.create_organisation("Saint Mary's", "practice", by="test").slug for _ in range(3)
    ]
    assert slugs == ["saint-marys", "saint-marys-2", "saint-marys-3"]
    assert operations.create_organisation("病院", "other", by="test").slug == "body"


def test_the_database_refuses_an_agreement_with_oneself(board, meena):
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingAgreement.objects.create(
            child=board, parent=board, level=WORDS, purpose="None", agreed_by=meena
        )


def test_an_administrator_shares_and_stops_sharing(board, trust, tom, meena, as_):
    browser = as_(tom)
    assert "You share with nobody." in text(browser.get("/people/sharing"))
    answer = browser.post(
        "/people/sharing/give",
        {
            "parent": str(board.public_id),
            "level": "figures",
            "purpose": "Winter planning",
            "valid_from": clock.today().isoformat(),
            "valid_to": "",
        },
        follow=True,
    )
    assert "Winter planning" in text(answer)
    assert "In force" in text(answer)
    assert "Wreake Trust" in text(as_(meena).get("/people/sharing"))
    path = f"/people/sharing/{trust.agreements_given.get().public_id}/revoke"
    assert "would at once no longer see" in text(browser.get(path))
    browser.post(path)
    assert sees(board) == {board}


def test_a_form_of_sharing_says_what_is_wrong(trust, other_board, tom, as_):
    answer = as_(tom).post(
        "/people/sharing/give",
        {
            "parent": str(other_board.public_id),
            "level": "figures",
            "purpose": "",
            "valid_from": "2026-02-31",
        },
    )
    assert "Write what it is for." in text(answer)
    assert "Write a day that exists" in text(answer)
    assert not trust.agreements_given.exists()


def test_an_end_before_the_beginning_is_said_at_its_field(board, tom, as_):
    answer = as_(tom).post(
        "/people/sharing/give",
        {
            "parent": str(board.public_id),
            "level": "figures",
            "purpose": "Winter planning",
            "valid_from": "2026-05-02",
            "valid_to": "2026-05-01",
        },
    )
    assert "It began on 2 May 2026" in text(answer)


def test_a_board_at_the_top_is_told_that_nobody_stands_above_it(meena, as_):
    assert "nobody to share with" in text(as_(meena).get("/people/sharing"))
