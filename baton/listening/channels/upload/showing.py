# SPDX-License-Identifier: MIT
"""What the page of columns shows: the first rows, columns, answers, and services to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from baton.analysis.identifiers import redact
from baton.listening.agreed import FOR_WHOM, WHO
from baton.listening.channels.upload import choosing, operations, reading, setting
from baton.listening.channels.upload.census import MOST_PATHS, Census
from baton.listening.channels.upload.columns_form import ColumnsForm
from baton.listening.channels.upload.mapping import Mapping, MappingProblem
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.reading import HeardRow
from baton.listening.channels.upload.rows import Refused, Row
from baton.listening.channels.upload.table import Table
from baton.listening.heard import MODES, WAYS
from baton.people.models import Organisation
from baton.places.foreseeing import Foreseer
from baton.ui.wording import _lazy

PREVIEWED = 5
#: Rows from which examples are taken, and characters of a cell that a glimpse may need.
EXAMPLES_FROM, GLIMPSE = 20, 1000
#: How the preview says a score.
SCORES = (
    "",
    *(_lazy("very good"), _lazy("good"), _lazy("neither good nor poor"), _lazy("poor")),
    *(_lazy("very poor"), _lazy("don’t know")),
)
#: Services to be added that are named.
NAMED_SERVICES = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One column: some of what it holds, its control and what is chosen there."""

    name: str
    examples: tuple[str, ...]
    field: Any
    value: str


@dataclass(frozen=True, slots=True)
class Services:
    """The services that the file names: how many are there, and which would be added."""

    known: int
    added: tuple[str, ...]
    added_count: int
    #: Not all of the file was looked at, or it has more ways through the tree than were counted.
    is_part: bool


def context(
    upload: Upload, header: Sequence[str], form: ColumnsForm, chosen: Mapping, census: Census
) -> dict[str, Any]:
    """What the template needs. The key `problem` says why the first rows cannot be shown."""
    table = operations.table_of(upload)
    offset = len(table.header) - len(header)
    columns = _columns(table.sample(EXAMPLES_FROM), header, form, offset)
    first, problem = _first(table, chosen, upload)
    return {
        "upload": upload,
        "form": form,
        "table": table,
        "chosen": chosen,
        "census": census,
        "mapped": [each for each in columns if each.value not in ("", "label")],
        "labels": [each for each in columns if each.value == "label"],
        "left_out": [each for each in columns if not each.value and each.examples],
        "bare": [each for each in columns if not each.value and not each.examples],
        "meanings": choosing.meanings_for(chosen),
        "answered": [_redacted_answers(each) for each in setting.answered(header, chosen, census)],
        "services": services_ahead(upload.organisation, census) if chosen.services else None,
        "first": [(_redacted(row), isinstance(row, Refused)) for row in first],
        "scores": SCORES,
        "modes": MODES,
        "ways": WAYS,
        "for_whom": FOR_WHOM,
        "who": WHO,
        "problem": problem,
    }


def _columns(
    sample: Sequence[Row], header: Sequence[str], form: ColumnsForm, offset: int
) -> list[Shown]:
    shown = []
    for index, name in enumerate(header):
        field = form[f"column{index}"]
        cells = dict.fromkeys(glimpse(row.cells[index + offset].strip()) for row in sample)
        examples = tuple(cell for cell in cells if cell)[:3]
        shown.append(Shown(name, examples, field, str(field.value() or "")))
    return shown


def _first(table: Table, chosen: Mapping, upload: Upload) -> tuple[list[HeardRow | Refused], str]:
    try:
        return reading.preview(table, chosen, PREVIEWED, arrived=upload.created_at), ""
    except MappingProblem as mistake:
        return [], str(mistake)


def services_ahead(organisation: Organisation, census: Census) -> Services:
    """Which services reading the file would add, as far as it was looked at."""
    foreseer = Foreseer(organisation)
    ends = [foreseer.find(path) for path, _ in census.paths]
    added = [" › ".join(way) for way in foreseer.added]
    return Services(
        known=len({each.pk for each in ends if each is not None and each.pk}),
        added=tuple(glimpse(name) for name in sorted(added)[:NAMED_SERVICES]),
        added_count=len(added),
        is_part=not census.is_whole or len(census.paths) >= MOST_PATHS,
    )


def glimpse(text: str) -> str:
    """How a cell begins, without identifiers: more people bring files than may see those."""
    return redact(text[:GLIMPSE])[0]


def _redacted_answers(column: setting.Answered) -> setting.Answered:
    shown = tuple(replace(each, text=glimpse(each.text)) for each in column.shown)
    return replace(column, shown=shown)


def _redacted(row: HeardRow | Refused) -> HeardRow | Refused:
    if isinstance(row, Refused):
        return replace(row, reason=glimpse(row.reason), cells=())
    heard = tuple(
        each._replace(
            words=glimpse(each.words),
            question=glimpse(each.question),
            service_path=tuple(map(glimpse, each.service_path)),
            labels=tuple(map(glimpse, each.labels)),
        )
        for each in row.heard
    )
    notes = tuple(
        note._replace(value=glimpse(note.value), reason=glimpse(note.reason)) for note in row.notes
    )
    return row._replace(heard=heard, notes=notes)
