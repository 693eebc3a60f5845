# SPDX-License-Identifier: MIT
"""The sheets of a form as it was brought: opened in a process of its own, headings made alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from baton.core import spreadsheets
from baton.listening.channels.survey.xlsform.remarks import Remarks
from baton.listening.channels.upload import mistakes
from baton.listening.channels.upload.headings import NO_ROWS, is_of_heading
from baton.listening.channels.upload.opening import open_apart
from baton.listening.channels.upload.parts import Part, Parts
from baton.listening.channels.upload.parts import not_read as part_not_read
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.sheets import TOO_LARGE, hidden, not_read
from baton.listening.channels.upload.table import open_table
from baton.ui.wording import _, _lazy
from baton.ui.words import number

__all__ = ["Book", "Line", "Sheet", "UnreadableFile", "opened"]

#: Seconds of computing: a large form takes a tenth of one.
MOST_SECONDS = 20
MOST_LINES, MOST_COLUMNS = 5_000, 1_000
_BESIDE_WORDS = " \t\n\r\f\v\ufeff\u200b\u00a0"
_AS_XLSX = _lazy("Bring the form as an Excel workbook (.xlsx).")
_NO_SURVEY = _lazy(
    "There is no sheet “survey” in this file, so it is no XLSForm. In KoboToolbox it is “Download "
    "XLS” that gives the form itself; in ODK Central, “XLSForm” beside the form."
)
_NO_TYPES = _lazy(
    "The sheet “survey” names no column “type” in its first row, so it is no XLSForm. Write the "
    "names of the columns there: type, name, label."
)
_NOTHING = _lazy(
    "There is nothing below the first row of the sheet “survey”. Bring a form with questions."
)
_HIDDEN = _lazy("A hidden sheet is not read. Unhide it, and bring the form again.")
_UNNAMED = re.compile(r"column \d+")
_LEFT_OUT = re.compile(r"“([^“”]*)”")
#: Other names that the standard has for the same columns.
_ALIASES: Mapping[str, str] = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "list": "list_name",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "image": "media::image",
    "audio": "media::audio",
    "video": "media::video",
}
_TRANSLATED = frozenset(("label", "hint", "guidance_hint", "media"))
_PREFIXES = ("bind::", "control::", "body::")
#: Converters of the standard take `${…}` for an earlier answer, also where it is said in words, and
#: refuse a form with none of that name. A sign that is not seen, between, keeps it words.
_REFERENCE, _NO_REFERENCE = "${", "$\u2060{"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its number as a spreadsheet shows it, and what stands in its cells."""

    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its columns by their names in the standard, and its rows that are not blank."""

    name: str
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The three sheets of a form. One that is not there is empty."""

    survey: Sheet
    choices: Sheet = field(default_factory=lambda: Sheet("choices"))
    settings: Sheet = field(default_factory=lambda: Sheet("settings"))

    def setting(self, name: str) -> str:
        return self.settings.lines[0].cell(name) if self.settings.lines else ""


def opened(chunks: Any, remarks: Remarks) -> Book:
    """The form in a file, given in pieces of its bytes. Raises `UnreadableFile`."""
    with TemporaryDirectory() as folder:
        path, parts = Path(folder) / "form", Path(folder) / "parts"
        parts.mkdir()
        with path.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        try:
            return _book(open_apart(path, parts, seconds=MOST_SECONDS), remarks)
        except UnreadableFile as problem:
            raise UnreadableFile(_for_forms(str(problem))) from None


def _for_forms(said: str) -> str:
    """What the reading of files says, without what is of use for comments only.

    >>> _for_forms("It is damaged. Save it as “CSV UTF-8”, and upload that.")
    'It is damaged. Bring the form as an Excel workbook (.xlsx).'
    """
    if is_of_heading(said):
        return _NO_SURVEY  # of a text file, which is no form in any case
    if said == TOO_LARGE:
        far_larger = _("This is far larger than a form.")
        return f"{far_larger} {_AS_XLSX}"
    sentences = re.split(r"(?<=[.:]) (?=[A-Z])", said)
    plain = [each for each in sentences if "CSV" not in each]
    return said if len(plain) == len(sentences) else " ".join([*plain, str(_AS_XLSX)])


def _book(parts: Parts, remarks: Remarks) -> Book:
    sheets: dict[str, Sheet] = {}
    for part in parts.tables:
        name = _clean(part.name).casefold()
        if not part.is_sheet:
            continue  # text is no form, however it is laid out
        if not part.name and len(parts.tables) == 1:
            name = "survey"  # a sheet that is alone has lost its name
        if name in ("survey", "choices", "settings"):
            sheets.setdefault(name, _sheet(name, part, remarks))
    for sentence in parts.left_out:
        _on_left_out(sentence, remarks)
    if "survey" not in sheets:
        raise UnreadableFile(_NO_SURVEY)
    if "type" not in sheets["survey"].columns:
        raise UnreadableFile(_NO_TYPES)
    return Book(**sheets)


def _on_left_out(sentence: str, remarks: Remarks) -> None:
    named = _LEFT_OUT.search(sentence)
    if named is None:
        return
    name, is_hidden = _clean(named[1]).casefold(), sentence == hidden(named[1])
    if name == "survey":
        if is_hidden:
            raise UnreadableFile(_HIDDEN)
        why = sentence.removeprefix(not_read(named[1])).removeprefix(part_not_read(named[1]))
        raise UnreadableFile(_NOTHING if str(NO_ROWS) in why else why)
    if is_hidden and name in ("survey", "choices", "settings"):
        remarks.add(_HIDDEN, name)


def _sheet(name: str, part: Part, remarks: Remarks) -> Sheet:
    table = open_table(Path(part.path))
    columns = {at: column for at, each in enumerate(table.header) if (column := _column(each))}
    if len(columns) > MOST_COLUMNS:
        raise UnreadableFile(
            _("The sheet “%(name)s” names %(columns)s columns, and no form has so many.")
            % {"name": name, "columns": number(len(columns))}
        )
    lines: list[Line] = []
    for row in table.rows():
        if len(lines) == MOST_LINES:
            raise UnreadableFile(
                _("The sheet “%(name)s” has more than %(most)s rows. Divide the form.")
                % {"name": name, "most": number(MOST_LINES)}
            )
        at = row[0] if isinstance(row, tuple) else row.row
        line = Line(at, _cells(name, at, columns, row.cells, remarks))
        if any(line.cells.values()):
            lines.append(line)
    return Sheet(name, tuple(dict.fromkeys(columns.values())), tuple(lines))


def _cells(
    sheet: str, number: int, columns: Mapping[int, str], cells: Sequence[str], remarks: Remarks
) -> dict[str, str]:
    """What stands under each heading; where two mean the same, under the first that is filled."""
    found: dict[str, str] = {}
    for at, column in columns.items():
        cell = cells[at] if at < len(cells) else ""
        if cell in mistakes.ERRORS:
            remarks.add(mistakes.why(cell), sheet, number, column)
        elif cell and (text := _clean(spreadsheets.as_written(cell))):
            found.setdefault(column, text)
    return found


def _clean(text: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace(_NO_REFERENCE, _REFERENCE).strip(_BESIDE_WORDS)


def as_words(text: str) -> str:
    """As it stands in a cell that is words and nothing else; read, it is as it was."""
    return text.replace(_REFERENCE, _NO_REFERENCE)


def _column(heading: str) -> str:
    """The standard's own name of a column; "" for one without a name.

    >>> _column(" Label :: Polski (pl) "), _column("bind::Relevant"), _column("List Name")
    ('label::Polski (pl)', 'relevant', 'list_name')
    >>> _column("label:English"), _column("media::image::English (en)")
    ('label::English', 'media::image::English (en)')
    """
    plain = _clean(heading)
    if _UNNAMED.fullmatch(plain.casefold()):
        return ""
    if "::" not in plain and plain.partition(":")[0].strip().casefold() in _TRANSLATED:
        plain = plain.replace(":", "::")
    for prefix in _PREFIXES:
        if plain.casefold().startswith(prefix):
            plain = plain[len(prefix) :]
    base, *rest = [part.strip() for part in plain.split("::")]
    base = "_".join(base.casefold().split())
    return "::".join([_ALIASES.get(base, base), *filter(None, rest)])
