# SPDX-License-Identifier: MIT
"""What the columnar copy is told of how a contribution reads, and of its codings."""

from __future__ import annotations

from baton.warehouse.offers import GRAINS, Column, Offer, offer

#: Positive, neutral or mixed, negative: of the five sentiments nobody counts more.
_FEELING = (
    "CASE WHEN coded_from = 3 THEN NULL"
    " WHEN sentiment <= 2 THEN 1 WHEN sentiment = 3 THEN 2 ELSE 3 END"
)
_CATEGORY = "COALESCE(parent_id, theme_id)"


def offer_all() -> None:
    """Offer them; once, as the room starts."""
    offer(
        Offer(
            "understanding_reading",
            "contribution_id",
            (
                Column("sentiment", "CASE WHEN coded_from <> 3 THEN sentiment END", "int8"),
                Column("feeling", _FEELING, "int8", summed=GRAINS),
                Column("language", "language", "code"),
                # Nobody's feeling is guessed from words that the classifier could not read.
                Column("is_unread", "coded_from >= 3", "bool"),
                Column("is_unsure", "is_unsure", "bool"),
                Column("is_checked", "checked_at IS NOT NULL", "bool"),
            ),
        )
    )
    offer(
        Offer(
            "understanding_coding JOIN understanding_theme"
            " ON understanding_theme.id = understanding_coding.theme_id",
            "contribution_id",
            (
                Column("theme", "theme_id", "int32", summed=GRAINS, beside=True),
                Column("category", _CATEGORY, "int32", counts=True, beside=True),
                Column("themes", "position", "int16", as_bits=True),
                Column("verdict", "verdict", "code"),
            ),
            where="verdict <> 'removed'",
            many=True,
        )
    )
