# SPDX-License-Identifier: MIT
"""Sentences about the voices behind something, written from the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from baton.improving.batons.models import Baton
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.improving.replies.models import Reply
from baton.improving.trace.queries import ComeSoFar, Voices
from baton.listening import registry
from baton.ui.words import count, listed, short_day
from baton.understanding.steps import Step


def said(behind: Voices, page: str) -> list[Step]:
    """The first step of a finding's line: when people spoke, and how many."""
    if behind.first is None or behind.last is None:
        return []
    first, last = short_day(behind.first), short_day(behind.last)
    return [
        Step(
            "Said",
            behind.first,
            f", {count(len(behind.channels), 'channel')}",
            count(behind.number, "contribution"),
            page,
            when=first if first == last else f"{first} to {last}",
        )
    ]


def title(thing: Finding | Baton | Decision | Action | Reply) -> str:
    """What a thing is called above its voices."""
    if isinstance(thing, Reply):
        return thing.we_say
    if isinstance(thing, Baton):
        return thing.question or f"A baton in {thing.stage.name} of {thing.programme}"
    return str(thing)


def of_voices(behind: Voices, findings: int) -> str:
    """How many spoke, by which channels, and what is gone of it."""
    if not behind.number:
        return "No voice stands behind it: it answers no finding."
    ways = [
        f"{each.voices:,} by {registry.name_of(each.channel).lower()}" for each in behind.channels
    ]
    by = f": {listed(ways)}" if len(ways) > 1 else ""
    through = f", through {count(findings, 'finding')}" if findings > 1 else ""
    verb = "stands" if behind.number == 1 else "stand"
    sentences = [f"{count(behind.number, 'contribution')} {verb} behind it{through}{by}."]
    if behind.against:
        sentences.append(f"{behind.against:,} of them speak{'s' * (behind.against == 1)} against.")
    gone = []
    if behind.withdrawn:
        gone.append(f"{behind.withdrawn:,} withdrawn")
    if behind.erased:
        gone.append(f"{behind.erased:,} erased")
    if gone:
        sentences.append(f"Still counted, without their words: {listed(gone)}.")
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of a programme's findings have come to a step."""

    name: str
    number: int
    says: str


def of_programme(so_far: ComeSoFar) -> list[Reached]:
    """The line of a whole programme, in numbers of findings."""
    dropped = f"; {count(so_far.dropped, 'baton')} dropped" if so_far.dropped else ""
    return [
        Reached("Said", so_far.voices, f"{count(so_far.voices, 'contribution')} behind findings"),
        Reached("Concluded", so_far.concluded, count(so_far.concluded, "finding")),
        Reached("Handed on", so_far.handed_on, f"{so_far.handed_on:,} of them{dropped}"),
        Reached("Decided", so_far.decided, f"{so_far.decided:,} of them"),
        Reached("Done", so_far.done, f"{so_far.done:,} of them"),
        Reached("Answered", so_far.answered, f"{so_far.answered:,} of them"),
    ]
