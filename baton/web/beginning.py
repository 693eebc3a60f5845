# SPDX-License-Identifier: MIT
"""A new organisation's first afternoon: what is there, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from baton.people import queries as people
from baton.people.groups import queries as groups
from baton.people.models import Organisation
from baton.people.permissions import Standing
from baton.people.stakeholders import queries as stakeholders
from baton.programmes import queries as programmes
from baton.programmes.activities import queries as activities
from baton.ui.wording import _lazy


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to have: whether it is there, where it is done, and by whom."""

    title: str
    says: str
    minutes: int
    url_name: str
    capability: str
    is_there: Callable[[Organisation], bool]
    #: An organisation works without it.
    can_wait: bool = False


TASKS = (
    Task(
        _lazy("Who is alerted when a life may be at risk"),
        _lazy("Name them first: every comment is screened as it arrives."),
        5,
        "listening:contacts",
        "manage_safety",
        lambda body: body.safety_contacts.exists(),
    ),
    Task(
        _lazy("Your colleagues"),
        _lazy("Invite whoever works with you; each gets a role that says what they may do."),
        10,
        "people:people",
        "manage_people",
        # Whoever made the organisation is there from the start.
        lambda body: len(people.members(body)) > 1 or people.open_invitations(body).exists(),
    ),
    Task(
        _lazy("Your services"),
        _lazy("The tree of sites, services and wards; typed, or brought as a CSV."),
        15,
        "places:services",
        "manage_services",
        lambda body: body.services.exists(),
    ),
    Task(
        _lazy("What people have said already"),
        _lazy(
            "A survey’s export, complaints, stories: any file, as it is. Its words are coded at "
            "once."
        ),
        20,
        "upload:new",
        "upload",
        lambda body: body.contributions.exists(),
    ),
    Task(
        _lazy("Your first programme"),
        _lazy("From a template, with its steps and checks, or with a title only."),
        10,
        "programmes:begin",
        "manage_programmes",
        lambda body: programmes.programmes(body).exists(),
    ),
    Task(
        _lazy("Who has a stake"),
        _lazy("Bring the list that you have, or add those who are heard least first."),
        20,
        "stakeholders:register",
        "manage_stakeholders",
        lambda body: stakeholders.stakeholders(body).exists(),
    ),
    Task(
        _lazy("What you have planned and done"),
        _lazy("Your engagement log, brought as a file; or one activity in four fields."),
        15,
        "activities:activities",
        "manage_activities",
        lambda body: activities.activities(body).exists(),
    ),
    Task(
        _lazy("Your groups and committees"),
        _lazy("What each is for, who has a seat, and which seats are vacant."),
        15,
        "groups:list",
        "manage_groups",
        lambda body: groups.current(body).exists(),
        can_wait=True,
    ),
    Task(
        _lazy("The districts you serve"),
        _lazy("Maps then show where nothing has been."),
        2,
        "areas:serving",
        "manage_services",
        lambda body: body.served.exists(),
        can_wait=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Have:
    """One thing to have, as it is for somebody where they stand."""

    task: Task
    is_done: bool
    may: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """The checklist of an organisation."""

    tasks: list[Have]

    @property
    def done(self) -> list[Have]:
        return [each for each in self.tasks if each.is_done]

    @property
    def left(self) -> list[Have]:
        return [each for each in self.tasks if not each.is_done]

    @property
    def following(self) -> Have | None:
        """What comes next for whoever asks: the first that they may do."""
        return next((each for each in self.left if each.may), None)

    @property
    def is_working(self) -> bool:
        """Whether nothing is left but what can wait."""
        return all(each.task.can_wait for each in self.left)

    @property
    def minutes_left(self) -> int:
        return sum(each.task.minutes for each in self.left)


def beginning(standing: Standing, tasks: Iterable[Task] = TASKS) -> Beginning:
    """What a body has, and what comes next for this person."""
    body = standing.organisation
    return Beginning(
        [Have(task, task.is_there(body), standing.may(task.capability)) for task in tasks]
    )
