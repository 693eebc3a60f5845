# SPDX-License-Identifier: MIT
"""The one door in, and the two ways out: withdrawal and erasure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models, transaction

from baton.core import audit, clock
from baton.listening import index
from baton.listening.door import By, Door, Tally
from baton.listening.heard import Heard
from baton.listening.models import (
    Agreement,
    Characteristics,
    Contribution,
    Delivery,
    Erasure,
    Label,
    NotedWrongly,
    OriginalWords,
    SafetyAlert,
    StatedLabel,
)
from baton.listening.peppers import digests_of
from baton.listening.ready import make_ready
from baton.listening.signals import contribution_gone
from baton.listening.translations.models import NotTranslated, Translation
from baton.people.models import Organisation
from baton.ui.wording import _
from baton.warehouse import operations as warehouse
from baton.warehouse import writing


class ContributionWithdrawn(Exception):
    """The person has taken this back: their words do not return."""

    def __init__(self) -> None:
        super().__init__(_("The person has taken this back. Their words do not return."))


class ContributionErased(Exception):
    """This was erased at the person's request: it is not kept again."""

    def __init__(self) -> None:
        super().__init__(_("This was erased at the person's request. It is not kept again."))


def receive(
    heard: Heard, *, organisation: Organisation, by: By, delivery: Delivery | None = None
) -> Contribution:
    """Store one contribution, once.

    A channel may send the same record again, so (organisation, channel, source reference) decides
    identity and a repeat returns the first row. Raises ContributionWithdrawn or ContributionErased
    if the person has since taken it back, and TooLong or NotStorable (of `limits`) if it cannot be
    kept.
    """
    door = Door(organisation, by, delivery)
    tally, stored = door.take_one(make_ready(heard, door.digests))
    if stored is not None:
        return stored
    kept = organisation.contributions.filter(channel=heard.channel, source_ref=heard.source_ref)
    if tally.taken_back:
        raise ContributionWithdrawn if kept.exists() else ContributionErased
    return kept.get()


def receive_many(
    heard: Iterable[Heard], *, organisation: Organisation, by: By, delivery: Delivery | None = None
) -> Iterator[Tally]:
    """Store many, with the promises of `receive`, some hundred a transaction.

    Yields the tally after each transaction, so that the caller can show how far it has come; what
    was yielded is durable. Taking the same things in again changes nothing. Raises as `receive`
    does for what cannot be kept, before anything of its part is stored.
    """
    tally = Tally()
    door = Door(organisation, by, delivery)
    for taken in door.take_all(make_ready(each, door.digests) for each in heard):
        tally.add(taken)
        yield tally


@transaction.atomic
def withdraw(contribution: Contribution, *, by: By, noted: NotedWrongly | None = None) -> None:
    """Take the words away; the counted place stays. At the person's request, unless they were
    `noted` wrongly.

    Repeating it changes nothing.
    """
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.withdrawn_at is not None:
        return
    contribution_gone.send(Contribution, contribution=contribution, erased=False)
    _leave_copies(contribution)
    for model in (OriginalWords, Translation, NotTranslated, Agreement):
        model._default_manager.filter(contribution=contribution).delete()
    labels = list(contribution.stated_labels.values_list("label", flat=True))
    contribution.stated_labels.all().delete()
    _drop_labels_if_nobodys(labels)
    # The reasons and places in the words tell what was said: only that it was urgent stays.
    SafetyAlert.objects.filter(contribution=contribution).update(concerns=[])
    stated = contribution.characteristics_id
    now = clock.now()
    contribution.words = ""
    contribution.withdrawn_at = now
    contribution.withdrawn_as = noted
    contribution.may_quote = False
    contribution.characteristics = None
    contribution.respondent = ""
    # Without words there is nothing left to screen or to code.
    contribution.screened_at = contribution.screened_at or now
    contribution.coded_at = contribution.coded_at or now
    contribution.save()
    _drop_if_nobodys(stated)
    audit.record(
        "contribution.withdrawn", contribution, by=by, organisation=contribution.organisation_id
    )


@transaction.atomic
def erase(contribution: Contribution, *, by: By) -> None:
    """Remove everything of this contribution at the person's request.

    Only a digest of its identity stays, so that the same file does not bring it back. It returns
    when the columnar copy has forgotten it too. Repeating it changes nothing.
    """
    there = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if there is None:
        return
    contribution = there
    contribution_gone.send(Contribution, contribution=contribution, erased=True)
    _leave_copies(contribution)
    Erasure.objects.get_or_create(
        organisation=contribution.organisation,
        digest=digests_of(contribution.organisation).erasure(
            contribution.channel, contribution.source_ref
        ),
    )
    audit.record(
        "contribution.erased", contribution, by=by, organisation=contribution.organisation_id
    )
    labels = list(contribution.stated_labels.values_list("label", flat=True))
    contribution.delete()
    _drop_labels_if_nobodys(labels)
    _drop_if_nobodys(contribution.characteristics_id)
    month = warehouse.month_of(contribution.said_at)
    transaction.on_commit(lambda: writing.refresh({month}, wait=True))


@transaction.atomic
def take_back(contributions: Iterable[Contribution], *, erased: bool, by: By) -> None:
    """Withdraw or erase all of these, or none."""
    for contribution in contributions:
        if erased:
            erase(contribution, by=by)
        else:
            withdraw(contribution, by=by)


def _leave_copies(contribution: Contribution) -> None:
    """Out of the index of words, and out of every count."""
    index.forget([(contribution.pk, contribution.words)])
    index.ask_to_tidy()
    warehouse.gone([(contribution.pk, contribution.organisation_id, contribution.said_at)])


def _drop_if_nobodys(characteristics: int | None) -> None:
    """Characteristics that nobody's contribution points at any more described only whoever left."""
    if characteristics is None:
        return
    shared = Characteristics.objects.select_for_update().filter(pk=characteristics).first()
    if shared is not None and not Contribution.objects.filter(characteristics=shared).exists():
        shared.delete()


def _drop_labels_if_nobodys(labels: Iterable[int]) -> None:
    """Labels that nobody's contribution bears any more were written for whoever left."""
    # In one order, so that two people who leave at once do not each wait for the other.
    for label in Label.objects.select_for_update().filter(pk__in=labels).order_by("pk"):
        if not StatedLabel.objects.filter(label=label).exists():
            label.delete()


def mark_coded(contributions: Iterable[int]) -> None:
    """Note that these, by key, need no coding any more."""
    Contribution.objects.filter(pk__in=list(contributions)).update(coded_at=clock.now())


def reveal(contribution: Contribution, *, by: models.Model) -> str:
    """The words as they were said, identifiers and all. That somebody looked is recorded."""
    original = OriginalWords.objects.filter(contribution=contribution).first()
    if original is None:
        return contribution.words
    audit.record(
        "contribution.revealed", contribution, by=by, organisation=contribution.organisation_id
    )
    return original.words
