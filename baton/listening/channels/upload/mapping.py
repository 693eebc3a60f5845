# SPDX-License-Identifier: MIT
"""Which column of a file is what: made on a screen, guessed, or written by hand in YAML."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import abc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from baton.listening.agreed import Agreed
from baton.listening.channels.upload import agreements, answers
from baton.listening.channels.upload.agreements import AGREED_KEYS, NO_COLUMNS, AgreedColumns
from baton.listening.channels.upload.dates import Counted
from baton.listening.channels.upload.entries import (
    MappingProblem,
    as_day,
    as_text,
    as_truth,
    entries_of,
    known_are,
    set_values,
    several,
)
from baton.listening.channels.upload.mirrored import (
    MIRROR_COLUMNS,
    MIRROR_KEYS,
    NO_MIRROR,
    MirrorColumns,
    mirror_of,
)
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.values import plain
from baton.listening.heard import MODES, QuestionKind
from baton.ui.wording import _

#: What a person may have stated about themselves: the codes that a column can be mapped to.
CHARACTERISTICS = (
    *("age", "sex", "gender_identity", "ethnicity", "religion", "sexual_orientation"),
    *("disability", "carer", "pregnancy", "marriage", "deprivation", "armed_forces"),
)

_NOTHING: abc.Mapping[str, Any] = MappingProxyType({})
_PERMISSION_KEYS = ("may_quote", "may_contact", "contact_format", "may_share", "lawful_basis")
_COMMENT_KEYS = ("column", "question", "question_column", "kind")
_LABEL_KEYS = ("columns", "text", "split")
_ONE_COLUMN_KEYS = (
    *("id", "respondent", "date", "score", "mode", "area", "language", "way", "sentiment"),
)
_KEYS = (
    *("comments", *_ONE_COLUMN_KEYS, "day_first", "days_counted_from", "said_on", "services"),
    *("score_best", "score_values", "mode_of_all", "values"),
    *("characteristics", "permission", "agreed", "agreed_of_all", "notice_version"),
    *("labels", "mirror"),
)


@dataclass(frozen=True, slots=True)
class CommentColumn:
    """A column of comments and the question they answer: one wording for all, or one a row.

    `kind` is empty where the wording of the question decides it.
    """

    column: str
    question: str = ""
    question_column: str = ""
    kind: QuestionKind | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class PermissionColumns:
    """Where the file says what each person allowed; an empty name is not in the file."""

    may_quote: str = ""
    may_contact: str = ""
    contact_format: str = ""
    may_share: str = ""
    lawful_basis: str = ""


@dataclass(frozen=True, slots=True)
class LabelColumns:
    """Labels that people gave: `columns` are named after a label each and marked where it was
    given; `text` columns hold a label, or several with `split` between them."""

    columns: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    split: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column is what. Empty names: the file has no such column.

    `day_first` is None, `days_counted_from` empty and `score_best` 0 where nobody has said so; the
    last is the best of bare numbers, 1 or 5. `mode_of_all` is how rows that do not say it were
    collected, a number of `heard.MODES`. `services` go from the top of the tree of services
    downwards. `said_on` is the day for rows without one of their own. `values` says by column what
    single answers mean: their wording, `plain`, to a code of `answers`. `characteristics` has
    columns as keys and codes of `CHARACTERISTICS` as values. `agreed_of_all` says for whom somebody
    else agrees where a row does not, and who agreed where no column does. `mirror` is set
    where another system keeps and answers what was said.
    """

    comments: tuple[CommentColumn, ...] = ()
    id: str = ""
    respondent: str = ""
    date: str = ""
    day_first: bool | None = None
    days_counted_from: Counted = ""
    said_on: dt.date | None = None
    services: tuple[str, ...] = ()
    score: str = ""
    score_best: int = 0
    mode: str = ""
    mode_of_all: int | None = None
    values: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=lambda: _NOTHING)
    characteristics: abc.Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    area: str = ""
    language: str = ""
    way: str = ""
    permission: PermissionColumns = PermissionColumns()
    agreed: AgreedColumns = NO_COLUMNS
    agreed_of_all: Agreed | None = None
    notice_version: str = ""
    labels: LabelColumns = LabelColumns()
    sentiment: str = ""
    mirror: MirrorColumns = NO_MIRROR

    def columns(self) -> Iterator[str]:
        """Every column that the mapping names, as often as it does."""
        several = (
            *(comment.column for comment in self.comments),
            *(comment.question_column for comment in self.comments),
            *(getattr(self, key) for key in _ONE_COLUMN_KEYS),
            *(getattr(self.permission, key) for key in _PERMISSION_KEYS),
            *(getattr(self.agreed, key) for key in AGREED_KEYS),
            *(getattr(self.mirror, key) for key in MIRROR_COLUMNS),
            *(*self.services, *self.characteristics, *self.labels.columns, *self.labels.text),
        )
        return filter(None, several)

    def role(self, column: str) -> str:
        """As what `answers` takes a column whose answers may be set, or empty."""
        for role in ("score", "sentiment", "mode", "way"):
            if column and column == getattr(self, role):
                return role
        for role in _PERMISSION_KEYS:
            if role in answers.CODES and column == getattr(self.permission, role):
                return role
        for role in answers.OF_AGREEMENTS:
            if column and column == getattr(self.agreed, role):
                return role
        return answers.CHARACTERISTIC if column in self.characteristics else ""

    def check(self, header: Sequence[str]) -> None:
        """Raise `MappingProblem` unless the file has every column and something is heard in it.

        A column of comments serves as nothing else; others may, as an id is also a respondent.
        """
        header = as_sent(header) if is_mended(header) else header
        named = list(self.columns())
        for name in named:
            if name not in header:
                raise MappingProblem(_no_column(name, header))
        if not self.comments and not self.score:
            raise MappingProblem(_("Say which column holds the comments, or at least the score."))
        if self.mirror.kind and not self.id:
            raise MappingProblem(
                _(
                    "Say which column is “Number of the comment”: the reference in the other "
                    "system, by which it is known again."
                )
            )
        for comment in self.comments:
            if named.count(comment.column) > 1:
                raise MappingProblem(
                    _("“%(column)s” is named as a column of comments and once more.")
                    % {"column": comment.column}
                )

    def for_the_next(self) -> Mapping:
        """As it is remembered. Who agreed to this file has not agreed to the next."""
        if self.agreed_of_all is None:
            return self
        return replace(self, agreed_of_all=Agreed(self.agreed_of_all.for_whom))

    def to_dict(self) -> dict[str, Any]:
        """As plain values for JSON or YAML, without what is not set; `from_dict` reads it back."""
        plain_values: dict[str, Any] = {
            "comments": [set_values(comment, _COMMENT_KEYS) for comment in self.comments],
            **{key: getattr(self, key) for key in _ONE_COLUMN_KEYS},
            "day_first": self.day_first if self.date else None,
            "days_counted_from": int(self.days_counted_from or 0) if self.date else 0,
            "said_on": self.said_on.isoformat() if self.said_on else None,
            "services": list(self.services),
            "score_best": self.score_best if self.score else 0,
            "mode_of_all": MODES[self.mode_of_all] if self.mode_of_all else "",
            "values": {
                column: {text: code or answers.LEFT_OUT_IN_WORDS for text, code in own.items()}
                for column, own in self.values.items()
                if own
            },
            "characteristics": dict(self.characteristics),
            "permission": set_values(self.permission, _PERMISSION_KEYS),
            "agreed": set_values(self.agreed, AGREED_KEYS),
            "agreed_of_all": agreements.to_dict(self.agreed_of_all),
            "notice_version": self.notice_version,
            "labels": set_values(self.labels, _LABEL_KEYS),
            "mirror": set_values(self.mirror, MIRROR_KEYS) if self.mirror.kind else {},
        }
        return {key: value for key, value in plain_values.items() if value or value is False}


def from_dict(data: object, header: Sequence[str] = ()) -> Mapping:
    """The mapping that JSON or YAML holds.

    With `header`, columns are found in it whatever their case, and the whole is checked against
    it. Raises `MappingProblem` for unknown keys, unknown columns and values of the wrong kind.

    >>> from_dict({"comments": "comment", "score": "FFT"}, ["FFT", "Comment"]).comments[0].column
    'Comment'
    """
    header = as_sent(header) if is_mended(header) else header
    entries = entries_of("The mapping", data, _KEYS)
    find = _Finder(header)
    permission = entries_of("permission", entries.get("permission"), _PERMISSION_KEYS)
    labels = entries_of("labels", entries.get("labels"), _LABEL_KEYS)
    of_one_column: dict[str, Any] = {
        key: find(as_text(key, entries.get(key))) for key in _ONE_COLUMN_KEYS
    }
    mapping = Mapping(
        comments=tuple(_comment(item, find) for item in several(entries.get("comments"))),
        **of_one_column,
        day_first=as_truth("day_first", entries.get("day_first")),
        days_counted_from=_counted(entries.get("days_counted_from")),
        said_on=as_day("said_on", entries.get("said_on")),
        services=find.all("services", entries.get("services")),
        score_best=_score_best(entries.get("score_best")),
        mode_of_all=_mode_of_all(entries.get("mode_of_all")),
        characteristics=_characteristics(entries.get("characteristics"), find),
        permission=PermissionColumns(
            **{key: find(as_text(key, permission[key])) for key in permission}
        ),
        agreed=agreements.columns_of(entries.get("agreed"), find),
        agreed_of_all=agreements.of_all(entries.get("agreed_of_all")),
        notice_version=as_text("notice_version", entries.get("notice_version"), most=20),
        labels=LabelColumns(
            columns=find.all("columns", labels.get("columns")),
            text=find.all("text", labels.get("text")),
            split=as_text("split", labels.get("split"), strip=False),
        ),
        mirror=mirror_of(entries.get("mirror"), find),
    )
    mapping = replace(mapping, values=_values(entries, mapping, find))
    if header:
        mapping.check(header)
    return mapping


def shape(header: Sequence[str]) -> str:
    """A digest by which files with the same columns are known again, in whatever order.

    >>> shape(["Date", "Comment"]) == shape(["comment ", "date"])
    True
    """
    header = as_sent(header) if is_mended(header) else header
    names = sorted(" ".join(name.split()).casefold() for name in header)
    return hashlib.sha256("\0".join(names).encode("utf-8", "replace")).hexdigest()[:32]


class _Finder:
    """Finds columns as the heading writes them; without a heading, takes names as they are."""

    def __init__(self, header: Sequence[str]) -> None:
        self._header = header
        self._by_plain = {name.casefold(): name for name in reversed(header)}

    def __call__(self, name: str) -> str:
        name = " ".join(name.split())
        if not name or not self._header or name in self._header:
            return name
        if found := self._by_plain.get(name.casefold()):
            return found
        raise MappingProblem(_no_column(name, self._header))

    def all(self, key: str, value: object) -> tuple[str, ...]:
        return tuple(self(as_text(key, item)) for item in several(value))


def _comment(item: object, find: _Finder) -> CommentColumn:
    if not isinstance(item, abc.Mapping):
        return CommentColumn(find(as_text("comments", item)))
    entries = entries_of("comments", item, _COMMENT_KEYS)
    texts = {key: as_text(key, entries.get(key)) for key in _COMMENT_KEYS}
    if not texts["column"]:
        raise MappingProblem("Each of “comments” needs a “column”.")
    if texts["kind"] not in ("", *get_args(QuestionKind)):
        raise MappingProblem(
            f"“{texts['kind']}” is not a kind of question. {known_are(get_args(QuestionKind))}"
        )
    return CommentColumn(
        find(texts["column"]),
        texts["question"],
        find(texts["question_column"]),
        cast(QuestionKind, texts["kind"]),
    )


def _characteristics(value: object, find: _Finder) -> abc.Mapping[str, str]:
    codes = {
        find(name): as_text(name, code)
        for name, code in entries_of("characteristics", value).items()
    }
    for code in codes.values():
        if code not in CHARACTERISTICS:
            raise MappingProblem(f"“{code}” is not a characteristic. {known_are(CHARACTERISTICS)}")
    return MappingProxyType(codes)


def _values(
    entries: abc.Mapping[str, object], mapping: Mapping, find: _Finder
) -> abc.Mapping[str, abc.Mapping[str, str]]:
    """What single answers mean, by column; `score_values` is another way to write the score's."""
    own: dict[str, dict[str, str]] = {}
    if scores := entries_of("score_values", entries.get("score_values")):
        if not mapping.score:
            raise MappingProblem("“score_values” needs a “score”: the column of the scores.")
        own[mapping.score] = _codes("score_values", "score", scores)
    for name, meanings in entries_of("values", entries.get("values")).items():
        column = find(name)
        if not (role := mapping.role(column)):
            raise MappingProblem(
                f"“{column}” has “values”, and is no column whose answers could mean something "
                "else: a score, a sentiment, a permission, an agreement or a characteristic."
            )
        own.setdefault(column, {}).update(_codes(column, role, entries_of(column, meanings)))
    return MappingProxyType({column: MappingProxyType(codes) for column, codes in own.items()})


def _codes(where: str, role: str, meanings: abc.Mapping[str, object]) -> dict[str, str]:
    codes: dict[str, str] = {}
    for answer, meaning in meanings.items():
        code = answers.code_of(role, meaning)
        if code is None and role == "score":
            raise MappingProblem(
                f"“{answer}” scores “{meaning}” in “{where}”. "
                "Scores go from 1 (very good) to 5 (very poor); 6 is “don't know”."
            )
        if code is None:
            known = (*answers.CODES[role], answers.LEFT_OUT_IN_WORDS)
            raise MappingProblem(
                f"“{answer}” cannot mean “{meaning}” in “{where}”. {known_are(known)}"
            )
        codes[plain(answer)] = code
    return codes


def _score_best(value: object) -> int:
    if value is None:
        return 0
    if isinstance(value, bool) or value not in (1, 5):
        raise MappingProblem(
            f"“score_best” is “{value}”. It is 1 or 5: the number of the best answer."
        )
    return value


def _mode_of_all(value: object) -> int | None:
    code = answers.code_of("mode", value or "")
    if code is None:
        known = known_are(list(MODES.values()), str(value))
        raise MappingProblem(f"“mode_of_all” is “{value}”. {known}")
    return int(code) if code else None


def _counted(value: object) -> Counted:
    if value is None:
        return ""
    if str(value) not in ("1900", "1904"):
        raise MappingProblem(
            f"“days_counted_from” is “{value}”. It is 1900 or 1904: from when the spreadsheet "
            "counted its days."
        )
    return cast(Counted, str(value))


def _no_column(name: str, header: Sequence[str]) -> str:
    return f"The file has no column “{name}”. {known_are(header, name, 'Its columns are')}"
