# SPDX-License-Identifier: MIT
"""How UK postcodes are written."""

from __future__ import annotations

import re

from baton.ui.wording import _

#: As UK postcodes are formed, without the space before the last three (Royal Mail, PAF).
_POSTCODE = re.compile(r"(GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})")


_IN_WORDS = re.compile(r"\b(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b", re.IGNORECASE)


class NotAPostcode(ValueError):
    """What was typed is no whole postcode. The sentence says how to mend it."""


def written(typed: str) -> str:
    """A postcode as it is kept: capitals, one space. "" for nothing. Raises NotAPostcode.

    >>> written("le25pn")
    'LE2 5PN'
    """
    together = "".join(typed.upper().split())
    if not together:
        return ""
    if not _POSTCODE.fullmatch(together):
        raise NotAPostcode(_("Write a whole UK postcode, like LE2 5PN."))
    return f"{together[:-3]} {together[-3:]}"


def within(text: str) -> str:
    """The last postcode in an address, as it is kept; "" where there is none.

    >>> within("Oadby Library, Sandhurst St, le2 5ar")
    'LE2 5AR'
    """
    found = _IN_WORDS.findall(text)
    return written(found[-1]) if found else ""
