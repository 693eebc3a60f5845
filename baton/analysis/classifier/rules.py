# SPDX-License-Identifier: MIT
"""Themes told by their words, where people labelled too few comments to learn from alone."""

import re
from collections.abc import Mapping
from types import MappingProxyType

#: How sure such a coding is: of 15 labelled comments with these words, 12 had the theme.
CONFIDENCE = 0.8

_WORDS = {
    "Parking": (
        r"car[- ]?parks?|parking|parked|(disabled|parking) (bays?|spaces?)|blue badge"
        r"|(to|and|could|couldn['’]?t|can|can['’]?t|cannot|you|we|i) park"
    ),
    "Electronic entertainment": (
        r"wi-?fi|tvs?|televisions?|radios?|x-?box|playstation|netflix|internet|dvds?"
    ),
    "Pain management": (
        r"pain[- ]?(relief|killers?|management|control)|analgesi\w+|gas and air|morphine"
    ),
}

BY_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {title: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for title, words in _WORDS.items()}
)
