# SPDX-License-Identifier: MIT
"""Rows of a list brought from elsewhere: what each would do to a register, before and after.

A room keeps a book for each of its lists (`importing.py`): it knows what is there, says what a row
would change, and writes it. Values come as plain Python; a value that is not there changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from django.db import models

from baton.core.wording import _

Became = Literal["added", "changed", "same"]
Values = Mapping[str, Any]


class NotTaken(ValueError):
    """The row cannot be taken. The sentence says why and how to mend it; `field` which value."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a row would change, in words."""

    field: str
    was: str
    will_be: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a row would do."""

    became: Became
    changes: tuple[Change, ...] = ()


class Book(Protocol):
    """A register as its list sees it. Where `is_unique`, no two things have one identity."""

    is_unique: bool

    def identity(self, values: Values) -> tuple[str, ...]:
        """By what a row without a reference is known again."""

    def candidates(self, values: Values) -> list[int]:
        """The keys of what is there and may be meant by the row, the likeliest first."""

    def has(self, key: int) -> bool:
        """Whether something that was there is there still."""

    def foresee(self, key: int | None, values: Values) -> Foreseen:
        """What the row would do, to what is there or as something new. Raises NotTaken."""

    def put(self, key: int | None, values: Values, *, by: models.Model | str) -> tuple[int, Became]:
        """Write it, in one transaction with its audit entry; the key, and what it did. Raises
        NotTaken."""


def known(text: str) -> str:
    """A name as it is compared.

    >>> known("  Soar   Valley VOICES ")
    'soar valley voices'
    """
    return " ".join(text.split()).casefold()


def differing(thing: models.Model, wanted: Values) -> dict[str, Any]:
    """The values that the thing has otherwise."""
    return {name: value for name, value in wanted.items() if getattr(thing, name) != value}


def foreseen(thing: models.Model | None, wanted: Values) -> Foreseen:
    """Of something's own fields, what would change."""
    if thing is None:
        return Foreseen("added")
    changes = tuple(
        Change(name, _shown(thing, name), in_words(thing, name, value))
        for name, value in differing(thing, wanted).items()
    )
    return Foreseen("changed" if changes else "same", changes)


def _shown(thing: models.Model, name: str) -> str:
    return in_words(thing, name, getattr(thing, name))


def in_words(thing: models.Model, name: str, value: Any) -> str:
    """A value of a field as a person reads it."""
    choices = dict(thing._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    if value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return day(value)
    return str(value)


def day(value: date) -> str:
    """A day in a sentence.

    >>> day(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{value.day} {value:%B %Y}"


def change(thing: models.Model, wanted: Values) -> list[str]:
    """Set what differs and save it; the names of the fields, for the audit trail."""
    changed = differing(thing, wanted)
    for name, value in changed.items():
        setattr(thing, name, value)
    if changed:
        thing.save(update_fields=list(changed))
    return sorted(changed)
