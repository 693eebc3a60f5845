# SPDX-License-Identifier: MIT
"""What cells about an agreement mean: for whom it is, who agreed, and on what basis.

As in `values`, each function gives the value and a note, which is empty where the cell was
understood. What is not plainly an agreement is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from baton.listening.agreed import ADULT, BASES, CHILD, FOR_WHOM, NOBODY, WHO, YOUNG
from baton.listening.channels.upload.values import plain
from baton.ui.wording import _lazy

#: Nobody else has to agree; and: somebody has to, but the cell does not say for whom.
ABLE, UNCLEAR = "able", "unclear"
#: As the answers of a column are set: nobody has agreed.
NOBODY_YET = "nobody"
#: The basis that goes with who agreed; and: one that is none, so that nobody has agreed.
USUAL, NO_BASIS = "usual", "none"

NOT_FOR_WHOM = _lazy("does not say for whom somebody else agrees; neither quoted nor shared")
NOT_WHO = _lazy("does not say who agreed; kept as if nobody had: neither quoted nor shared")
NOT_A_BASIS = _lazy("not a known basis; kept as if nobody had agreed: neither quoted nor shared")

_YES = frozenset(
    (
        *("yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔", "ticked", "checked"),
        *("agreed", "agree", "given", "consented", "obtained"),
    )
)
_NO = frozenset(
    ("no", "n", "false", "f", "0", "0.0", "-", "none", "n/a", "na", "not applicable", "not needed")
)


def _by_words(names: Mapping[str, str]) -> dict[str, str]:
    """Codes by themselves, and by how pages name them."""
    return {plain(code.replace("_", " ")): code for code in names} | {
        plain(words): code for code, words in names.items()
    }


_FOR_WHOM = (
    _by_words(FOR_WHOM)
    | dict.fromkeys(
        ("able", "nobody", "can agree", "has capacity", "can agree for themselves"), ABLE
    )
    | dict.fromkeys(("a child", "children", "u16", "0-15", "0 to 15", "<16", "< 16"), CHILD)
    | dict.fromkeys(("16-17", "16–17", "16 to 17", "16/17", "16 or 17"), YOUNG)
    | dict.fromkeys(
        ("18 or over", "18+", "adult lacking capacity", "adult without capacity"), ADULT
    )
)
_UNDER_16 = re.compile(
    r"(?:(?:some(?:body|one)|child(?:ren)?|people|person|aged?) )*(?:under|below) "
    r"(?:the age of )?(?:16|sixteen)s?(?: years(?: old)?)?"
)
_MAY_LACK = re.compile(
    r"(?:somebody of |aged? )?(?P<age>16 or 17|16-17|16 to 17|18 or over|18\+|over 18|adult)s?,? "
    r"(?:(?:who|and) )?(?:may )?lack(?:s|ing)?(?: the)? capacity.*"
)
_WHO = (
    _by_words(WHO)
    | dict.fromkeys(
        ("nobody", "nobody yet", "no one", "not yet", "not asked", "not given", "refused"), NOBODY
    )
    | dict.fromkeys(("declined", "pending", "awaiting", "did not agree", "not agreed"), NOBODY)
    | dict.fromkeys(
        (
            *("themselves", "themself", "himself", "herself", "child", "the child", "young person"),
            *("patient", "pupil", "participant", "own", "own consent"),
        ),
        "self",
    )
    | dict.fromkeys(
        (
            *("parents", "a parent", "mother", "father", "mum", "dad", "guardian", "both parents"),
            *("legal guardian", "parent/guardian", "parent or guardian", "parental consent"),
            *("parental responsibility", "person with parental responsibility"),
        ),
        "parent",
    )
    | dict.fromkeys(("lpa", "lasting power of attorney", "power of attorney"), "attorney")
    | dict.fromkeys(("court deputy", "court-appointed deputy", "court appointed deputy"), "deputy")
    | dict.fromkeys(("best interests", "best interest", "best interests decision"), "consulted")
)
_BASES = (
    _by_words(BASES)
    | dict.fromkeys(("gillick competent", "gillick competence"), "gillick")
    | dict.fromkeys(
        ("parental responsibility", "parental consent", "children act", "children act 1989"),
        "parental",
    )
    | dict.fromkeys(("has capacity", "capacity", "capacity with support"), "supported")
    | dict.fromkeys(("lpa", "lasting power of attorney", "power of attorney"), "attorney")
    | dict.fromkeys(("court of protection", "court order", "deputyship"), "deputy")
    | dict.fromkeys(("best interest", "best interests decision"), "best_interests")
    | dict.fromkeys(("usual", "n/a", "na", "-", "not applicable"), USUAL)
)

# What a plain yes means below such a heading. One that asks whether somebody can agree is the
# other way round: there a no says only that somebody else has to.
_OF_CHILDREN = re.compile(r"\bunder.?(16|sixteen)|\bu16|\bchild")
_OF_ADULTS = re.compile(r"\badult.*\black|\black.*\badult")
_OF_THE_ABLE = re.compile(r"\b(has|have|having|with)\b.*capacity|^capacity|\bcan\b|\bable\b")
_OF_PARENTS = re.compile(r"\bparent|\bguardian")


def for_whom(text: str, column: str = "") -> tuple[str, str]:
    """For whom somebody else agrees: a code of `FOR_WHOM`, `ABLE` or `UNCLEAR`.

    >>> for_whom("Under 16s"), for_whom("yes", "Under 16?"), for_whom(""), for_whom("Year 7")[0]
    (('child', ''), ('child', ''), ('able', ''), 'unclear')
    """
    answer = plain(text)
    if not answer:
        return ABLE, ""
    found = _below(answer, plain(column)) or _FOR_WHOM.get(answer, "")
    if not found and _UNDER_16.fullmatch(answer):
        found = CHILD
    if not found and (of_age := _MAY_LACK.fullmatch(answer)) is not None:
        found = YOUNG if of_age["age"].startswith("16") else ADULT
    return (found, "") if found else (UNCLEAR, str(NOT_FOR_WHOM))


def _below(answer: str, heading: str) -> str:
    """What a plain yes or no means below this heading; empty where that is not plain."""
    is_turned = _OF_THE_ABLE.search(heading) is not None
    if answer in _NO:
        return "" if is_turned else ABLE
    if answer not in _YES:
        return ""
    if is_turned:
        return ABLE
    if _OF_ADULTS.search(heading):
        return ADULT
    return CHILD if _OF_CHILDREN.search(heading) else ""


def who(text: str, column: str = "") -> tuple[str, str]:
    """Who agreed: a code of `WHO`, or `NOBODY`.

    >>> who("Mum"), who("Yes", "Parental consent"), who(""), who("Yes")[0]
    (('parent', ''), ('parent', ''), ('', ''), '')
    """
    answer = plain(text)
    if not answer or answer in _NO:
        return NOBODY, ""
    if answer in _YES and _OF_PARENTS.search(plain(column)):
        return "parent", ""
    known = _WHO.get(answer)
    if known is None and answer.startswith("gillick"):
        known = "self"
    return (NOBODY, str(NOT_WHO)) if known is None else (known, "")


def basis(text: str, column: str = "") -> tuple[str, str]:
    """On what basis: a code of `BASES`, `USUAL` where the cell says nothing, or `NO_BASIS`.

    >>> basis("Gillick"), basis("yes", "Gillick competent?"), basis(""), basis("e-mail")[0]
    (('gillick', ''), ('gillick', ''), ('usual', ''), 'none')
    """
    answer = plain(text.replace("_", " "))
    if not answer:
        return USUAL, ""
    if answer in _YES and "gillick" in plain(column):
        return "gillick", ""
    known = _BASES.get(answer)
    return (NO_BASIS, str(NOT_A_BASIS)) if known is None else (known, "")
