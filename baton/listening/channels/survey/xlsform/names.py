# SPDX-License-Identifier: MIT
"""Names of a form as keys of a definition, and keys as names: the same, where both allow it."""

from __future__ import annotations

import re
from collections.abc import Collection

#: Where an answer's key to a question is kept, it takes so many characters.
LONGEST_QUESTION_KEY, LONGEST_CHOICE_KEY = 20, 50
#: What the addresses and the boxes of the public pages are called themselves.
RESERVED = frozenset(
    ("all", "end", "stop", "language", "area", "may_quote", "may_share", "csrfmiddlewaretoken")
)


def question_key(name: str, taken: Collection[str]) -> str:
    """A key for the question that a form calls so; the name itself where it may be one.

    >>> question_key("visit_reason", ()), question_key("group/visit.reason", ())
    ('visit_reason', 'group_visit_reason')
    >>> question_key("how_long_did_you_wait_a", {"how_long_did_you_wai"}), question_key("end", ())
    ('how_long_did_you_w_2', 'end_2')
    """
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", name)
    if not plain[:1].isalpha():
        plain = f"q{plain.lstrip('_')}"
    reserved = RESERVED if plain.casefold() in RESERVED else ()
    return _distinct(plain, LONGEST_QUESTION_KEY, {*taken, *({plain} if reserved else ())})


def choice_key(name: str, taken: Collection[str]) -> str:
    """A key for an answer: without what would end a word or a quotation in an expression.

    >>> choice_key("by_bus", ()), choice_key("don't know", {"don_t_know"})
    ('by_bus', 'don_t_know_2')
    """
    plain = re.sub(r"[\s'\"‘’“”]+", "_", name) or "a"
    return _distinct(plain, LONGEST_CHOICE_KEY, taken)


def _distinct(name: str, longest: int, taken: Collection[str]) -> str:
    made, number = name[:longest], 1
    while made in taken:
        number += 1
        end = f"_{number}"
        made = name[: longest - len(end)] + end
    return made
