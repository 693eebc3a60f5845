# SPDX-License-Identifier: MIT
"""Who agreed for those who may not be able to agree alone: which columns say it, what holds for
all rows, and what a row says together. Whatever is not plainly an agreement is none."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from baton.analysis import identifiers
from baton.listening import agreed
from baton.listening.agreed import BASES, FOR_WHOM, LONGEST_RELATION, NOBODY, WHO, Agreed
from baton.listening.channels.upload import agreement_values as values
from baton.listening.channels.upload.entries import (
    MappingProblem,
    as_text,
    entries_of,
    known_are,
)
from baton.listening.channels.upload.values import plain
from baton.ui.wording import _

AGREED_KEYS = ("for_whom", "who", "basis", "relation")


@dataclass(frozen=True, slots=True)
class AgreedColumns:
    """Where the file says who agreed; an empty name is not in the file."""

    for_whom: str = ""
    who: str = ""
    basis: str = ""
    relation: str = ""


NO_COLUMNS = AgreedColumns()


class Said(NamedTuple):
    """What a row says of an agreement. `is_closed`: one is missing, so that the words are kept and
    counted, and neither quoted nor shared. That may be so where nobody knows for whom it would be.
    """

    agreed: Agreed | None = None
    is_closed: bool = False


#: A column, how its cell begins (empty where that could identify a person), and a reason.
Doubt = tuple[str, str, str]
Own = abc.Mapping[str, abc.Mapping[str, str]]


def columns_of(value: object, find: Callable[[str], str]) -> AgreedColumns:
    """As JSON or YAML holds it."""
    given = entries_of("agreed", value, AGREED_KEYS)
    return AgreedColumns(**{key: find(as_text(key, given[key])) for key in given})


def of_all(value: object) -> Agreed | None:
    """What holds for all rows, as JSON or YAML holds it, in codes or as pages say it."""
    given = entries_of("agreed_of_all", value, AGREED_KEYS)
    if not given:
        return None
    texts = {key: as_text(key, given.get(key), most=LONGEST_RELATION) for key in AGREED_KEYS}
    for_whom, who = values.for_whom(texts["for_whom"])[0], values.who(texts["who"])
    if for_whom not in FOR_WHOM:
        raise MappingProblem(f"“for_whom” is “{texts['for_whom']}”. {known_are(list(FOR_WHOM))}")
    if who[1]:
        raise MappingProblem(f"“who” is “{texts['who']}”. {known_are(list(WHO))}")
    basis = values.basis(texts["basis"])
    if basis[1]:
        raise MappingProblem(f"“basis” is “{texts['basis']}”. {known_are(list(BASES))}")
    found = complete(Agreed(for_whom, who[0], basis[0], texts["relation"]))
    try:
        agreed.check(found)
    except agreed.NotTogether as problem:
        raise MappingProblem(f"“agreed_of_all”: {problem}") from None
    return found


def complete(given: Agreed) -> Agreed:
    """With the basis that goes with who agreed, where none is given."""
    if given.basis not in ("", values.USUAL):
        return given
    usual = agreed.GOES_TOGETHER.get(given.for_whom, {}).get(given.who, "")
    return replace(given, basis=usual)


def to_dict(given: Agreed | None) -> dict[str, str]:
    """As plain values, without what is empty."""
    return {key: text for key, text in asdict(given).items() if text} if given else {}


class Understanding:
    """How the cells of a file's columns about agreements are understood."""

    def __init__(self, columns: AgreedColumns, all_rows: Agreed | None, own: Own) -> None:
        self._columns, self._all, self._own = columns, all_rows, own
        self.names = [name for key in AGREED_KEYS if (name := getattr(columns, key))]

    def __call__(self, cells: tuple[str, ...]) -> tuple[Said, list[Doubt]]:
        given = dict(zip(self.names, cells, strict=True))
        doubts: list[Doubt] = []
        for_whom = self._for_whom(given, doubts)
        who = self._read("who", given, values.who)
        basis = self._read("basis", given, values.basis)
        if for_whom == values.UNCLEAR:
            return Said(None, is_closed=True), doubts
        if for_whom == values.ABLE:
            return self._of_the_able(given, who, basis)
        found = Agreed(for_whom, relation=self._relation(given, for_whom, doubts))
        return self._with_who(found, given, who, basis, doubts)

    def _read(
        self, key: str, given: abc.Mapping[str, str], read: Callable[[str, str], tuple[str, str]]
    ) -> tuple[str, str]:
        column = getattr(self._columns, key)
        text = given.get(column, "")
        code = self._own.get(column, {}).get(plain(text))
        return read(text, column) if code is None else (code, "")

    def _for_whom(self, given: abc.Mapping[str, str], doubts: list[Doubt]) -> str:
        column = self._columns.for_whom
        if not given.get(column, "").strip():
            return self._all.for_whom if self._all else values.ABLE
        code, why = self._read("for_whom", given, values.for_whom)
        if why:
            doubts.append((column, given[column], why))
        return code

    def _of_the_able(
        self, given: abc.Mapping[str, str], who: tuple[str, str], basis: tuple[str, str]
    ) -> tuple[Said, list[Doubt]]:
        """Nobody else has to agree; where the row says that somebody did, one of both is wrong."""
        by_others = who[1] or who[0] not in (NOBODY, values.NOBODY_YET, "self")
        column = self._columns.who if by_others else self._columns.basis
        if not by_others and basis[0] not in BASES:
            return Said(), []
        why = _("says that somebody agreed, and not for whom; neither quoted nor shared")
        return Said(None, is_closed=True), [(column, given[column], why)]

    def _with_who(
        self,
        found: Agreed,
        given: abc.Mapping[str, str],
        who: tuple[str, str],
        basis: tuple[str, str],
        doubts: list[Doubt],
    ) -> tuple[Said, list[Doubt]]:
        columns = self._columns
        code, column = who[0], columns.who
        if who[1]:
            doubts.append((column, given[column], who[1]))
        if code == values.NOBODY_YET:
            code = NOBODY
        if not columns.who:
            code, column = self._who_elsewhere(found.for_whom, basis[0]), columns.basis
        if code == NOBODY and (who[1] or basis[0] not in BASES):
            return Said(found, is_closed=True), doubts
        if basis[0] == values.NO_BASIS:
            if basis[1]:
                doubts.append((columns.basis, given[columns.basis], basis[1]))
            return Said(found, is_closed=True), doubts
        whole = complete(replace(found, who=code, basis=basis[0]))
        try:
            agreed.check(whole)
        except agreed.NotTogether as problem:
            kept = _("Kept as if nobody had agreed: neither quoted nor shared.")
            at = getattr(columns, problem.field) or column
            doubts.append((at, given.get(at, ""), f"{problem} {kept}"))
            return Said(found, is_closed=True), doubts
        return Said(whole), doubts

    def _who_elsewhere(self, for_whom: str, basis: str) -> str:
        """Who agreed, where no column says so: as for all rows, or as the row's basis implies."""
        if self._all and self._all.who and self._all.for_whom == for_whom:
            return self._all.who
        by_basis = {usual: who for who, usual in agreed.GOES_TOGETHER[for_whom].items()}
        return by_basis.get(basis, NOBODY)

    def _relation(self, given: abc.Mapping[str, str], for_whom: str, doubts: list[Doubt]) -> str:
        column = self._columns.relation
        if not column:
            same = self._all is not None and self._all.for_whom == for_whom
            return self._all.relation if self._all and same else ""
        words = identifiers.redact(" ".join(given[column].split()))[0]
        if len(words) > LONGEST_RELATION:
            doubts.append((column, "", _("too long for how they are related; left out")))
            return ""
        return words
