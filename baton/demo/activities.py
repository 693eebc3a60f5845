# SPDX-License-Identifier: MIT
"""Sixty activities of the board's programmes: as planned, as they happened, and as judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from baton.core import clock
from baton.demo.reading import Colleagues, content, day, moment, some_day
from baton.people.models import Account
from baton.people.stakeholders.models import Stakeholder
from baton.programmes.activities import operations
from baton.programmes.activities.models import Activity, Participant, Rung, RungAnswer
from baton.programmes.models import Programme

FILES = ("physio", "urgent", "carers", "others")

#: Our field of each word, for those that are written as they are kept.
_AS_WRITTEN = {
    "stage": "stage",
    "method": "method",
    "place": "place",
    "postcode": "postcode",
    "online": "is_online",
    "area": "area",
    "access": "accessibility",
    "languages": "languages",
    "needs_agreement": "needs_agreement",
    "questions": "questions",
    "slot": "slot",
    "changed": "changed",
    "cancelled_why": "cancelled_why",
}

#: What was planned, and what it came to.
_PAIRS = {
    "people": ("expected", "came"),
    "cost": ("cost_planned", "cost"),
    "payments": ("payments_planned", "payments"),
    "hours": ("hours_planned", "hours"),
}

Known = Mapping[str, Stakeholder]


def written() -> list[dict[str, Any]]:
    """Every activity as it is written down; a file holds those of the programme of its name."""
    return [{"programme": name, **each} for name in FILES for each in content(f"activities/{name}")]


def keep(programmes: Mapping[str, Programme], known: Colleagues, made: Known) -> None:
    for told in written():
        programme = programmes[told["programme"]]
        activity = _plan(programme, told, made, by=known["meena"])
        services = told.get("services", ())
        if services:
            activity.services.set(programme.organisation.services.filter(code__in=services))
        activity.stakeholders.set(made[name] for name in told.get("stakeholders", ()))
        RungAnswer.objects.bulk_create(_answers(activity, told.get("judged", {})))
        Participant.objects.bulk_create(_coming(activity, told.get("sign_up")))


def _plan(programme: Programme, told: dict[str, Any], made: Known, *, by: Account) -> Activity:
    about = {
        **{field: told[word] for word, field in _AS_WRITTEN.items() if word in told},
        **_amounts(told),
        **_times(told.get("at", "")),
        **_shares(told),
        **_sign_up(told.get("sign_up")),
        "state": told.get("state") or ("happened" if told["day"] < 0 else "planned"),
        "until": day(told.get("until")),
    }
    if organiser := told.get("organiser"):
        about["organiser"] = made[organiser]
    on = some_day(told["day"])
    # Six weeks before, or somewhat more than a week ago.
    with clock.held_at(moment(max(42 - told["day"], 9))):
        return operations.plan(
            programme, told["title"], on=on, with_whom=told["with"], by=by, **about
        )


def _amounts(told: dict[str, Any]) -> dict[str, int]:
    return {
        field: amount
        for word, fields in _PAIRS.items()
        for field, amount in zip(fields, told.get(word, ()), strict=False)
    }


def _times(at: str) -> dict[str, time]:
    """From “10:00-13:00”."""
    starts, _, ends = at.partition("-")
    if not at:
        return {}
    return {"starts_at": time.fromisoformat(starts), "ends_at": time.fromisoformat(ends)}


def _shares(told: dict[str, Any]) -> dict[str, Any]:
    """The rung that is promised, and what "collaborate" rests on where it is named."""
    shares = told.get("shares", {})
    return {
        "intended": Rung[told["rung"].upper()],
        "decision_shared": shares.get("decision", ""),
        "hours_shared": shares.get("hours"),
        "payment_shared": shares.get("payment", ""),
    }


def _sign_up(told: dict[str, Any] | None) -> dict[str, Any]:
    if told is None:
        return {}
    return {
        "sign_up_opens_on": day(told["opens"]),
        "sign_up_closes_on": day(told["closes"]),
        "sign_up_says": told["says"],
        "places": told["places"],
    }


def _coming(activity: Activity, sign_up: dict[str, Any] | None) -> Iterator[Participant]:
    """Who signed up, the day after the page opened; their addresses are invented like they."""
    if sign_up is None:
        return
    for name, needs in sign_up["coming"].items():
        yield Participant(
            activity=activity,
            name=name,
            email=f"{name.lower().replace(' ', '.')}@example.org",
            needs=needs,
            state=Participant.State.COMING,
            answered_at=moment(-sign_up["opens"] - 1),
        )


def _answers(activity: Activity, judged: Mapping[str, Mapping[str, int]]) -> Iterator[RungAnswer]:
    """Each count on paper or by hands is one row; by link everybody has a row of their own."""
    answered = moment((clock.today() - (activity.until or activity.on)).days) if judged else None
    for manner, numbers in judged.items():
        for rung, number in numbers.items():
            about = {
                "activity": activity,
                "manner": manner,
                "rung": Rung[rung.upper()],
                "answered_at": answered,
            }
            if manner == RungAnswer.Manner.LINK:
                for place in range(number):
                    browser = f"demonstration-{activity.pk}-{rung}-{place}"
                    yield RungAnswer(answered_by=browser, **about)
            else:
                yield RungAnswer(number=number, **about)
