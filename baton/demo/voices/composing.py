# SPDX-License-Identifier: MIT
"""What one person writes in one box: which phrases, how many, joined how.

A comment is never a filled form: it is a few words, a list, one sentence, a handful that may
change its mind half way, or a whole account written by hand and used once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from baton.demo.voices.people import Persona
from baton.demo.voices.phrases import (
    GENERAL,
    STORIES,
    Deck,
    Phrase,
    Whole,
    kind_named,
    lines,
    phrase,
    words,
)
from baton.demo.voices.speech import ended, joined, spoken
from baton.demo.voices.telling import Teller, choose, relative

Box = Literal["what_good", "could_improve", "nonspecific"]
Feeling = Literal["good", "bad", "improve", "neutral"]
Decks = dict[tuple[str, str], Deck[Phrase]]

#: Chance that somebody speaks for another, by kind of service; parents nearly always do.
_FOR_ANOTHER = {"older": 0.6, "nursing": 0.4, "ambulance": 0.45, "mhward": 0.15, "mental": 0.12,
                "transport": 0.3, "urgent": 0.25, "gp": 0.14, "one11": 0.3}  # fmt: skip
#: Where people wait in a room, telephone first and get letters.
_WAITING_ROOMS = ("urgent", "gp", "eye", "physio", "maternity", "children", "dental")
_OF_WAITING_ROOMS = re.compile(r"Seen|reception|seats|appointments|opening|parking|On time|Parking")
_OLDEST = ("75-84", "85+")
_RUN_ON = ("tbh", "honestly", "ok so", "first time using this and")
#: What is said of a death stands alone, and so does "nothing to improve".
_ALONE = frozenset(("loss", "endoflife", "none"))
_WHOLES = {1: ("good",), 2: ("good", "mixed"), 3: ("mixed",), 4: ("mixed", "bad"), 5: ("bad",)}
#: Chances of one to six sentences: people say more about what went wrong.
_LENGTHS = {
    "good": (0.36, 0.36, 0.17, 0.07, 0.03, 0.01),
    "bad": (0.24, 0.31, 0.22, 0.12, 0.07, 0.04),
}
#: Chance that a terse answer is one of the very commonest.
_COMMONEST = {"none": 0.45, "good": 0.22, "bad": 0.15}
_STORY_TOPICS = {"walkin_waits": "waits", "phones": "booking", "phones_new": "booking",
                 "letters": "booking", "letters_new": "booking"}  # fmt: skip
#: A word before that somebody not content with it needs: "But", "To be fair,".
_TURN = {("good", "bad"): "but", ("bad", "good"): "still", ("good", "improve"): "but"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """One box filled in: by whom, where, about what, and how they judge it (1 … 5, 6, None)."""

    persona: Persona
    code: str
    kind: str
    box: Box
    score: int | None
    month: int
    story: str = ""
    story_good: bool = False


class Composer:
    """Writes comments one after another, remembering what has been used."""

    def __init__(self, rng: Random, expected: int, *, with_wholes: bool = True) -> None:
        """`expected` is about how many comments will be written, so that wholes are spread."""
        self.rng = rng
        self._expected = expected
        self._written = 0
        self._with_wholes = with_wholes
        self._decks: Decks = {}
        self._line_decks: dict[tuple[str, str], Deck[str]] = {}
        self._wholes: dict[str, list[Whole]] = {}
        self._seen: set[str] = set()

    def write(self, occasion: Occasion) -> tuple[str, str]:
        """The words of one box and, where not English, their language.

        Only the shortest are said twice in the same words, as real people do.
        """
        language = occasion.persona.language if self.rng.random() < 0.85 else ""
        self._written += 1
        text = ""
        for _ in range(12):
            text = self._in_their_language(occasion) if language else self._once(occasion)
            short = len(text.split()) < 4
            if _bare(text) not in self._seen or (short and self.rng.random() < 0.8):
                break
        self._seen.add(_bare(text))
        return text, language.split("-")[0]

    def _once(self, occasion: Occasion) -> str:
        if not occasion.story and (whole := self._whole(occasion)):
            return whole
        teller = self._teller(occasion)
        roll = self.rng.random()
        if not occasion.story and roll < self._terse_chance(occasion):
            return self._finished(self._terse(occasion, teller), occasion.persona)
        if not occasion.story and roll > 0.96:
            return self._finished(self._list(occasion), occasion.persona)
        text, mood = self._sentences(occasion, teller)
        return self._finished(text, occasion.persona, closing=mood)

    # --- short shapes

    def _terse_chance(self, occasion: Occasion) -> float:
        if occasion.box == "could_improve" and occasion.score in (1, 2, None):
            return 0.46
        return 0.2 if occasion.box == "nonspecific" else 0.27

    def _terse(self, occasion: Occasion, teller: Teller) -> str:
        """A word or a handful; often one of the few that everybody uses."""
        feeling = feeling_of(occasion)
        block: str = feeling
        if occasion.box == "could_improve":
            block = "none" if occasion.score in (1, 2) and self.rng.random() < 0.6 else "improve"
        elif occasion.box == "what_good" and feeling == "bad":
            block = "bad" if self.rng.random() < 0.3 else "neutral"
        if block in _COMMONEST and self.rng.random() < _COMMONEST[block]:
            return self.rng.choice(lines(words("terse")["common"][block]))
        if block in ("good", "bad") and self.rng.random() < 0.22:
            return teller.say(self._item(occasion.kind, f"list_{block}"))
        return teller.say(self._line("terse", block, kind_named(occasion.kind).elsewhere))

    def _list(self, occasion: Occasion) -> str:
        """Good points and bad points, as some people set them out."""
        good = self._items(occasion.kind, "list_good")
        bad = self._items(occasion.kind, "list_bad")
        feeling = feeling_of(occasion)
        if occasion.box == "what_good" or (feeling == "good" and self.rng.random() < 0.5):
            return f"{good[0].capitalize()}, {', '.join(good[1:])}"
        if occasion.box == "could_improve":
            return "\n".join(f"- {item}" for item in bad)
        heads = (choose(self._line("voices", f"list_{way}"), self.rng) for way in ("good", "bad"))
        return "\n".join(
            f"{head} {', '.join(items)}" for head, items in zip(heads, (good, bad), strict=True)
        )

    def _items(self, kind: str, block: str) -> list[str]:
        items = [choose(self._item(kind, block), self.rng) for _ in range(self.rng.choice((2, 3)))]
        return list(dict.fromkeys(items))

    def _item(self, kind: str, block: str) -> str:
        deck = self._line_decks.setdefault(
            (kind, block), Deck(kind_named(kind).items[block], self.rng)
        )
        return deck.deal() or ""

    def _line(self, name: str, block: str, elsewhere: Container[str] = ()) -> str:
        deck = self._line_decks.setdefault((name, block), Deck(lines(words(name)[block]), self.rng))
        if "waits" not in elsewhere:
            return deck.deal() or ""
        return deck.deal(lambda line: not _OF_WAITING_ROOMS.search(line)) or ""

    # --- sentences

    def _sentences(self, occasion: Occasion, teller: Teller) -> tuple[str, str]:
        """One to six sentences, and their feeling when it never turns ("" when it does)."""
        plan = self._plan(occasion)
        said: list[str] = []
        used: list[Phrase] = []
        if occasion.box == "nonspecific" and self.rng.random() < 0.12 + 0.2 * (len(plan) > 1):
            used += filter(None, [self._deal(occasion.kind, "open", teller, used)])
            said += [teller.say(opener.text) for opener in used]
        before = ""
        for place, feeling in enumerate(plan):
            if place == 0 and occasion.story:
                chosen = self._story_phrase(occasion, teller)
            else:
                chosen = self._phrase(occasion, feeling, teller, used)
            if chosen is None:
                continue
            used.append(chosen)
            if chosen.topic in _ALONE:
                return teller.say(chosen.text), ""
            text, link = teller.say(chosen.text), self._link(before, feeling)
            said = [*said[:-1], joined(said[-1], link, text)] if link and said else [*said, text]
            before = feeling
        if not said:
            said = [choose(self._line("terse", "neutral"), self.rng)]
        whole = " ".join([*map(ended, said[:-1]), said[-1]])
        return whole, plan[0] if len(set(plan)) == 1 else ""

    def _link(self, before: str, feeling: str) -> str:
        turn = _TURN.get((before, feeling), "")
        if turn and self.rng.random() < 0.75:
            return self._line("voices", turn)
        if before == feeling and self.rng.random() < 0.08:
            return self._line("voices", "and")
        return ""

    def _plan(self, occasion: Occasion) -> list[Feeling]:
        """The feelings of the sentences to come, in order."""
        rng = self.rng
        feeling = feeling_of(occasion)
        lengths = _LENGTHS["good" if feeling == "good" else "bad"]
        count = rng.choices((1, 2, 3, 4, 5, 6), lengths)[0]
        if occasion.story and occasion.box == "nonspecific":
            told: Feeling = "good" if occasion.story_good else "bad"
            then = told if feeling == "neutral" else feeling
            return [told, *[then] * (count - (then == told))]
        if occasion.box == "what_good":
            return ["good"] * count if feeling == "good" else ["good"]
        if occasion.box == "could_improve":
            if occasion.story or (feeling != "good" and rng.random() < 0.6):
                wish: list[Feeling] = ["improve"] if rng.random() < 0.4 else []
                bad: list[Feeling] = ["bad"] * max(1, count - 1)
                return bad + wish
            return ["improve"] * min(count, 2)
        plan: list[Feeling] = [feeling] * count
        turns = {1: 0.08, 2: 0.35, 3: 0.75, 4: 0.35, 5: 0.08}.get(occasion.score or 6, 0.3)
        if count > 1 and rng.random() < turns:
            other: Feeling = "bad" if feeling == "good" else "good"
            plan[rng.randrange(1, count) :] = [other]
        if feeling == "bad" and count > 1 and rng.random() < 0.15:
            plan.append("improve")
        return plan

    def _phrase(
        self, occasion: Occasion, feeling: Feeling, teller: Teller, used: Sequence[Phrase]
    ) -> Phrase | None:
        """A phrase of this service, or one that is said anywhere, on a topic not yet touched."""
        own = {"good": 0.68, "bad": 0.78, "improve": 0.6, "neutral": 0.0}[feeling]
        kind = occasion.kind if self.rng.random() < own else GENERAL
        avoid = set() if occasion.month in (10, 11, 12, 1) else {"winter"}
        if occasion.score not in (1, 2):
            avoid.add("none")
        only: frozenset[str] = frozenset()
        if occasion.box == "what_good" and feeling_of(occasion) == "bad":
            kind, only = GENERAL, frozenset(("manner", "place", "skill"))
        return self._deal(kind, feeling, teller, used, avoid, only) or self._deal(
            GENERAL, feeling, teller, used, avoid, only
        )

    def _deal(
        self,
        kind: str,
        feeling: str,
        teller: Teller,
        used: Sequence[Phrase],
        avoid: Container[str] = (),
        only: frozenset[str] = frozenset(),
    ) -> Phrase | None:
        """The next phrase that fits the teller and does not clash with what they have said."""
        material = kind_named(kind)
        cards = material.openers if feeling == "open" else material.phrases[feeling]
        deck = self._decks.setdefault((kind, feeling), Deck(cards, self.rng))
        topics = {phrase.topic for phrase in used} | (_ALONE if used else frozenset())
        if kind == GENERAL:
            topics |= teller.elsewhere
        particular = any(phrase.particular for phrase in used)
        return deck.deal(
            lambda card: (
                card.topic not in topics
                and card.topic not in avoid
                and (not only or card.topic in only)
                and not (particular and card.particular)
                and teller.may_say(card)
            )
        )

    def _story_phrase(self, occasion: Occasion, teller: Teller) -> Phrase | None:
        cards = tuple(
            phrase(line, _STORY_TOPICS.get(occasion.story, "place"), STORIES)
            for line in lines(words(STORIES)[occasion.story])
        )
        deck = self._decks.setdefault((STORIES, occasion.story), Deck(cards, self.rng))
        return deck.deal(teller.may_say) or deck.deal()

    # --- people

    def _teller(self, occasion: Occasion) -> Teller:
        material, rng = kind_named(occasion.kind), self.rng
        parent = material.told_by_parent and occasion.persona.age != "16-17"
        chance = 0.92 if parent else _FOR_ANOTHER.get(occasion.kind, 0.06)
        chance *= 1.6 if occasion.persona.carer and not parent else 1.0
        spoken_for = None
        if rng.random() < chance:
            spoken_for = relative(rng, occasion.persona.generation, child=parent)
        return Teller(rng, material.who, material.team, material.elsewhere, spoken_for)

    def _whole(self, occasion: Occasion) -> str:
        """A complete account that fits, never told before; "" mostly."""
        if occasion.box != "nonspecific" or not self._with_wholes:
            return ""
        everything = kind_named(occasion.kind).wholes
        left = self._wholes.setdefault(occasion.kind, list(everything))
        told = 1 - len(left) / len(everything)
        if told > self._written / self._expected or self.rng.random() < 0.6:
            return ""
        feelings = _WHOLES.get(occasion.score or 6, ("mixed",))
        fitting = [
            whole
            for whole in left
            if whole.feeling in feelings and whole.code in ("", occasion.code)
        ]
        if not fitting:
            return ""
        chosen = self.rng.choice(fitting)
        left.remove(chosen)
        return chosen.text

    def _in_their_language(self, occasion: Occasion) -> str:
        """One to three sentences in the language a person is at home in."""
        rng, language = self.rng, occasion.persona.language
        content = words("languages")[language]
        feeling = feeling_of(occasion)
        blocks = {"good": ["good"], "bad": ["bad"], "neutral": ["good", "bad"]}.get(feeling, [])
        if occasion.box == "could_improve":
            blocks = ["none" if feeling == "good" and rng.random() < 0.4 else "improve"]
        if "bad" in blocks and occasion.kind in _WAITING_ROOMS:
            blocks.append("clinic_bad")
        sentences = [line for block in blocks for line in lines(content[block])]
        count = min(len(sentences), rng.choices((1, 2, 3), (0.35, 0.4, 0.25))[0])
        chosen = rng.sample(sentences, count)
        if language.endswith("-Latn") and feeling in ("good", "bad") and rng.random() < 0.3:
            chosen.append(rng.choice(lines(words("terse")["common"][feeling])))
        return " ".join([*map(ended, chosen[:-1]), chosen[-1]])

    def _finished(self, text: str, persona: Persona, *, closing: str = "") -> str:
        """The text with the beginnings, ends and habits of this person's voice.

        `closing` is the feeling on which it may end with a last word of thanks or complaint.
        """
        rng, voice = self.rng, persona.voice
        own_words = voice == "young" or (voice == "formal" and persona.age in _OLDEST)
        if closing and own_words and rng.random() < 0.3:
            head = choose(self._line("voices", f"{voice}_open"), rng)
            text = f"{head if head in _RUN_ON else ended(head)} {text}"
        if closing and own_words and rng.random() < 0.25:
            text = f"{ended(text)} {choose(self._line('voices', f'{voice}_close'), rng)}"
        elif closing in ("good", "bad") and rng.random() < 0.14:
            text = f"{ended(text)} {choose(self._line('voices', f'close_{closing}'), rng)}"
        if len(text.split()) > 4 and rng.random() < 0.75:
            text = ended(text)
        text = spoken(text, voice, rng)
        if closing in ("good", "bad") and voice in ("phone", "young") and rng.random() < 0.08:
            text = f"{text} {self._line('voices', f'emoji_{closing}')}"
        return text.strip()


def _bare(text: str) -> str:
    """A text as it counts for saying the same twice."""
    return " ".join(text.lower().rstrip(".!").split())


def feeling_of(occasion: Occasion) -> Feeling:
    """Which way a box leans, from the judgement given with it."""
    if occasion.score in (1, 2):
        return "good"
    if occasion.score in (4, 5):
        return "bad"
    return "neutral" if occasion.score == 3 else "good"
