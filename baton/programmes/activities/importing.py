# SPDX-License-Identifier: MIT
"""A log of engagement, a calendar or a list of who came: each row adds something, or changes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from baton.core import audit, clock
from baton.core.upserts import (
    Became,
    Change,
    Foreseen,
    NotTaken,
    Values,
    change,
    day,
    foreseen,
    known,
)
from baton.people.models import Organisation
from baton.places.areas import postcodes
from baton.places.models import Service
from baton.programmes.activities import operations
from baton.programmes.activities.models import Activity, Participant
from baton.programmes.importing import Programmes, name_of_programme
from baton.ui.wording import _

_OWN = (
    *("title", "on", "until", "starts_at", "ends_at", "with_whom", "method", "place", "postcode"),
    *("is_online", "audience", "area", "accessibility", "languages"),
    *("expected", "came", "cost", "payments", "hours", "intended", "changed"),
)
_TO_COME = (Activity.State.PLANNED, Activity.State.ANNOUNCED)


class Activities:
    """A body's activities, read once."""

    is_unique = False

    def __init__(self, organisation: Organisation, programmes: Programmes) -> None:
        self._organisation = organisation
        self._programmes = programmes
        self._by_key: dict[int, Activity] = {}
        self._by_day: dict[tuple[int, str, date], list[int]] = {}
        self._by_reference: dict[str, int] = {}
        for each in organisation.activities.prefetch_related("services").order_by("pk"):
            self._remember(each)
        services = organisation.services.filter(valid_to=None)
        self._services: dict[str, list[Service]] = {}
        for service in services:
            self._services.setdefault(known(service.name), []).append(service)

    def identity(self, values: Values) -> tuple[str, ...]:
        return (name_of_programme(values), known(values["title"]), values["on"].isoformat())

    def candidates(self, values: Values) -> list[int]:
        programme = self._programmes.stands_for(values)
        if programme is None:
            return []
        found = list(self._by_day.get((programme.pk, known(values["title"]), values["on"]), ()))
        referred = self._by_reference.get(values.get("reference", ""))
        if referred is not None:
            there = self._by_key[referred]
            resembles = known(there.title) == known(values["title"]) or there.on == values["on"]
            if there.programme_id == programme.pk and resembles:
                found.append(referred)
        return found

    def has(self, key: int) -> bool:
        return key in self._by_key

    def foresee(self, key: int | None, values: Values) -> Foreseen:
        there = self._by_key[key] if key is not None else None
        wanted = self._wanted(there, values)
        programme = self._programmes.stands_for(values)
        if there is not None and programme is not None and there.programme_id != programme.pk:
            wanted["programme"] = programme
        found = foreseen(there, wanted)
        if there is not None and (service := self._new_service(there, values)) is not None:
            return Foreseen("changed", (*found.changes, Change("service", "", service.name)))
        return found

    def knows_service(self, name: str) -> bool:
        """Whether exactly one service of the tree has this name."""
        return len(self._services.get(known(name), ())) == 1

    @transaction.atomic
    def put(self, key: int | None, values: Values, *, by: models.Model | str) -> tuple[int, Became]:
        programme = self._programmes.needed(values)
        if key is None:
            about = self._wanted(None, values)
            reference = values.get("reference", "")
            activity = operations.plan(
                programme,
                about.pop("title"),
                on=about.pop("on"),
                with_whom=about.pop("with_whom"),
                by=by,  # type: ignore[arg-type]
                source_ref="" if reference in self._by_reference else reference,
                **about,
            )
            became: Became = "added"
        else:
            activity = Activity.objects.select_for_update(of=("self",)).get(pk=key)
            wanted = self._wanted(activity, values)
            if activity.programme_id != programme.pk:
                wanted["programme"] = programme
            fields = change(activity, wanted)
            became = "changed" if fields else "same"
            if fields:
                self._record(activity, fields, by)
        service = self._new_service(activity, values)
        if service is not None:
            activity.services.add(service)
            if became == "same":
                became = "changed"
                self._record(activity, ["services"], by)
        self._remember(activity)
        return activity.pk, became

    def _record(self, activity: Activity, fields: list[str], by: models.Model | str) -> None:
        audit.record(
            "activity.changed", activity, by=by, organisation=self._organisation.pk, fields=fields
        )

    def _wanted(self, there: Activity | None, values: Values) -> dict[str, Any]:
        wanted = {name: values[name] for name in _OWN if name in values}
        wanted["title"] = " ".join(wanted["title"].split())
        if "postcode" not in wanted and (inside := postcodes.within(wanted.get("place", ""))):
            # Logs of engagement name the venue with its address.
            wanted["postcode"] = inside
        if values.get("stage"):
            wanted["stage"] = values["stage"]
        ends = wanted.get("until") or (there.until if there else None)
        if ends is not None and ends < wanted["on"]:
            if "until" in wanted:
                raise NotTaken(
                    _("It would end before it begins. Mend one of the two days."), "until"
                )
            wanted["until"] = None  # it was moved, and the file says no more than its day
        state = self._state(there, values, wanted.get("until") or wanted["on"])
        if state and (there is None or there.state != state):
            wanted["state"] = state
        return wanted

    def _state(self, there: Activity | None, values: Values, last: date) -> str:
        """As the row says; else a day that has passed has happened, unless it was called off."""
        if values.get("state"):
            return values["state"]
        if last < clock.today() and (there is None or there.state in _TO_COME):
            return Activity.State.HAPPENED
        return ""

    def _new_service(self, there: Activity, values: Values) -> Service | None:
        found = self._services.get(known(values.get("service", "")), ())
        return found[0] if len(found) == 1 and found[0] not in there.services.all() else None

    def _remember(self, activity: Activity) -> None:
        if (before := self._by_key.get(activity.pk)) is not None:
            self._by_day[_day(before)].remove(activity.pk)
        self._by_key[activity.pk] = activity
        self._by_day.setdefault(_day(activity), []).append(activity.pk)
        if activity.source_ref:
            self._by_reference[activity.source_ref] = activity.pk


def _day(activity: Activity) -> tuple[int, str, date]:
    return activity.programme_id, known(activity.title), activity.on


class Attendance:
    """Who was invited, signed up or came, for the activities of a body."""

    is_unique = False

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._activities = {each.pk: each for each in organisation.activities.order_by("pk")}
        self._by_title: dict[str, list[Activity]] = {}
        for activity in self._activities.values():
            self._by_title.setdefault(known(activity.title), []).append(activity)
        self._by_key: dict[int, Participant] = {}
        self._by_identity: dict[tuple[str, ...], int] = {}
        theirs = Participant.objects.filter(activity__organisation=organisation)
        for each in theirs.order_by("-pk"):
            self._remember(each)

    def identity(self, values: Values) -> tuple[str, ...]:
        return (str(self._activity(values).pk), *_person(values))

    def candidates(self, values: Values) -> list[int]:
        found = self._by_identity.get(self.identity(values))
        return [] if found is None else [found]

    def has(self, key: int) -> bool:
        return key in self._by_key

    def foresee(self, key: int | None, values: Values) -> Foreseen:
        there = self._by_key[key] if key is not None else None
        return foreseen(there, self._wanted(there, values))

    @transaction.atomic
    def put(self, key: int | None, values: Values, *, by: models.Model | str) -> tuple[int, Became]:
        activity = self._activity(values)
        if key is None:
            participant = Participant.objects.create(
                activity=activity, answered_at=clock.now(), **self._wanted(None, values)
            )
            became: Became = "added"
        else:
            participant = Participant.objects.select_for_update().get(pk=key)
            became = "changed" if change(participant, self._wanted(participant, values)) else "same"
        if became != "same":
            audit.record(
                f"participant.{became}",
                participant,
                by=by,
                organisation=self._organisation.pk,
                activity=activity.pk,
                state=participant.state,
            )
        self._remember(participant)
        return participant.pk, became

    def _wanted(self, there: Participant | None, values: Values) -> dict[str, Any]:
        if there is not None and there.forgotten_at is not None:
            return {}  # what was let go of does not return
        wanted = {
            name: values[name] for name in ("name", "email", "phone", "needs") if name in values
        }
        if values.get("state"):
            wanted["state"] = values["state"]
        elif there is None:
            activity = self._activity(values)
            is_over = (activity.until or activity.on) < clock.today()
            wanted["state"] = Participant.State.CAME if is_over else Participant.State.COMING
        return wanted

    def _activity(self, values: Values) -> Activity:
        named = values["activity"]
        if isinstance(named, Activity):
            return named
        found = self._by_title.get(known(named), [])
        if on := values.get("on"):
            found = [each for each in found if each.on == on]
        if len(found) == 1:
            return found[0]
        told = (
            _("“%(title)s” on %(day)s") % {"title": named, "day": day(on)} if on else f"“{named}”"
        )
        if found:
            raise NotTaken(
                _(
                    "Several activities are called %(title)s. Add a column with the day, or bring "
                    "each list by itself and choose its activity."
                )
                % {"title": told},
                "activity",
            )
        raise NotTaken(
            _("There is no activity %(title)s. Bring the engagement log first, or mend the title.")
            % {"title": told},
            "activity",
        )

    def _remember(self, participant: Participant) -> None:
        self._by_key[participant.pk] = participant
        if participant.forgotten_at is None:
            values = {"name": participant.name, "email": participant.email}
            self._by_identity[str(participant.activity_id), *_person(values)] = participant.pk


def _person(values: Values) -> tuple[str, str]:
    """By the address where there is one: two people may have one name."""
    if values.get("email"):
        return "email", known(values["email"])
    return "name", known(values.get("name", ""))
