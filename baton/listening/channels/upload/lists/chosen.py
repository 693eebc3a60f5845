# SPDX-License-Identifier: MIT
"""How a list is to be read: which column is what, and what is said once for the whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from baton.listening.channels.upload.dates import Counted
from baton.listening.channels.upload.lists.fields import KINDS, ListKind
from baton.listening.channels.upload.mapping import MappingProblem
from baton.ui.wording import _

#: What is chosen anew for each file: the next list with these columns may be another's.
_OF_ONE_FILE = ("programme", "register", "activity")


@dataclass(frozen=True, slots=True)
class Chosen:
    """`columns` has columns as keys and codes of fields as values; `answers` says by column what
    single answers mean; `fixed` holds what is the same for all rows, as a form gives it."""

    holds: str
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    days_counted_from: Counted = ""
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> ListKind:
        return KINDS[self.holds]

    def column_of(self, code: str) -> str:
        """The column that was chosen to be a field, or an empty name."""
        return next((name for name, chosen in self.columns.items() if chosen == code), "")

    def check(self, header: Sequence[str]) -> None:
        """Raise MappingProblem unless the file has the columns, and each field once."""
        met: dict[str, str] = {}
        for name, code in self.columns.items():
            what = self.kind.by_code[code]
            if name not in header:
                raise MappingProblem(_("The file has no column “%(name)s”.") % {"name": name})
            if code in met:
                raise MappingProblem(
                    _("“%(one)s” and “%(other)s” are both chosen as “%(meaning)s”. Choose one.")
                    % {"one": met[code], "other": name, "meaning": what.name}
                )
            met[code] = name

    def lacks(self) -> list[str]:
        """A sentence for each column that no row can do without and nobody has chosen."""
        there = set(self.columns.values())
        missing = [
            _("Say which column is “%(name)s”.") % {"name": self.kind.by_code[code].name}
            for code in self.kind.needed
            if code not in there
        ]
        if self.holds == "attendance" and not {"name", "surname", "forename", "email"} & there:
            missing.append(_("Say which column is the name, or the e-mail address."))
        return missing

    def to_dict(self) -> dict[str, Any]:
        """As plain values for JSON; `from_dict` reads it back."""
        return {
            "holds": self.holds,
            "columns": dict(self.columns),
            "day_first": self.day_first,
            "days_counted_from": self.days_counted_from,
            "answers": {name: dict(codes) for name, codes in self.answers.items() if codes},
            "fixed": dict(self.fixed),
        }

    def remembered(self) -> dict[str, Any]:
        """What is kept for the next file with these columns."""
        kept = {key: value for key, value in self.fixed.items() if key not in _OF_ONE_FILE}
        return self.to_dict() | {"fixed": kept}


def from_dict(data: Mapping[str, Any], header: Sequence[str]) -> Chosen:
    """The choice that JSON holds, its columns found in this file whatever their capitals; columns
    and fields that are not there any more are left out."""
    by_plain = {name.casefold(): name for name in reversed(header)}
    kind = KINDS[data["holds"]]

    def found(columns: Mapping[str, Any]) -> dict[str, Any]:
        there = ((by_plain.get(name.casefold()), value) for name, value in columns.items())
        return {name: value for name, value in there if name}

    columns = {n: c for n, c in found(data["columns"]).items() if c in kind.by_code}
    return Chosen(
        kind.code,
        columns,
        data.get("day_first"),
        cast(Counted, data.get("days_counted_from") or ""),
        {name: codes for name, codes in found(data.get("answers", {})).items() if name in columns},
        dict(data.get("fixed", {})),
    )
