# SPDX-License-Identifier: MIT
"""What a person may choose for each column on the screen, and the mapping that the choices mean."""

from __future__ import annotations

from collections import abc
from typing import Any

from baton.listening.channels.upload.agreements import AGREED_KEYS
from baton.listening.channels.upload.mapping import (
    CHARACTERISTICS,
    CommentColumn,
    Mapping,
    MappingProblem,
)
from baton.listening.channels.upload.mirrored import MIRROR_COLUMNS
from baton.ui.wording import _, _lazy

#: Levels of the tree of services that a file may name, from the top.
LEVELS = range(1, 7)

_CHARACTERISTIC_NAMES = {
    "age": _lazy("Age"),
    "sex": _lazy("Sex"),
    "gender_identity": _lazy("Gender identity"),
    "ethnicity": _lazy("Ethnic group"),
    "religion": _lazy("Religion or belief"),
    "sexual_orientation": _lazy("Sexual orientation"),
    "disability": _lazy("Disability"),
    "carer": _lazy("Carer"),
    "pregnancy": _lazy("Pregnancy or maternity"),
    "marriage": _lazy("Marriage or civil partnership"),
    "deprivation": _lazy("Deprivation"),
    "armed_forces": _lazy("Armed forces"),
}

#: What a column may be, in the groups in which a person chooses.
MEANINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        _lazy("What was said"),
        (
            ("comment", _lazy("Comments")),
            ("question", _lazy("Question that was asked")),
            ("score", _lazy("Friends and Family score")),
            ("mode", _lazy("Mode of collection (text, paper, telephone …)")),
            ("sentiment", _lazy("Sentiment judged by a person (1–5)")),
            ("language", _lazy("Language")),
            ("way", _lazy("Way of speaking (interpreter, BSL, Easy Read …)")),
        ),
    ),
    (
        _lazy("When and where"),
        (
            ("date", _lazy("Day it was said")),
            *(
                (f"service{level}", _lazy("Service, level %(level)s", level=level))
                for level in LEVELS
            ),
        ),
    ),
    (
        _lazy("Whose it is"),
        (("id", _lazy("Number of the comment")), ("respondent", _lazy("Number of the person"))),
    ),
    (
        _lazy("What they allowed"),
        (
            ("may_quote", _lazy("May be quoted")),
            ("may_contact", _lazy("May be contacted, how")),
            ("contact_format", _lazy("Format for contact")),
            ("may_share", _lazy("May be shared with")),
            ("lawful_basis", _lazy("Lawful basis")),
        ),
    ),
    (
        _lazy("Who agreed for those who may not be able to"),
        (
            ("for_whom", _lazy("For whom somebody else agrees (under 16, may lack capacity)")),
            ("who", _lazy("Who agreed")),
            ("basis", _lazy("Basis of the agreement")),
            ("relation", _lazy("How they are related (no names)")),
        ),
    ),
    (
        _lazy("Labels that people gave"),
        (
            ("label", _lazy("Label: marked where it applies")),
            ("label_text", _lazy("Label: written out")),
        ),
    ),
    (
        _lazy("Who they are (in figures only)"),
        (
            *((f"is:{code}", _CHARACTERISTIC_NAMES[code]) for code in CHARACTERISTICS),
            ("area", _lazy("Small area or postcode")),
        ),
    ),
)
#: What else a column may be where another system keeps and answers what was said.
MIRRORED: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        _lazy("How it stands in the other system"),
        (
            ("status", _lazy("Status there")),
            ("opened", _lazy("Day it was opened there")),
            ("closed", _lazy("Day it was closed there")),
            ("outcome", _lazy("Outcome, or the answer")),
            ("link", _lazy("Link to it there")),
        ),
    ),
)
_PERMISSIONS = ("may_quote", "may_contact", "contact_format", "may_share", "lawful_basis")
_SINGLE = (*("id", "respondent", "date", "score", "mode", "area", "language", "way", "sentiment"),)
#: What only one column can be.
_ONLY_ONE = (
    *(*_SINGLE, *_PERMISSIONS, *AGREED_KEYS, *MIRROR_COLUMNS, "question"),
    *(f"service{level}" for level in LEVELS),
)
_NAMES = {meaning: name for _group, choices in (*MEANINGS, *MIRRORED) for meaning, name in choices}


def meanings_for(chosen: Mapping) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What a column of this file may be."""
    return (*MEANINGS, *MIRRORED) if chosen.mirror.kind else MEANINGS


def columns_to_meanings(chosen: Mapping) -> dict[str, str]:
    """Column → the one thing that the screen shows it as."""
    meanings = {getattr(chosen, key): key for key in _SINGLE if getattr(chosen, key)}
    meanings |= {
        getattr(chosen.permission, key): key
        for key in _PERMISSIONS
        if getattr(chosen.permission, key)
    }
    meanings |= {
        getattr(chosen.agreed, key): key for key in AGREED_KEYS if getattr(chosen.agreed, key)
    }
    meanings |= {
        getattr(chosen.mirror, key): key for key in MIRROR_COLUMNS if getattr(chosen.mirror, key)
    }
    meanings |= {name: f"is:{code}" for name, code in chosen.characteristics.items()}
    meanings |= {
        name: f"service{level}" for level, name in zip(LEVELS, chosen.services, strict=False)
    }
    meanings |= dict.fromkeys(chosen.labels.columns, "label")
    meanings |= dict.fromkeys(chosen.labels.text, "label_text")
    for comment in chosen.comments:
        meanings[comment.column] = "comment"
        if comment.question_column:
            meanings[comment.question_column] = "question"
    return meanings


def meanings_to_mapping(chosen: abc.Mapping[str, str], before: Mapping) -> dict[str, Any]:
    """The mapping, as plain values, that a person's choices mean.

    Comments are asked the question of their row, where there is a column of those; else what they
    were asked in the mapping `before`, or what their heading says. Raises MappingProblem where two
    columns are chosen to be what only one can be.
    """
    by_meaning: dict[str, list[str]] = {}
    for name, meaning in chosen.items():
        by_meaning.setdefault(meaning, []).append(name)
    for meaning in _ONLY_ONE:
        if len(both := by_meaning.get(meaning, [])) > 1:
            raise MappingProblem(
                _("“%(one)s” and “%(other)s” are both chosen as “%(meaning)s”. Choose one.")
                % {"one": both[0], "other": both[1], "meaning": _NAMES[meaning]}
            )
    asked = {comment.column: comment for comment in before.comments}
    question = by_meaning.get("question", [""])[0]
    mirror = before.mirror
    return {
        "mirror": {
            "kind": mirror.kind,
            "system": mirror.system,
            **{key: by_meaning[key][0] for key in MIRROR_COLUMNS if key in by_meaning},
        }
        if mirror.kind
        else None,
        "comments": [
            _comment(asked.get(name, CommentColumn(name)), question)
            for name in by_meaning.get("comment", ())
        ],
        **{key: by_meaning[key][0] for key in _SINGLE if key in by_meaning},
        "services": [
            by_meaning[f"service{level}"][0] for level in LEVELS if f"service{level}" in by_meaning
        ],
        "permission": {key: by_meaning[key][0] for key in _PERMISSIONS if key in by_meaning},
        "agreed": {key: by_meaning[key][0] for key in AGREED_KEYS if key in by_meaning},
        "characteristics": {
            name: meaning.removeprefix("is:")
            for name, meaning in chosen.items()
            if meaning.startswith("is:")
        },
        "labels": {
            "columns": by_meaning.get("label", []),
            "text": by_meaning.get("label_text", []),
        },
    }


def _comment(before: CommentColumn, question_column: str) -> dict[str, str]:
    if question_column:
        return {"column": before.column, "question_column": question_column}
    name = before.column
    wording = before.question or (name if _is_question(name) else "")
    return {"column": name, "question": wording, "kind": before.kind}


def _is_question(heading: str) -> bool:
    """Whether a heading is the wording of a question, not the name of a column."""
    return heading.rstrip().endswith("?") or len(heading.split()) > 3
