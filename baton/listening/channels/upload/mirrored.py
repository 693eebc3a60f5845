# SPDX-License-Identifier: MIT
"""Complaints and stories that another system keeps: which column says how they stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from baton.listening.channels.upload.entries import (
    MappingProblem,
    as_text,
    entries_of,
    known_are,
)

MirrorKind = Literal["", "case", "story"]

MIRROR_COLUMNS = ("status", "opened", "closed", "outcome", "link")
MIRROR_KEYS = ("kind", "system", *MIRROR_COLUMNS)
_KINDS = ("case", "story")

#: How the other system is called where nobody has named it.
USUAL_SYSTEMS = {"case": "the complaints system", "story": "the stories’ site"}


@dataclass(frozen=True, slots=True)
class MirrorColumns:
    """Empty `kind`: what people said is ours, and no mirror of anything."""

    kind: MirrorKind = ""
    system: str = ""
    status: str = ""
    opened: str = ""
    closed: str = ""
    outcome: str = ""
    link: str = ""


#: What people said is ours.
NO_MIRROR = MirrorColumns()


def mirror_of(value: object, find: Callable[[str], str]) -> MirrorColumns:
    """As JSON or YAML holds it."""
    given = entries_of("mirror", value, MIRROR_KEYS)
    if not given:
        return NO_MIRROR
    kind = as_text("kind", given.get("kind"))
    if kind not in _KINDS:
        raise MappingProblem(f"“{kind}” is not a kind of mirror. {known_are(_KINDS)}")
    return MirrorColumns(
        cast(MirrorKind, kind),
        as_text("system", given.get("system"), most=80),
        **{key: find(as_text(key, given.get(key))) for key in MIRROR_COLUMNS},
    )
