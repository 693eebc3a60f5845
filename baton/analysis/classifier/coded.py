# SPDX-License-Identifier: MIT
"""What the classifier says of a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sentiment3 = Literal["positive", "neutral", "negative"]


@dataclass(frozen=True, slots=True)
class CodedTheme:
    """One theme of a comment; `confidence` is how often such a coding is right, 0 to 1.

    `start` and `end` are the offsets of the clause that speaks most of the theme.
    """

    title: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A comment's themes, the surest first, and its sentiment: 1 very positive, 5 very negative.

    `sentiment_confidence` is how often such a `sentiment3` is right; 0 where there is no text.
    """

    themes: tuple[CodedTheme, ...]
    sentiment3: Sentiment3
    sentiment5: int
    sentiment_confidence: float
