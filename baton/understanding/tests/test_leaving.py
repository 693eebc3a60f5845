# SPDX-License-Identifier: MIT
"""Nobody works out a few people from a file of figures."""

from __future__ import annotations

import csv
import io
from collections import Counter
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from baton.analysis.disclosure import ALL, attack, protect, table_key
from baton.core import tables
from baton.understanding import figure_files
from baton.understanding.counting import leaving, linked
from baton.understanding.counting.linked import BEFORE, EARLIER, FEELING, LATELY, MONTH, Counted
from baton.understanding.counting.spans import Span, first_of
from baton.understanding.filters import Filters
from baton.understanding.tests.conftest import NOON

THEMES = [11, 12, 13]
MONTHS = [EARLIER, 24_300, 24_301, 24_302]
FEELINGS = ["positive", "neutral", "negative"]


@st.composite
def comments(draw, *, themes=THEMES, each_speaks=False):
    """Random people: what each speaks of, how they feel and when they said it."""
    person = st.tuples(
        st.sets(st.sampled_from(themes), min_size=1 if each_speaks else 0),
        st.sampled_from(FEELINGS),
        st.sampled_from(MONTHS),
    )
    # Many alike, so that some cells have few people and others many.
    groups = draw(st.lists(st.tuples(person, st.integers(1, 12)), max_size=12))
    return [said for said, number in groups for _ in range(number)]


def counted(people, *, lately=MONTHS, before=None, each_speaks_of=(), themes=THEMES):
    by_feeling, by_month = Counter(), Counter()
    for spoken, feeling, month in people:
        for theme in (ALL, *spoken):
            by_feeling[theme, feeling] += 1
            by_month[theme, month] += 1
    return Counted(themes, FEELINGS, MONTHS, by_feeling, by_month, lately, before, each_speaks_of)


class _Theme(SimpleNamespace):
    pass


def file_of(found):
    """The rows of the CSV that somebody carries away, by theme: each cell by its column's name."""
    themes = [
        _Theme(pk=pk, title=str(pk), parent=_Theme(title="All themes")) for pk in found.themes
    ]
    asked = SimpleNamespace(filters=Filters(), organisation="Soar", codebook=themes)
    months = [Span(first_of(24_301), first_of(24_303)), Span(first_of(24_300), first_of(24_301))]
    seen = SimpleNamespace(asked=asked, as_at=NOON, lately=months[0], before=months[1])
    told = leaving.Leaving(seen, found, themes, protect(linked.figures_of(found)))
    text = "".join(tables.as_csv(figure_files.as_one(told, at=NOON)))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    at = next(number for number, row in enumerate(rows) if row[:2] == ["Theme", "Category"])
    return rows[at], rows[at + 1 :]


def keys_of(theme, found):
    """What each cell of a row counts, in the order of its columns; None where it counts nothing."""
    yield from (None, None, table_key(["theme"], [theme]), None, None, None)
    yield from (table_key(["theme", FEELING], [theme, each]) for each in FEELINGS)
    if found.is_all_lately:
        yield table_key(["theme"], [theme])
    else:
        yield linked.period(theme, LATELY)
    yield from (linked.period(theme, BEFORE) if found.before is not None else None, None)
    yield from (table_key(["theme", MONTH], [theme, month]) for month in found.months)


def what_a_reader_finds(found):
    """Counts of fewer than five, or hidden ones, that a solver works out of a file's cells."""
    figures = linked.figures_of(found)
    _, rows = file_of(found)
    told = set()
    for theme, row in zip([ALL, *found.themes], rows, strict=True):
        cells = dict(zip(keys_of(theme, found), row, strict=True))
        for key, cell in cells.items():
            if key is not None and cell != figure_files.HIDDEN:
                assert int(cell) == figures.values[figures.at(key)]
                told.add(key)
        beside = [row[2], rows[0][2]]
        assert (figure_files.HIDDEN in row[3:6]) == (figure_files.HIDDEN in beside), row
        if found.before is not None:
            four = [row[9], row[10], rows[0][9], rows[0][10]]
            assert (row[11] == figure_files.HIDDEN) == (
                theme != ALL and figure_files.HIDDEN in four
            )
    assert not [key for key in told if 0 < figures.values[figures.at(key)] < 5], "told as it is"
    hidden = {
        key for key, is_told in zip(figures.keys, figures.told, strict=True) if is_told
    } - told
    worked_out = []
    for key, possible in attack(figures, hidden).items():
        truth = figures.values[figures.at(key)]
        most = truth + 5 if possible.upper is None else possible.upper
        assert possible.lower <= truth <= most
        if key in hidden and possible.exact:
            worked_out.append((key, possible))
        if 0 < truth < 5 and (most < 5 or most - possible.lower < 4):
            worked_out.append((key, possible))
    return worked_out


@settings(max_examples=8, deadline=None)
@given(comments())
def test_nobody_solves_a_file_whose_change_is_of_its_own_months(people):
    found = counted(people, lately=MONTHS[3:], before=MONTHS[1:3])
    assert not what_a_reader_finds(found)


@settings(max_examples=8, deadline=None)
@given(comments(), comments())
def test_nobody_solves_a_file_whose_change_is_against_other_people(people, others):
    before = Counter(theme for spoken, _, _ in others for theme in (ALL, *spoken))
    for lately in (MONTHS, MONTHS[:3]):
        assert not what_a_reader_finds(counted(people, lately=lately, before=before))


@settings(max_examples=8, deadline=None)
@given(comments(each_speaks=True))
def test_nobody_solves_a_file_of_a_category_of_which_everybody_speaks(people):
    for more in ({}, {"lately": MONTHS[3:], "before": MONTHS[1:3]}):
        assert not what_a_reader_finds(counted(people, each_speaks_of=THEMES, **more))


@settings(max_examples=6, deadline=None)
@given(comments(themes=[11], each_speaks=True))
def test_nobody_solves_a_category_of_one_theme(people):
    assert not what_a_reader_finds(counted(people, themes=[11], each_speaks_of=[11]))


def test_a_file_of_many_comments_hides_nothing():
    people = [({11}, "positive", MONTHS[1])] * 40 + [({12}, "negative", MONTHS[3])] * 60
    head, rows = file_of(counted(people, lately=MONTHS[3:], before=MONTHS[1:3]))
    assert head[9:12] == [
        "Comments, February to March 2025",
        "Comments, January 2025",
        "Change, points",
    ]
    assert head[12:] == ["Earlier", "2025-01", "2025-02", "2025-03"]
    assert rows[0][2:9] == ["100", "[x]", "[x]", "[x]", "40", "0", "60"]
    assert rows[1][:3] == ["11", "All themes", "40"]
    assert rows[1][9:] == ["0", "40", "-100.0", "0", "40", "0", "0"]
    assert not any(figure_files.HIDDEN in row for row in rows)
