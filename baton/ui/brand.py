# SPDX-License-Identifier: MIT
"""The installer's own identity: a name, a mark and four colours, checked for contrast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register

# WCAG 2.2, success criterion 1.4.3: text against what it stands on.
LEAST_CONTRAST = 4.5
_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_VARIABLES = ("own", "own-deep", "own-wash", "on-own")


@dataclass(frozen=True, slots=True)
class Brand:
    """What the masthead shows. `colours` is () for Baton's own."""

    name: str
    mark: str
    colours: tuple[str, ...]

    @property
    def stylesheet(self) -> str:
        """CSS that sets the four colours, or nothing. Light only: dark keeps Baton's own."""
        if not self.colours:
            return ""
        rules = "".join(
            f"--bt-{name}:{value};" for name, value in zip(_VARIABLES, self.colours, strict=True)
        )
        return (
            f"@media print{{:root{{{rules}}}}}"
            f"@media screen and (prefers-color-scheme:light){{:root{{{rules}}}}}"
            f':root[data-scheme="light"]{{{rules}}}'
        )


@cache
def brand() -> Brand:
    """The brand of this installation."""
    colours = tuple(part.strip() for part in settings.BATON_COLOURS.split(",") if part.strip())
    mark = Path(settings.BATON_MARK).read_text() if settings.BATON_MARK else ""
    return Brand(settings.BATON_NAME, mark, colours)


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 black to 1 white (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2).

    >>> round(contrast("#ffffff", "#0b6060"), 1)
    7.4
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@register
def check_brand(**_: Any) -> list[Error]:
    """Refuse to start with colours that people could not read, or a mark that is not there."""
    problems = []
    colours = [part.strip() for part in settings.BATON_COLOURS.split(",") if part.strip()]
    if colours and (len(colours) != len(_VARIABLES) or not all(map(_HEX.match, colours))):
        problems.append(
            Error(
                f"BATON_COLOURS is “{settings.BATON_COLOURS}”.",
                hint="Write four colours like #0b6060,#073f40,#e3efec,#ffffff",
                id="ui.E001",
            )
        )
    elif colours:
        own, deep, wash, on_own = colours
        for what, one, other in (
            ("own on white", own, "#ffffff"),
            ("on-own on own", on_own, own),
            ("own-deep on white", deep, "#ffffff"),
            ("own on own-wash", own, wash),
        ):
            if contrast(one, other) < LEAST_CONTRAST:
                problems.append(
                    Error(
                        f"BATON_COLOURS: {what} has a contrast of {contrast(one, other):.1f}.",
                        hint=f"People need at least {LEAST_CONTRAST}: choose one further away.",
                        id="ui.E002",
                    )
                )
    if settings.BATON_MARK and not Path(settings.BATON_MARK).is_file():
        problems.append(
            Error(
                f"BATON_MARK names “{settings.BATON_MARK}”, which is not there.",
                hint="Give the path of an SVG file.",
                id="ui.E003",
            )
        )
    return problems
