# SPDX-License-Identifier: MIT
"""What a place on the grid of power and interest asks of us, in neutral words.

The grid is Mendelow's (1981), its strategies those of practice: with interest, people should feel
valued; with power, heard. One quarter is changed: whoever has little power because they face
inequality is never left to be watched (NHS England 2022, principles 2 and 4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from baton.people.stakeholders.models import Engagement
from baton.ui.wording import _, _lazy

#: On the scale of 1 to 5 these are high (high from 3.5).
HIGH_FROM = 4


@dataclass(frozen=True, slots=True)
class Strategy:
    """How to engage those who stand in one quarter of the grid."""

    code: str
    title: str
    says: str
    order: int


KEY = Strategy(
    "key",
    _lazy("Key players"),
    _lazy("Involve in decisions; a named owner, and contact both ways at regular times."),
    1,
)
SATISFY = Strategy(
    "satisfy",
    _lazy("Keep satisfied"),
    _lazy("Consult on what touches them, in short briefings; they should feel heard."),
    2,
)
INFORM = Strategy(
    "inform",
    _lazy("Keep informed"),
    _lazy("Involve, and show what came of it; they should feel valued."),
    4,
)
REACH = Strategy(
    "reach",
    _lazy("Reach out"),
    _lazy(
        "Little power is no reason to be left out: go to them, and ask how they want to be "
        "involved."
    ),
    3,
)
WATCH = Strategy(
    "watch",
    _lazy("Watch"),
    _lazy("General information; look out for change, and for who is left out."),
    5,
)
STRATEGIES = (KEY, SATISFY, REACH, INFORM, WATCH)


def is_high(level: int) -> bool:
    return level >= HIGH_FROM


def strategy_for(power: int, interest: int, *, faces_inequality: bool) -> Strategy:
    """What this place on the grid asks of us.

    >>> strategy_for(2, 1, faces_inequality=False).title
    'Watch'
    >>> strategy_for(2, 1, faces_inequality=True).title
    'Reach out'
    """
    if is_high(power):
        return KEY if is_high(interest) else SATISFY
    if is_high(interest):
        return INFORM
    return REACH if faces_inequality else WATCH


#: By a rightful and by an urgent claim: with power, and without.
_SALIENCE: Mapping[tuple[bool, bool], tuple[str, str]] = {
    (True, True): (
        _lazy("rightful and urgent, with power"),
        _lazy("a rightful and urgent claim"),
    ),
    (True, False): (_lazy("rightful, with power"), _lazy("a rightful claim")),
    (False, True): (_lazy("urgent, with power"), _lazy("an urgent claim")),
    (False, False): (_lazy("with power, no claim so far"), _lazy("no claim so far")),
}


def salience(power: int, *, has_legitimacy: bool, has_urgency: bool) -> str:
    """Power, legitimacy and urgency (Mitchell, Agle and Wood 1997), told as what is there.

    The class names of the paper judge people and stand nowhere.

    >>> salience(5, has_legitimacy=False, has_urgency=True)
    'urgent, with power'
    >>> salience(2, has_legitimacy=True, has_urgency=True)
    'a rightful and urgent claim'
    >>> salience(1, has_legitimacy=False, has_urgency=False)
    'no claim so far'
    """
    with_power, without = _SALIENCE[has_legitimacy, has_urgency]
    return str(with_power if is_high(power) else without)


def pair(current: int, desired: int) -> str:
    """The level that is and that is wished; ordinal, so told as a pair.

    >>> pair(2, 4), pair(3, 3)
    ('Neutral → Leading', 'Supportive, as wished')
    """
    told = {"now": Engagement(current).label, "wished": Engagement(desired).label}
    return (_("%(now)s, as wished") if current == desired else _("%(now)s → %(wished)s")) % told
