# SPDX-License-Identifier: MIT
"""Who answered: what people stated of themselves, and where they live by district.

It is always counted of everybody who answered a survey, whatever else is chosen: who could choose
ever fewer would work out one person. Groups of fewer than five are hidden, and what they could be
worked out from.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from baton.analysis.disclosure import Figures, Protected, protect
from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.choosing import Chosen
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.monitoring import ASKED, NOT_ANSWERED, PREFER_NOT
from baton.listening.channels.survey.results import AREA, finished
from baton.places.areas import queries as areas
from baton.ui.wording import _, _lazy

#: What a group of people has in common, besides what the monitoring page asks.
DISTRICT = "district"
#: A small area that no file named.
ELSEWHERE = _lazy("Elsewhere, or not known")
#: Key of the figure that counts everybody who answered.
EVERYBODY = "everybody"

#: Responses that are read at once.
_AT_ONCE = 5_000

#: What is asked of people → each answer → how many gave it.
Counted = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Group:
    """How many gave an answer; None where it is hidden."""

    answer: str
    count: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one characteristic, and of how many they are."""

    key: str
    name: str
    of: int | None
    groups: tuple[Group, ...]

    @property
    def is_hidden(self) -> bool:
        return any(each.count is None for each in self.groups)


def counted(survey: Survey) -> Counted:
    """How many of all who answered gave each answer; with those who gave none, and would not."""
    return {**_stated(survey), **_districts(survey)}


def _stated(survey: Survey) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    rows = finished(survey, Chosen()).exclude(stated={}).order_by()
    # Many state the same: each set is read once. As text: a database compares that sooner.
    texts = rows.values_list(Cast("stated", TextField()), flat=True)
    for stated, many in Counter(texts.iterator(_AT_ONCE)).items():
        for name, answer in json.loads(stated).items():
            found.setdefault(name, Counter())[str(answer)] += many
    names = [name for name in _asked(survey) if name in found]
    return {name: _in_order(name, found[name]) for name in names}


def _asked(survey: Survey) -> list[str]:
    """What any version asked of people, as the newest orders it."""
    names: dict[str, None] = {}
    for version in survey.versions.order_by("-number"):
        for question in define.from_json(version.definition):
            names.update(dict.fromkeys(question.asks))
    return list(names)


def _in_order(name: str, given: Counter[str]) -> dict[str, int]:
    """Every answer that could be given, also those that nobody gave."""
    offered = [*(ASKED[name].answers if name in ASKED else ()), *sorted(given)]
    last = (PREFER_NOT, NOT_ANSWERED)
    order = [each for each in dict.fromkeys(offered) if each not in last]
    return {answer: given[answer] for answer in (*order, *last)}


def _districts(survey: Survey) -> dict[str, dict[str, int]]:
    rows = finished(survey, Chosen()).annotate(area=KT(f"answers__{AREA}")).order_by()
    counts = rows.filter(area__isnull=False).values_list("area").annotate(many=Count("pk"))
    by_area: Counter[str] = Counter(dict(counts))
    if not by_area:
        return {}
    names = areas.districts_of(by_area)
    found: Counter[str] = Counter()
    for area, many in by_area.items():
        found[names.get(area, str(ELSEWHERE))] += many
    return {DISTRICT: dict(sorted(found.items(), key=lambda each: (each[0] == ELSEWHERE, each[0])))}


def key_of(name: str, answer: str) -> Any:
    """Names a figure; of everybody who was asked it with an answer of ""."""
    return ("who", name, answer)


def add_to(figures: Figures, found: Counted, everybody: int) -> None:
    """The groups among figures that are told together. They are of the same people."""
    figures.add(EVERYBODY, everybody, weight=9.0)
    for name, answers in found.items():
        whole = key_of(name, "")
        figures.add(whole, sum(answers.values()), weight=3.0)
        for answer, many in answers.items():
            figures.add(key_of(name, answer), many)
        figures.total(whole, [key_of(name, answer) for answer in answers])
        figures.within(whole, EVERYBODY)


def told(survey: Survey, everybody: int) -> list[Groups]:
    """What may be told of who answered. Raises disclosure.NotSolved."""
    found = counted(survey)
    figures = Figures()
    add_to(figures, found, everybody)
    return groups(protect(figures), found)


def groups(protected: Protected, found: Counted) -> list[Groups]:
    """As pages and files show them."""
    return [_groups(protected, name, answers) for name, answers in found.items()]


def _groups(protected: Protected, name: str, answers: Mapping[str, int]) -> Groups:
    whole = protected.value(key_of(name, ""))
    counts = {answer: protected.value(key_of(name, answer)) for answer in answers}
    return Groups(
        name,
        called(name),
        whole,
        tuple(
            Group(answer, count, count / whole if whole and count is not None else None)
            for answer, count in counts.items()
        ),
    )


def called(name: str) -> str:
    if name == DISTRICT:
        return _("Where they live, by district")
    return str(ASKED[name].name) if name in ASKED else name
