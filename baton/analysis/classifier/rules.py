# SPDX-License-Identifier: MIT
"""Themes told by their words alone, where people labelled too few comments to learn from."""

import re
from collections.abc import Mapping
from types import MappingProxyType

#: How sure such a coding is: stated, not measured, since there is nothing to measure it on.
CONFIDENCE = 0.8

BY_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "Parking": re.compile(
            r"\b(car[- ]?parks?|parking|parked|(disabled|parking) (bays?|spaces?)|blue badge"
            r"|(to|and|could|couldn['’]?t|can|can['’]?t|cannot|you|we|i) park)\b",
            re.IGNORECASE,
        )
    }
)
