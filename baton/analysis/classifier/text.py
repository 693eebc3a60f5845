# SPDX-License-Identifier: MIT
"""What the classifier reads of a comment: plain letters, clauses, and whether there is any text."""

import re
import unicodedata

# One character each, so that an n-gram packs into six bits a character. A space ends a word.
ALPHABET = " abcdefghijklmnopqrstuvwxyz'#.,!?&/-():£%+"

#: Nobody says so much at once; a longer text is read so far and no further.
LONGEST_TEXT = 10_000

_OTHER = re.compile(f"[^{re.escape(ALPHABET)}]+")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "`": "'", "\u2013": "-", "\u2014": "-"})

# Where one thought ends and the next begins: a sentence's end, a line's end, or a turn ("but").
_CLAUSE_END = re.compile(
    r"[.!?;]+(?=\s|$)|\n+|\s-+\s|,?\s+(?=(?:but|however|although|though|except|apart from)\b)"
    r"|,\s+(?=(?:the|they|he|she|it|we|i|my|there|this|no|not|very|more|staff)\b)",
    re.IGNORECASE,
)
_HAS_LATIN = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")  # not × and ÷
# What survey systems write when somebody left the box empty.
_NO_ANSWER = frozenset(
    {"did not answer", "did not respond", "no answer", "no comment", "no comments", "no response",
     "not answered", "not applicable", "na", "n a", "null", "nan", "blank"}
)  # fmt: skip


def plain(text: str) -> str:
    """Lower-case letters and marks of ALPHABET only; each run of digits becomes one #.

    >>> plain("Waited 45 min at the café — “dreadful”")
    'waited # min at the cafe - dreadful'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _SPACES.sub(" ", _OTHER.sub(" ", _DIGITS.sub("#", text.lower()))).strip()


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: empty, marks only, "Did not answer", or no Latin letters.

    >>> [is_blank(text) for text in ("", "...", "Did not answer", "N/A", "Nothing", "10/10")]
    [True, True, True, True, False, False]
    """
    if not _HAS_LATIN.search(text):
        return not any(letter.isdigit() for letter in text)
    words = " ".join(re.findall(r"[a-z]+", text.lower()))
    return words in _NO_ANSWER


def clauses(text: str) -> list[tuple[int, int]]:
    """Start and end of each clause that has letters or digits, as offsets into the text.

    >>> text = "Lovely nurse. Waited hours, but nobody said why!"
    >>> [text[start:end] for start, end in clauses(text)]
    ['Lovely nurse.', 'Waited hours,', 'but nobody said why!']
    """
    ends = [match.end() for match in _CLAUSE_END.finditer(text)] + [len(text)]
    spans = []
    start = 0
    for end in ends:
        piece = text[start:end]
        if any(letter.isalnum() for letter in piece):
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, start + len(piece.rstrip())))
            start = end
    return spans
