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
from baton.ui.words import count, day
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
    if standing.may("see_stakeholders") and (number := body.stakeholders.overdue().count()):
        says = f"{count(number, 'contact')} with stakeholders {_are(number)} overdue"
        found.append(Late(says, f"{reverse('stakeholders:register')}?overdue=on"))
    if standing.may("manage_services"):
        found += map(_of_return, fft.due(body))
    if standing.may("check_findings"):
        found += _of_findings(standing)
    return found


def _of_findings(standing: Standing) -> list[Late]:
    """What a patient partner is asked just now."""
    asked = findings.waiting_for(standing.organisation, standing.account).count()
    waits = "waits" if asked == 1 else "wait"
    says = f"{count(asked, 'finding')} {waits} for your answer: did we hear people right?"
    return [Late(says, reverse("findings:mine"), is_late=False)] if asked else []


def _of_return(due: fft.Due) -> Late:
    """A return of the Friends and Family Test that nobody has marked as sent."""
    month = f"{due.month:%Y-%m}"
    of = f"Friends and Family Test, {due.setting.name.lower()}: the return of {due.month:%B}"
    was = "was" if due.is_late else "is"
    says = f"{of} {was} due on {day(due.on)}"
    return Late(says, reverse("fft:return", args=[due.setting.code, month]), due.is_late)


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
    of_steps = count(steps, "step or check", "steps and checks")
    of_untold = count(untold, "activity is", "activities are")
    told = (
        (steps, f"{of_steps} of programmes {_are(steps)} overdue", "programmes:calendar"),
        (untold, f"{of_untold} over, and nobody said how it went", "activities:activities"),
        (reviews, f"{count(reviews, 'group')} should have been looked at again", "groups:list"),
    )
    return [Late(says, reverse(name)) for number, says, name in told if number]


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
