# SPDX-License-Identifier: MIT
"""Who agreed for those who may not be able to agree alone; until then nothing is done with their
words but to keep and count them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from baton.core.models import AuditEntry
from baton.listening import agreed, agreeing, limits, operations, policies
from baton.listening.agreed import Agreed
from baton.listening.heard import WAY_CODES, WAYS, Permission
from baton.listening.models import Agreement, Contribution, Delivery, PicturesAllowed
from baton.listening.tests.conftest import CONTENT, hear
from baton.listening.undoing import undo
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities

ALLOWS_ALL = Permission(
    may_quote=True, may_contact="email", contact_format="large print", may_share="public"
)
NOBODY_YET, BY_HER_MOTHER = Agreed("child"), Agreed("child", "parent", "parental", "mother")


@pytest.fixture
def workshop(board, lena):
    """At a school."""
    return activities.plan(
        programmes.begin(board, "Asthma at school", by="test"),
        "School workshop",
        on=date(2026, 6, 8),
        with_whom="Year 7",
        needs_agreement=True,
        by=lena,
    )


def test_every_way_of_speaking_has_a_code_for_other_systems():
    assert sorted(WAY_CODES.values()) == sorted(WAYS)


def test_how_somebody_spoke_is_kept(tell):
    told = tell(way=WAY_CODES["bsl"])
    assert told.way == Contribution.objects.get(pk=told.pk).way == 2
    assert told.get_way_display() == "In British Sign Language"


def test_until_somebody_agreed_a_childs_words_are_kept_and_nothing_else(tell):
    told = tell(permission=ALLOWS_ALL, agreed=NOBODY_YET)
    kept = Contribution.objects.get(pk=told.pk)
    assert kept.words == CONTENT
    assert (kept.may_quote, kept.may_contact, kept.contact_format, kept.may_share) == (
        *(False, "no", ""),
        "nobody",
    )
    assert not kept.agreement.is_given


def test_once_her_mother_agreed_what_was_allowed_holds(tell):
    kept = tell(permission=ALLOWS_ALL, agreed=BY_HER_MOTHER)
    assert (kept.may_quote, kept.may_share) == (True, "public")
    assert (kept.agreement.get_who_display(), kept.agreement.relation) == (
        "A parent, or somebody else with parental responsibility",
        "mother",
    )


def test_of_many_each_has_the_agreement_that_is_theirs(board):
    heard = [hear(), hear(agreed=BY_HER_MOTHER), hear(), hear(agreed=NOBODY_YET)]
    list(operations.receive_many([heard[0], *heard], organisation=board, by="test"))
    there = Agreement.objects.values_list("contribution__source_ref", "who")
    assert set(there) == {(heard[1].source_ref, "parent"), (heard[3].source_ref, "")}


@pytest.mark.parametrize("for_whom", agreed.FOR_WHOM)
@pytest.mark.parametrize("who", agreed.WHO)
@pytest.mark.parametrize("basis", agreed.BASES)
def test_the_rule_and_the_database_allow_the_same(db, tell, for_whom, who, basis):
    given = Agreed(for_whom, who, basis)
    kept = Agreement(contribution=tell(), **asdict(given))
    if agreed.GOES_TOGETHER[for_whom].get(who) == basis:
        agreed.check(given)
        kept.save()
        return
    with pytest.raises(agreed.NotTogether, match=r"\.$"):
        agreed.check(given)
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (Agreed("adult", "parent", "parental"), "Nobody has parental responsibility"),
        (Agreed("child", "attorney", "attorney"), "only by somebody of 18 or over"),
        (Agreed("child", "parent", "gillick"), "the basis is “Parental responsibility"),
        (Agreed("child", "", "gillick"), "nobody who agreed"),
        (Agreed("cat", "parent", "parental"), "Say whom it is about"),
    ],
)
def test_the_door_refuses_what_does_not_go_together(tell, given, says):
    with pytest.raises(limits.NotStorable, match=says):
        tell(agreed=given)
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("relation", ["m" * 101, "mot\0her"])
def test_a_relation_that_cannot_be_kept_is_refused(tell, relation):
    with pytest.raises(limits.NotStorable, match="relation"):
        tell(agreed=Agreed("child", "parent", "parental", relation))


def test_agreement_that_comes_later_opens_the_words(tell, meena):
    told = tell(agreed=NOBODY_YET)
    agreeing.record(told, BY_HER_MOTHER, may_quote=True, may_share="partners", by=meena)
    told.refresh_from_db()
    assert (told.may_quote, told.may_share) == (True, "partners")
    entry = AuditEntry.objects.get(verb="contribution.agreed")
    assert entry.about["who"] == "parent"
    assert "mother" not in str(entry.about)


def test_that_nobody_agreed_closes_words_that_were_open(tell, meena):
    told = tell(permission=ALLOWS_ALL)
    agreeing.record(told, NOBODY_YET, may_quote=True, may_share="public", by=meena)
    told.refresh_from_db()
    assert (told.may_quote, told.may_contact, told.may_share) == (False, "no", "nobody")


def test_a_paraphrase_is_not_quoted_whoever_agreed(tell, meena):
    told = tell(manner="paraphrase", agreed=NOBODY_YET)
    agreeing.record(told, BY_HER_MOTHER, may_quote=True, may_share="organisation", by=meena)
    told.refresh_from_db()
    assert told.may_quote is False


def test_what_was_withdrawn_has_no_agreement_left_and_gets_none(tell, meena):
    told = tell(agreed=BY_HER_MOTHER)
    operations.withdraw(told, by=meena)
    assert not Agreement.objects.exists()
    with pytest.raises(agreeing.TakenBack):
        agreeing.record(told, BY_HER_MOTHER, may_quote=True, may_share="public", by=meena)


def test_erasing_and_undoing_take_agreements_with_them(board, tell, meena):
    operations.erase(tell(agreed=BY_HER_MOTHER), by=meena)
    delivery = Delivery.objects.create(organisation=board, channel="upload", label="A file")
    operations.receive(hear(agreed=NOBODY_YET), organisation=board, by=meena, delivery=delivery)
    assert sum(undo(delivery)) == 1
    assert not Agreement.objects.exists()


def test_pictures_are_off_where_children_take_part_until_somebody_agreed(workshop, lena):
    assert not policies.are_pictures_on(workshop)
    with pytest.raises(policies.PicturesOff):
        policies.check_pictures(workshop)
    with pytest.raises(agreeing.NobodyAgreed):
        agreeing.allow_pictures(workshop, NOBODY_YET, by=lena)
    agreeing.allow_pictures(workshop, BY_HER_MOTHER, by=lena)
    policies.check_pictures(workshop)
    agreeing.stop_pictures(workshop, by=lena)
    agreeing.stop_pictures(workshop, by=lena)
    assert not policies.are_pictures_on(workshop)
    verbs = AuditEntry.objects.filter(verb__startswith="activity.pictures")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "activity.pictures_off",
        "activity.pictures_on",
    ]


def test_pictures_are_on_where_everybody_can_agree(workshop):
    workshop.needs_agreement = False
    assert policies.are_pictures_on(workshop)


def test_the_database_keeps_pictures_off_that_nobody_agreed_to(workshop):
    with pytest.raises(IntegrityError), transaction.atomic():
        PicturesAllowed.objects.create(activity=workshop, for_whom="child")


class TestPages:
    """Where staff record it."""

    def sent(self, **changes):
        given = {
            "for_whom": "child",
            "who": "parent",
            "basis": "parental",
            "relation": "mother",
            "may_quote": "on",
            "may_share": "organisation",
        }
        return given | changes

    def test_meena_records_that_the_mother_agreed(self, as_, meena, tell):
        told = tell(agreed=NOBODY_YET)
        here = reverse("listening:agreement", args=[told.public_id])
        assert "Nobody has agreed yet" in as_(meena).get(here).text
        as_(meena).post(here, self.sent())
        told.refresh_from_db()
        assert told.may_quote
        assert told.agreement.recorded_by == meena
        assert "with parental responsibility agreed" in as_(meena).get(here).text

    def test_what_does_not_go_together_is_asked_again_and_nothing_is_kept(self, as_, meena, tell):
        told = tell(agreed=NOBODY_YET)
        here = reverse("listening:agreement", args=[told.public_id])
        answer = as_(meena).post(here, self.sent(for_whom="adult"))
        assert answer.status_code == 422
        assert "Nobody has parental responsibility for somebody of 18 or over." in answer.text
        assert not Agreement.objects.get(contribution=told).is_given

    def test_whom_it_is_about_has_to_be_said(self, as_, meena, tell):
        here = reverse("listening:agreement", args=[tell().public_id])
        answer = as_(meena).post(here, self.sent(for_whom=""))
        assert answer.status_code == 422
        assert "Say who said it: that decides who may agree." in answer.text

    def test_a_paraphrase_asks_nothing_about_quoting(self, as_, meena, tell):
        told = tell(manner="paraphrase", agreed=NOBODY_YET)
        page = as_(meena).get(reverse("listening:agreement", args=[told.public_id])).text
        assert "These are not their own words: they are never quoted." in page
        assert 'name="may_quote"' not in page

    def test_an_analyst_may_not_record_it(self, as_, priya, tell):
        here = reverse("listening:agreement", args=[tell().public_id])
        assert as_(priya).get(here).status_code == 403

    def test_lena_turns_pictures_on_and_off(self, as_, lena, workshop):
        here = reverse("listening:pictures", args=[workshop.public_id])
        assert "They are off." in as_(lena).get(here).text
        refused = as_(lena).post(here, self.sent(who=""))
        assert refused.status_code == 422
        assert "Say who agreed" in refused.text
        as_(lena).post(here, self.sent(relation="parents of all 24"))
        assert "(parents of all 24)" in as_(lena).get(here).text
        as_(lena).post(here, {"stop": "yes"})
        assert not policies.are_pictures_on(workshop)

    def test_an_analyst_may_not_turn_them_on(self, as_, priya, workshop):
        here = reverse("listening:pictures", args=[workshop.public_id])
        assert as_(priya).post(here, self.sent()).status_code == 403

    def test_where_everybody_can_agree_there_is_nothing_to_turn_on(self, as_, lena, workshop):
        activities.change(workshop, by=lena, needs_agreement=False)
        here = reverse("listening:pictures", args=[workshop.public_id])
        assert "Photographs and voices are on:" in as_(lena).get(here, follow=True).text
        as_(lena).post(here, self.sent())
        assert not PicturesAllowed.objects.exists()

    def test_the_activitys_page_says_that_pictures_are_off(self, as_, lena, priya, workshop):
        here = reverse("activities:activity", args=[workshop.public_id])
        page = as_(lena).get(here).text
        assert "They are off, because under sixteens" in page
        assert reverse("listening:pictures", args=[workshop.public_id]) in page
        assert reverse("listening:pictures", args=[workshop.public_id]) not in (
            as_(priya).get(here).text
        )
