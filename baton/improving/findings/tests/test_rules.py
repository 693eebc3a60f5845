# SPDX-License-Identifier: MIT
"""What holds of findings whoever asks: bounds, constraints, strength, and who spoke."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from baton.improving.findings import operations, queries, readings, who
from baton.improving.findings.models import Finding, Support
from baton.improving.findings.policies import NotNow
from baton.improving.findings.tests.conftest import JUDGED, SEATS
from baton.listening import undoing
from baton.listening.channels.upload import operations as uploads  # noqa: F401 - its models
from baton.listening.models import Delivery
from baton.understanding.filters import Filters


@pytest.mark.parametrize(
    ("broken", "about"),
    [
        ("a_finding_says_something", {"sentence": ""}),
        ("nobody_says_it_who_is_not_counted", {"said_it": 3, "of": 2}),
        ("a_peer_checks_at_a_time", {"peer_at": "2026-06-10T12:00Z"}),
    ],
)
def test_the_database_refuses(concluding, broken, about):
    finding = concluding()
    with pytest.raises(IntegrityError, match=broken), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(**about)


def test_an_author_is_not_their_own_peer(concluding, priya):
    finding = concluding()
    with pytest.raises(IntegrityError, match="a_peer_is_somebody_else"), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(peer=priya, peer_at="2026-06-10T12:00Z")


def test_what_was_concluded_or_checked_meanwhile_stays_as_it_is(concluding, say, priya, meena, bea):
    finding = concluding(say("No seat."), **JUDGED)
    as_it_was = Finding.objects.get(pk=finding.pk)
    operations.conclude(finding, by=priya)
    with pytest.raises(NotNow, match="It is concluded"):
        operations.reword(as_it_was, sentence="Something else", by=priya)
    with pytest.raises(NotNow, match="It is concluded"):
        operations.take_out(as_it_was, finding.supports.values_list("pk", flat=True), by=priya)
    operations.peer_check(finding, by=meena)
    with pytest.raises(NotNow, match="Somebody has checked it already"):
        operations.peer_check(as_it_was, by=bea)
    finding.refresh_from_db()
    assert (finding.sentence, finding.peer) == (SEATS, meena)


def test_a_finding_begins_where_work_goes_on(needs, priya, meena):
    needs.state = "closed"
    needs.save()
    with pytest.raises(NotNow, match="is closed"):
        operations.begin(needs, SEATS, by=priya)
    assert needs not in queries.stages(needs.programme.organisation)


def test_it_is_concluded_only_with_voices_and_judgements(concluding, say, priya):
    finding = concluding()
    with pytest.raises(NotNow, match="No contribution stands behind it"):
        operations.conclude(finding, by=priya)
    operations.gather(finding, [say("No seat.")], by=priya)
    with pytest.raises(NotNow, match="how severe"):
        operations.conclude(finding, by=priya)
    operations.change(finding, by=priya, severity=4)
    with pytest.raises(NotNow, match="on some more than on others"):
        operations.conclude(finding, by=priya)
    operations.change(finding, by=priya, inequality=1)
    operations.conclude(finding, by=priya)
    with pytest.raises(NotNow, match="concluded already"):
        operations.conclude(finding, by=priya)
    with pytest.raises(NotNow, match="stays as it was"):
        operations.take_out(finding, finding.supports.values_list("pk", flat=True), by=priya)


def test_a_single_grave_account_suffices(concluding, say, priya):
    finding = concluding(say("He hit me."), **{**JUDGED, "severity": 4})
    operations.conclude(finding, by=priya)
    assert queries.strength(finding).in_favour == 1


def test_the_share_is_that_of_the_day_on_which_it_was_concluded(concluding, tell, priya):
    said = [tell(f"Wait {number}") for number in range(4)]
    finding = concluding(*said[:2], out_of="?", **JUDGED)
    assert readings.of_share(queries.share(finding)).startswith("50% of 4 comments")
    operations.conclude(finding, by=priya)
    tell("Another")
    operations.gather(finding, [said[2]], by=priya)
    finding.refresh_from_db()
    assert readings.of_share(queries.share(finding)).startswith("50% of 4 comments")
    assert queries.strength(finding).in_favour == 3


def test_the_share_is_of_the_same_places_and_days(concluding, tell, board, priya):
    here = tell("No seat here", service_path=("Kestrel ward",))
    tell("A seat here", theme="Communication", service_path=("Kestrel ward",))
    tell("No seat there", service_path=("Heron clinic",))
    service = board.services.get(name="Kestrel ward")
    asked = Filters(service=service, theme=here.codings.get().theme, q="seat")
    assert queries.whole_of(asked) == Filters(service=service)
    finding = concluding(here, out_of=queries.kept(queries.whole_of(asked)))
    assert queries.counted_now(finding) == (1, 2)


def test_what_was_gathered_by_hand_has_no_share(concluding, say):
    assert queries.strength(concluding(say("No seat."))).share is None


def test_one_who_spoke_thrice_is_one_person(concluding, say):
    thrice = [say(f"Seat {number}", respondent="same") for number in range(3)]
    strength = queries.strength(concluding(*thrice, say("Chair")))
    assert (strength.in_favour, strength.people) == (4, 2)
    assert "2 people, as far as is known" in readings.gathered(strength)


def test_those_that_the_classifier_alone_brought_are_counted_apart(
    concluding, board, say, tell, priya
):
    from baton.analysis import classifier
    from baton.understanding.operations import Coder

    by_hand = tell("We waited four hours to be seen by a doctor.")
    guessed = say("I waited four hours to be seen by a doctor.")
    Coder(board, classifier.load()).code_some()
    theme = by_hand.codings.counted().get(by=priya).theme
    finding = concluding(looks_for=f"?theme={theme.slug}")
    assert guessed.pk in queries.proposed(finding)[0]
    operations.gather_matching(finding, [by_hand.pk, guessed.pk], by=priya)
    assert queries.strength(finding).unchecked == 1


def test_nobody_gathers_what_another_body_heard(concluding, say, welland, priya):
    finding = concluding()
    theirs = say("Not ours", of=welland)
    with pytest.raises(ValueError, match="another organisation"):
        operations.gather(finding, [theirs], by=priya)
    assert operations.gather_matching(finding, [theirs.pk], by=priya) == 0
    assert operations.turn_down(finding, [theirs], by=priya) == 0


def test_what_an_undone_upload_brought_stands_behind_nothing(concluding, say, board, priya):
    delivery = Delivery.objects.create(organisation=board, channel="upload", label="wrong.csv")
    said, other = say("No seat."), say("No chair.")
    type(said).objects.filter(pk=said.pk).update(delivery=delivery)
    finding = concluding(said, other)
    operations.turn_down(concluding(sentence="Else"), [said], by=priya)
    assert list(undoing.undo(delivery)) == [1]
    assert [each.contribution for each in finding.supports.all()] == [other]


def stated(say, number, **given):
    return [say(f"{given} {each}", characteristics=given) for each in range(number)]


def test_groups_of_few_are_hidden_with_what_would_give_them_away(concluding, say):
    old = stated(say, 12, age="65 and over")
    young = stated(say, 3, age="under 25")
    middle = stated(say, 8, age="25 to 64")
    (question,) = who.spoke(concluding(*old, *young, *middle))
    told = {group.name: group.number for group in question.groups}
    assert question.name == "Age"
    assert "under 25" not in told
    # What is left when all that is told is taken away is not the group of three.
    assert 23 - sum(told.values()) > 3


def test_where_nearly_everybody_is_alike_nothing_is_told_of_the_rest(concluding, say):
    alike = stated(say, 12, disability="yes")
    other = stated(say, 2, disability="no")
    assert who.spoke(concluding(*alike, *other)) == []


def test_of_few_no_figure_is_told_at_all(concluding, say):
    assert who.spoke(concluding(*stated(say, 6, age="65 and over"))) == []


def test_numbers_of_both_sides_do_not_multiply(concluding, say, board, priya):
    said = [say(f"Seat {number}") for number in range(5)]
    finding = concluding(*said)
    operations.move(
        finding,
        finding.supports.filter(contribution__in=said[:2]).values_list("pk", flat=True),
        side=Support.Side.AGAINST,
        by=priya,
    )
    found = queries.findings(board).get()
    assert (found.in_favour, found.against, found.disputes) == (3, 2, 0)
