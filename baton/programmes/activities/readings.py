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
from baton.ui.wording import _, _many
from baton.ui.words import count, day, listed, number


def of_many(told: Summary) -> str:
    """What a list of activities adds up to."""
    if not told.number:
        return _("No activity is like that.")
    parts = []
    if told.held:
        held = _many("%(n)s took place", "%(n)s took place", told.held)
        parts.append(held % {"n": number(told.held)})
    if told.to_come:
        to_come = _many("%(n)s is to come", "%(n)s are to come", told.to_come)
        parts.append(to_come % {"n": number(told.to_come)})
    if told.cancelled:
        cancelled = _many("%(n)s was cancelled", "%(n)s were cancelled", told.cancelled)
        parts.append(cancelled % {"n": number(told.cancelled)})
    reading = count(told.number, "activity", "activities")
    reading += f": {listed(parts)}." if parts else "."
    if told.people:
        came = _many("%(n)s person came.", "%(n)s people came.", told.people)
        reading += f" {came % {'n': number(told.people)}}"
    if told.cost or told.payments:
        reading += f" {_money(told)}"
    if told.held:
        reading += f" {_changed(told)}"
    return reading


def _money(told: Summary) -> str:
    spent = {"pounds": number(told.cost + told.payments), "payments": number(told.payments)}
    if not told.payments:
        return _("£%(pounds)s was spent.") % spent
    return _("£%(pounds)s was spent, £%(payments)s of it on participants.") % spent


def _changed(told: Summary) -> str:
    if not told.changed:
        return _("None says yet what it changed.")
    some = _many("%(n)s says what changed so far.", "%(n)s say what changed so far.", told.changed)
    return some % {"n": number(told.changed)}


def of_one(activity: Activity, rung: Drawn) -> str:
    """An activity's answer: where it stands, and how those who came judged it."""
    return " ".join(part for part in (_standing(activity), of_rung(rung)) if part)


def _standing(activity: Activity) -> str:
    if activity.state == Activity.State.CANCELLED:
        return _("It was cancelled: %(why)s.") % {"why": activity.cancelled_why.rstrip(".")}
    if activity.state == Activity.State.HAPPENED:
        return _came(activity)
    if activity.is_over:
        return _("Its day was %(day)s. Nobody has said yet whether it took place.") % {
            "day": day(activity.last_day)
        }
    if activity.state == Activity.State.ANNOUNCED:
        told = _("It is announced for %(day)s.") % {"day": day(activity.on)}
    else:
        told = _("It is planned for %(day)s and not announced yet.") % {"day": day(activity.on)}
    return f"{told} {_slot(activity)}" if activity.is_provisional else told


def _slot(activity: Activity) -> str:
    if activity.slot == Activity.Slot.DECLINED:
        told = _("It is provisional: %(organiser)s declined.")
    else:
        told = _("It is provisional: %(organiser)s was asked and has not answered.")
    return told % {"organiser": activity.organiser}


def _came(activity: Activity) -> str:
    if activity.came is None:
        return _("It took place.")
    told = {"people": count(activity.came, "person", "people")}
    if not activity.expected:
        return _("It took place, and %(people)s came.") % told
    told["expected"] = number(activity.expected)
    return _("It took place, and %(people)s came, of %(expected)s expected.") % told


def of_rung(rung: Drawn) -> str:
    """The promise beside what people judged; empty while there is nothing to compare."""
    if rung.low is None or rung.intended is None or rung.gap is None:
        return ""
    promised = rung.intended.label.lower().capitalize()
    told = {"promised": promised, "lived": drawing.experienced(rung.judged)}
    if rung.judged.is_tied:
        return _("“%(promised)s” was promised; people judged it %(lived)s.") % told
    if rung.gap == 0:
        return _("“%(promised)s” was promised, and people judged it so.") % told
    return _("“%(promised)s” was promised, and people judged it “%(lived)s”.") % told


def of_overlaps(found: list[Overlap], compared: Sequence[str]) -> str:
    """Who asks the same people, and what was compared to find out."""
    if not compared:
        return _(
            "Nothing could be compared: it does not say which services, area or stakeholders it "
            "asks, nor does its programme."
        )
    if not found:
        return _(
            "No other activity asks the same people within eight weeks. Compared by: %(compared)s."
        ) % {"compared": listed(compared)}
    others = _many(
        "%(n)s other activity asks the same people within eight weeks.",
        "%(n)s other activities ask the same people within eight weeks.",
        len(found),
    )
    return others % {"n": number(len(found))}


def of_places(told: Where, of_one: Area | None) -> str:
    """How much is on the map, where most of it is, and where nothing was."""
    if of_one:
        return _in_district(told, of_one)
    if not told.located:
        reading = _("No activity is on the map yet: none gives a postcode that is known.")
    else:
        reading = _("%(activities)s at %(places)s on the map.") % {
            "activities": count(told.on_the_map, "activity", "activities"),
            "places": count(len(told.located), "place"),
        }
    most = next((each for each in told.districts if each.place.activities), None)
    if most and len(told.districts) > 1:
        of_it = {"area": most.area, "number": number(most.place.activities)}
        reading += " " + _("%(area)s has the most: %(number)s.") % of_it
    if told.missing:
        areas = {"areas": listed([area.name for area in told.missing])}
        reading += " " + _("Nothing in %(areas)s, which you serve.") % areas
    return reading


def _in_district(told: Where, district: Area) -> str:
    inside = next((each.place for each in told.districts if each.area.code == district.code), None)
    if inside is None or not inside.activities:
        return _(
            "No activity was or will be held in %(district)s, and none names it as its area."
        ) % {"district": district}
    held = _many(
        "%(n)s activity is in %(district)s or is for its people; %(people)s came.",
        "%(n)s activities are in %(district)s or are for its people; %(people)s came.",
        inside.activities,
    )
    return held % {
        "n": number(inside.activities),
        "district": district,
        "people": count(inside.people, "person", "people"),
    }


def of_gaps(gaps: Gaps) -> str:
    """How far promises were kept, over all quarters."""
    if not gaps.judged:
        return _(
            "No activity has both a promise and five answers yet, so there is nothing to compare."
        )
    below, above = sum(q.below for q in gaps.quarters), sum(q.above for q in gaps.quarters)
    judged = _many(
        "%(n)s activity was judged by five people or more: %(kept)s as promised, %(below)s below "
        "and %(above)s above.",
        "%(n)s activities were judged by five people or more: %(kept)s as promised, %(below)s "
        "below and %(above)s above.",
        gaps.judged,
    )
    return judged % {
        "n": number(gaps.judged),
        "kept": number(gaps.judged - below - above),
        "below": number(below),
        "above": number(above),
    }
