# SPDX-License-Identifier: MIT
"""Structured identifiers in people's words: found, and replaced by what they are.

Phone numbers, e-mail addresses, UK postcodes, NHS numbers and dates of birth. Names are not
structured and are not found here. Most comments hold no digit and no "@", and leave at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

Kind = Literal["phone", "email", "postcode", "nhs_number", "date_of_birth"]

#: What the reader sees in place of each kind. Square brackets keep `redact` idempotent: no
#: pattern below reads across one.
REPLACEMENTS: dict[Kind, str] = {
    "phone": "[phone number]",
    "email": "[e-mail address]",
    "postcode": "[postcode]",
    "nhs_number": "[NHS number]",
    "date_of_birth": "[date of birth]",
}


class Identifier(NamedTuple):
    """One identifier: `text[start:end]` in the text as given."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> list[Identifier]:
    """Every structured identifier in `text`, in order, none overlapping another.

    >>> find("Ring 07700 900123")
    [Identifier(kind='phone', start=5, end=17)]
    >>> find("Seen on 12/03/2021 at 10.30, bill £12,500")
    []
    """
    if not _may_hold_one(text):
        return []
    plain = text if text.isascii() else text.translate(_PLAIN_CHARACTERS)
    found: list[Identifier] = []
    # What one pass hides may bare another (two numbers run together), so look until nothing is new.
    while new := _pass(plain):
        found += new
        plain = _replaced(plain, new, lambda one: f"[{chr(0) * (one.end - one.start - 2)}]")
    return sorted(found, key=_start)


def redact(text: str) -> tuple[str, list[Identifier]]:
    """`text` with each identifier replaced by its kind, and where they stood in the original.

    Redacting again changes nothing.

    >>> redact("I am at jo@example.org, ZZ99 3VZ")[0]
    'I am at [e-mail address], [postcode]'
    """
    found = find(text)
    if not found:
        return text, found
    return _replaced(text, found, lambda one: REPLACEMENTS[one.kind]), found


_DIGIT_OR_AT = re.compile(r"[\d@\uff20]")
_DOTTED = re.compile(r"\.[a-z]{2}|\bdot\b", re.IGNORECASE)


def _may_hold_one(text: str) -> bool:
    if _DIGIT_OR_AT.search(text):
        return True
    lowered = text.lower()
    return "at" in lowered and ("dot" in lowered or "." in lowered) and bool(_DOTTED.search(text))


class _PlainCharacters(dict[int, str]):
    """One plain character for each digit, dash, space or wide letter that people paste or type.

    One for one, so that offsets hold. Filled as characters are met.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        plain = character
        if category == "Nd":
            plain = str(unicodedata.digit(character))
        elif category == "Pd" or character == "\N{MINUS SIGN}":
            plain = "-"
        elif category in ("Zs", "Cf"):  # no-break and thin spaces; zero-width joiners, marks
            plain = " "
        elif 0xFF01 <= code <= 0xFF5E:  # full-width forms of ASCII
            plain = chr(code - 0xFEE0)
        self[code] = plain
        return plain


_PLAIN_CHARACTERS = _PlainCharacters()


def _pass(plain: str) -> list[Identifier]:
    """One reading, surest kinds first; a later kind does not claim what an earlier one has."""
    taken = bytearray(len(plain))
    kept: list[Identifier] = []
    for one in _candidates(plain):
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=_start)


def _start(one: Identifier) -> int:
    return one.start


def _replaced(text: str, found: list[Identifier], by: Callable[[Identifier], str]) -> str:
    pieces, position = [], 0
    for one in found:
        pieces += [text[position : one.start], by(one)]
        position = one.end
    return "".join(pieces) + text[position:]


def _candidates(plain: str) -> Iterator[Identifier]:
    yield from _emails(plain)
    if not _DIGIT_OR_AT.search(plain):
        return
    lowered = plain.lower()
    if "born" in lowered or "birth" in lowered or _DOB.search(lowered):
        yield from _dates_of_birth(plain)
    yield from _postcodes(plain)
    if _SIX_DIGITS.search(plain):
        yield from _nhs_numbers(plain)
        yield from _phones(plain)


_AT = r"(?:\s?@\s?|\s?[\(\{]\s?at\s?[\)\}]\s?)"
_DOT = r"(?:\.|\s?[\(\{]\s?dot\s?[\)\}]\s?|\sdot\s)"
# The part before the @ has at most 64 characters (RFC 5321); the bound keeps the search linear.
_LOCAL = r"[^\W_][\w.+%'\u2019-]{0,63}(?:\sdot\s[\w+-]{1,63}){0,4}"
_EMAIL = re.compile(r"(?<![\w.+%-])[^\W_][\w.+%'-]{0,63}@[\w-]+(?:\.[\w-]*[^\W_])+")
# "jo (at) example (dot) org", "jo @ example.org".
_LOOSE_EMAIL = re.compile(
    rf"(?<![\w.+%-]){_LOCAL}{_AT}[\w-]+(?:{_DOT}[\w-]*[^\W_])+", re.IGNORECASE
)
# "name at nhs dot net": the spoken dot makes it an address; "we met at the dot" does not.
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.+%-]){_LOCAL}\sat\s(?!(?:the|a|an|my|our)\s)[\w-]+(?:\s\(?dot\)?\s[\w-]*[^\W_])+",
    re.IGNORECASE,
)
# "jo.bloggs at example.org", "jo at gmail.com", but not "I looked at example.org".
_HALF_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.+%-])(?:[a-z]+[._+\d][\w.+-]*\sat\s[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}"
    r"|[\w.+-]+\sat\s(?:g(?:oogle)?mail|hotmail|yahoo|outlook|live|icloud|aol|btinternet|sky"
    r"|talktalk|virginmedia|nhs)\.(?:com|co\.uk|net|org))(?!\w)",
    re.IGNORECASE,
)


def _emails(plain: str) -> Iterator[Identifier]:
    for shape in (_EMAIL, _LOOSE_EMAIL, _SPOKEN_EMAIL, _HALF_SPOKEN_EMAIL):
        for match in shape.finditer(plain):
            yield Identifier("email", *match.span())


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:(?:1[89]|20)\d\d|['\u2019]?\d\d)"
_DATE = (
    rf"(?:(?:1[89]|20)\d\d[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:0?[1-9]|[12]\d|3[01])"
    rf"|(?:0?[1-9]|[12]\d|3[01])\s?[-/. ]\s?(?:0?[1-9]|1[0-2])\s?[-/. ]\s?{_YEAR}"
    rf"|{_DAY}\s?(?:of\s|[-/.])?\s?{_MONTH}\.?(?:,?[-/ ]\s?{_YEAR})?"
    rf"|{_MONTH}\s(?:the\s)?{_DAY}(?:,?\s{_YEAR})?)(?!\w)"
)
_DOB = re.compile(r"\bd\W?\s?o\W?\s?b\b", re.IGNORECASE)
_BIRTH_CUE = r"\b(?:d\W?\s?o\W?\s?b\b\.?|date\sof\sbirth|birth\s?-?date|birthdays?|birth|born)"
_GAP = r"[^\d\[\]!?;\n]{0,30}?"
_CUE_THEN_DATE = re.compile(rf"{_BIRTH_CUE}({_GAP})(?<!\w)({_DATE})", re.IGNORECASE)
_CUE_THEN_DIGITS = re.compile(
    r"\b(?:d\W?\s?o\W?\s?b\b\.?|date\sof\sbirth)([^\w\[\]]{0,4})(\d{8}|\d{6})(?!\d)", re.IGNORECASE
)
_DATE_THEN_CUE = re.compile(
    rf"(?<![\w/.-])({_DATE})((?:[\s,:()-]|\b(?:is|was|as|my|his|her|their|the|our)\b){{0,6}})"
    rf"(?:d\W?\s?o\W?\s?b\b|date\sof\sbirth|birth\s?date|birthday)",
    re.IGNORECASE,
)
# A birth and a visit in one breath: the date belongs to the visit.
_A_VISIT = re.compile(
    r"appointment|appt|\bseen\b|visit|clinic|admitted|attend|operation|scan|booked|since|until"
    r"|\bafter\b|\bbefore\b|discharged|letter",
    re.IGNORECASE,
)


def _dates_of_birth(plain: str) -> Iterator[Identifier]:
    for shape in (_CUE_THEN_DATE, _CUE_THEN_DIGITS):
        for match in shape.finditer(plain):
            if not _A_VISIT.search(match[1]):
                yield Identifier("date_of_birth", *match.span(2))
    for match in _DATE_THEN_CUE.finditer(plain):
        yield Identifier("date_of_birth", *match.span(1))


# The postcode areas (Royal Mail), and ZZ: the NHS's pseudo-postcodes for people with no address.
_AREA = (
    r"A[BL]|B[ABDHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]"
    r"|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    r"|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|Z[EZ]"
)
# Some people type the letter O for the inward code's nought; in capitals it is safe to believe.
_POSTCODE = re.compile(
    rf"(?<![A-Z0-9])({_AREA})\s?\d[A-Z\d]?\s{{0,2}}[-.,]?\s{{0,2}}"
    r"(\d\s?[ABD-HJLNP-Z]{2}|(?-i:O[ABD-HJLNP-Z]{2}))(?![A-Z0-9])",
    re.IGNORECASE,
)
_NOT_INWARD = re.compile(r"\d\s?(?:st|nd|rd|th|hr|yr|lb|ft)$")  # "B12 1st dose", "M1 2hr queue"


def _postcodes(plain: str) -> Iterator[Identifier]:
    for match in _POSTCODE.finditer(plain):
        area, inward = match.groups()
        if _NOT_INWARD.match(inward) and (area.isupper() or len(area) == 1):
            continue
        if " " in inward and not match[0].isupper():  # "in E1 5 at most"
            continue
        yield Identifier("postcode", *match.span())


_SIX_DIGITS = re.compile(r"\d(?:[^\w\[\]]{0,4}\d){5}")
_NHS_SHAPE = re.compile(r"(?<![\d£$€+])\d{3}([ -]{0,2})\d{3}([ -]{0,2})\d{4}(?!\d|[.,]\d)")
_NHS_CUE = re.compile(
    r"\bn\.?h\.?s\.?\s?(?:no|num|number|nr|id|#)?(?:\sis|\swas)?[\s.:#=-]{0,4}"
    r"(\d(?:[ .-]{0,2}\d){9})(?!\d)",
    re.IGNORECASE,
)


def _nhs_numbers(plain: str) -> Iterator[Identifier]:
    for match in _NHS_CUE.finditer(plain):
        yield Identifier("nhs_number", *match.span(1))
    for match in _NHS_SHAPE.finditer(plain):
        digits = re.sub(r"\D", "", match[0])
        if digits[0] != "0" and is_nhs_number(digits):
            yield Identifier("nhs_number", *match.span())


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits pass the modulus 11 check (NHS Data Dictionary, NHS NUMBER).

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return len(digits) == 10 and (11 - total % 11) % 11 == int(digits[9])


_SEP = r"[ .\-/()]{0,3}"
_EXTENSION = r"(?:\s{0,2},?\s?(?:ext(?:ension)?\.?|x|#)\s?:?\s?\d{1,6})?"
# National numbers have nine or ten digits after the 0 (Ofcom, National Telephone Numbering Plan).
# Some people type the letter O for it.
_UK_PHONE = re.compile(
    rf"(?<![\w£$€+])(?:\(?(?:\+|\b00)\s?44\)?{_SEP}(?:0{_SEP})?[1-9]|\(?[0oO]{_SEP}[1-9])"
    rf"(?:{_SEP}\d){{8,9}}(?!\d){_EXTENSION}"
)
_BARE_MOBILE = re.compile(
    rf"(?<![\w£$€+/.-])7\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}(?!\d|[.,]\d){_EXTENSION}"
)
# A number without its area code is one only where the words say so.
_LOCAL_PHONE = re.compile(
    r"\b(?:tel(?:ephone)?|(?:land|home\s)?(?:phone|line)|mob(?:ile)?|(?:my|our|his|her)\snumber"
    r"|cell|contact|(?:ring|call|text|phone|fax)\s(?:me|us|him|her|back|my\s\w+))"
    r"(?:\s(?:no|number|num|nr))?\.?(?:\s(?:is|on|at))?[\s:.#-]{0,3}"
    rf"(\d{{6,8}}|\d{{3}}[ -]\d{{3,4}}|\d{{4}}[ -]\d{{4}})(?![\d%]|[.,/]\d){_EXTENSION}",
    re.IGNORECASE,
)
_LOOKS_LIKE_DATE = re.compile(
    r"\(?(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/. ](?:0?[1-9]|1[0-2]|(?:19|20)\d\d)\b"
)
_ABROAD = re.compile(r"\+\s?\d|\b00\s?\d")


def _phones(plain: str) -> Iterator[Identifier]:
    for shape, group in ((_UK_PHONE, 0), (_BARE_MOBILE, 0), (_LOCAL_PHONE, 1)):
        for match in shape.finditer(plain):
            if not _LOOKS_LIKE_DATE.match(match[group]):
                yield Identifier("phone", match.start(group), match.end())
    if _ABROAD.search(plain):
        yield from _phones_abroad(plain)


def _phones_abroad(plain: str) -> Iterator[Identifier]:
    from phonenumbers import PhoneNumberMatcher  # 80 ms, and few comments need it

    for match in PhoneNumberMatcher(plain, "GB"):
        if match.raw_string.startswith(("+", "(+", "00", "(00")):
            yield Identifier("phone", match.start, match.end)
