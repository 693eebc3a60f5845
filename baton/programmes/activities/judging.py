# SPDX-License-Identifier: MIT
"""How participants judge the rung of an activity: one question at its end, never a mean.

The levels are ordinal, so what many judged is told as their median; where the two in the middle
differ, as both. Below five answers only their number is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.crypto import salted_hmac

from baton.core import clock
from baton.people.models import Account
from baton.programmes.activities import operations
from baton.programmes.activities.models import Activity, Rung, RungAnswer
from baton.ui.speech import gettext, noop

#: Of fewer answers than these only the number is told.
FEWEST_TOLD = 5
#: For so long after its last day the question can be answered.
OPEN_FOR = timedelta(days=60)
#: Answers by link that one activity takes, unless more people came.
MOST_BY_LINK = 400

QUESTION = noop("How did you have a part in this?")
#: Each rung in one plain sentence, as somebody who was there would say it (facts/ladder.yaml: the
#: five levels of NHS England's ladder).
IN_THEIR_WORDS: Mapping[Rung, str] = {
    Rung.INFORM: noop("They told us what is happening."),
    Rung.CONSULT: noop("They asked us what we think."),
    Rung.INVOLVE: noop("They worked with us, and took what matters to us into account."),
    Rung.COLLABORATE: noop("We decided together with them."),
    Rung.DEVOLVE: noop("We decided."),
}


class NotAsked(ValueError):
    """The question is not open."""


class Enough(ValueError):
    """More answers came by the link than there can be people."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "More answers came by this link than people can have been there, so it takes no "
                "more. Please tell whoever invited you."
            )
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What participants said: `counts` of each rung, lowest first."""

    counts: Sequence[int]

    @property
    def number(self) -> int:
        return sum(self.counts)

    @property
    def is_told(self) -> bool:
        return self.number >= FEWEST_TOLD

    @property
    def low(self) -> Rung | None:
        """The median; of two in the middle that differ the lower one. None below five answers."""
        return _at(self.counts, (self.number - 1) // 2) if self.is_told else None

    @property
    def high(self) -> Rung | None:
        return _at(self.counts, self.number // 2) if self.is_told else None

    @property
    def is_tied(self) -> bool:
        """As many judged it lower as higher, with nobody in the middle."""
        return self.low != self.high

    def gap(self, intended: Rung | None) -> int | None:
        """How many rungs lie between the promise and the nearest median: below 0 if people judged
        it lower. None where nothing was promised, or too few answered.

        >>> Judged((0, 0, 6, 0, 0)).gap(Rung.COLLABORATE)
        -1
        >>> Judged((0, 0, 3, 3, 0)).gap(Rung.COLLABORATE)
        0
        """
        if intended is None or self.low is None or self.high is None:
            return None
        return max(self.low - intended, 0) + min(self.high - intended, 0)


def _at(counts: Sequence[int], place: int) -> Rung:
    """The rung of the answer at a place, all in order.

    >>> _at((2, 1, 0, 0, 0), 2)
    Rung.CONSULT
    """
    for rung, count in zip(Rung, counts, strict=True):
        place -= count
        if place < 0:
            return rung
    raise IndexError(place)


NOBODY = Judged((0, 0, 0, 0, 0))


def judged(activities: Iterable[Activity]) -> dict[int, Judged]:
    """What participants of some activities said, by key, in one question to the database."""
    return counted(RungAnswer.objects.filter(activity__in=[each.pk for each in activities]))


def counted(answers: Iterable[RungAnswer]) -> dict[int, Judged]:
    """A queryset of answers as what was said of each activity."""
    rows = answers.values_list("activity_id", "rung").annotate(Sum("number")).order_by()  # type: ignore[attr-defined]
    counts: dict[int, list[int]] = {}
    for activity, rung, number in rows:
        counts.setdefault(activity, [0] * len(Rung))[rung - 1] = number
    return {activity: Judged(tuple(each)) for activity, each in counts.items()}


def why_closed(activity: Activity) -> str:
    """Why the question cannot be answered now; empty if it can."""
    if activity.state == Activity.State.CANCELLED:
        return gettext("This did not take place, so there is nothing to judge.")
    if not activity.has_begun:
        return gettext("This question opens on the day itself. Please come back then.")
    if activity.last_day + OPEN_FOR < clock.today():
        return gettext("This question is closed. Thank you for having been there.")
    return ""


def new_token() -> str:
    """What a browser keeps, so that it answers once."""
    return secrets.token_urlsafe(16)


def _who(activity: Activity, token: str) -> str:
    """What is kept of a browser: of two activities nobody can tell that it is the same one."""
    return salted_hmac(
        "baton.activities.judging", f"{activity.pk}:{token}", algorithm="sha256"
    ).hexdigest()


@transaction.atomic
def answer(activity: Activity, rung: Rung, *, token: str) -> None:
    """Keep what somebody judged by the link; from the same browser again, it takes its place.

    Raises NotAsked, Enough.
    """
    if problem := why_closed(activity):
        raise NotAsked(problem)
    by_link = activity.rung_answers.filter(manner=RungAnswer.Manner.LINK)
    who = _who(activity, token)
    if by_link.filter(answered_by=who).update(rung=rung, answered_at=clock.now()):
        return
    if by_link.count() >= max(MOST_BY_LINK, 2 * (activity.came or 0)):
        raise Enough
    try:
        with transaction.atomic():
            RungAnswer.objects.create(
                activity=activity, rung=rung, manner=RungAnswer.Manner.LINK, answered_by=who
            )
    except IntegrityError:
        if by_link.filter(answered_by=who).exists():  # pressed twice at the same moment
            return
        raise
    operations.record("activity.judged", activity, by="participant")


@transaction.atomic
def count(activity: Activity, manner: str, numbers: Mapping[Rung, int], *, by: Account) -> None:
    """Keep how many chose each rung on paper or by hands; again, it takes the place of the first.

    Raises NotAsked.
    """
    if activity.state == Activity.State.CANCELLED or not activity.has_begun:
        raise NotAsked(why_closed(activity))
    activity.rung_answers.filter(manner=manner).delete()
    RungAnswer.objects.bulk_create(
        RungAnswer(activity=activity, rung=rung, manner=manner, number=number)
        for rung, number in numbers.items()
        if number
    )
    operations.record(
        "activity.rungs_counted", activity, by=by, manner=manner, number=sum(numbers.values())
    )
