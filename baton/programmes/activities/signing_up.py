# SPDX-License-Identifier: MIT
"""Who comes: people sign up on the public page, are invited, come, or give their place back.

Nobody can find out here who signed up: the same is answered whether an address is there or not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from baton.core import clock
from baton.people.models import Account
from baton.programmes.activities import letters, operations
from baton.programmes.activities.models import Activity, Participant
from baton.ui.speech import gettext, noop
from baton.ui.wording import _

State = Participant.State

#: Places of an activity that does not say how many it has.
MOST_PLACES = 2000
#: Who signs up for one activity within an hour; a flood stops here, and lets people in after it.
MOST_AN_HOUR = 200
ALL_TAKEN = noop("All places are taken.")


class NotOpen(ValueError):
    """The page takes nobody now."""


class Full(ValueError):
    """All places are taken."""

    def __init__(self) -> None:
        super().__init__(gettext(ALL_TAKEN))


class TooMany(ValueError):
    """So many signed up just now that it is no people."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Very many people signed up just now, so nothing was kept. Try again in an hour."
            )
        )


class NotDuring(ValueError):
    """Attendance is taken from the day on."""

    def __init__(self) -> None:
        super().__init__(_("Who came is noted from its day on."))


@dataclass(frozen=True, slots=True)
class SignUp:
    """What somebody says of themselves to come."""

    name: str
    email: str = ""
    phone: str = ""
    needs: str = ""
    #: In which they are written to.
    language: str = ""


def _lock(activity: Activity) -> Activity:
    return Activity.objects.select_for_update().get(pk=activity.pk)


# The public page.


def closes_on(activity: Activity) -> date:
    return activity.sign_up_closes_on or activity.last_day


def why_closed(activity: Activity) -> str:
    """Why nobody can sign up now; empty if they can."""
    today = clock.today()
    if activity.state == Activity.State.CANCELLED:
        return gettext("This does not take place.")
    if activity.sign_up_opens_on is None or activity.sign_up_opens_on > today:
        return gettext("You cannot sign up for this yet.")
    if closes_on(activity) < today or activity.state == Activity.State.HAPPENED:
        return gettext("The time to sign up is over.")
    return "" if places_left(activity) else gettext(ALL_TAKEN)


def places_left(activity: Activity) -> int:
    taken = activity.participants.filter(state__in=[State.COMING, State.CAME]).count()
    most = MOST_PLACES if activity.places is None else activity.places
    return max(most - taken, 0)


@transaction.atomic
def open_page(
    activity: Activity,
    *,
    opens_on: date,
    closes_on: date | None,
    says: str,
    places: int | None,
    by: Account,
) -> None:
    """Let people sign up from a day on. Raises IsCancelled."""
    operations.change(
        activity,
        by=by,
        sign_up_opens_on=opens_on,
        sign_up_closes_on=closes_on,
        sign_up_says=says,
        places=places,
    )


@transaction.atomic
def close_page(activity: Activity, *, by: Account) -> None:
    """Take the page away; who signed up stays on the list. Raises IsCancelled."""
    operations.change(activity, by=by, sign_up_opens_on=None, sign_up_closes_on=None)


@transaction.atomic
def sign_up(activity: Activity, given: SignUp) -> Participant:
    """Give somebody a place. An address that has one gets its link once more, and nothing of what
    it said before changes.

    Raises NotOpen, Full, TooMany.
    """
    activity = _lock(activity)
    if not places_left(activity):
        raise Full
    if problem := why_closed(activity):
        raise NotOpen(problem)
    lately = activity.participants.filter(answered_at__gt=clock.now() - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise TooMany
    participant = _at(activity, given.email)
    if participant.state != State.COMING:
        participant.name, participant.phone = given.name, given.phone
        participant.needs, participant.language = given.needs, given.language
        participant.state, participant.answered_at = State.COMING, clock.now()
        participant.save()
        operations.record("activity.signed_up", activity, by="participant")
    if participant.email:
        letters.confirm(participant)
    return participant


def _at(activity: Activity, email: str) -> Participant:
    """The participant of an address, or a new one."""
    email = email.strip().lower()
    there = activity.participants.filter(email=email).first() if email else None
    return there or Participant(activity=activity, email=email)


@transaction.atomic
def say(participant: Participant, *, comes: bool, language: str = "") -> None:
    """Somebody says by their link whether they come, and in which language they read. Raises
    NotOpen, Full."""
    activity = _lock(participant.activity)
    if not activity.is_open or activity.is_over:
        raise NotOpen(gettext("This is over, or does not take place: nothing was changed."))
    participant.refresh_from_db()
    if comes and participant.state != State.COMING and not places_left(activity):
        raise Full
    participant.state = State.COMING if comes else State.DECLINED
    participant.answered_at = clock.now()
    participant.language = language or participant.language
    participant.save(update_fields=["state", "answered_at", "language"])
    verb = "activity.place_taken" if comes else "activity.place_given_back"
    operations.record(verb, activity, by="participant")


# Invitations.


def new_addresses(activity: Activity, addresses: Iterable[str]) -> list[str]:
    """Of some addresses those that nothing was sent to yet, each once."""
    wanted = list(dict.fromkeys(each.strip().lower() for each in addresses))
    there = set(activity.participants.filter(email__in=wanted).values_list("email", flat=True))
    return [each for each in wanted if each and each not in there]


def invite(activity: Activity, addresses: Iterable[str], *, by: Account, language: str = "") -> int:
    """Invite each address once, in short transactions; returns how many were new."""
    invited = 0
    for email in new_addresses(activity, addresses):
        with transaction.atomic():
            participant, is_new = Participant.objects.get_or_create(
                activity=activity,
                email=email,
                defaults={
                    "state": State.INVITED,
                    "invited_at": clock.now(),
                    "language": language,
                },
            )
            if is_new:
                letters.invite(participant)
                invited += 1
    if invited:
        operations.record("activity.invited", activity, by=by, number=invited)
    return invited


# The day itself.


def on_the_list(activity: Activity) -> QuerySet[Participant]:
    """Who may come, by name; who said that they cannot is left out."""
    return activity.participants.exclude(state=State.DECLINED).order_by("name", "email", "pk")


@transaction.atomic
def attend(activity: Activity, came: Collection[int], *, unnamed: int, by: Account) -> None:
    """Note who came of those on the list, by key, and how many others. Raises NotDuring."""
    if not activity.has_begun or activity.state == Activity.State.CANCELLED:
        raise NotDuring
    listed = on_the_list(activity)
    listed.filter(pk__in=came).update(state=State.CAME)
    listed.exclude(pk__in=came).exclude(state=State.INVITED).update(state=State.ABSENT)
    number = listed.filter(state=State.CAME).count()
    activity.came_unnamed, activity.came = unnamed, number + unnamed
    if activity.came:
        activity.state = Activity.State.HAPPENED
    activity.save(update_fields=["came_unnamed", "came", "state"])
    operations.record("activity.attended", activity, by=by, named=number, unnamed=unnamed)
