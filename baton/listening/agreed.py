# SPDX-License-Identifier: MIT
"""Who agreed that somebody's words are used who may not be able to agree alone, and on what basis.

Plain values, no database. A child under 16 agrees themselves where they understand what they agree
to (Gillick v West Norfolk AHA [1985] UKHL 7), or else whoever has parental responsibility (Children
Act 1989, section 3). From 16 on people are taken to be able to decide, with support where they need
it (Mental Capacity Act 2005, sections 1 to 3); where they are not, the same Act says who decides:
an attorney (sections 9 to 11: only from 18 on), a deputy (section 16), or whoever acts in their
best interests (section 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from baton.ui.speech import gettext, noop

CHILD, YOUNG, ADULT = "child", "young", "adult"
FOR_WHOM: Mapping[str, str] = MappingProxyType(
    {
        CHILD: noop("Somebody under 16"),
        YOUNG: noop("Somebody of 16 or 17 who may lack the capacity to agree"),
        ADULT: noop("Somebody of 18 or over who may lack the capacity to agree"),
    }
)

NOBODY = ""
WHO: Mapping[str, str] = MappingProxyType(
    {
        "self": noop("They themselves"),
        "parent": noop("A parent, or somebody else with parental responsibility"),
        "attorney": noop("Their attorney for health and welfare"),
        "deputy": noop("Their deputy for personal welfare, whom the court appointed"),
        "consulted": noop("Whoever decided in their best interests, after asking who knows them"),
    }
)

BASES: Mapping[str, str] = MappingProxyType(
    {
        "gillick": noop("Gillick competence: the child understands what they agree to"),
        "parental": noop("Parental responsibility: Children Act 1989"),
        "supported": noop(
            "Capacity, with support to decide: Mental Capacity Act 2005, sections 1 to 3"
        ),
        "attorney": noop("Lasting power of attorney: Mental Capacity Act 2005, sections 9 to 11"),
        "deputy": noop("Order of the Court of Protection: Mental Capacity Act 2005, section 16"),
        "best_interests": noop("Best interests: Mental Capacity Act 2005, section 4"),
    }
)

#: For whom who may agree, and on what basis. All else is refused, with a sentence.
GOES_TOGETHER: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        CHILD: {"self": "gillick", "parent": "parental"},
        YOUNG: {
            "self": "supported",
            "parent": "parental",
            "deputy": "deputy",
            "consulted": "best_interests",
        },
        ADULT: {
            "self": "supported",
            "attorney": "attorney",
            "deputy": "deputy",
            "consulted": "best_interests",
        },
    }
)
LONGEST_RELATION = 100

_NOT_OF_AGE = {
    (CHILD, "attorney"): noop("An attorney can be appointed only by somebody of 18 or over."),
    (CHILD, "deputy"): noop("The court appoints deputies only for people of 16 or over."),
    (CHILD, "consulted"): noop(
        "The Mental Capacity Act’s best interests are of people of 16 or over."
    ),
    (YOUNG, "attorney"): noop("An attorney can be appointed only by somebody of 18 or over."),
    (ADULT, "parent"): noop("Nobody has parental responsibility for somebody of 18 or over."),
}
_MAY_NOT = noop("They cannot agree for this person.")


class NotTogether(ValueError):
    """Who agreed and the basis do not go together; the message says why and what does.

    `field` is where to mend it: `who` or `basis`.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Agreed:
    """For whom it is, who agreed (`NOBODY`: nobody has yet), on what basis, and in words how these
    are related to them: no names."""

    for_whom: str
    who: str = NOBODY
    basis: str = ""
    relation: str = ""

    @property
    def is_given(self) -> bool:
        """Whether somebody has agreed."""
        return self.who != NOBODY


def check(agreed: Agreed) -> None:
    """Raise NotTogether unless who agreed may agree for them, on the basis that is given.

    >>> check(Agreed("child", "parent", "parental"))
    >>> check(Agreed("adult", "parent", "parental"))
    Traceback (most recent call last):
        ...
    baton.listening.agreed.NotTogether: Nobody has parental responsibility for somebody of 18 or \
over. Choose who did agree, or that nobody has.
    """
    if agreed.for_whom not in FOR_WHOM:
        raise NotTogether("for_whom", gettext("Say whom it is about: that decides who may agree."))
    if agreed.who == NOBODY:
        if agreed.basis:
            mend = gettext("A basis is given, and nobody who agreed. Say who did.")
            raise NotTogether("who", mend)
        return
    allowed = GOES_TOGETHER[agreed.for_whom]
    if agreed.who not in allowed:
        why = _NOT_OF_AGE.get((agreed.for_whom, agreed.who), _MAY_NOT)
        mend = gettext("Choose who did agree, or that nobody has.")
        raise NotTogether("who", f"{gettext(why)} {mend}")
    basis = allowed[agreed.who]
    if agreed.basis != basis:
        mend = gettext("With this choice of who agreed the basis is “%(basis)s”. Choose that.")
        raise NotTogether("basis", mend % {"basis": gettext(BASES[basis])})
