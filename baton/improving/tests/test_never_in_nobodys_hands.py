# SPDX-License-Identifier: MIT
"""Whatever people do in whatever order, no finding is ever in nobody's hands, and what stands
behind it can be followed both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from baton.core import clock
from baton.improving.batons import operations as batons
from baton.improving.batons import policies, queries
from baton.improving.batons.models import Baton, Carried, Move
from baton.improving.batons.operations import Handing, Hands, Part
from baton.improving.findings import operations as findings
from baton.improving.findings.models import Finding, Support
from baton.improving.findings.policies import NotNow as NotConcluded
from baton.listening import operations as listening
from baton.listening.models import Contribution
from baton.listening.tests.conftest import hear
from baton.people import operations as people
from baton.people.models import Account
from baton.people.roles import Role
from baton.programmes import operations as programmes
from baton.programmes.models import Stage
from baton.programmes.policies import NotNow as StageNotNow

_machines = count(1)
#: States that other batons must have come of.
LED_ON = {Baton.State.PASSED, Baton.State.DECLINED, Baton.State.SPLIT, Baton.State.MERGED}

few = st.sets(st.integers(0, 30), min_size=1, max_size=3)
one = st.integers(0, 30)
days = st.integers(-2, 40)


class Batons(RuleBasedStateMachine):
    """Two programmes of a board; everything is chosen by number among what there is just then."""

    findings_begun = Bundle("findings_begun")

    @initialize()
    def begin(self) -> None:
        number = next(_machines)
        self.held = clock.held_at(datetime(2026, 6, 10, 12, tzinfo=UTC))
        self.held.__enter__()
        self.board = people.create_organisation(f"Board {number}", "icb", by="test")
        self.people = [
            Account.objects.create_account(f"p{number}.{each}@example.org", f"P{each}", None)
            for each in range(2)
        ]
        for each in self.people:
            people.give_role(self.board, each, Role.ENGAGEMENT_LEAD, by="test")
        self.stages: list[Stage] = []
        for title in ("Feet", "Seats"):
            programme = programmes.begin(self.board, title, by=self.people[0])
            self.stages += list(programme.stages.all())
        self.stood: dict[int, int] = {}
        self.said = 0

    def teardown(self) -> None:
        if hasattr(self, "held"):
            self.held.__exit__(None, None, None)

    def _person(self, number: int) -> Account:
        return self.people[number % len(self.people)]

    def _stage(self, number: int) -> Stage:
        return Stage.objects.select_related("programme").get(
            pk=self.stages[number % len(self.stages)].pk
        )

    def _batons(self, numbers: set[int]) -> list[Baton]:
        """By number among the open ones and, now and then, one that is open no more."""
        there = list(self.board.batons.open().order_by("pk"))
        there += list(self.board.batons.exclude(state__in=Baton.OPEN).order_by("-pk")[:1])
        chosen = {each % len(there) for each in numbers} if there else set()
        return [there[each] for each in sorted(chosen)]

    def _handing(self, stage: int, to: int, after: int) -> Handing:
        hands = Hands(post="Head of Nursing") if to % 3 == 0 else Hands(self._person(to))
        due_on = clock.today() + timedelta(days=after)
        return Handing(self._stage(stage), hands, due_on, "What now?")

    @rule(target=findings_begun, stage=one, person=one, voices=st.integers(1, 3))
    def conclude(self, stage: int, person: int, voices: int) -> Any:
        """A finding on new voices."""
        try:
            finding = findings.begin(
                self._stage(stage), "There are no seats", by=self._person(person)
            )
        except NotConcluded:
            return multiple()
        heard = []
        for _ in range(voices):
            self.said += 1
            told = hear("I stood.", source_ref=f"r{self.said}")
            heard.append(listening.receive(told, organisation=self.board, by="test"))
        findings.gather(finding, heard, by=self._person(person))
        findings.change(finding, by="test", severity=2, inequality=1)
        findings.conclude(finding, by=self._person(person))
        self.stood[finding.pk] = voices
        return finding

    @rule(stage=one, person=one)
    def draft(self, stage: int, person: int) -> None:
        """One that stays a draft: it lies in its author's hands."""
        try:
            finding = findings.begin(self._stage(stage), "Unsure yet", by=self._person(person))
        except NotConcluded:
            return
        self.stood[finding.pk] = 0

    @rule(which=few, stage=one, to=one, after=days, by=one)
    def hand_on(self, which: set[int], stage: int, to: int, after: int, by: int) -> None:
        self._try(
            lambda: batons.hand_on(
                self._batons(which), self._handing(stage, to, after), by=self._person(by)
            )
        )

    @rule(which=one, by=one)
    def take_up(self, which: int, by: int) -> None:
        for baton in self._batons({which}):
            self._try(lambda baton=baton: batons.take_up(baton, by=self._person(by)))

    @rule(which=one, by=one)
    def decline(self, which: int, by: int) -> None:
        for baton in self._batons({which}):
            self._try(lambda baton=baton: batons.decline(baton, "Not ours", by=self._person(by)))

    @rule(which=one, parts=st.lists(st.one_of(st.none(), one), max_size=3), by=one)
    def split(self, which: int, parts: list[int | None], by: int) -> None:
        asked = [
            Part("Which part?", None if each is None else Hands(self._person(each)))
            for each in parts
        ]
        for baton in self._batons({which}):
            self._try(lambda baton=baton: batons.split(baton, asked, by=self._person(by)))

    @rule(which=few, by=one)
    def merge(self, which: set[int], by: int) -> None:
        self._try(lambda: batons.merge(self._batons(which), "And all?", by=self._person(by)))

    @rule(which=one, stage=one, to=one, after=days, by=one)
    def copy(self, which: int, stage: int, to: int, after: int, by: int) -> None:
        handing = self._handing(stage, to, after)
        for baton in self._batons({which}):
            self._try(lambda baton=baton: batons.copy(baton, handing, by=self._person(by)))

    @rule(which=one, after=days)
    def redate(self, which: int, after: int) -> None:
        due_on = clock.today() + timedelta(days=after)
        for baton in self._batons({which}):
            self._try(lambda baton=baton: batons.redate(baton, due_on, "Ill", by="test"))

    @rule(which=few, by=one)
    def end(self, which: set[int], by: int) -> None:
        self._try(
            lambda: batons.end(self._batons(which), "Nothing can be done", by=self._person(by))
        )

    @rule(stage=one, by=one)
    def close(self, stage: int, by: int) -> None:
        """A stage is opened, or closed by force over what lies in it."""
        chosen, person = self._stage(stage), self._person(by)
        try:
            if chosen.state == Stage.State.OPEN:
                programmes.close_stage(chosen, by=person, why="We must go on")
                batons.leave_behind(chosen, by=person)
            else:
                programmes.open_stage(chosen, by=person)
        except StageNotNow:
            pass

    @rule(which=one, erased=st.booleans())
    def take_back(self, which: int, erased: bool) -> None:
        there = list(self.board.contributions.order_by("pk"))
        if there:
            gone = listening.erase if erased else listening.withdraw
            gone(there[which % len(there)], by="test")

    def _try(self, move: Any) -> None:
        """A refused move leaves everything as it was."""
        before = self._picture()
        try:
            move()
        except policies.NotNow:
            assert self._picture() == before

    def _picture(self) -> list[tuple[Any, ...]]:
        return list(
            self.board.batons.order_by("pk").values_list("pk", "state", "due_on", "holder", "stage")
        )

    @invariant()
    def nothing_is_in_nobodys_hands(self) -> None:
        if not hasattr(self, "board"):
            return
        assert not queries.unaccounted(self.board).exists()
        for baton in self.board.batons.all():
            assert baton.is_open == (baton.closed_at is None)
            assert not baton.is_open or baton.whose

    @invariant()
    def links_run_both_ways(self) -> None:
        if not hasattr(self, "board"):
            return
        carried: dict[int, set[int]] = {}
        for baton, finding in Carried.objects.filter(baton__organisation=self.board).values_list(
            "baton", "finding"
        ):
            carried.setdefault(baton, set()).add(finding)
        moves = Move.objects.filter(before__organisation=self.board)
        onward: dict[int, set[int]] = {}
        came = set()
        for before, after in moves.values_list("before", "after"):
            onward.setdefault(before, set()).add(after)
            came.add(after)
            assert carried[before] <= carried[after]
        firsts = {min(keys) for keys in self._batons_of_each_finding().values()}
        for baton in self.board.batons.all():
            assert carried[baton.pk]
            assert (baton.pk in came) != (baton.pk in firsts)
            assert bool(onward.get(baton.pk)) >= (baton.state in LED_ON)

    def _batons_of_each_finding(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        rows = Carried.objects.filter(finding__organisation=self.board)
        for finding, baton in rows.values_list("finding", "baton"):
            found.setdefault(finding, []).append(baton)
        return found

    @invariant()
    def every_voice_keeps_its_place(self) -> None:
        if not hasattr(self, "board"):
            return
        counted = Finding.objects.filter(organisation=self.board).annotate(n=Count("supports"))
        assert dict(counted.values_list("pk", "n")) == self.stood
        there = Contribution.objects.filter(organisation=self.board)
        behind = Support.objects.filter(finding__organisation=self.board)
        pointed = set(behind.exclude(contribution=None).values_list("contribution", flat=True))
        assert pointed == set(there.values_list("pk", flat=True))


@pytest.mark.django_db
def test_no_finding_is_ever_in_nobodys_hands():
    run_state_machine_as_test(
        Batons,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
