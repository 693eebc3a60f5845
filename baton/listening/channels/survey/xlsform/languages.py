# SPDX-License-Identifier: MIT
"""Languages of a form: `label::Gujarati (gu)`, or by their name alone, or by their code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from baton.listening.channels.survey.definition import Words
from baton.listening.channels.survey.xlsform.remarks import Remarks
from baton.listening.channels.survey.xlsform.sheets import Book, Line
from baton.ui.languages import ALSO_CALLED, IN_ENGLISH, OWN_NAMES
from baton.ui.wording import _lazy

#: What a language's code may be; answers keep it in ten characters.
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST = 10
_IN_BRACKETS = re.compile(r"\(\s*([\w-]+)\s*\)\s*$")
_IN_ENGLISH: Mapping[str, str] = {
    **{name.casefold(): code for code, name in IN_ENGLISH.items()},
    **ALSO_CALLED,
}
_NO_CODE = _lazy(
    "It is not known which language “%(name)s” is, so its words are left out. Name the column like "
    "“label::Polish (pl)”."
)
_TAKEN = _lazy(
    "It is not known which language “%(name)s” is, so it was taken for “%(code)s”. Name the column "
    "like “label::Polish (pl)”."
)
_EMPTY = _lazy("There are no words in “%(name)s” yet, so the survey does not have that language.")


@dataclass(frozen=True, slots=True)
class Languages:
    """Of one form: which codes it has, the first first, and which headings are which."""

    codes: tuple[str, ...]
    by_name: Mapping[str, str]

    def words(self, line: Line, column: str) -> Words:
        """What stands in all columns of this kind, by language."""
        said = {
            code: text
            for name, code in self.by_name.items()
            if (text := line.cell(f"{column}::{name}" if name else column))
        }
        return {code: said[code] for code in self.codes if code in said}


def code_of(name: str) -> str:
    """The code of a language as a heading names it; "" where that is not known.

    >>> code_of("Gujarati (gu)"), code_of("polish"), code_of("Cymraeg"), code_of("Klingon")
    ('gu', 'pl', 'cy', '')
    """
    bracketed = _IN_BRACKETS.search(name)
    plain = (bracketed[1] if bracketed else name).strip().replace("_", "-")
    known = _IN_ENGLISH.get(name.casefold()) or _OWN.get(name.casefold())
    if known and not bracketed:
        return known
    if len(plain) > _LONGEST or not _CODE.fullmatch(plain):
        return ""
    is_code = bool(bracketed) or len(plain) <= 3 or "-" in plain
    return plain.lower() if is_code else ""


_OWN = {own.casefold(): code for code, own in OWN_NAMES.items()}


def heading(code: str) -> str:
    """How a heading names a language.

    >>> heading("en"), heading("xx")
    ('English (en)', 'xx (xx)')
    """
    return f"{OWN_NAMES.get(code, code)} ({code})"


def found(book: Book, remarks: Remarks) -> Languages:
    """The languages in which the form has labels."""
    names = dict.fromkeys(
        (sheet.name, *_split(column))
        for sheet in (book.survey, book.choices)
        for column in sheet.columns
        if _split(column)[0] == "label"
    )
    first = code_of(book.setting("default_language"))
    by_name: dict[str, str] = {}
    nameless = []
    for sheet, column, name in names:
        code = code_of(name)
        if name and not _is_filled(book, f"label::{name}"):
            remarks.add(_EMPTY % {"name": name}, sheet, column=f"{column}::{name}")
        elif code:
            by_name[name] = code
        elif name:
            nameless.append((name, sheet))
    if nameless and not by_name and not _is_filled(book, "label"):
        name, sheet = nameless.pop(0)
        by_name[name] = first or "en"
        remarks.add(_TAKEN % {"name": name, "code": by_name[name]}, sheet, column=f"label::{name}")
    for name, sheet in nameless:
        remarks.add(_NO_CODE % {"name": name}, sheet, column=f"label::{name}")
    # What stands under no language is in the first, whose own columns go before it.
    codes = _ordered(by_name.values(), first)
    plain = first or "en" if _is_filled(book, "label") or not codes else codes[0]
    by_name = {"": plain, **by_name}
    return Languages(_ordered(by_name.values(), first or plain), by_name)


def _split(column: str) -> tuple[str, str]:
    base, _, name = column.partition("::")
    return base, name


def _is_filled(book: Book, column: str) -> bool:
    return any(line.cell(column) for sheet in (book.survey, book.choices) for line in sheet.lines)


def _ordered(codes: Iterable[str], first: str) -> tuple[str, ...]:
    once = tuple(dict.fromkeys(codes))
    return (first, *(code for code in once if code != first)) if first in once else once
