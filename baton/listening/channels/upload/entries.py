# SPDX-License-Identifier: MIT
"""Values that somebody wrote by hand, in YAML or JSON, taken for what they must be or refused."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import abc
from collections.abc import Sequence
from typing import Any


class MappingProblem(ValueError):
    """The mapping cannot be used; the message names what is wrong in it and what is known."""


def entries_of(where: str, value: object, known: Sequence[str] = ()) -> dict[str, object]:
    """The entries of a YAML mapping; its keys as text, and only `known` ones where given."""
    if value is None and where != "The mapping":
        return {}
    if not isinstance(value, abc.Mapping):
        where = where if where == "The mapping" else f"“{where}”"
        raise MappingProblem(f"{where} should be a list of names with values, like “date: Date”.")
    # YAML reads a bare Yes or No as true or false.
    words = {True: "yes", False: "no"}
    entries = {
        words.get(key, "") if isinstance(key, bool) else str(key): value[key] for key in value
    }
    for key in entries:
        if known and key not in known:
            where = "the mapping" if where == "The mapping" else f"“{where}”"
            raise MappingProblem(f"“{key}” is not known in {where}. {known_are(known, key)}")
    return entries


def several(value: object) -> Sequence[object]:
    if value is None or value == "":
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def as_text(key: str, value: object, most: int = 500, strip: bool = True) -> str:
    if value is None:
        return ""
    if not isinstance(value, str | int | float | dt.date) or len(str(value)) > most:
        raise MappingProblem(f"“{key}” should be one name or text of up to {most} characters.")
    return str(value).strip() if strip else str(value)


def as_truth(key: str, value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise MappingProblem(f"“{key}” should be true or false.")
    return value


def as_day(key: str, value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise MappingProblem(
            f"“{key}” is “{value}”, which is not a day. Write it like 2026-02-28."
        ) from None


def known_are(names: Sequence[str], meant: str = "", intro: str = "Known are") -> str:
    listed = ", ".join(f"“{name}”" for name in names[:30]) + (" and more" if names[30:] else "")
    near = difflib.get_close_matches(meant, names, n=1) if meant else []
    hint = f"Did you mean “{near[0]}”? " if near else ""
    return f"{hint}{intro} {listed}."


def set_values(of: object, keys: Sequence[str]) -> dict[str, Any]:
    values = {key: getattr(of, key) for key in keys}
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value
    }
