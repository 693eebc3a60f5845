# SPDX-License-Identifier: MIT
"""What is written to participants: invited, signed up, reminded, told of a change,
called off.

A letter says what, when and where, in the language that its reader signed up in. It names nobody
and holds nothing that somebody wrote to us.
"""

from __future__ import annotations

from collections.abc import Callable

from baton.people import outbox
from baton.people.models import Message
from baton.programmes.activities.models import Activity, Participant
from baton.ui.speech import gettext, noop, spoken_in
from baton.ui.words import long_day

#: How often one address is sent the link to its place, however often it is typed.
MOST_CONFIRMATIONS = 3
_KINDS = ("invited", "reminded", "called-off")
#: How a letter says when it is now, by what of it is new.
_NEW = {
    ("day",): noop("New day: %(when)s"),
    ("time",): noop("New time: %(when)s"),
    ("day", "time"): noop("New day and time: %(when)s"),
}


def keys(participant: Participant) -> list[str]:
    """The keys of all that may have been written to somebody."""
    confirmed = (f"coming:{number}" for number in range(1, MOST_CONFIRMATIONS + 1))
    last = participant.activity.change_number
    changes = (f"changed:{number}" for number in range(1, last + 1))
    return [_key(participant, kind) for kind in (*_KINDS, *confirmed, *changes)]


def _key(participant: Participant, kind: str) -> str:
    return f"activity:{participant.public_id}:{kind}"


def when(activity: Activity) -> str:
    """Its days and times, as a letter and a page tell them."""
    told = long_day(activity.on)
    if activity.until and activity.until != activity.on:
        told = _to(told, long_day(activity.until))
    if activity.starts_at:
        times = f"{activity.starts_at:%H:%M}"
        times = _to(times, f"{activity.ends_at:%H:%M}") if activity.ends_at else times
        told = f"{told}, {times}"
    return told


def _to(begins: str, ends: str) -> str:
    return gettext("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends}


def where(activity: Activity) -> str:
    """Its place, or that it is online; empty while nobody said."""
    place = " ".join(part for part in (activity.place, activity.postcode) if part)
    if activity.is_online:
        online = gettext("%(place)s, and online") % {"place": place}
        return online if place else gettext("Online")
    return place


def invite(participant: Participant) -> Message:
    return _put("activity_invitation", participant, "invited")


def confirm(participant: Participant) -> None:
    """Send the link to their place, some times at most: anybody may type anybody's address."""
    tried = [f"coming:{number}" for number in range(1, MOST_CONFIRMATIONS + 1)]
    written = outbox.written(_key(participant, kind) for kind in tried)
    unused = [kind for kind in tried if _key(participant, kind) not in written]
    if unused:
        _put("activity_place", participant, unused[0])


def remind(participant: Participant) -> Message:
    return _put("activity_reminder", participant, "reminded")


def tell_change(participant: Participant) -> Message:
    """Their place once more, with what is new about it; once for each change."""
    kind = f"changed:{participant.activity.change_number}"
    return _put("activity_changed", participant, kind, tell=_told_anew)


def call_off(participant: Participant) -> Message:
    return _put("activity_cancelled", participant, "called-off")


def link(participant: Participant) -> str:
    """The page of their place, which is theirs alone."""
    return outbox.link("activities:place", participant.public_id)


def _told(activity: Activity) -> dict[str, str]:
    """What, when and where, in the language that is spoken now."""
    return {
        "title": activity.title,
        "when": when(activity),
        "where": where(activity) or gettext("We tell you the place in good time."),
    }


def _told_anew(activity: Activity) -> dict[str, str]:
    """The same, and what of it is new."""
    told, new = _told(activity), activity.untold.split(",")
    if said := _NEW.get(tuple(kind for kind in ("day", "time") if kind in new)):
        told["when"] = gettext(said) % {"when": told["when"]}
    if "place" in new:
        place = where(activity)
        told["where"] = (
            gettext("New place: %(where)s") % {"where": place}
            if place
            else gettext("New place: we tell you in good time.")
        )
    return told


def _put(
    template: str,
    participant: Participant,
    kind: str,
    *,
    tell: Callable[[Activity], dict[str, str]] = _told,
) -> Message:
    activity = participant.activity
    with spoken_in(participant.language):
        return outbox.put(
            template,
            participant.email,
            organisation=activity.organisation,
            key=_key(participant, kind),
            link=link(participant),
            **tell(activity),
        )


def invitation(activity: Activity) -> outbox.Rendered:
    """An invitation, for whoever is about to send it to read; nothing is stored."""
    return outbox.preview(
        "activity_invitation",
        organisation=activity.organisation,
        link=outbox.LINK_UNSEEN,
        **_told(activity),
    )
