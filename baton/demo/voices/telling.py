# SPDX-License-Identifier: MIT
"""One person telling one thing: alternatives chosen, slots filled, he and she kept straight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from baton.demo.voices.phrases import Phrase

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"<([^<>]+)>")
_LOOSE_STOP = re.compile(r" ([,.])")


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody spoken for: how the speaker names them first, and the pronouns after that."""

    name: str
    she: bool

    def form(self, slot: str) -> str:
        """The pronoun for a slot once the relative has been named."""
        forms = {
            "I": ("he", "she"),
            "me": ("him", "her"),
            "my": ("his", "her"),
            "self": ("himself", "herself"),
        }
        return forms[slot][self.she]


_SELF = {"I": "I", "me": "me", "my": "my", "self": "myself", "am": "am", "have": "have"}
_THIRD = {"am": "is", "have": "has"}

#: Words that tell, once spoken, whom the rest is about. The first that occurs decides.
_NAMED = re.compile(
    r"\b(?:(mum|mother|nan|gran|wife|daughter|sister|aunt|girl|lady)"
    r"|(dad|father|husband|son|brother|lad|boy|gentleman))\b",
    re.IGNORECASE,
)

YOUNG_ADULT, MIDDLE, OLD = "young", "middle", "old"

_SPOKEN_FOR = {
    YOUNG_ADULT: ("my mum", "my nan", "my grandad", "my dad", "Mum", "my partner", "my sister"),
    MIDDLE: ("Mum", "my mother", "Dad", "my father", "my husband", "my wife", "my brother"),
    OLD: ("my husband", "my wife", "my sister", "my brother", "my neighbour Jean", "my friend Ron"),
}
_CHILDREN = ("my son", "my daughter", "our little girl", "our boy", "our daughter", "our son")


def relative(rng: Random, generation: str, *, child: bool) -> Relative:
    """Whom a carer of this generation, or a parent, is likely to speak for."""
    name = rng.choice(_CHILDREN if child else _SPOKEN_FOR[generation])
    found = _NAMED.search(name)
    she = bool(found.group(1)) if found else "Ron" not in name and "grandad" not in name
    return Relative(name, she)


@dataclass(slots=True)
class Teller:
    """Somebody telling. `spoken_for` is whose care it is; None when it is their own.

    A carer's relative is named at the first slot, or by a phrase that names one itself; after
    that only pronouns are used, and no phrase may name another.
    """

    rng: Random
    who: tuple[str, ...]
    team: tuple[str, ...]
    elsewhere: frozenset[str] = frozenset()
    spoken_for: Relative | None = None
    named: bool = False
    met: list[str] = field(default_factory=list)

    def may_say(self, phrase: Phrase) -> bool:
        """Whether a phrase fits the person who speaks and what they have said so far."""
        if self.spoken_for is None:
            return phrase.about != "relative"
        return phrase.about in ("anyone", "patient") or (
            phrase.about == "relative" and not self.named
        )

    def say(self, template: str) -> str:
        """The words of one template, with a capital at its start and no end mark added."""
        said = choose(template, self.rng)
        if self.spoken_for and not self.named and "<" not in said:
            self._hear_a_name(said)
        said = _SLOT.sub(self._fill, said).strip()
        return said[:1].upper() + said[1:]

    def _hear_a_name(self, said: str) -> None:
        """Let a relative named in the words themselves be the one that pronouns mean."""
        if found := _NAMED.search(said):
            self.spoken_for = Relative(found.group(0), bool(found.group(1)))
            self.named = True

    def _fill(self, match: re.Match[str]) -> str:
        word = self._word(match.group(1))
        begins = match.string[: match.start()].rstrip()[-1:] in ("", ".", "!", "?")
        return word[:1].upper() + word[1:] if begins else word

    def _word(self, slot: str) -> str:
        if slot == "who":
            fresh = [name for name in self.who if name not in self.met] or list(self.who)
            self.met.append(self.rng.choice(fresh))
            return self.met[-1]
        if slot == "team":
            return self.rng.choice(self.team)
        if "/" in slot:
            mine, theirs = slot.split("/")
            return theirs if self.spoken_for else mine
        if self.spoken_for is None:
            return _SELF[slot]
        if slot in _THIRD:
            return _THIRD[slot]
        if self.named:
            return self.spoken_for.form(slot)
        self.named = True
        return self.spoken_for.name + ("’s" if slot == "my" else "")


def choose(template: str, rng: Random) -> str:
    """A template with one of each set of alternatives taken.

    >>> choose("{so|so} it {goes|goes}", Random(1))
    'so it goes'
    """
    while _CHOICE.search(template):
        template = _CHOICE.sub(lambda match: rng.choice(match.group(1).split("|")), template)
    return _LOOSE_STOP.sub(r"\1", re.sub(r" +", " ", template)).strip()
