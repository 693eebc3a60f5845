# SPDX-License-Identifier: MIT
"""The written material: reading it, sorting it, and dealing it so that repeats lie far apart.

Everything people say stands in `words/*.yaml`, written by hand; this module only knows its
shape. A phrase keeps its `{alternatives}` and `<slots>`; `telling.py` fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from random import Random
from typing import Any, Generic, Literal, TypeVar

import yaml

#: Whom a phrase is about: anyone; the patient by slot; the speaker; a relative it names itself.
About = Literal["anyone", "patient", "speaker", "relative"]

Card = TypeVar("Card")

GENERAL = "general"
STORIES = "stories"
FEELINGS = ("good", "bad", "improve", "neutral")

_SLOT = re.compile(r"<(I|me|my|self|am|have|[a-z]+/[a-z]+)>")
_FIRST_PERSON = re.compile(r"\b(I|I'm|I've|I'd|I'll|i|im|ive|my|My|me|myself)\b")
_RELATIVE = re.compile(
    r"\b(mum|mother|dad|father|nan|gran|wife|husband|son|daughter|brother|sister|aunt|lad|boy"
    r"|girl|baby)\b",
    re.IGNORECASE,
)
#: What only one illness or injury brings with it. A comment holds one such particular at most.
_PARTICULAR = re.compile(
    r"x-ray|radiograph|stitch|splinter|\bcut\b|wound|\bbreak\b|fracture|sprain|plaster|\bleg\b"
    r"|ankle|wrist|\btoe\b|\bfoot\b|finger|thumb|head injur|antibiotic|infection|\beyes?\b|chest"
    r"|\brash\b|thyroid|knee|\bhip\b|shoulder|smear|inhaler|diabet|asthma|\bHRT\b|\bjabs?\b"
    r"|flu |\blump\b|cough|stroke|seizure|heart|catheter|ulcer|insulin|cataract|injection"
    r"|macular|glaucoma|laser|section|induced|twins|croup|tonsil|append|cannula|\bfell\b|\bfall\b"
    r"|broken|tooth|Fourteen and|Fourteen\||pneumonia|delirium|bleeding|dialysis|stick|sugars"
    r"|died|footprints",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(he|she|him|his|her|hers|he's|she's|he'd|she'd)\b", re.IGNORECASE)

#: Kinds of service where "he" and "she" mostly mean the patient and not the staff.
_OFTEN_TOLD_BY_FAMILY = {"older", "children", "young"}
#: Where a relative in the sentence is the speaker's companion, not the patient.
_RELATIVE_IS_COMPANION = {"maternity", "eye", GENERAL}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One hand-written sentence, or a few, still with alternatives and slots."""

    text: str
    topic: str
    about: About
    particular: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A complete comment, used once at most; `code` ties it to one service when set."""

    text: str
    feeling: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The material for one kind of service; `elsewhere` are general topics not said of it."""

    name: str
    who: tuple[str, ...]
    team: tuple[str, ...]
    told_by_parent: bool
    elsewhere: frozenset[str]
    openers: tuple[Phrase, ...]
    phrases: Mapping[str, tuple[Phrase, ...]]
    items: Mapping[str, tuple[str, ...]]
    wholes: tuple[Whole, ...]


@dataclass(slots=True)
class Deck(Generic[Card]):
    """Deals shuffled cards and reshuffles when none is left that fits, so repeats lie far apart."""

    cards: tuple[Card, ...]
    rng: Random
    left: list[Card] = field(default_factory=list)

    def deal(self, fits: Callable[[Card], bool] = lambda _: True) -> Card | None:
        """The next card that fits, or None when no card of the whole deck does."""
        for _ in range(2):
            for place, card in enumerate(self.left):
                if fits(card):
                    return self.left.pop(place)
            self.left = [*self.left, *self.rng.sample(self.cards, len(self.cards))]
        return None


def lines(block: str) -> tuple[str, ...]:
    """The written lines of one YAML block, blank ones left out."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def about(text: str, kind: str) -> About:
    """Whom a phrase is about.

    A leading "~" in the material says: the speaker, whatever it names; "=": nobody's relative.

    >>> about("They lost <my> notes", "gp"), about("They lost Mum's notes", "gp")
    ('patient', 'relative')
    """
    if text.startswith("~"):
        return "speaker"
    if text.startswith("="):
        return "patient" if _SLOT.search(text) else "anyone"
    if kind not in _RELATIVE_IS_COMPANION and (
        _RELATIVE.search(text) or (kind in _OFTEN_TOLD_BY_FAMILY and _PRONOUN.search(text))
    ):
        return "relative"
    if kind not in (GENERAL, STORIES) and _FIRST_PERSON.search(_SLOT.sub("", text)):
        return "speaker"
    return "patient" if _SLOT.search(text) else "anyone"


def phrase(text: str, topic: str, kind: str) -> Phrase:
    """One line of material as a phrase."""
    particular = kind != GENERAL and bool(_PARTICULAR.search(text))
    return Phrase(text.lstrip("~="), topic, about(text, kind), particular)


@cache
def words(name: str) -> dict[str, Any]:
    """The parsed content of `words/<name>.yaml`."""
    text = (resources.files(__package__) / "words" / f"{name}.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def kind_named(name: str) -> Kind:
    """The material for one kind of service, or for `GENERAL`."""
    content = words(name)
    return Kind(
        name=name,
        who=tuple(content.get("who", ())),
        team=tuple(content.get("team", ())),
        told_by_parent=content.get("speaker") == "parent",
        elsewhere=frozenset(content.get("elsewhere", ())),
        openers=tuple(phrase(line, "opener", name) for line in lines(content.get("open", ""))),
        phrases={
            feeling: tuple(
                phrase(line, topic, name)
                for topic, block in content.get(feeling, {}).items()
                for line in lines(block)
            )
            for feeling in FEELINGS
        },
        items={key: lines(content.get(key, "")) for key in ("list_good", "list_bad")},
        wholes=tuple(_wholes(lines(content.get("whole", "")))),
    )


def _wholes(written: Iterable[str]) -> Iterable[Whole]:
    for line in written:
        head, text = line.split(": ", 1)
        feeling, _, code = head.partition("@")
        yield Whole(text, feeling, code)
