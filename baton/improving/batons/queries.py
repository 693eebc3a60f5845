# SPDX-License-Identifier: MIT
"""Where batons lie, how they came there, and whether any finding is in nobody's hands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from baton.improving.batons.models import Baton, BatonQuerySet, Carried, Move
from baton.improving.findings.models import Finding
from baton.people import queries as people
from baton.people.models import Account, Organisation
from baton.programmes import closing
from baton.programmes.models import Programme, Stage
from baton.ui.words import count

#: What is due first on top; what has no date last, on every database.
BY_DAY = (F("due_on").asc(nulls_last=True), "pk")


def batons(organisation: Organisation) -> BatonQuerySet:
    """All of an organisation's, with what a list shows of each."""
    rows: BatonQuerySet = organisation.batons.all()
    return rows.select_related(
        "stage__programme__organisation", "holder", "handed_by"
    ).prefetch_related("findings")


def open_in(stage: Stage) -> BatonQuerySet:
    """What a stage cannot be closed over."""
    return batons(stage.programme.organisation).open().filter(stage=stage).order_by("pk")


def held_by(organisation: Organisation, account: Account) -> BatonQuerySet:
    """In this person's hands or offered to them, what is due first on top."""
    return batons(organisation).open().filter(holder=account).order_by(*BY_DAY)


def for_a_post(organisation: Organisation) -> BatonQuerySet:
    """Offered to a post: whoever has it takes them up."""
    rows = batons(organisation).open()
    return rows.filter(holder=None).order_by(*BY_DAY)


def handed_by(organisation: Organisation, account: Account) -> BatonQuerySet:
    """What this person handed to others and nobody has taken up yet."""
    rows = batons(organisation).filter(state=Baton.State.OFFERED, handed_by=account)
    return rows.exclude(holder=account).order_by(*BY_DAY)


def dropped(organisation: Organisation) -> BatonQuerySet:
    """Past their date and the days of grace, the oldest first."""
    return batons(organisation).dropped().order_by(*BY_DAY)


def dropped_of(programme: Programme) -> BatonQuerySet:
    return dropped(programme.organisation).filter(stage__programme=programme)


def dropped_under(organisation: Organisation, account: Account, manages: bool) -> BatonQuerySet:
    """Those in the programmes that somebody owns. What lies in a programme that no account owns is
    seen by whoever manages programmes: nothing is dropped where nobody looks."""
    mine = Q(stage__programme__owner=account)
    if manages:
        mine |= Q(stage__programme__owner=None)
    return dropped(organisation).filter(mine)


def of_finding(finding: Finding) -> BatonQuerySet:
    """Every baton that ever carried it, in the order in which they were made."""
    return batons(finding.organisation).filter(carried__finding=finding).order_by("pk")


def programmes_with_batons(organisation: Organisation) -> QuerySet[Programme]:
    """Those in which a baton ever lay, by title."""
    rows = organisation.programmes.filter(stages__batons__isnull=False)
    return rows.distinct().order_by("title", "pk")


def came_from(baton: Baton) -> Baton | None:
    """The one before it: in whose hands it was when it was handed on."""
    rows = batons(baton.stage.programme.organisation).filter(moves__after=baton)
    return rows.order_by("pk").first()


def unaccounted(organisation: Organisation) -> QuerySet[Finding]:
    """Findings that lie in nobody's hands and have not ended for a reason: there must be none."""
    accounted = Carried.objects.filter(
        finding=OuterRef("pk"),
        baton__state__in=[*Baton.OPEN, Baton.State.ENDED],
    )
    return organisation.findings.filter(~Exists(accounted))


# Where one can go, and to whom.


def destinations(organisation: Organisation, *, first: Programme | None = None) -> list[Stage]:
    """The stages that take something: of programmes that have not ended, neither closed nor left
    out. Those of the `first` programme stand on top."""
    rows = (
        Stage.objects.filter(programme__organisation=organisation, programme__ended_on=None)
        .exclude(state__in=(Stage.State.CLOSED, Stage.State.LEFT_OUT))
        .select_related("programme__organisation")
        .order_by("programme__title", "programme", "pk")
    )
    return sorted(rows, key=lambda each: each.programme_id != (first.pk if first else None))


def following(stage: Stage) -> Stage | None:
    """The next stage of its programme that takes something; round the cycle, as Monitor hands on
    to Needs."""
    stages = list(stage.programme.stages.all())
    at = next(n for n, each in enumerate(stages) if each.pk == stage.pk)
    taking = (Stage.State.OPEN, Stage.State.WAITING)
    later = [*stages[at + 1 :], *stages[:at]]
    return next((each for each in later if each.state in taking), None)


def carriers(organisation: Organisation) -> QuerySet[Account]:
    """Whoever may hold a baton."""
    return people.people_who_may(organisation, "carry_batons")


def posts(found: Iterable[Baton]) -> dict[int, str]:
    """By account, what each is in the organisation, for where no person is named."""
    first = next(iter(found), None)
    if first is None:
        return {}
    return {
        member.account.pk: " and ".join(each.get_role_display() for each in member.memberships)
        for member in people.members(first.stage.programme.organisation)
    }


@closing.keeps
def lying(stage: Stage) -> closing.Lying | None:
    """What a stage cannot be closed over, as its programme tells it."""
    number = Baton.objects.open().filter(stage=stage).count()
    if not number:
        return None
    says = count(number, "baton still lies", "batons still lie")
    page = reverse("batons:closing", args=[stage.programme.public_id, stage.kind])
    return closing.Lying(number, says, page)


# How it came there.


@dataclass(frozen=True, slots=True)
class Step:
    """A baton on the line of another, and how it came of the one before it."""

    baton: Baton
    kinds: tuple[str, ...]
    is_here: bool = False


def line(baton: Baton) -> list[Step]:
    """Where a baton came from and what became of it, in the order of time."""
    before = _reached(baton, "after", "before")
    after = _reached(baton, "before", "after")
    keys = {baton.pk, *before, *after}
    came: dict[int, list[str]] = {}
    for move in Move.objects.filter(after__in=keys).order_by("pk"):
        came.setdefault(move.after_id, []).append(move.kind)
    rows = (
        batons(baton.stage.programme.organisation).filter(pk__in=keys).order_by("handed_at", "pk")
    )
    return [
        Step(each, tuple(dict.fromkeys(came.get(each.pk, ()))), is_here=each.pk == baton.pk)
        for each in rows
    ]


def so_far(baton: Baton) -> set[int]:
    """It and all that it came of, by their keys."""
    return {baton.pk, *_reached(baton, "after", "before")}


def _reached(baton: Baton, here: str, there: str) -> set[int]:
    """All that lie on one side of it, however many moves away."""
    found: set[int] = set()
    edge = {baton.pk}
    while edge:
        moves = Move.objects.filter(**{f"{here}__in": edge})
        edge = set(moves.values_list(there, flat=True)) - found
        found |= edge
    return found


# How stages stand.


@dataclass(frozen=True, slots=True)
class Stood:
    """How a stage stands: the findings concluded in it, and what became of the batons there."""

    stage: Stage
    findings: int
    handed_on: int
    ended: int
    #: Taken up there, and not dropped.
    open: int
    dropped: int
    #: Offered there, and not taken up yet.
    on_the_way: int

    @property
    def is_empty(self) -> bool:
        return not (self.handed_on or self.ended or self.open or self.dropped or self.on_the_way)


def stood(programme: Programme) -> list[Stood]:
    """How each stage of a programme stands."""
    rows = list(batons(programme.organisation).filter(stage__programme=programme))
    concluded: dict[int, int] = {}
    for stage in programme.organisation.findings.filter(stage__programme=programme).values_list(
        "stage_id", flat=True
    ):
        concluded[stage] = concluded.get(stage, 0) + 1
    return [
        _stood(stage, [each for each in rows if each.stage_id == stage.pk], concluded)
        for stage in programme.stages.all()
    ]


def _stood(stage: Stage, rows: Sequence[Baton], concluded: Mapping[int, int]) -> Stood:
    lost = [each for each in rows if each.is_dropped]
    return Stood(
        stage,
        findings=concluded.get(stage.pk, 0),
        handed_on=sum(each.state == Baton.State.PASSED for each in rows),
        ended=sum(each.state == Baton.State.ENDED for each in rows),
        open=sum(each.state == Baton.State.HELD and not each.is_dropped for each in rows),
        dropped=len(lost),
        on_the_way=sum(each.state == Baton.State.OFFERED and not each.is_dropped for each in rows),
    )
