# SPDX-License-Identifier: MIT
"""What a return looks like in each setting: its levels, its sheets and the columns of each.

Read from nhsengland/fft_pipeline, `config.py`. Where no national layout is held, the table is ours
and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from baton.listening.heard import MODES
from baton.ui.wording import _lazy

#: The question's six answers as the national layout heads them; scores count them from 1.
ANSWERS = ("Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know")
TOTALS = ("Total Responses", "Total Eligible", "Percentage Positive", "Percentage Negative")
SPECIALITIES = ("First Speciality", "Second Speciality")
#: Answers whose mode nobody stated count as this.
OTHER = 8

LevelName = Literal["board", "organisation", "site", "unit"]
Part = Literal["code", "name"]


@dataclass(frozen=True, slots=True)
class Key:
    """A column before the figures: the code or the name of what stands at a level."""

    heading: str
    level: LevelName
    part: Part


@dataclass(frozen=True, slots=True)
class Sheet:
    """One level as a table."""

    name: str
    level: LevelName
    keys: tuple[Key, ...]
    answers: bool = True
    modes: bool = False
    specialities: bool = False


@dataclass(frozen=True, slots=True)
class Submitter:
    """A line of the Summary: rows of one type, or all of them where there is no code.

    `heading` is what files call it, `name` what pages do.
    """

    code: str
    heading: str
    name: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where care was given, as NHS England tells settings apart.

    `levels` go from the top down. `working_day` is that of the next month by which the return is
    sent, None where it is not known here. `title` begins the national workbook's notes.
    """

    code: str
    name: str
    title: str
    levels: tuple[LevelName, ...]
    sheets: tuple[Sheet, ...]
    modes: tuple[int, ...]
    working_day: int | None = None
    is_national: bool = False
    submitters: tuple[Submitter, ...] = ()

    @property
    def lowest(self) -> LevelName:
        return self.levels[-1]


_ICB = (Key("ICB Code", "board", "code"), Key("ICB Name", "board", "name"))
_TRUST = (
    Key("ICB Code", "board", "code"),
    Key("Trust Code", "organisation", "code"),
    Key("Trust Name", "organisation", "name"),
)
_SITE = (*_TRUST, Key("Site Code", "site", "code"), Key("Site Name", "site", "name"))
_WARD = (*_SITE, Key("Ward Name", "unit", "name"))
_BODY = (
    Key("Organisation Code", "organisation", "code"),
    Key("Organisation Name", "organisation", "name"),
)
_PRACTICE = (
    Key("ICB Code", "board", "code"),
    Key("Practice Code", "organisation", "code"),
    Key("Practice Name", "organisation", "name"),
)
_BODY_SITE = (*_BODY, Key("Site Code", "site", "code"), Key("Site Name", "site", "name"))
_SERVICE = (*_BODY_SITE, Key("Service Code", "unit", "code"), Key("Service Name", "unit", "name"))

_ALL_MODES = tuple(MODES)
#: A&E and ambulance have no column for electronic answers at home.
_WITHOUT_HOME = tuple(mode for mode in MODES if mode != 3)

#: The board under which the national layout puts independent providers.
INDEPENDENT_BOARD = "IS1"
SUMMARY = "Summary"
ACUTE, WALK_IN = "acute", "walk_in"
#: Types of a department of accident and emergency, as whoever keeps the services says them.
DEPARTMENTS = (
    (ACUTE, _lazy("Acute, type 1 or 2")),
    (WALK_IN, _lazy("Walk-in centre or minor injuries unit")),
)
_SECTORS = (
    Submitter("", "Total", _lazy("Total")),
    Submitter("nhs", "NHS", _lazy("NHS")),
    Submitter("is", "IS", _lazy("Independent sector")),
)
_DEPARTMENTS = (
    Submitter("", "A&E Total", _lazy("Total")),
    Submitter(ACUTE, "Acute Type 1&2", _lazy("Acute, type 1 or 2")),
    Submitter(WALK_IN, "WiCs & MIUs", _lazy("Walk-in centres and minor injuries units")),
)

_LOCAL_SHEETS = (
    Sheet("Organisations", "organisation", _BODY, modes=True),
    Sheet("Sites", "site", _BODY_SITE),
    Sheet("Services", "unit", _SERVICE),
)


def _local(code: str, name: str) -> Setting:
    return Setting(code, name, name, ("organisation", "site", "unit"), _LOCAL_SHEETS, _ALL_MODES)


_SETTINGS = (
    Setting(
        "inpatient",
        _lazy("Inpatients and day cases"),
        "Inpatient",
        ("board", "organisation", "site", "unit"),
        (
            Sheet("ICB", "board", _ICB),
            Sheet("Trusts", "organisation", _TRUST, modes=True),
            Sheet("Sites", "site", _SITE),
            Sheet("Wards", "unit", _WARD, specialities=True),
        ),
        _ALL_MODES,
        9,
        is_national=True,
        submitters=_SECTORS,
    ),
    Setting(
        "ae",
        _lazy("Accident and emergency"),
        "A&E",
        ("board", "organisation", "site"),
        (
            Sheet("ICB", "board", _ICB),
            Sheet("Trusts", "organisation", _TRUST, modes=True),
            Sheet("Sites", "site", _SITE),
        ),
        _WITHOUT_HOME,
        9,
        is_national=True,
        submitters=_DEPARTMENTS,
    ),
    Setting(
        "ambulance",
        _lazy("Ambulance and patient transport"),
        "Ambulance",
        ("board", "organisation"),
        (
            Sheet("PTS ICB", "board", _ICB),
            Sheet("PTS Org", "organisation", _TRUST),
            Sheet("Mode Org", "organisation", _TRUST, answers=False, modes=True),
        ),
        _WITHOUT_HOME,
        13,
        is_national=True,
        submitters=_SECTORS,
    ),
    Setting(
        "gp",
        _lazy("General practice"),
        "General practice",
        ("board", "organisation"),
        (
            Sheet("ICB", "board", _ICB),
            Sheet("Practices", "organisation", _PRACTICE, modes=True),
        ),
        _ALL_MODES,
        12,
    ),
    _local("outpatient", _lazy("Outpatients")),
    _local("community", _lazy("Community health")),
    _local("mental_health", _lazy("Mental health")),
    _local("maternity", _lazy("Maternity")),
    _local("dental", _lazy("Dental")),
)

SETTINGS: dict[str, Setting] = {each.code: each for each in _SETTINGS}
CHOICES = [(each.code, each.name) for each in _SETTINGS]
_UNITS = {"unit": "ward", "site": "site", "organisation": "organisation", "board": "board"}


def row_noun(setting: Setting) -> str:
    """What a row of the lowest level is.

    >>> row_noun(SETTINGS["inpatient"]), row_noun(SETTINGS["gp"]), row_noun(SETTINGS["dental"])
    ('ward', 'practice', 'service')
    """
    if setting.code == "gp":
        return "practice"
    if setting.lowest == "unit" and not setting.is_national:
        return "service"
    return _UNITS[setting.lowest]


def mode_heading(mode: int) -> str:
    return f"Mode {MODES[mode]}"


def headings(setting: Setting, sheet: Sheet) -> list[str]:
    """The columns of a sheet, in their order.

    >>> headings(SETTINGS["ambulance"], SETTINGS["ambulance"].sheets[2])[:5]
    ['ICB Code', 'Trust Code', 'Trust Name', 'Total Responses', 'Mode SMS']
    """
    found = [key.heading for key in sheet.keys]
    found += [*TOTALS, *ANSWERS] if sheet.answers else TOTALS[:1]
    if sheet.modes:
        found += [mode_heading(mode) for mode in setting.modes]
    if sheet.specialities:
        found += SPECIALITIES
    return found


def sheet_names(setting: Setting) -> list[str]:
    """The tables of a setting's files, in their order.

    >>> sheet_names(SETTINGS["ambulance"])
    ['Summary', 'PTS ICB', 'PTS Org', 'Mode Org']
    """
    summary = [SUMMARY] if setting.submitters else []
    return summary + [sheet.name for sheet in setting.sheets]


def of_board(code: str) -> str:
    """The type of submitter that stands below a board; none where the board has no code.

    >>> of_board("IS1"), of_board("QK1"), of_board("")
    ('is', 'nhs', '')
    """
    if not code:
        return ""
    return "is" if code.upper() == INDEPENDENT_BOARD else "nhs"
