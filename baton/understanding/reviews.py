# SPDX-License-Identifier: MIT
"""Which words may be shown outside the team: allowed by the person, and looked at by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from baton.core import audit, clock
from baton.listening import search
from baton.listening.models import Contribution, ContributionQuerySet, SafetyAlert
from baton.people.models import Account, Organisation
from baton.ui.wording import _
from baton.understanding import narrowing, queries
from baton.understanding.filters import Filters
from baton.understanding.models import Coding, Review
from baton.understanding.walks import Key

#: So many are looked through at once for one that waits.
AT_ONCE = 200


class MayNotBeQuoted(Exception):
    """The person did not allow it, or has taken it back: no review can change that."""

    def __init__(self) -> None:
        super().__init__(_("This person has not agreed to be quoted, or has taken it back."))


class ReasonMissing(ValueError):
    """What is kept back is kept back for a reason."""

    def __init__(self) -> None:
        super().__init__(_("Say what could tell who it is, then keep it back."))


def fit_to_be_shown(rows: ContributionQuerySet) -> QuerySet[Contribution]:
    """Of these the ones whose words are there and in which nobody is at risk, as far as anybody
    knows: screened, and without an alert, or a person found no concern."""
    alerts = SafetyAlert.objects.filter(contribution=OuterRef("pk")).exclude(
        outcome=SafetyAlert.Outcome.NO_CONCERN
    )
    return rows.speaking().exclude(screened_at=None).exclude(Exists(alerts))


def _allowed(rows: ContributionQuerySet) -> QuerySet[Contribution]:
    """Those that people allowed to be quoted, and to be shared with somebody."""
    shared = rows.filter(may_quote=True).exclude(may_share=Contribution.Share.NOBODY)
    return fit_to_be_shown(shared)


def may_be_quoted(organisation: Organisation) -> QuerySet[Contribution]:
    """Its own comments that people allowed to be quoted."""
    return _allowed(organisation.contributions.all())


def quotable_among(organisation: Organisation, keys: Sequence[int]) -> QuerySet[Contribution]:
    """Of these few its own that people allowed to be quoted."""
    return _allowed(_known(organisation, keys))


def may_be_shown(organisation: Organisation) -> QuerySet[Contribution]:
    """What may be shown outside the team; the person's permission is asked anew each time."""
    shown = organisation.reviews.filter(outcome=Review.Outcome.SHOW)
    return _allowed(_known(organisation, list(shown.values_list("pk", flat=True))))


def _known(organisation: Organisation, keys: Sequence[int]) -> ContributionQuerySet:
    # Nothing is added to the key, but SQLite then leaves the organisation's index alone and looks
    # at these few of a million.
    own = Contribution.objects.alias(of=F("organisation_id") + 0).filter(of=organisation.pk)
    return own.filter(search.among(keys, "pk"))


def shown_of(organisation: Organisation, filters: Filters) -> QuerySet[Contribution]:
    """The same, of a view: every filter but who people are and whose comments they are."""
    others = replace(filters.beside_words(), body=None)
    found = narrowing.narrowed(may_be_shown(organisation), "", organisation, others)
    if others.theme is None:
        return found
    themes = narrowing.themes(organisation, others)
    of_theme = Coding.objects.counted().filter(theme__in=themes, contribution=OuterRef("pk"))
    return found.filter(Exists(of_theme))


def _quotable(filters: Filters) -> Filters:
    return replace(filters.beside_words(), quote=True, body=None)


def next_waiting(
    organisation: Organisation, filters: Filters, *, after: Contribution | None = None
) -> Contribution | None:
    """The newest of a view that may be quoted and that nobody has looked at; or the newest of what
    is older than another."""
    chosen = queries.plan(organisation, _quotable(filters))
    older_than: Key | None = (after.said_at, after.pk) if after else None
    while keys := chosen.newest(AT_ONCE, older_than=older_than):
        numbers = [number for _, number in keys]
        waiting = _allowed(_known(organisation, numbers)).filter(review=None)
        there = set(waiting.values_list("pk", flat=True))
        first = next((number for number in numbers if number in there), None)
        if first is not None:
            return queries.with_codings(organisation.contributions.filter(pk=first)).first()
        older_than = keys[-1]
    return None


def number_waiting(organisation: Organisation, filters: Filters) -> tuple[int, bool] | None:
    """How many of a view wait, and whether there are more; None where counting takes long."""
    chosen = queries.plan(organisation, _quotable(filters))
    if not chosen.is_quick:
        return None
    some = queries.some(organisation, _quotable(filters), chosen=chosen)
    found = may_be_quoted(organisation).filter(pk__in=some, review=None).count()
    return min(found, queries.COUNT_LIMIT), found > queries.COUNT_LIMIT


@transaction.atomic
def decide(contribution: Contribution, *, outcome: str, reason: str = "", by: Account) -> Review:
    """Say that it may be shown, or must not and why; a later decision replaces an earlier one.

    Raises MayNotBeQuoted where the person did not allow it, and ReasonMissing.
    """
    outcome = Review.Outcome(outcome)
    organisation = contribution.organisation
    # Locked, so that nobody takes it back between our look and our write.
    locked = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if locked is None or not may_be_quoted(organisation).filter(pk=locked.pk).exists():
        raise MayNotBeQuoted
    if outcome == Review.Outcome.SHOW:
        reason = ""
    elif reason not in Review.Reason.values:
        raise ReasonMissing
    review, _ = Review.objects.update_or_create(
        contribution=locked,
        defaults={
            "organisation": organisation,
            "outcome": outcome,
            "reason": reason,
            "by": by,
            "at": clock.now(),
        },
    )
    audit.record(
        "contribution.reviewed",
        contribution,
        by=by,
        organisation=organisation.pk,
        outcome=outcome.value,
        reason=reason,
    )
    return review
