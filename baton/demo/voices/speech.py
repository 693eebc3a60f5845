# SPDX-License-Identifier: MIT
"""How different people write: at a keyboard, on a phone, in a letter, in a hurry, in anger."""

from __future__ import annotations

import re
from random import Random
from typing import Literal

from baton.demo.voices.phrases import words

Voice = Literal["plain", "phone", "formal", "young", "capitals"]

_EXPANDED = {
    "didn't": "did not",
    "couldn't": "could not",
    "wouldn't": "would not",
    "doesn't": "does not",
    "don't": "do not",
    "can't": "cannot",
    "wasn't": "was not",
    "isn't": "is not",
    "won't": "will not",
    "haven't": "have not",
    "hasn't": "has not",
    "hadn't": "had not",
    "I'm": "I am",
    "I've": "I have",
    "I'd": "I would",
    "I'll": "I shall",
    "it's": "it is",
    "It's": "It is",
    "that's": "that is",
    "That's": "That is",
    "they've": "they have",
    "you're": "you are",
    "we're": "we are",
}

_MISSPELT = {
    "appointment": ("apointment", "appoinment", "appt", "appoitment"),
    "appointments": ("apointments", "appts", "appoinments"),
    "receptionist": ("receptionest", "recepionist", "receptionst"),
    "definitely": ("definately",),
    "received": ("recieved",),
    "excellent": ("excelent", "exellent"),
    "professional": ("profesional", "proffesional"),
    "because": ("becuase", "cos", "because", "bcos"),
    "really": ("realy", "really"),
    "their": ("there",),
    "they're": ("their", "theyre"),
    "too": ("to", "too", "too"),
    "waiting": ("wating", "waitting"),
    "friendly": ("freindly",),
    "thorough": ("through", "thourough"),
    "nurse": ("nurse", "nures"),
    "surgery": ("surgury", "surgery"),
    "explained": ("explaned", "explained"),
    "embarrassing": ("embarasing",),
    "prescription": ("perscription", "prescripton"),
    "the": ("the", "the", "the", "the", "teh"),
    "without": ("with out",),
    "straight": ("strait", "straight"),
    "disappointed": ("dissapointed",),
    "thank": ("thank", "thnak"),
    "brilliant": ("briliant", "brillant"),
    "physio": ("phisio", "physio"),
    "ambulance": ("ambulence",),
    "reassuring": ("re assuring", "reasuring"),
    "hospital": ("hosptial", "hospital"),
    "were": ("where", "were", "were"),
    "your": ("your", "you're"),
    "couldn't": ("couldnt", "couldn't"),
    "caring": ("carring", "caring"),
}

_SHORTENED = {
    "please": "pls",
    "and": "&",
    "hours": "hrs",
    "hour": "hr",
    "minutes": "mins",
    "doctor": "dr",
    "thanks": "thx",
    "with": "w",
    "about": "abt",
    "you": "u",
    "two": "2",
    "three": "3",
    "four": "4",
}

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def starts_low(sentence: str) -> str:
    """A sentence that follows "But", with its capital lowered unless a name or "I" keeps it.

    >>> starts_low("The nurse was kind"), starts_low("GP sent me"), starts_low("I waited")
    ('the nurse was kind', 'GP sent me', 'I waited')
    """
    first = sentence.split(" ", 1)[0].rstrip(",.:;!?").split("’")[0]
    if first in words("voices")["proper"].split() or (len(first) > 1 and first[:2].isupper()):
        return sentence
    return sentence[:1].lower() + sentence[1:]


def ended(sentence: str) -> str:
    """A sentence with an end mark."""
    return sentence if sentence[-1:] in ".!?…)" or not sentence[-1:].isascii() else sentence + "."


def joined(first: str, link: str, second: str) -> str:
    """Two sentences with a link such as "But", "However," or "Only thing was," between them."""
    return f"{ended(first)} {link} {starts_low(second)}"


def spoken(text: str, voice: Voice, rng: Random) -> str:
    """The text as somebody of this voice would write it."""
    if voice == "capitals":
        return text.upper()
    if voice == "formal":
        return _WORD.sub(lambda match: _EXPANDED.get(match.group(0), match.group(0)), text)
    if voice in ("phone", "young"):
        return _typed(text, rng, short=0.18 if voice == "young" else 0.1)
    return _slips(text, rng, 0.05)


def _typed(text: str, rng: Random, *, short: float) -> str:
    """Typed with a thumb: small letters, lost apostrophes, some words cut short."""
    text = _slips(text, rng, 0.3)
    if small := rng.random() < 0.8:
        text = text.lower()
    if rng.random() < 0.6:
        text = text.replace("'", "").replace("’", "")
    if rng.random() < 0.5:
        habits = frozenset(word for word in _SHORTENED if rng.random() < short * 2)
        text = _WORD.sub(
            lambda match: (
                _SHORTENED[match.group(0).lower()]
                if match.group(0).lower() in habits
                else match.group(0)
            ),
            text,
        )
    if small and rng.random() < 0.3:
        text = re.sub(r"[,.] ", " ", text)
    return text.rstrip(".") if rng.random() < 0.7 else text


def _slips(text: str, rng: Random, chance: float) -> str:
    """Each word that people often misspell comes out wrong with this chance."""

    def slip(match: re.Match[str]) -> str:
        word = match.group(0)
        wrong = _MISSPELT.get(word.lower())
        if not wrong or rng.random() >= chance:
            return word
        chosen = rng.choice(wrong)
        return chosen.capitalize() if word[0].isupper() else chosen

    return _WORD.sub(slip, text)
