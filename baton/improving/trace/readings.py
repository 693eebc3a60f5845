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
from baton.ui.wording import _, _many
from baton.ui.words import count, listed, number, short_day
from baton.understanding.steps import Step


def said(behind: Voices, page: str) -> list[Step]:
    """The first step of a finding's line: when people spoke, and how many."""
    if behind.first is None or behind.last is None:
        return []
    days = {"first": short_day(behind.first), "last": short_day(behind.last)}
    when = days["first"]
    if days["last"] != when:
        when = _("%(first)s to %(last)s") % days
    channels = count(len(behind.channels), "channel")
    voices = count(behind.number, "contribution")
    return [Step(_("Said"), behind.first, f", {channels}", voices, page, when=when)]


def title(thing: Finding | Baton | Decision | Action | Reply) -> str:
    """What a thing is called above its voices."""
    if isinstance(thing, Reply):
        return thing.we_say
    if isinstance(thing, Baton):
        place = {"stage": thing.stage.name, "programme": thing.programme}
        return thing.question or _("A baton in %(stage)s of %(programme)s") % place
    return str(thing)


def of_voices(behind: Voices, findings: int) -> str:
    """How many spoke, by which channels, and what is gone of it."""
    if not behind.number:
        return _("No voice stands behind it: it answers no finding.")
    sentences = [_by_channel(behind, _through(behind, findings))]
    if behind.against:
        against = _many(
            "%(n)s of them speaks against.", "%(n)s of them speak against.", behind.against
        )
        sentences.append(against % {"n": number(behind.against)})
    gone = []
    if behind.withdrawn:
        gone.append(_("%(n)s withdrawn") % {"n": number(behind.withdrawn)})
    if behind.erased:
        gone.append(_("%(n)s erased") % {"n": number(behind.erased)})
    if gone:
        still = _("Still counted, without their words: %(gone)s.")
        sentences.append(still % {"gone": listed(gone)})
    return " ".join(sentences)


def _through(behind: Voices, findings: int) -> str:
    """How many spoke, and through how many findings where they are several."""
    if findings > 1:
        said = _many(
            "%(n)s contribution stands behind it, through %(findings)s",
            "%(n)s contributions stand behind it, through %(findings)s",
            behind.number,
        )
    else:
        said = _many(
            "%(n)s contribution stands behind it",
            "%(n)s contributions stand behind it",
            behind.number,
        )
    return said % {"n": number(behind.number), "findings": count(findings, "finding")}


def _by_channel(behind: Voices, said: str) -> str:
    """The same as a sentence, with the channels where they are several."""
    by = _("%(n)s by %(channel)s")
    ways = [
        by % {"n": number(each.voices), "channel": registry.name_of(each.channel).lower()}
        for each in behind.channels
    ]
    return f"{said}: {listed(ways)}." if len(ways) > 1 else f"{said}."


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of a programme's findings have come to a step."""

    name: str
    number: int
    says: str


def of_programme(so_far: ComeSoFar) -> list[Reached]:
    """The line of a whole programme, in numbers of findings."""
    said = _many(
        "%(n)s contribution behind findings", "%(n)s contributions behind findings", so_far.voices
    )
    handed_on = _of_them(so_far.handed_on)
    if so_far.dropped:
        lost = _many("%(n)s baton dropped", "%(n)s batons dropped", so_far.dropped)
        lost %= {"n": number(so_far.dropped)}
        handed_on = f"{handed_on}; {lost}"
    return [
        Reached(_("Said"), so_far.voices, said % {"n": number(so_far.voices)}),
        Reached(_("Concluded"), so_far.concluded, count(so_far.concluded, "finding")),
        Reached(_("Handed on"), so_far.handed_on, handed_on),
        Reached(_("Decided"), so_far.decided, _of_them(so_far.decided)),
        Reached(_("Done"), so_far.done, _of_them(so_far.done)),
        Reached(_("Answered"), so_far.answered, _of_them(so_far.answered)),
    ]


def _of_them(many: int) -> str:
    return _("%(n)s of them") % {"n": number(many)}
