# SPDX-License-Identifier: MIT
"""What a survey may start from, besides nothing and a copy of another."""

from __future__ import annotations

from dataclasses import replace

from baton.listening.channels.survey.definition import (
    FFT_WORDS,
    Definition,
    Question,
)

#: Asked of people about themselves unless somebody ticks otherwise.
USUALLY_ASKED = ("age", "sex", "ethnicity", "disability")


def friends_and_family() -> Definition:
    """The standard Friends and Family Test: its question, why, and who people are (NHS England,
    guidance of 2020: one question of the six answers, and one in people's own words)."""
    return Definition(
        questions=(
            Question("q1", "fft", {"en": FFT_WORDS}),
            Question("q2", "text", {"en": "Please tell us why you gave this answer"}),
            Question("q3", "monitoring", {"en": "About you"}, asks=USUALLY_ASKED),
        )
    )


def without_pictures(definition: Definition) -> Definition:
    """As another survey takes it over: pictures belong to one survey."""
    return replace(
        definition,
        questions=tuple(
            replace(
                each,
                picture="",
                choices=tuple(replace(choice, picture="") for choice in each.choices),
            )
            for each in definition
        ),
    )
