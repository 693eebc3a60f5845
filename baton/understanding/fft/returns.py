# SPDX-License-Identifier: MIT
"""The return of a month: what was answered, row by row, at each level of its setting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from baton.people.models import Organisation
from baton.places.models import Service
from baton.understanding.fft import layout, queries
from baton.understanding.fft.layout import OTHER, LevelName, Setting
from baton.understanding.fft.queries import Answered, Step, Tree

#: Codes or names from the top down, by which a row is known.
Path = tuple[str, ...]
_NOBODY = (0,) * 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a level. `eligible` is None where no number was typed.

    `modes` has a number for each mode of the setting, in their order.
    """

    path: Path
    steps: tuple[Step, ...]
    answers: tuple[int, ...] = _NOBODY
    modes: tuple[int, ...] = ()
    eligible: int | None = None
    specialities: tuple[str, str] = ("", "")
    #: The service of a lowest row, of which an eligible number may be typed.
    service: Service | None = None
    #: Which type of submitter it is, none where that is not known; see `layout.Submitter`.
    type: str = ""

    @property
    def name(self) -> str:
        return self.steps[-1].name

    @property
    def code(self) -> str:
        return self.steps[-1].code

    @property
    def responses(self) -> int:
        return sum(self.answers)

    @property
    def positive(self) -> float | None:
        """Very good and good, as a share of all six answers; None where nobody answered."""
        return self._share(self.answers[:2])

    @property
    def negative(self) -> float | None:
        """Poor and very poor, as a share of all six answers."""
        return self._share(self.answers[3:5])

    def _share(self, some: Sequence[int]) -> float | None:
        return sum(some) / self.responses if self.responses else None


@dataclass(frozen=True, slots=True)
class Return:
    """What a setting's return of a month says, as it was counted."""

    setting: Setting
    month: date
    rows: tuple[Row, ...]
    #: Answers of which nobody said how they were collected: they count as Other.
    without_mode: int = 0
    #: Answers whose day is not known: they count in the month in which they arrived.
    without_day: int = 0
    levels: Mapping[LevelName, tuple[Row, ...]] = field(default_factory=dict)

    @property
    def total(self) -> Row:
        """All rows as one."""
        return summed((), (), self.rows, len(self.setting.modes))

    @property
    def counted_eligible(self) -> int:
        """Of how many rows the number of eligible is known."""
        return sum(row.eligible is not None for row in self.rows)

    @property
    def without_code(self) -> list[str]:
        """Names at the levels above the lowest, and there too where it has codes, without one."""
        coded = {key.level for sheet in self.setting.sheets for key in sheet.keys}
        coded -= {"unit"}
        found = {
            step.name: None
            for row in self.rows
            for level, step in zip(self.setting.levels, row.steps, strict=True)
            if level in coded and not step.code
        }
        return list(found)


@dataclass(frozen=True, slots=True)
class Month:
    """The returns of a month, and how many answers belong to none."""

    returns: Sequence[Return]
    unplaced: int


def of_month(organisation: Organisation, setting: Setting, month: date) -> Return:
    """The return of one setting."""
    return of_settings(organisation, [setting], month).returns[0]


def of_settings(organisation: Organisation, settings: Sequence[Setting], month: date) -> Month:
    """The returns of several settings, for which answers are counted once."""
    tree = Tree.of(organisation)
    by_setting: dict[str, list[Answered]] = {}
    for each in queries.answers(organisation, month):
        service = tree.services.get(each.service or 0)
        by_setting.setdefault(tree.setting_of(service) if service else "", []).append(each)
    return Month(
        [_returned(tree, setting, month, by_setting.get(setting.code, [])) for setting in settings],
        sum(each.number for each in by_setting.get("", [])),
    )


def _returned(tree: Tree, setting: Setting, month: date, counts: Iterable[Answered]) -> Return:
    gathered = _Gathered(tree, setting)
    for leaf in tree.leaves(setting, month):
        gathered.row_of(leaf)
    without_mode = without_day = 0
    for each in counts:
        assert each.service is not None
        gathered.row_of(tree.services[each.service]).add(each)
        without_mode += each.number if each.mode is None else 0
        without_day += 0 if each.is_dated else each.number
    for key, number in queries.eligible(tree.organisation, setting, month).items():
        if key in tree.services:
            gathered.row_of(tree.services[key]).add_eligible(number)
    return assembled(setting, month, gathered.rows(), without_mode, without_day)


def assembled(
    setting: Setting,
    month: date,
    rows: Sequence[Row],
    without_mode: int = 0,
    without_day: int = 0,
) -> Return:
    """The return of these lowest rows, with each level above them summed."""
    ordered = tuple(sorted(rows, key=lambda row: row.path))
    levels: dict[LevelName, tuple[Row, ...]] = {}
    for depth, level in enumerate(setting.levels, start=1):
        families: dict[Path, list[Row]] = {}
        for row in ordered:
            families.setdefault(row.path[:depth], []).append(row)
        levels[level] = (
            ordered
            if level == setting.lowest
            else tuple(
                summed(path, of[0].steps[:depth], of, len(setting.modes))
                for path, of in families.items()
            )
        )
    return Return(setting, month, ordered, without_mode, without_day, levels)


def summed(path: Path, steps: tuple[Step, ...], rows: Sequence[Row], modes: int) -> Row:
    known = [row.eligible for row in rows if row.eligible is not None]
    return Row(
        path,
        steps,
        tuple(map(sum, zip(_NOBODY, *(row.answers for row in rows), strict=True))),
        tuple(map(sum, zip((0,) * modes, *(row.modes for row in rows), strict=True))),
        sum(known) if known else None,
    )


@dataclass(slots=True)
class _Open:
    """A row that is still counted."""

    steps: tuple[Step, ...]
    service: Service | None
    specialities: tuple[str, str]
    modes: tuple[int, ...]
    answers: list[int] = field(default_factory=lambda: list(_NOBODY))
    by_mode: dict[int, int] = field(default_factory=dict)
    eligible: int | None = None
    #: Types of what is counted in it.
    types: set[str] = field(default_factory=set)

    def add(self, count: Answered) -> None:
        self.answers[count.score - 1] += count.number
        mode = count.mode if count.mode in self.modes else OTHER
        assert mode is not None
        self.by_mode[mode] = self.by_mode.get(mode, 0) + count.number

    def add_eligible(self, number: int) -> None:
        self.eligible = (self.eligible or 0) + number

    def closed(self, path: Path) -> Row:
        return Row(
            path,
            self.steps,
            tuple(self.answers),
            tuple(self.by_mode.get(mode, 0) for mode in self.modes),
            self.eligible,
            self.specialities,
            self.service,
            next(iter(self.types)) if len(self.types) == 1 else "",
        )


class _Gathered:
    """The lowest rows of a return, found by the services that lie in them."""

    def __init__(self, tree: Tree, setting: Setting) -> None:
        self._tree, self._setting = tree, setting
        self._rows: dict[object, _Open] = {}

    def row_of(self, service: Service) -> _Open:
        setting = self._setting
        of = self._tree.standing(service, setting.lowest)
        steps = self._tree.way(service, setting)
        key = of.pk if of is not None else steps
        if key not in self._rows:
            told = self._tree.reported.get(of.pk) if of is not None else None
            both = (told.first_speciality, told.second_speciality) if told else ("", "")
            self._rows[key] = _Open(steps, of, both, setting.modes)
        self._rows[key].types.update(self._types(service, steps))
        return self._rows[key]

    def _types(self, service: Service, steps: tuple[Step, ...]) -> set[str]:
        """Of a department, what was said of it; of anything else, what its board says.

        A site of which only departments are counted says nothing itself: numbers typed of it do
        not take the type of these away.
        """
        setting = self._setting
        if setting.code != "ae":
            return {layout.of_board(steps[0].code)} if setting.submitters else set()
        is_counted = self._tree.setting_of(service) == setting.code
        return {self._tree.department_of(service)} if is_counted else set()

    def rows(self) -> list[Row]:
        """Each with a path of its own: two wards of one site may have the same name."""
        found: dict[Path, Row] = {}
        for row in self._rows.values():
            path, number = tuple(step.key for step in row.steps), 1
            if self._setting.lowest == "unit":
                path = (*path[:-1], row.steps[-1].name)
            own = path
            while own in found:
                number += 1
                own = (*path[:-1], f"{path[-1]} ({number})")
            found[own] = row.closed(own)
        return list(found.values())
