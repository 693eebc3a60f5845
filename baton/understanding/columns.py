# SPDX-License-Identifier: MIT
"""What the columnar copy is told of how a contribution reads, and of its codings."""

from __future__ import annotations

from baton.warehouse.offers import Column, Offer, offer


def offer_all() -> None:
    """Offer them; once, as the room starts."""
    offer(
        Offer(
            "understanding_reading",
            "contribution_id",
            (
                Column("sentiment", "sentiment", "int8"),
                Column("language", "language", "code"),
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
                Column("theme", "theme_id", "int32"),
                Column("category", "COALESCE(parent_id, theme_id)", "int32", counts=True),
                Column("verdict", "verdict", "code"),
            ),
            where="verdict <> 'removed'",
            many=True,
        )
    )
