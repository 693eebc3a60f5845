# SPDX-License-Identifier: MIT
"""Findings of two programmes from stage to stage: split, declined, copied, re-dated, dropped; what
was decided because of them, and what is changed and measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from baton.core import clock
from baton.demo.programmes import as_they_were
from baton.demo.reading import Colleagues, content, holder, moment, some_day
from baton.improving.batons import operations as carrying
from baton.improving.batons.models import Baton
from baton.improving.batons.operations import Handing, Hands, Part
from baton.improving.decisions import operations as deciding
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings import operations as findings
from baton.improving.findings.models import Finding
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.programmes.models import Programme

Programmes = Mapping[str, Programme]
#: The batons of a finding that can still be moved, by the name of their part.
Lying = dict[str, Baton]


def keep(
    board: Organisation, known: Colleagues, begun: Programmes, concluded: Mapping[str, Finding]
) -> dict[str, Decision]:
    """Everything on its day, as if Baton had stood there then; the decisions by their titles."""
    told = content("batons")
    made: dict[str, Lying] = {}
    with as_they_were(begun):
        for key, about in told["findings"].items():
            found = concluded.get(key) or _conclude(
                board, about, known["priya"], begun[about["programme"]]
            )
            made[key] = {"": found.batons.get()}
        for key, move in sorted(_moves(told["findings"]), key=lambda each: each[1]["day"]):
            about = told["findings"][key]
            with clock.held_at(moment(-move["day"])):
                _Mover(known, begun, about["programme"], made[key]).do(move)
    decided = sorted(told["decisions"], key=lambda each: each["day"])
    return {each["title"]: _decide(board, known, each, made) for each in decided}


def _moves(told: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, about in told.items():
        for move in about.get("moves", ()):
            # Its days are read before the clock is held at one of them: they count from today.
            yield key, move | ({"due": some_day(move["due"])} if "due" in move else {})


def _conclude(
    board: Organisation, about: dict[str, Any], analyst: Account, programme: Programme
) -> Finding:
    day = -about["concluded"]
    with clock.held_at(moment(day + 3)):
        finding = findings.begin(
            programme.stages.get(kind=about["stage"]),
            about["says"],
            by=analyst,
            kind=about.get("kind", Finding.Kind.INSIGHT),
            severity=Finding.Severity[about["severity"].upper()],
            severity_says=about.get("severity_says", ""),
            inequality=Finding.Inequality[about["inequality"].upper()],
            inequality_says=about.get("inequality_says", ""),
        )
        findings.gather(finding, _voices(board, about, day), by=analyst)
    with clock.held_at(moment(day)):
        findings.conclude(finding, by=analyst)
    return finding


def _voices(board: Organisation, about: dict[str, Any], day: int) -> list[Contribution]:
    """Some who spoke of its theme by then; the last of them, if nobody had."""
    spoke = (
        Contribution.objects.filter(
            organisation=board, withdrawn_at=None, codings__theme__slug=about["theme"]
        )
        .exclude(words="")
        .distinct()
    )
    before = spoke.filter(said_at__lt=moment(day + 3)).order_by("-said_at", "pk")
    return list(before[: about["many"]]) or list(spoke.order_by("said_at", "pk")[: about["many"]])


class _Mover:
    """Does with the batons of one finding what is written of a day."""

    def __init__(self, known: Colleagues, begun: Programmes, programme: str, lying: Lying) -> None:
        self._known, self._begun, self._programme = known, begun, programme
        self._lying = lying

    def do(self, move: dict[str, Any]) -> None:
        which = move.get("which", "")
        baton = self._lying[which]
        by = self._known[move.get("by", "priya")]
        deed: Callable[[Baton, dict[str, Any], Account], Baton | dict[str, Baton] | None]
        deed = getattr(self, f"_{move['do']}")
        made = deed(baton, move, by)
        if isinstance(made, dict):
            del self._lying[which]
            self._lying.update(made)
        elif made is not None:
            self._lying[which] = made
        else:
            baton.refresh_from_db()

    def _hand_on(self, baton: Baton, move: dict[str, Any], by: Account) -> Baton:
        (made,) = carrying.hand_on([baton], self._handing(move), by=by)
        return made

    def _take_up(self, baton: Baton, move: dict[str, Any], by: Account) -> None:  # noqa: ARG002
        carrying.take_up(baton, by=by)

    def _decline(self, baton: Baton, move: dict[str, Any], by: Account) -> Baton:
        return carrying.decline(baton, move["why"], by=by)

    def _split(self, baton: Baton, move: dict[str, Any], by: Account) -> dict[str, Baton]:
        parts = move["parts"]
        made = carrying.split(baton, [Part(asks) for asks in parts.values()], by=by)
        return dict(zip(parts, made, strict=True))

    def _copy(self, baton: Baton, move: dict[str, Any], by: Account) -> None:
        self._lying["copy"] = carrying.copy(baton, self._handing(move), by=by)

    def _redate(self, baton: Baton, move: dict[str, Any], by: Account) -> None:
        carrying.redate(baton, move["due"], move["why"], by=by)

    def _end(self, baton: Baton, move: dict[str, Any], by: Account) -> None:
        carrying.end([baton], move["why"], by=by)

    def _handing(self, move: dict[str, Any]) -> Handing:
        programme = self._begun[move.get("programme", self._programme)]
        account = self._known.get(move["to"])
        hands = Hands(account, "" if account else move["to"])
        stage = programme.stages.get(kind=move["stage"])
        return Handing(stage, hands, move["due"], move["asks"])


def _decide(
    board: Organisation, known: Colleagues, told: dict[str, Any], made: Mapping[str, Lying]
) -> Decision:
    meena = known["meena"]
    batons = [made[key][""] for key in told["answers"]]
    words = ("title", "text", "reasons", "alternatives", "dissent", "told")
    decided_on = some_day(told["day"])
    due = [some_day(each["due"]) for each in told["actions"]]
    with clock.held_at(moment(-told["day"])):
        decision = deciding.record(
            board.groups.get(name=content("groups")[told["group"]]["name"]),
            by=meena,
            batons=batons,
            decided_on=decided_on,
            ends_batons=told["ends"],
            **{name: told[name] for name in words},
        )
        actions = [
            deciding.add_action(
                decision,
                by=meena,
                title=each["title"],
                due_on=due_on,
                expects=each["expects"],
                resources=each.get("resources", ""),
                told=each.get("told", ""),
                **_whose(each, known),
            )
            for each, due_on in zip(told["actions"], due, strict=True)
        ]
    for action, each in zip(actions, told["actions"], strict=True):
        _act(action, each, known)
    return decision


def _whose(told: dict[str, Any], known: Colleagues) -> dict[str, Any]:
    return holder(told["owner"], known) if "owner" in told else {"post": told["post"]}


def _act(action: Action, told: dict[str, Any], known: Colleagues) -> None:
    """Its turns, and what was measured."""
    meena = known["meena"]
    for turn in told["turns"]:
        on = some_day(turn["day"])
        with clock.held_at(moment(-turn["day"])):
            deciding.turn(
                action,
                turn["state"],
                by=action.owner or meena,
                says=turn["says"],
                done_on=on if turn["state"] == Action.State.DONE else None,
                evidence=turn.get("evidence", ""),
            )
    for when in ("before", "after"):
        if when in told:
            on = some_day(told[when]["day"])
            with clock.held_at(moment(-told[when]["day"])):
                given: dict[str, Any] = {when: Decimal(told[when]["value"]), f"{when}_on": on}
                deciding.measure(action, by=meena, **given)
