# SPDX-License-Identifier: MIT
"""What people carry away as CSV. Who said them never stands beside the words of comments."""

from __future__ import annotations

from collections.abc import Iterable

from baton.core import tables
from baton.listening import registry
from baton.listening.models import Contribution
from baton.ui import words
from baton.understanding import sources

COLUMNS = (
    "Said on",
    "Service",
    "Channel",
    "Question",
    "Score",
    "Words",
    "Language",
    "Translation",
    "Translated",
    "Coded from",
    "How they were kept",
    "How they spoke",
    "May be quoted",
    "Who agreed",
    "On what basis",
    "Sentiment",
    "Themes",
    "Checked by a person",
)
_WIDTHS = (11, 30, 12, 30, 6, 80, 10, 80, 18, 18, 18, 24, 12, 24, 30, 16, 40, 12)


def comments(contributions: Iterable[Contribution]) -> tables.Sheet:
    """A row for each, made as it is written."""
    return tables.Sheet("Comments", COLUMNS, map(_cells, contributions), _WIDTHS)


def _cells(contribution: Contribution) -> tables.Row:
    reading = getattr(contribution, "reading", None)
    codings = contribution.counted_codings  # type: ignore[attr-defined]
    return [
        words.local(contribution.said_at).date(),
        str(contribution.service or ""),
        registry.name_of(contribution.channel),
        str(contribution.question or ""),
        contribution.score,
        contribution.words,
        reading.language if reading else contribution.language,
        sources.translated(contribution),
        contribution.translation.by_whom if hasattr(contribution, "translation") else "",
        reading.get_coded_from_display() if reading else "",
        contribution.get_manner_display(),
        contribution.get_way_display() or "",
        "yes" if contribution.may_quote else "no",
        *_agreed(contribution),
        reading.get_sentiment_display() if reading and reading.is_felt else "",
        "; ".join(coding.theme.title for coding in codings),
        "yes" if reading and reading.checked_at else "no",
    ]


def _agreed(contribution: Contribution) -> tuple[str, str]:
    """Who agreed and on what basis, where somebody had to."""
    there = getattr(contribution, "agreement", None)
    if there is None:
        return "", ""
    return there.get_who_display() or "nobody yet", there.get_basis_display()
