# SPDX-License-Identifier: MIT
"""Once its words are stored: how each complaint or story stands in the system that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from baton.analysis import identifiers
from baton.core.pace import Pace
from baton.listening.channels.mirrors import operations as mirrors
from baton.listening.channels.mirrors.operations import Seen
from baton.listening.channels.upload import mapping, reading
from baton.listening.channels.upload.dates import DateProblem, parse_noting
from baton.listening.channels.upload.doubts import Doubts
from baton.listening.channels.upload.mapping import Mapping
from baton.listening.channels.upload.meanings import Note
from baton.listening.channels.upload.models import Upload
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Refused
from baton.listening.channels.upload.table import Table, open_table
from baton.listening.digests import Digests
from baton.listening.peppers import digests_of
from baton.ui.wording import _lazy

#: Rows a transaction, and characters of an outcome that are kept.
_AT_ONCE, _LONGEST = 100, 2_000
_OTHERWISE = _lazy(
    "its words have changed in the other system since they came first; those that came first stay"
)


def note(upload: Upload, doubts: Doubts) -> None:
    """Keep how they stand. It may be done again after a crash, and changes nothing then."""
    assert upload.mapping is not None
    chosen = mapping.from_dict(upload.mapping, upload.header)
    mirror, digests = chosen.mirror, digests_of(upload.organisation)
    rows = _rows(open_table(Path(upload.file.path)), chosen, digests)
    pace = Pace(first=_AT_ONCE, fewest=_AT_ONCE, most=_AT_ONCE)
    while some := list(islice(rows, _AT_ONCE)):
        seen = {ref: each for _, refs, each in some for ref in refs}
        with pace.turn(len(seen)):
            otherwise = mirrors.note(
                upload.organisation,
                mirror.kind,
                mirror.system,
                seen,
                by=upload.brought_by or "system:import",
            )
        for number, refs, _ in some:
            if otherwise.intersection(refs):
                doubts.add(number, [Note(chosen.comments[0].column, "", str(_OTHERWISE))])


def _rows(table: Table, chosen: Mapping, digests: Digests) -> Iterator[tuple[int, list[str], Seen]]:
    """Each row's number, the references of what it holds here, and how it stands there."""
    mended = is_mended(table.header)
    header = as_sent(table.header) if mended else table.header
    at = {name: index for index, name in enumerate(header)}
    suffixes = reading.suffixes(chosen, at)
    met: set[str] = set()
    for row in table.rows():
        if isinstance(row, Refused):
            continue
        cells = as_sent(row.cells) if mended else row.cells
        stated = cells[at[chosen.id]].strip()
        if not stated or stated in met:
            continue
        met.add(stated)
        ref = reading.reference_of(stated, digests.reference)
        yield (
            row.number,
            [ref + each for each in suffixes],
            _seen(stated, cells, at, chosen, digests),
        )


def _seen(
    stated: str, cells: Sequence[str], at: dict[str, int], chosen: Mapping, digests: Digests
) -> Seen:
    def cell(column: str) -> str:
        return " ".join(cells[at[column]].split()) if column else ""

    mirror = chosen.mirror
    words = (cells[at[each.column]].strip() for each in chosen.comments)
    return Seen(
        reference=identifiers.redact(stated[:200])[0][:200],
        said=digests.row("said", *words),
        status=identifiers.redact(cell(mirror.status)[:80])[0][:80],
        opened_on=_day(cell(mirror.opened), chosen),
        closed_on=_day(cell(mirror.closed), chosen),
        outcome=identifiers.redact(cell(mirror.outcome)[:_LONGEST])[0][:_LONGEST],
        link=_link(cell(mirror.link)),
    )


def _day(text: str, chosen: Mapping) -> date | None:
    """A day of the other system's; one that cannot be read is none of ours to ask for."""
    try:
        moment, _, _ = parse_noting(
            text, chosen.day_first is not False, counted=chosen.days_counted_from
        )
    except DateProblem:
        return None
    return moment.date()


def _link(text: str) -> str:
    """An address of a page, and nothing that a browser would run."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_page = parts.scheme in ("http", "https") and parts.netloc and len(text) <= 500
    return text if is_page else ""
