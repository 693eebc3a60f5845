# SPDX-License-Identifier: MIT
"""Who says it, by what people stated of themselves, and how it reached us.

Groups of few are hidden, and what they could be worked out from: who people are must not be read
off a figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from baton.analysis.disclosure import ALL, Figures, Protected, protect, table_key
from baton.listening import registry
from baton.listening.heard import WAYS
from baton.ui.wording import _lazy
from baton.understanding import stated
from baton.understanding.counting.overview import FEWEST_TOLD, Overview, Shade
from baton.understanding.counting.questions import feelings_by, themes_by, themes_by_people
from baton.understanding.models import Theme
from baton.warehouse import engine

#: What the group without a way is called.
BY_THEMSELVES = _lazy("By themselves, or nobody noted it")
_FEELINGS = ("positive", "neutral", "negative")


@dataclass(frozen=True, slots=True)
class Group:
    """What is said by some people, or by one channel: how many comments, how they feel, and of
    which themes. What is hidden is None."""

    name: str
    #: The filter that chooses them.
    value: str
    count: int | None
    shade: Shade | None
    themes: list[int | None]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups beside one another."""

    themes: list[Theme]
    groups: list[Group]


def _told_of(seen: Overview, most: int) -> list[Theme]:
    return [figure.theme for figure in seen.figures if figure.theme.is_specific][:most]


def by_channel(seen: Overview, reader: engine.Reader, *, most: int = 6) -> Groups:
    """What comes by each channel."""
    themes = _told_of(seen, most)
    asked = seen.asked
    spoken: dict[str, Counter[int]] = defaultdict(Counter)
    for row in reader.ask(themes_by(asked.selection, "channel"), asked.tables):
        theme = asked.themes.get(row["theme"])
        if theme is not None:
            spoken[row["channel"]][theme.pk] += row["codings"]
    shades: dict[str, Shade] = defaultdict(Shade)
    for row in reader.ask(feelings_by(asked.selection, "channel"), asked.tables):
        shades[row["channel"]].add(row["feeling"], row["comments"])
    groups = [
        Group(
            registry.name_of(channel),
            channel,
            shade.total,
            shade,
            [spoken[channel][theme.pk] for theme in themes],
        )
        for channel, shade in shades.items()
    ]
    return Groups(themes, sorted(groups, key=lambda each: -(each.count or 0)))


def by_stated(seen: Overview, reader: engine.Reader, name: str, *, most: int = 6) -> Groups:
    """What is said by those who stated each value under a name, as `disclosure.protect` lets it be
    told: counts of one to four are hidden, and others for their sake."""
    asked, themes = seen.asked, _told_of(seen, most)
    keys = stated.keys(asked.bodies, name)
    values = sorted(set(keys.values()), key=str.casefold)
    place = {value: number for number, value in enumerate(values)}
    people = {
        "stated": {
            "number": list(keys),
            "value": [place[value] for value in keys.values()],
        }
    }
    spoken: Counter[tuple[int, int]] = Counter()
    felt: Counter[tuple[int, int]] = Counter()
    for row in reader.ask(themes_by_people(asked.selection), {**asked.tables, **people}):
        felt[row["feeling"], row["value"]] += row["comments"]
        theme = asked.themes.get(row["theme"])
        if theme is not None:
            spoken[theme.pk, row["value"]] += row["codings"]
    # In the order of their names: ages then follow one another.
    return _groups(themes, [(value, f"{name}: {value}") for value in values], spoken, felt)


def by_way(seen: Overview, reader: engine.Reader, *, most: int = 6) -> Groups:
    """How people spoke, small numbers hidden: some ways tell who somebody is."""
    asked, themes = seen.asked, _told_of(seen, most)
    place = {None: 0} | {number: place for place, number in enumerate(WAYS, start=1)}
    spoken: Counter[tuple[int, int]] = Counter()
    felt: Counter[tuple[int, int]] = Counter()
    for row in reader.ask(themes_by(asked.selection, "way"), asked.tables):
        theme = asked.themes.get(row["theme"])
        if theme is not None:
            spoken[theme.pk, place[row["way"]]] += row["codings"]
    for row in reader.ask(feelings_by(asked.selection, "way"), asked.tables):
        felt[row["feeling"], place[row["way"]]] += row["comments"]
    names = [(BY_THEMSELVES, ""), *((label, str(number)) for number, label in WAYS.items())]
    return _groups(themes, names, spoken, felt)


def _groups(
    themes: list[Theme],
    names: Sequence[tuple[str, str]],
    spoken: Counter[tuple[int, int]],
    felt: Counter[tuple[int, int]],
) -> Groups:
    """What may be told of groups, each by its name and the filter that chooses it, from comments by
    (feeling or theme's key, place in that list)."""
    if felt.total() < FEWEST_TOLD:
        # Of so few not even a zero is told: what none of them said.
        return Groups(themes, [])
    told = protected(themes, range(len(names)), spoken, felt)
    groups = [_group(told, themes, number, *each) for number, each in enumerate(names)]
    return Groups(themes, [each for each in groups if each.count != 0])


def protected(
    themes: list[Theme],
    values: range,
    spoken: Mapping[tuple[int, int], int],
    felt: Mapping[tuple[int, int], int],
) -> Protected:
    """What may be told of so many values: comments by (feeling 1 to 3, value), and by (theme's key,
    value), of which one comment may have several."""
    figures = Figures()
    feelings: dict[tuple[Hashable, ...], int] = {
        (feeling, value): felt[number, value]
        for number, feeling in enumerate(_FEELINGS, start=1)
        for value in values
    }
    figures.add_table({"feeling": _FEELINGS, "value": values}, feelings)
    if themes:
        counts: dict[tuple[Hashable, ...], int] = {
            (each.pk, value): spoken[each.pk, value] for each in themes for value in values
        }
        for value in values:
            counts[ALL, value] = sum(felt[each, value] for each in (1, 2, 3))
        figures.add_table(
            {"theme": [each.pk for each in themes], "value": values},
            counts,
            each_once={"value"},
            decimals=0,
        )
    return protect(figures)


def _group(told: Protected, themes: list[Theme], number: int, name: str, value: str) -> Group:
    feelings = [told.value(table_key(("feeling", "value"), (each, number))) for each in _FEELINGS]
    hidden = None in feelings
    return Group(
        name,
        value,
        told.value(table_key(("value",), (number,))),
        None if hidden else Shade(*(each or 0 for each in feelings)),
        [told.value(table_key(("theme", "value"), (each.pk, number))) for each in themes],
    )
