# SPDX-License-Identifier: MIT
"""How exports of complaints systems (Datix, Ulysses) and story sites (Care Opinion) are read.

A preset over the usual guess: their headings are known, and a person corrects it as any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from baton.analysis.questions import question_kind
from baton.listening.channels.upload import guessing
from baton.listening.channels.upload.columns import Column
from baton.listening.channels.upload.mapping import CommentColumn, LabelColumns, Mapping
from baton.listening.channels.upload.mirrored import USUAL_SYSTEMS, MirrorColumns, MirrorKind
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Row

#: Headings that tell of an export, and how many of them must be there.
_SIGNS = {
    "case": (
        r"^(complaint|case|record|web|datix|ulysses)?[ -]?(ref|id|no|number|reference)\b",
        r"first received|date received|^received|opened",
        r"^sub-?subject|^subject",
        r"closed|outcome|upheld",
        r"description|details|complaint",
    ),
    "story": (
        r"story|opinion",
        r"could (have been|be) (better|improved)|improved",
        r"feel",
        r"respon|repl(y|ied)",
        r"link|url",
    ),
}
_FEWEST = {"case": 4, "story": 3}
_NAMES = (("datix", "Datix"), ("ulysses", "Ulysses"), ("care opinion", "Care Opinion"))

_ID = {
    "case": r"^(complaint |case |record |web |datix |ulysses )?(ref|id|no|number|reference)\b",
    "story": r"^(story |post |opinion )?(ref|id|no|number|reference)\b",
}
_DATE = {
    "case": r"first received|date received|^received|^opened|reported",
    "story": r"submitted|posted|published|date|when",
}
_WORDS = {
    "case": r"^description|details|narrative|what happened|^complaint$|summary of (the )?complaint",
    "story": r"^(the |your )?(story|opinion)( text)?$|good|improv|better|what happened|^text$",
}
_LABELS = {"case": r"^(sub-?)?subject|category|theme", "story": r"feel|^tags?$|theme"}
_STANDS = (
    ("status", r"^(current )?(status|stage|state)$|^progress|responded|response status"),
    ("opened", r"^opened|date opened"),
    ("closed", r"closed|completed"),
    ("outcome", r"outcome|upheld|decision|finding|^response|^repl(y|ies)"),
    ("link", r"link|url|web ?address"),
)


def guess_kind(header: Sequence[str]) -> MirrorKind:
    """Whether the headings are those of an export of complaints or of stories."""
    names = [Column(name, ()) for name in (as_sent(header) if is_mended(header) else header)]
    for kind, signs in _SIGNS.items():
        met = sum(any(each.named(sign) for each in names) for sign in signs)
        if met >= _FEWEST[kind]:
            return kind  # type: ignore[return-value]
    return ""


def preset(
    kind: MirrorKind, header: Sequence[str], sample: Sequence[Row], file_name: str
) -> Mapping:
    """How such an export may be read."""
    usual = guessing.guess(header, sample)
    rows = [row.cells for row in sample]
    if is_mended(header):
        header, rows = as_sent(header), [as_sent(row) for row in rows]
    columns = [Column(name, (row[i] for row in rows)) for i, name in enumerate(header)]
    identity = _first(columns, _ID[kind])
    date = _first(columns, _DATE[kind]) or usual.date
    labels = tuple(each.name for each in columns if each.named(_LABELS[kind]))
    stands = {key: _first(columns, pattern, {date, identity}) for key, pattern in _STANDS}
    taken = {identity, date, *labels, *stands.values()}
    words = tuple(
        CommentColumn(each.name, _asked(each.name), kind=question_kind(each.name))
        for each in columns
        if each.named(_WORDS[kind]) and each.name not in taken
    )
    said = tuple(each for each in usual.comments if each.column not in taken)
    taken |= {each.column for each in words}
    return replace(
        usual,
        comments=words or said,
        id=identity,
        respondent="",
        mode="",
        date=date,
        score=usual.score if usual.score not in taken else "",
        services=tuple(name for name in usual.services if name not in taken),
        labels=LabelColumns(text=labels, split=_split(columns, labels)),
        mirror=MirrorColumns(kind, _system(kind, file_name, header), **stands),
    )


def _first(
    columns: Sequence[Column], pattern: str, taken: frozenset[str] | set[str] = frozenset()
) -> str:
    found = (each.name for each in columns if each.named(pattern) and each.name not in taken)
    return next(found, "")


def _asked(name: str) -> str:
    """The heading, where it asks for one side of what happened."""
    return name if question_kind(name) != "nonspecific" else ""


def _split(columns: Sequence[Column], labels: Sequence[str]) -> str:
    cells = [cell for each in columns if each.name in labels for cell in each.filled]
    return next((sign for sign in (";", "|") if any(sign in cell for cell in cells)), "")


def _system(kind: MirrorKind, file_name: str, header: Sequence[str]) -> str:
    written = " ".join((file_name, *header)).casefold().replace("_", " ").replace("-", " ")
    named = (name for sign, name in _NAMES if re.search(sign, written))
    return next(named, USUAL_SYSTEMS[kind])
