# SPDX-License-Identifier: MIT
"""What the mapped columns of one row mean together: service, permission, characteristics, …"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from baton.listening.channels.upload import agreements, values
from baton.listening.channels.upload.mapping import LabelColumns, Mapping
from baton.listening.heard import Permission
from baton.ui.wording import _

LONGEST_LABEL = 200
LONGEST_FORMAT = 40

_LONGEST_CELL = 500
#: Different cells that are remembered of some columns.
_MOST_KNOWN = 8192
_NOT_GIVEN = frozenset(("", "0", "0.0", "no", "n", "false", "f", "-"))
_FULL_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{2,4}")

Value = TypeVar("Value")
#: The first 500 characters of each cell to the value and what could not be used.
Understand = Callable[[tuple[str, ...]], tuple[Value, tuple["Note", ...]]]


class Note(NamedTuple):
    """That a cell could not be used, although its row was kept.

    `value` is how the cell begins, empty where that could identify a person.
    """

    column: str
    value: str
    reason: str


class Meaning(Generic[Value]):
    """The value that some columns of a row have together; the same cells are understood once."""

    def __init__(
        self, at: abc.Mapping[str, int], columns: Sequence[str], understand: Understand[Value]
    ) -> None:
        indices = [at[name] for name in columns if name]
        self._understand = understand
        self._cells = itemgetter(*indices) if indices else None
        self._is_one = len(indices) == 1
        self._known: dict[Any, tuple[Value, tuple[Note, ...]]] = {}
        # The same in every row, where the file has no such column.
        self._constant = None if indices else understand(())

    def of(self, cells: Sequence[str], notes: list[Note]) -> Value:
        """The value in this row; adds to `notes`."""
        if self._cells is None:
            assert self._constant is not None
            value, found = self._constant
        else:
            given = self._cells(cells)
            value, found = self._known.get(given) or self._learn(given)
        if found:
            notes.extend(found)
        return value

    def _learn(self, given: Any) -> tuple[Value, tuple[Note, ...]]:
        several: tuple[str, ...] = (given,) if self._is_one else given
        cut = tuple(cell[:_LONGEST_CELL] for cell in several)
        understood = self._understand(cut)
        # A mistaken mapping does not make it remember whole stories.
        if cut == several and len(self._known) < _MOST_KNOWN:
            self._known[given] = understood
        return understood


def single(
    at: abc.Mapping[str, int],
    column: str,
    understand: Callable[[str], tuple[Value, str]],
    private: bool = False,
) -> Meaning[Value]:
    """The meaning of one column, or of an empty cell where the file has no such column."""

    def understand_cells(cells: tuple[str, ...]) -> tuple[Value, tuple[Note, ...]]:
        text = cells[0] if cells else ""
        value, reason = understand(text)
        shown = "" if private else text.strip()[:40]
        return value, (Note(column, shown, reason),) if reason else ()

    return Meaning(at, [column], understand_cells)


def score(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[int | None]:
    """The Friends and Family answer, as the mapping says what this file's answers mean."""
    own = mapping.values.get(mapping.score, {})
    best = mapping.score_best or 1
    return single(at, mapping.score, lambda text: values.score(text, own, best))


def sentiment(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[int | None]:
    """The sentiment that a person judged."""
    own = mapping.values.get(mapping.sentiment, {})

    def understand(text: str) -> tuple[int | None, str]:
        code = own.get(values.plain(text))
        return values.sentiment(text) if code is None else (int(code) if code else None, "")

    return single(at, mapping.sentiment, understand)


def mode(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[int | None]:
    """How it was collected: as the row says, else as was said for all of the file."""
    own = mapping.values.get(mapping.mode, {})

    def understand(text: str) -> tuple[int | None, str]:
        if not text.strip():
            return mapping.mode_of_all, ""
        code = own.get(values.plain(text))
        return values.mode(text) if code is None else (int(code) if code else None, "")

    return single(at, mapping.mode, understand)


def way(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[int | None]:
    """In which way somebody spoke."""
    own = mapping.values.get(mapping.way, {})

    def understand(text: str) -> tuple[int | None, str]:
        code = own.get(values.plain(text))
        return values.way(text) if code is None else (int(code) if code else None, "")

    return single(at, mapping.way, understand)


def service_path(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[tuple[str, ...]]:
    """The names of the services from the top of the tree downwards; empty levels are left out."""

    def understand(cells: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Note, ...]]:
        return tuple(name for cell in cells if (name := " ".join(cell.split()))), ()

    return Meaning(at, mapping.services, understand)


def characteristics(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[abc.Mapping[str, str]]:
    """What people stated about themselves, by code. A date of birth is not kept as an age."""
    named = list(mapping.characteristics.items())

    def understand(cells: tuple[str, ...]) -> tuple[abc.Mapping[str, str], tuple[Note, ...]]:
        stated: dict[str, str] = {}
        notes = []
        for (column, code), cell in zip(named, cells, strict=True):
            answer = " ".join(cell.split())
            answer = mapping.values.get(column, {}).get(values.plain(answer), answer)[:100]
            if code == "age" and _FULL_DATE.search(answer):
                notes.append(
                    Note(column, "", _("a date, where an age or age band belongs; left out"))
                )
            elif answer:
                stated[code] = answer
        return MappingProxyType(stated), tuple(notes)

    return Meaning(at, list(mapping.characteristics), understand)


def permission(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[Permission]:
    """The four answers about permission: the cautious ones where the file does not say more."""
    columns, own = mapping.permission, mapping.values
    names = (
        *(columns.may_quote, columns.may_contact, columns.contact_format),
        *(columns.may_share, columns.lawful_basis),
    )
    present = [name for name in names if name]

    def understand(cells: tuple[str, ...]) -> tuple[Permission, tuple[Note, ...]]:
        given = dict(zip(present, cells, strict=True))
        # What a person set an answer to stands in its place: each code is read as itself.
        meant = {
            name: own.get(name, {}).get(values.plain(given[name]), given[name]) for name in given
        }
        quote, contact, form, share, basis = (meant.get(name, "") for name in names)
        may_quote, about_quote = values.yes(quote)
        may_contact, about_contact = values.contact_way(contact)
        may_share, about_share = values.share_with(share)
        lawful_basis, about_basis = values.lawful_basis(basis)
        reasons = (about_quote, about_contact, "", about_share, about_basis)
        notes = tuple(
            Note(name, given[name].strip()[:40], reason)
            for name, reason in zip(names, reasons, strict=True)
            if reason
        )
        answers = Permission(
            lawful_basis=lawful_basis,
            may_quote=may_quote,
            may_contact=may_contact,
            contact_format=" ".join(form.split())[:LONGEST_FORMAT],
            may_share=may_share,
            notice_version=mapping.notice_version,
        )
        return answers, notes

    return Meaning(at, present, understand)


def agreement(at: abc.Mapping[str, int], mapping: Mapping) -> Meaning[agreements.Said]:
    """Who agreed, where somebody has to."""
    understanding = agreements.Understanding(mapping.agreed, mapping.agreed_of_all, mapping.values)

    def understand(cells: tuple[str, ...]) -> tuple[agreements.Said, tuple[Note, ...]]:
        said, doubts = understanding(cells)
        return said, tuple(Note(column, text.strip()[:40], why) for column, text, why in doubts)

    return Meaning(at, understanding.names, understand)


class Labels:
    """The labels that people gave each row, as they stand in the file."""

    def __init__(self, at: abc.Mapping[str, int], columns: LabelColumns) -> None:
        self._marked = [(at[name], name) for name in columns.columns]
        self._text = [(at[name], name) for name in columns.text]
        self._split = columns.split

    def of(self, cells: Sequence[str], notes: list[Note]) -> tuple[str, ...]:
        """The labels of this row, each once; adds to `notes`."""
        given = [
            name
            for index, name in self._marked
            if (cell := cells[index]) and cell.strip().casefold() not in _NOT_GIVEN
        ]
        for index, name in self._text:
            text = cells[index]
            for part in text.split(self._split) if self._split else (text,):
                label = " ".join(part.split())
                if len(label) > LONGEST_LABEL:
                    notes.append(Note(name, "", _("too long for a label; left out")))
                elif label:
                    given.append(label)
        return tuple(dict.fromkeys(given)) if len(given) > 1 else tuple(given)
