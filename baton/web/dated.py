# SPDX-License-Identifier: MIT
"""Work that has a day and is past it, from every room below: what Today says needs a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from baton.core import clock
from baton.improving.findings import queries as findings
from baton.people.groups import queries as groups
from baton.people.models import Organisation
from baton.people.permissions import Standing
from baton.programmes import queries as programmes
from baton.programmes.activities import queries as activities
from baton.programmes.activities.models import Activity
from baton.ui.wording import _, _many
from baton.ui.words import day, month, number
from baton.understanding.fft import queries as fft


@dataclass(frozen=True, slots=True)
class Late:
    """So many things of a kind past their day, and the page that has them; or one whose day comes
    soon."""

    says: str
    href: str
    is_late: bool = True


def late(standing: Standing) -> list[Late]:
    """What is past its day and this person may see, steps of programmes first."""
    body = standing.organisation
    found = []
    if standing.may("see_programmes"):
        found += _of_programmes(body)
    if standing.may("see_stakeholders") and (n := body.stakeholders.overdue().count()):
        says = _many(
            "%(n)s contact with stakeholders is overdue",
            "%(n)s contacts with stakeholders are overdue",
            n,
        ) % {"n": number(n)}
        found.append(Late(says, f"{reverse('stakeholders:register')}?overdue=on"))
    if standing.may("manage_services"):
        found += map(_of_return, fft.due(body))
    if standing.may("check_findings"):
        found += _of_findings(standing)
    return found


def _of_findings(standing: Standing) -> list[Late]:
    """What a patient partner is asked just now."""
    asked = findings.waiting_for(standing.organisation, standing.account).count()
    says = _many(
        "%(n)s finding waits for your answer: did we hear people right?",
        "%(n)s findings wait for your answer: did we hear people right?",
        asked,
    ) % {"n": number(asked)}
    return [Late(says, reverse("findings:mine"), is_late=False)] if asked else []


def _of_return(due: fft.Due) -> Late:
    """A return of the Friends and Family Test that nobody has marked as sent."""
    address = f"{due.month:%Y-%m}"
    told = {
        "setting": due.setting.name.lower(),
        "month": month(due.month, with_year=False),
        "day": day(due.on),
    }
    if due.is_late:
        says = _("Friends and Family Test, %(setting)s: the return of %(month)s was due on %(day)s")
    else:
        says = _("Friends and Family Test, %(setting)s: the return of %(month)s is due on %(day)s")
    return Late(says % told, reverse("fft:return", args=[due.setting.code, address]), due.is_late)


def _of_programmes(body: Organisation) -> list[Late]:
    today = clock.today()
    steps = programmes.open_steps(body).overdue().count()
    untold = (
        activities.activities(body)
        .filter(Q(until=None, on__lt=today) | Q(until__lt=today))
        .filter(state__in=(Activity.State.PLANNED, Activity.State.ANNOUNCED))
        .count()
    )
    reviews = groups.current(body).filter(review_on__lt=today).count()
    of_steps = _many(
        "%(n)s step or check of programmes is overdue",
        "%(n)s steps and checks of programmes are overdue",
        steps,
    )
    of_untold = _many(
        "%(n)s activity is over, and nobody said how it went",
        "%(n)s activities are over, and nobody said how it went",
        untold,
    )
    of_reviews = _many(
        "%(n)s group should have been looked at again",
        "%(n)s groups should have been looked at again",
        reviews,
    )
    told = (
        (steps, of_steps, "programmes:calendar"),
        (untold, of_untold, "activities:activities"),
        (reviews, of_reviews, "groups:list"),
    )
    return [Late(says % {"n": number(n)}, reverse(name)) for n, says, name in told if n]
