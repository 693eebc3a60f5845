# SPDX-License-Identifier: MIT
"""A first guess at which column is what, from the heading and some rows; a person corrects it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType

from baton.analysis.questions import question_kind
from baton.listening.channels.upload import agreement_values, values
from baton.listening.channels.upload.agreements import AgreedColumns
from baton.listening.channels.upload.columns import Column, Free
from baton.listening.channels.upload.dates import DateProblem, order, parse_said_at, serial
from baton.listening.channels.upload.mapping import (
    CommentColumn,
    LabelColumns,
    Mapping,
    PermissionColumns,
)
from baton.listening.channels.upload.refusals import as_sent, is_mended
from baton.listening.channels.upload.rows import Row

# Fewer marked columns side by side are questions with boxes to tick, not a codebook.
_FEWEST_LABEL_COLUMNS = 5
# Yes and no are answers to questions.
_MARKS = frozenset(("1", "0", "1.0", "0.0", "x", "✓", "✔", "true", "false"))

_DAY_FIRST = {"day_first": True, "month_first": False}
_DATES = (  # the best first
    r"respon|submi|complet|\bend\b|said|received|feedback|recorded|comment|survey",
    r"created|start|timestamp|\bwhen\b",
    r"\bdate\b|\bday\b|\bmonth\b|period",
    r"visit|appointment|discharge|admission|attend|contact",
)
# Where five digits are a spreadsheet's own number for a day, and no number of anything else.
_MAY_BE_SERIAL = r"\b(date|day|when)\b(?!.*\b(id|ref|number|no)\b)"
_ID = r"\b(id|ids|ref|reference|uuid|guid|key|code|number|no)\b\.?$|\bid\b"
_PERSON = r"respondent|participant|person|patient|user|contributor|customer"
# Never proposed for anything.
_PERSONAL = (
    r"date of birth|birth ?date|year of birth|\bdob\b|\b(nhs|hospital) (no|num)|e-?mail address"
    r"|^(home |ip |street |postal )?address\b|\b(tele)?phone( no| num|$)|\bmobile( no| num|$)"
    r"|\b(first|last|middle|full|sur|fore|family|your|patient) ?name\b"
)
_SCORES = (  # the best first; the last may have no bare numbers
    r"\bfft\b|friends (and|&) family|recommend",
    r"overall|experience|\brating\b|satisf",
    r"",
)
_SCORES_KNOWN = (0.5, 0.7, 0.9)
_SENTIMENT = r"\bsentiment\b"
_MODE = (
    r"\bmode\b|collect(ion|ed)|(survey|response|feedback) (channel|method|source)"
    r"|^(channel|method)$"
)
_QUESTION = r"\bquestion\b"
_NOT_LABELS = r"\bsentiment\b|\bfft\b|: "
_LABELS = r"^(themes?|labels?|(sub-?)?subject|(sub-?)?category|categories|topics?|tags?)\b"
_COMMENTS = (
    r"comment|feedback|verbatim|free.?text|\banswer\b|tell us|\bwhy\b|reason|suggest|improv|better"
    r"|anything|\bgood\b|well|like|what (was|went|did|could|would|is|should|do)|describe|explain"
    r"|your (experience|story|views|words)|text$|narrative"
)
_NOT_COMMENTS = r"\b(id|ids|date|number|no|type|sentiment|code|score|ref|index|criticality|count)$"
# What lists of an organisation's own work have.
_OF_OUR_WORK = (
    r"^(programme|project|work ?stream|campaign|method|venue|location|owner|lead|stakeholder)s?"
    r"( (name|title))?$"
)
# A service's type is its name to those who typed it: "Service type 1".
_NOT_SERVICES = r"\b(id|ids|date|code|score|count)$"

_CHARACTERISTICS = (
    (
        "gender_identity",
        r"gender identity|same as (your )?(sex|gender)|registered at birth|\btrans(gender)?\b",
    ),
    ("age", r"\bage\b|\bage.?(group|band|range)|how old"),
    ("sex", r"\bsex\b|\bgender\b"),
    ("sexual_orientation", r"sexual|orientation|sexuality"),
    ("ethnicity", r"ethnic|\brace\b"),
    ("religion", r"religio|belief|faith"),
    ("pregnancy", r"pregnan|maternity"),
    ("marriage", r"marri|marital|civil partner"),
    ("carer", r"\bcarer|caring (for|role|responsib)|do you (look after|care for)"),
    ("armed_forces", r"armed forces|veteran"),
    ("disability", r"disab|long.?term (condition|illness|health)|impairment|health condition"),
    ("deprivation", r"\bimd\b|depriv"),
)
_AREA = r"\blsoa\b|\bmsoa\b|post.?code|small.?area|output area"
_LANGUAGE = r"^(main |first |preferred |survey |user )?language\b"
_WAY = (
    r"(way|how|means|method).*\b(spoke|speaking|communicat)|communication (support|need)|interpret"
)
_REFUSING = r"\bnot\b|n['’]t\b|opt.?out|object|withh"
_PERMISSIONS = (  # whose words are asked for, then for what
    (
        "may_quote",
        r"quot|publish|made public|anonymous(ly)?.*(use|share)|use (your|my) (comment|word)",
    ),
    ("contact_format", r"(contact|communication|preferred|accessible) format"),
    (
        "may_contact",
        r"contact (you|me)\b|may.?contact|how .*contact|contact (by|preference|method)",
    ),
    ("may_share", r"\bshar(e|ed|ing)\b"),
    ("lawful_basis", r"(lawful|legal) basis"),
)
_PERMISSION_VALUES: dict[str, Callable[[str], tuple[object, str]]] = {
    "may_quote": values.yes,
    "contact_format": lambda cell: (cell, ""),
    "may_contact": values.contact_way,
    "may_share": values.share_with,
    "lawful_basis": values.lawful_basis,
}
_FOR_WHOM = (
    r"\bunder.?(16|sixteen)|\bu16\b|for whom|\black(s|ing)?\b.*capacity"
    r"|capacity to (agree|consent|decide)"
)
# That somebody has children says nothing of themselves.
_NOT_FOR_WHOM = r"household|home|living|live|depend|parent|how many|do you have|number|caring"
_WHO_AGREED = (
    r"who (has )?(agreed|consented)|(agreed|consented|consent|agreement)( was)?( given)? by\b"
    r"|(parent|guardian).*(agree|consent)|parental permission"
)
_BASIS = r"basis (of|for) (the |their )?(agree|consent)|(agreement|consent) basis|gillick"
_AGREEMENTS = (
    ("for_whom", _FOR_WHOM, agreement_values.for_whom),
    ("basis", _BASIS, agreement_values.basis),
    ("who", _WHO_AGREED, agreement_values.who),
)
_RELATION = r"\brelation(ship)?\b|\brelated\b"
_LEVELS = (  # from the top of the tree of services downwards
    r"\bicb\b|\bboard\b|\bsystem\b",
    r"\btrust\b|organi[sz]ation|\bprovider\b|practice( name)?$|\bpcn\b|\bsurgery\b",
    r"hospital|\bsite\b|location|health centre",
    r"directorate|division|care group|locality|\bbusiness unit",
    r"service|special(i?ty|ism)|department|\bdept\b|pathway",
    r"\bward\b|clinic\b|\bteam\b|\bunit\b",
)


def guess(header: Sequence[str], sample: Sequence[Row]) -> Mapping:
    """The mapping that the headings and the sample suggest.

    It may lack what a mapping needs, above all the comments; and what the sample does not decide,
    such as whether the day comes first, is left open for `settling`.
    """
    cells = [row.cells for row in sample]
    if is_mended(header):
        header, cells = as_sent(header), [as_sent(row) for row in cells]
    columns = [Column(name, (row[i] for row in cells)) for i, name in enumerate(header)]
    block = _label_block(columns)
    free = Free(columns)
    free.take_all(lambda column: column.named(_PERSONAL))
    label_columns = free.take_all(lambda column: column in block)
    date, day_first = _date(free)
    sentiment = free.take(lambda c: c.named(_SENTIMENT) and c.share(_is_sentiment) > 0.9)
    score = _score(free)
    mode = free.take(lambda c: c.named(_MODE) and c.is_name and c.share(_is_mode) >= 0.5)
    question = free.take(lambda c: c.named(_QUESTION) and c.is_few and c.share(_is_long) > 0.5)
    identity, respondent = _identity(free, several_rows_a_person=bool(question))
    agreed = _agreed(free)
    permission = _permission(free)
    area = free.take(lambda c: c.named(_AREA) and c.words <= 3)
    language = free.take(lambda c: c.named(_LANGUAGE) and c.words <= 3)
    way = free.take(lambda c: c.named(_WAY) and c.share(_is_way) >= 0.5)
    characteristics = _characteristics(free)
    text_labels = free.take_all(lambda c: c.named(_LABELS) and c.is_name)
    split = _split([column for column in columns if column.name in text_labels])
    services = _services(free)
    return Mapping(
        comments=_comments(free, question),
        id=identity,
        respondent=respondent,
        date=date,
        day_first=day_first,
        services=services,
        score=score,
        mode=mode,
        characteristics=MappingProxyType(characteristics),
        area=area,
        language=language,
        way=way,
        permission=permission,
        agreed=agreed,
        labels=LabelColumns(columns=label_columns, text=text_labels, split=split),
        sentiment=sentiment,
    )


def _label_block(columns: Sequence[Column]) -> list[Column]:
    """The longest run of columns that hold marks only, from its first marked one to its last."""
    runs: list[list[Column]] = [[]]
    for column in columns:
        if column.distinct <= _MARKS and not column.named(_NOT_LABELS):
            runs[-1].append(column)
        else:
            runs.append([])
    longest = max(runs, key=lambda run: sum(bool(column.filled) for column in run))
    marked = [index for index, column in enumerate(longest) if column.filled]
    questions = sum(column.name.endswith("?") for column in longest)
    if len(marked) < _FEWEST_LABEL_COLUMNS or questions > len(longest) / 2:
        return []
    return longest[marked[0] : marked[-1] + 1]


def _date(free: Free) -> tuple[str, bool | None]:
    for pattern in (*_DATES, ""):
        for column in free.columns:
            if not column.named(pattern) or (not pattern and column.share(str.isdecimal) > 0.5):
                continue
            way = order(column.filled)
            is_date = partial(_is_date, way != "month_first", column.named(_MAY_BE_SERIAL))
            if column.share(is_date) >= (0.5 if pattern else 0.9):
                free.columns.remove(column)
                return column.name, _DAY_FIRST.get(way)
    return "", None


def _score(free: Free) -> str:
    def is_score(pattern: str, column: Column) -> bool:
        if not column.named(pattern) or not column.is_name:
            return False
        # The better the name, the fewer answers must be known: a person sets the others.
        if column.share(_is_score) < _SCORES_KNOWN[_SCORES.index(pattern)]:
            return False
        numbers = [int(cell) for cell in column.distinct if cell.isdecimal()]
        # Whether 1 or 5 is the best, a person is asked.
        may_be_numbers = bool(pattern) and all(1 <= n <= 7 for n in numbers)
        return column.share(str.isdecimal) < 0.5 or may_be_numbers

    found = (free.take(partial(is_score, pattern)) for pattern in _SCORES)
    return next(filter(None, found), "")


def _identity(free: Free, several_rows_a_person: bool) -> tuple[str, str]:
    """The columns of the comment's id and the respondent's. Numbers that count the rows are
    neither: the next file has them again, for other people."""

    def is_person(column: Column) -> bool:
        return column.named(_PERSON) and (column.named(_ID) or len(column.plain.split()) == 1)

    person = next((c for c in free.columns if is_person(c) and c.filled and c.words <= 6), None)
    if person:
        free.columns.remove(person)
    identity = free.take(
        lambda c: c.named(_ID) and not is_person(c) and c.is_unique and not c.is_counted
    )
    if not person or person.is_counted:
        return identity, ""
    if not identity and person.is_unique and not several_rows_a_person:
        return person.name, ""
    return identity, person.name


def _agreed(free: Free) -> AgreedColumns:
    def fits(pattern: str, read: Callable[[str, str], tuple[str, str]], column: Column) -> bool:
        if not column.named(pattern) or not column.filled or column.words > 12:
            return False
        if pattern == _FOR_WHOM and column.named(_NOT_FOR_WHOM):
            return False
        return column.share(lambda cell: not read(cell, column.name)[1]) >= 0.5

    found = {key: free.take(partial(fits, pattern, read)) for key, pattern, read in _AGREEMENTS}
    if any(found.values()):
        found["relation"] = free.take(lambda c: c.named(_RELATION) and c.words <= 4)
    return AgreedColumns(**found)


def _permission(free: Free) -> PermissionColumns:
    def fits(key: str, pattern: str, column: Column) -> bool:
        if not column.named(pattern) or column.named(_REFUSING) or column.words > 6:
            return False
        return column.share(lambda cell: not _PERMISSION_VALUES[key](cell)[1]) >= 0.5

    return PermissionColumns(
        **{key: free.take(partial(fits, key, pattern)) for key, pattern in _PERMISSIONS}
    )


def _characteristics(free: Free) -> dict[str, str]:
    def fits(code: str, pattern: str, column: Column) -> bool:
        is_age = code == "age" and column.words <= 4
        return column.named(pattern) and (column.is_name or is_age)

    taken = {code: free.take(partial(fits, code, pattern)) for code, pattern in _CHARACTERISTICS}
    return {name: code for code, name in taken.items() if name}


def _split(columns: Sequence[Column]) -> str:
    """What divides several labels in a cell: themes have commas in their own names."""
    for sign, holds in ((";", re.compile(";").search), ("|", re.compile(r"\|").search)):
        if any(column.share(holds) > 0.1 for column in columns):
            return sign
    return ""


def _services(free: Free) -> tuple[str, ...]:
    def fits(pattern: str, column: Column) -> bool:
        if not column.named(pattern) or column.named(f"{_COMMENTS}|{_NOT_SERVICES}"):
            return False
        return column.is_name and column.share(_is_number) <= 0.5

    return tuple(name for pattern in _LEVELS for name in free.take_all(partial(fits, pattern)))


def _comments(free: Free, question: str) -> tuple[CommentColumn, ...]:
    def is_prose(column: Column) -> bool:
        if column.named(f"{_NOT_COMMENTS}|{_OF_OUR_WORK}") or column.share(_is_number) > 0.5:
            return False
        if column.is_repeated:
            return False
        varied = len(column.distinct) > 0.4 * len(column.filled)
        if column.named(_COMMENTS):
            return column.words >= 3 or varied
        return bool(column.filled) and column.words >= 4 and varied

    names = free.take_all(is_prose)
    if question and len(names) == 1:
        return (CommentColumn(names[0], question_column=question),)
    return tuple(CommentColumn(name, question=_as_question(name)) for name in names)


def _as_question(name: str) -> str:
    """The heading itself where it puts a question, as exports of surveys write it there."""
    asks = "?" in name or len(name.split()) >= 4 or question_kind(name) != "nonspecific"
    return name if asks else ""


def _is_date(day_first: bool, may_be_serial: bool, cell: str) -> bool:
    if may_be_serial and serial(cell):
        return True
    try:
        parse_said_at(cell, day_first)
    except DateProblem:
        return False
    return True


def _is_score(cell: str) -> bool:
    return values.score(cell, {})[0] is not None


def _is_way(cell: str) -> bool:
    return values.way(cell)[0] is not None


def _is_mode(cell: str) -> bool:
    return values.mode(cell)[0] is not None


def _is_sentiment(cell: str) -> bool:
    return values.sentiment(cell)[0] is not None


def _is_long(cell: str) -> bool:
    return len(cell) > 4


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[-+]?\d+([.,]\d+)*%?", cell) is not None
