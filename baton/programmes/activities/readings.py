# SPDX-License-Identifier: MIT
"""Sentences that are written from the numbers of activities. They name no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.places.areas.models import Area
from baton.programmes.activities import drawing
from baton.programmes.activities.announcing import Overlap
from baton.programmes.activities.drawing import Drawn
from baton.programmes.activities.gaps import Gaps
from baton.programmes.activities.models import Activity
from baton.programmes.activities.queries import Summary
from baton.programmes.activities.where import Where
from baton.ui.words import count, day, listed, number


def of_many(told: Summary) -> str:
    """What a list of activities adds up to."""
    if not told.number:
        return "No activity is like that."
    parts = []
    if told.held:
        parts.append(f"{number(told.held)} took place")
    if told.to_come:
        parts.append(f"{number(told.to_come)} {'is' if told.to_come == 1 else 'are'} to come")
    if told.cancelled:
        verb = "was" if told.cancelled == 1 else "were"
        parts.append(f"{number(told.cancelled)} {verb} cancelled")
    reading = count(told.number, "activity", "activities")
    reading += f": {listed(parts)}." if parts else "."
    if told.people:
        reading += f" {count(told.people, 'person', 'people')} came."
    if told.cost or told.payments:
        reading += f" {_money(told)}"
    if told.held:
        reading += f" {_changed(told)}"
    return reading


def _money(told: Summary) -> str:
    of_it = f", £{number(told.payments)} of it on participants" if told.payments else ""
    return f"£{number(told.cost + told.payments)} was spent{of_it}."


def _changed(told: Summary) -> str:
    if not told.changed:
        return "None says yet what it changed."
    return f"{number(told.changed)} {'says' if told.changed == 1 else 'say'} what changed so far."


def of_one(activity: Activity, rung: Drawn) -> str:
    """An activity's answer: where it stands, and how those who came judged it."""
    return " ".join(part for part in (_standing(activity), of_rung(rung)) if part)


def _standing(activity: Activity) -> str:
    if activity.state == Activity.State.CANCELLED:
        return f"It was cancelled: {activity.cancelled_why.rstrip('.')}."
    if activity.state == Activity.State.HAPPENED:
        return _came(activity)
    if activity.is_over:
        return f"Its day was {day(activity.last_day)}. Nobody has said yet whether it took place."
    if activity.state == Activity.State.ANNOUNCED:
        told = f"It is announced for {day(activity.on)}."
    else:
        told = f"It is planned for {day(activity.on)} and not announced yet."
    if activity.is_provisional:
        told += f" It is provisional: {_slot(activity)}."
    return told


def _slot(activity: Activity) -> str:
    if activity.slot == Activity.Slot.DECLINED:
        return f"{activity.organiser} declined"
    return f"{activity.organiser} was asked and has not answered"


def _came(activity: Activity) -> str:
    if activity.came is None:
        return "It took place."
    told = f"It took place, and {count(activity.came, 'person', 'people')} came"
    if activity.expected:
        told += f", of {number(activity.expected)} expected"
    return f"{told}."


def of_rung(rung: Drawn) -> str:
    """The promise beside what people judged; empty while there is nothing to compare."""
    if rung.low is None or rung.intended is None or rung.gap is None:
        return ""
    promised, lived = rung.intended.label.lower(), drawing.experienced(rung.judged)
    if rung.judged.is_tied:
        return f"“{promised.capitalize()}” was promised; people judged it {lived}."
    if rung.gap == 0:
        return f"“{promised.capitalize()}” was promised, and people judged it so."
    return f"“{promised.capitalize()}” was promised, and people judged it “{lived}”."


def of_overlaps(found: list[Overlap], compared: Sequence[str]) -> str:
    """Who asks the same people, and what was compared to find out."""
    if not compared:
        return (
            "Nothing could be compared: it does not say which services, area or stakeholders it "
            "asks, nor does its programme."
        )
    if not found:
        return (
            "No other activity asks the same people within eight weeks. "
            f"Compared by: {listed(compared)}."
        )
    others = count(len(found), "other activity", "other activities")
    verb = "asks" if len(found) == 1 else "ask"
    return f"{others} {verb} the same people within eight weeks."


def of_places(told: Where, of_one: Area | None) -> str:
    """How much is on the map, where most of it is, and where nothing was."""
    if of_one:
        return _in_district(told, of_one)
    if not told.located:
        reading = "No activity is on the map yet: none gives a postcode that is known."
    else:
        reading = (
            f"{count(told.on_the_map, 'activity', 'activities')} at "
            f"{count(len(told.located), 'place')} on the map."
        )
    most = next((each for each in told.districts if each.place.activities), None)
    if most and len(told.districts) > 1:
        reading += f" {most.area} has the most: {number(most.place.activities)}."
    if told.missing:
        reading += f" Nothing in {listed([area.name for area in told.missing])}, which you serve."
    return reading


def _in_district(told: Where, district: Area) -> str:
    inside = next((each.place for each in told.districts if each.area.code == district.code), None)
    if inside is None or not inside.activities:
        return f"No activity was or will be held in {district}, and none names it as its area."
    held = count(inside.activities, "activity", "activities")
    verb = "is" if inside.activities == 1 else "are"
    came = count(inside.people, "person", "people")
    return f"{held} {verb} in {district} or {verb} for its people; {came} came."


def of_gaps(gaps: Gaps) -> str:
    """How far promises were kept, over all quarters."""
    if not gaps.judged:
        return (
            "No activity has both a promise and five answers yet, so there is nothing to compare."
        )
    below, above = sum(q.below for q in gaps.quarters), sum(q.above for q in gaps.quarters)
    judged = count(gaps.judged, "activity", "activities")
    verb = "was" if gaps.judged == 1 else "were"
    kept = gaps.judged - below - above
    return (
        f"{judged} {verb} judged by five people or more: {number(kept)} as promised, "
        f"{number(below)} below and {number(above)} above."
    )
