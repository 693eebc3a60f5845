# SPDX-License-Identifier: MIT
"""What single cells mean: scores, yes and no, ways of contact, areas, languages.

Each function gives the value and a note. The note is empty where the cell was understood; else it
says why the value was left out or cut down. A row is kept whatever its note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from baton.listening.heard import (
    DONT_KNOW,
    MODES,
    WAY_CODES,
    WAYS,
    ContactWay,
    LawfulBasis,
    ShareWith,
)
from baton.ui.wording import _, _lazy

NOT_A_SCORE = _lazy("not a known score; kept without one")
NOT_A_WAY = _lazy("not a known way of speaking; kept without one")
NOT_A_MODE = _lazy("not a known mode of collection; kept without one")

# The Friends and Family Test's answers: since 2020, before it, and how satisfaction is asked.
_SCORES = {
    "very good": 1,
    "good": 2,
    "neither good nor poor": 3,
    "poor": 4,
    "very poor": 5,
    "extremely likely": 1,
    "ext. likely": 1,
    "ext likely": 1,
    "likely": 2,
    "neither likely nor unlikely": 3,
    "neither": 3,
    "unlikely": 4,
    "extremely unlikely": 5,
    "ext. unlikely": 5,
    "ext unlikely": 5,
    "very satisfied": 1,
    "satisfied": 2,
    "fairly satisfied": 2,
    "neither satisfied nor dissatisfied": 3,
    "dissatisfied": 4,
    "fairly dissatisfied": 4,
    "very dissatisfied": 5,
    "dont know": DONT_KNOW,
    "do not know": DONT_KNOW,
    "not sure": DONT_KNOW,
    "unsure": DONT_KNOW,
    "cant say": DONT_KNOW,
    "n/a": DONT_KNOW,
    "not applicable": DONT_KNOW,
}
_SENTIMENTS = {
    "very positive": 1,
    "positive": 2,
    "neutral": 3,
    "mixed": 3,
    "neutral or mixed": 3,
    "negative": 4,
    "very negative": 5,
}
# How suppliers of the Friends and Family Test call modes of collection, besides their own names;
# paper alone may have been handed out or posted.
_MODES = {name.casefold(): number for number, name in MODES.items()} | {
    **dict.fromkeys(("text", "text message", "sms text", "smartphone app", "sms/text"), 1),
    **dict.fromkeys(("tablet", "kiosk", "electronic tablet", "tablet/kiosk"), 2),
    **dict.fromkeys(("postcard", "paper at discharge"), 4),
    **dict.fromkeys(("post", "postal", "letter", "paper at home"), 5),
    **dict.fromkeys(("phone", "call", "telephone survey", "ivr", "agent call"), 6),
    **dict.fromkeys(("web", "website", "web survey", "online survey", "qr code"), 7),
}
# In which way somebody spoke; who did so by themselves has none.
_BY_THEMSELVES = frozenset(
    ("by themselves", "themselves", "self", "none", "no", "no support", "n/a", "not needed")
)
_SPOKE = (
    {name.casefold(): number for number, name in WAYS.items()}
    | {code.replace("_", " "): number for code, number in WAY_CODES.items()}
    | {
        **dict.fromkeys(("via interpreter", "with an interpreter", "interpreted"), 1),
        **dict.fromkeys(("british sign language", "bsl interpreter", "sign language", "signed"), 2),
        **dict.fromkeys(("easyread", "easy-read"), 3),
        **dict.fromkeys(("aac", "symbols", "pictures", "talking mat", "talking mats"), 4),
        **dict.fromkeys(("supporter", "carer", "family member", "support worker", "proxy"), 5),
        **dict.fromkeys(
            ("lipspeaker", "note taker", "notetaker", "speech to text", "palantypist"), 6
        ),
        **dict.fromkeys(("braille", "large print", "audio"), 8),
    }
)
_NUMBER = re.compile(r"\d{1,2}(?:\.0+)?")
_NUMBERED = re.compile(r"^\(?\d{1,2}\)?\s*[-–.:=)]*\s*(?=[a-z])|\s*\(\d{1,2}\)$")

_YES = frozenset(
    (
        *("yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔", "on", "ticked", "checked"),
        *("agree", "i agree", "i consent"),
    )
)
_NO = frozenset(
    (
        *("no", "n", "false", "f", "0", "0.0", "-", "off", "none", "unticked", "unchecked"),
        *("disagree", "i disagree", "i do not agree", "no thanks", "no thank you"),
        *("do not contact", "not given", "not asked", "prefer not to say"),
    )
)
_YES_BECAUSE = re.compile(
    r"yes[\s,.;:–-]*(please|thank|i (agree|consent|am happy|do\b|would)|you (may|can)|"
    r"that'?s (fine|ok)|happy|of course)"
)
_BUT = re.compile(r"\b(but|only|if|unless|except|not|don'?t)\b")

_WAYS: tuple[tuple[re.Pattern[str], ContactWay], ...] = (
    (re.compile(r"e-?mail"), "email"),
    (re.compile(r"\b(sms|text)"), "sms"),
    (re.compile(r"phone|\bcall\b|\bring\b|\bmobile\b"), "phone"),
    (re.compile(r"\b(post|letter|mail)\b"), "post"),
)
_SHARING: tuple[tuple[re.Pattern[str], ShareWith], ...] = (
    (re.compile(r"nobody|no one|no-one|^no\b|none|not shared"), "nobody"),
    (re.compile(r"partner"), "partners"),
    (re.compile(r"public|anyone|anybody|everybody|everyone"), "public"),
    (re.compile(r"organi[sz]ation|trust|internal"), "organisation"),
)
_BASES: tuple[tuple[str, LawfulBasis], ...] = (
    ("public task", "public_task"),
    ("6(1)(e)", "public_task"),
    ("consent", "consent"),
    ("6(1)(a)", "consent"),
    ("legal obligation", "legal_obligation"),
    ("6(1)(c)", "legal_obligation"),
    ("not stated", "not_stated"),
)

# England and Wales E01000001, Scotland S01000001, Northern Ireland N20000001 or 95GG01S1.
_SMALL_AREA = re.compile(r"[EWSN]\d{8}|\d{2}[A-Z]{2}\d{2}[SW]\d{1,2}")
_DISTRICT = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d(?:[A-Z]{2})?\b")

_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
# The languages most spoken in England and Wales (Census 2021, main language), and British Sign.
_LANGUAGES = {
    "english": "en", "polish": "pl", "romanian": "ro", "panjabi": "pa", "punjabi": "pa",
    "urdu": "ur", "portuguese": "pt", "spanish": "es", "arabic": "ar", "bengali": "bn",
    "bangla": "bn", "gujarati": "gu", "italian": "it", "french": "fr", "tamil": "ta",
    "turkish": "tr", "bulgarian": "bg", "russian": "ru", "lithuanian": "lt", "somali": "so",
    "hungarian": "hu", "greek": "el", "persian": "fa", "farsi": "fa", "kurdish": "ku",
    "german": "de", "albanian": "sq", "slovak": "sk", "czech": "cs", "hindi": "hi",
    "ukrainian": "uk", "chinese": "zh", "mandarin": "zh", "cantonese": "yue", "nepali": "ne",
    "latvian": "lv", "dutch": "nl", "pashto": "ps", "tigrinya": "ti", "vietnamese": "vi",
    "welsh": "cy", "british sign language": "bfi", "bsl": "bfi",
}  # fmt: skip


def plain(text: str) -> str:
    """How two ways of typing the same answer are compared: spaces, case and apostrophes aside."""
    return " ".join(text.replace("’", "").replace("'", "").casefold().split()).strip(" .!")


def score(text: str, own: Mapping[str, str], best: int = 1) -> tuple[int | None, str]:
    """The Friends and Family answer, 1 (very good) to 5 (very poor) or `DONT_KNOW`.

    `own` holds answers as this file words them, already `plain`, with the number that each means or
    nothing where it is to be left out; it goes first. `best` is the best of bare numbers, 1 or 5.

    >>> score("5 - Very good", {}), score("7", {}), score("Ace", {"ace": "1"}), score("4", {}, 5)
    ((1, ''), (6, ''), (1, ''), (2, ''))
    """
    answer = plain(text)
    if not answer:
        return None, ""
    if (code := own.get(answer)) is not None:
        return int(code) if code else None, ""
    for wording in (answer, _NUMBERED.sub("", answer)):
        if (known := _SCORES.get(wording)) is not None:
            return known, ""
    if _NUMBER.fullmatch(answer):
        number = int(float(answer))
        if 1 <= number <= 5:
            return 6 - number if best == 5 else number, ""
        if number in (6, 7):  # survey systems number "don't know" and "no answer" after the five
            return DONT_KNOW, ""
    return None, str(NOT_A_SCORE)


def mode(text: str) -> tuple[int | None, str]:
    """How an answer was collected, as a number of `MODES`.

    >>> mode("Mode SMS"), mode("text message"), mode("Paper")[0]
    ((1, ''), (1, ''), None)
    """
    answer = plain(text).removeprefix("mode ")
    if not answer:
        return None, ""
    known = _MODES.get(answer)
    return known, "" if known else str(NOT_A_MODE)


def way(text: str) -> tuple[int | None, str]:
    """In which way somebody spoke, as a number of `WAYS`; None for by themselves.

    >>> way("BSL"), way("Through an interpreter"), way("By themselves"), way("loudly")[0]
    ((2, ''), (1, ''), (None, ''), None)
    """
    answer = plain(text)
    if not answer or answer in _BY_THEMSELVES:
        return None, ""
    known = _SPOKE.get(answer)
    return known, "" if known else str(NOT_A_WAY)


def is_bare_number(text: str) -> bool:
    """Whether an answer is a number from 1 to 5 without a word, so that either may be the best.

    >>> is_bare_number(" 4 "), is_bare_number("4.0"), is_bare_number("4 - Poor")
    (True, True, False)
    """
    answer = plain(text)
    return _NUMBER.fullmatch(answer) is not None and 1 <= float(answer) <= 5


def numbered_best(text: str) -> int:
    """Which number is the best, 1 or 5, where the answer has its number and its word; else 0.

    >>> numbered_best("5 - Very good"), numbered_best("2: Good"), numbered_best("Good")
    (5, 1, 0)
    """
    answer = plain(text)
    found = re.match(r"\(?(\d)\b", answer)
    known = _SCORES.get(_NUMBERED.sub("", answer))
    if not found or known in (None, 3, DONT_KNOW):
        return 0
    return {known: 1, 6 - known: 5}.get(int(found[1]), 0)


def sentiment(text: str) -> tuple[int | None, str]:
    """A sentiment that a person judged: 1 (very positive) to 5 (very negative)."""
    answer = plain(text)
    if not answer:
        return None, ""
    if (known := _SENTIMENTS.get(_NUMBERED.sub("", answer))) is not None:
        return known, ""
    if _NUMBER.fullmatch(answer) and 1 <= int(float(answer)) <= 5:
        return int(float(answer)), ""
    return None, _("not a sentiment from 1 (very positive) to 5; left out")


def yes(text: str) -> tuple[bool, str]:
    """Whether the cell says yes. Anything that is not plainly so is no.

    >>> yes("Yes, I agree"), yes("x")[0], yes("Yes, but not my name")[0]
    ((True, ''), True, False)
    """
    answer = " ".join(text.replace("’", "'").casefold().split()).strip(" .!")
    if answer in _YES:
        return True, ""
    if not answer or answer in _NO:
        return False, ""
    if _YES_BECAUSE.match(answer) and not _BUT.search(answer):
        return True, ""
    return False, _("neither a plain yes nor a plain no; taken as no")


def contact_way(text: str) -> tuple[ContactWay, str]:
    """How the person may be contacted; "no" unless the cell names a way."""
    answer = " ".join(text.casefold().split())
    if not answer or answer in _NO or answer.startswith(("no ", "no,", "do not", "don't")):
        return "no", ""
    for pattern, way in _WAYS:
        if pattern.search(answer):
            return way, ""
    return "no", _("does not say by e-mail, phone, text or post; taken as no")


def share_with(text: str) -> tuple[ShareWith, str]:
    """With whom what the person said may be shared; only their organisation unless it says so."""
    answer = " ".join(text.casefold().split())
    if not answer:
        return "organisation", ""
    if answer in _NO:
        return "nobody", ""
    for pattern, audience in _SHARING:
        if pattern.search(answer):
            return audience, ""
    return "organisation", _("does not say with whom (partners, public); kept to the organisation")


def lawful_basis(text: str) -> tuple[LawfulBasis, str]:
    """The lawful basis that the cell names; a public body's own task where it is empty."""
    answer = " ".join(text.replace("_", " ").casefold().split())
    if not answer:
        return "public_task", ""
    for wording, basis in _BASES:
        if wording in answer:
            return basis, ""
    return "not_stated", _("not a known lawful basis; kept as not stated")


def area(text: str) -> tuple[str, str]:
    """A small-area code or postcode district; never a whole postcode.

    >>> area("le1 5ww")[0], area("E01013674")
    ('LE1', ('E01013674', ''))
    """
    given = " ".join(text.upper().split())
    if not given:
        return "", ""
    if _SMALL_AREA.fullmatch(given) or _DISTRICT.fullmatch(given):
        return given, ""
    if match := _POSTCODE.search(given):
        return match[1], _("a postcode; only its first half was kept")
    return "", _("not a small-area code or the first half of a postcode; left out")


def language(text: str) -> tuple[str, str]:
    """The language's code: as given, or from its English name."""
    answer = plain(text)
    if not answer:
        return "", ""
    if code := _LANGUAGES.get(answer):
        return code, ""
    if _LANGUAGE_CODE.fullmatch(answer):
        return answer, ""
    return "", _("not a known language; left out")
