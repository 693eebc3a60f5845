# SPDX-License-Identifier: MIT
"""What the columnar copy is told of a contribution: keys, codes and numbers, never its words."""

from __future__ import annotations

from baton.warehouse.offers import GRAINS, Column, Offer, Voices, begin_with

#: Characters from which a comment counts as long: an account, not an answer.
LONG = 1_000
#: An agreement between bodies does not outrank what the person allowed.
_IS_SHARED = "may_share IN ('partners', 'public')"


def offer() -> None:
    """Offer them; once, as the room starts."""
    begin_with(
        Voices(
            Offer(
                "listening_contribution",
                "id",
                (
                    Column("channel", "channel", "code", summed=GRAINS),
                    Column("delivery", "delivery_id", "int64"),
                    Column("service", "service_id", "int32", summed=["sums"]),
                    Column("question", "question_id", "int32"),
                    Column("score", "score", "int8", summed=["sums"]),
                    Column("way", "way", "int8"),
                    Column("stated", "characteristics_id", "int32"),
                    Column("may_quote", "may_quote", "bool"),
                    Column("is_shared", _IS_SHARED, "bool", summed=GRAINS),
                    Column("is_long", f"LENGTH(words) >= {LONG}", "bool", summed=GRAINS),
                    Column("has_words", "words <> ''", "bool"),
                ),
                where="withdrawn_at IS NULL",
            ),
            organisation="organisation_id",
            said_at="said_at",
            organisations="SELECT id FROM people_organisation",
        )
    )
