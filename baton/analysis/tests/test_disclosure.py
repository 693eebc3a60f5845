# SPDX-License-Identifier: MIT
"""Few people cannot be worked out of what is told of many."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baton.analysis.disclosure import (
    ALL,
    Figures,
    FiguresDisagree,
    attack,
    protect,
    table_key,
)

#: A number that no count reaches where it has a limit, in the tables that are small.
MOST = 14


def crosstab(rows, *, names=("theme", "age"), **keywords):
    """A table of these rows of counts, with margins."""
    figures = Figures()
    add_crosstab(figures, rows, names=names, **keywords)
    return figures


def add_crosstab(figures, rows, *, names=("theme", "age"), **keywords):
    dimensions = {names[0]: range(len(rows)), names[1]: range(len(rows[0]))}
    counts = {(r, c): number for r, row in enumerate(rows) for c, number in enumerate(row)}
    figures.add_table(dimensions, counts, **keywords)


def what_a_reader_finds(told):
    """Hidden figures that a solver works out, and small counts that it knows to be small."""
    figures, fewest = told.figures, told.threshold
    percents = {
        (figures.keys[share.part], figures.keys[share.whole])
        for share in figures.shares
        if told.percent(figures.keys[share.part], figures.keys[share.whole]) is not None
    }
    found = []
    for key, possible in attack(figures, told.hidden, shares_told=percents).items():
        truth = figures.values[figures.at(key)]
        most = truth + fewest if possible.upper is None else possible.upper
        assert possible.lower <= truth <= most
        if possible.exact and figures.told[figures.at(key)]:
            found.append((key, possible))
        if 0 < truth < fewest and (most < fewest or most - possible.lower < fewest - 1):
            found.append((key, possible))
    return found


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


@settings(max_examples=15, deadline=None)
@given(tables, st.integers(2, 8))
def test_nobody_solves_a_table_for_its_few(rows, threshold):
    assert not what_a_reader_finds(protect(crosstab(rows, decimals=1), threshold=threshold))


@settings(max_examples=15, deadline=None)
@given(tables, st.data())
def test_nobody_solves_two_tables_of_the_same_people(rows, data):
    """Themes by age and themes by sex share the themes' totals, and one helps against the other."""
    figures = crosstab(rows, decimals=0)
    by_sex = []
    for row in rows:
        women = data.draw(st.integers(0, sum(row)))
        by_sex.append([women, sum(row) - women])
    add_crosstab(figures, by_sex, names=("theme", "sex"), decimals=0)
    assert not what_a_reader_finds(protect(figures))


@settings(max_examples=15, deadline=None)
@given(tables, st.data())
def test_nobody_solves_for_those_who_did_not_mention_a_theme(rows, data):
    """A comment has several themes: counts do not sum, and each has a rest."""
    bases = [max(column) + data.draw(st.integers(0, 9)) for column in zip(*rows, strict=True)]
    dimensions = {"theme": range(len(rows)), "age": range(len(bases))}
    counts = {(r, c): number for r, row in enumerate(rows) for c, number in enumerate(row)}
    counts |= {(ALL, c): base for c, base in enumerate(bases)}
    figures = Figures()
    figures.add_table(dimensions, counts, each_once={"age"}, decimals=0)
    told = protect(figures)
    assert not what_a_reader_finds(told)
    for (row, column), count in counts.items():
        if row != ALL and 0 < bases[column] - count < 5:
            place, base = (row, column), (ALL, column)
            shown = [told.value(table_key(list(dimensions), key)) for key in (place, base)]
            assert None in shown


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=8, max_size=8),
)
def test_nobody_solves_a_table_of_three_dimensions(numbers):
    """Here the solver's first answer need not be whole numbers."""
    places = list(product("ab", "cd", "ef"))
    figures = Figures()
    figures.add_table(
        {"theme": "ab", "age": "cd", "sex": "ef"}, dict(zip(places, numbers, strict=True))
    )
    assert not what_a_reader_finds(protect(figures))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=2),
    st.sets(st.integers(0, 8)),
)
def test_the_attack_finds_what_trying_everything_finds(rows, hidden):
    """The solver against plain enumeration, on tables small enough to try every number."""
    figures = crosstab(rows)
    hidden_keys = [figures.keys[position] for position in hidden]
    truth = np.array(figures.values)
    known = [position for position in range(9) if position not in hidden]
    a, b, c, d = np.meshgrid(*[np.arange(MOST)] * 4)
    # In the order in which add_table adds a table of two by two.
    tried = np.array([a, b, c, d, a + c, b + d, a + b, c + d, a + b + c + d], dtype=int).reshape(
        9, -1
    )
    worlds = tried[:, (tried[known] == truth[known, None]).all(axis=0)]
    assert (worlds == truth[:, None]).all(axis=0).any()
    for key, possible in attack(figures, hidden_keys).items():
        seen = worlds[figures.at(key)]
        assert possible.lower == seen.min()
        if possible.upper is None:
            assert seen.max() >= MOST - 1
        else:
            assert possible.upper == seen.max()


def test_a_percentage_of_hidden_counts_would_give_them_away():
    """What the national publication does: 142 answers, of which 85.9 % are positive, and so on."""
    figures = Figures()
    figures.add("positive", 122)
    figures.add("everybody", 142)
    figures.share("positive", "everybody", decimals=1)
    assert attack(figures, ["positive"])["positive"].lower == 0
    solved = attack(figures, ["positive"], shares_told={("positive", "everybody")})
    assert solved["positive"].lower == solved["positive"].upper == 122


def test_a_whole_percentage_leaves_a_range():
    figures = Figures()
    figures.add("positive", 610)
    figures.add("everybody", 1000)
    figures.share("positive", "everybody")
    possible = attack(figures, ["positive"], shares_told={("positive", "everybody")})["positive"]
    assert (possible.lower, possible.upper) == (605, 615)


def test_a_percentage_goes_with_its_counts():
    told = protect(crosstab([[40, 3], [12, 25]], decimals=0))
    assert told.percent(frozenset({("theme", 0), ("age", 1)}), frozenset({("age", 1)})) is None
    large = protect(crosstab([[40, 30], [60, 70]], decimals=0))
    assert large.percent(frozenset({("theme", 0), ("age", 1)}), frozenset({("age", 1)})) == 30


def test_a_table_of_many_stays_as_it_is():
    told = protect(crosstab([[40, 30, 0], [60, 70, 5]]))
    assert not told.hidden


def test_hiding_in_one_table_hides_in_the_other():
    """Five who waited, three of them women: the table by age must not give the five's rest away."""
    figures = crosstab([[3, 30], [20, 30]], names=("theme", "sex"))
    add_crosstab(figures, [[33, 0], [20, 30]], names=("theme", "age"))
    told = protect(figures)
    assert told.value(frozenset({("theme", 0), ("sex", 0)})) is None
    assert not what_a_reader_finds(told)


def test_a_group_of_few_says_nothing_of_what_they_answered():
    """Three people in a group, all for one theme: not even that nobody was for the others."""
    told = protect(crosstab([[3, 40], [0, 35], [0, 25]]))
    cells = [told.value(frozenset({("theme", row), ("age", 0)})) for row in range(3)]
    assert cells == [None, None, None]


def test_a_figure_that_everybody_knows_is_not_hidden_for_others():
    figures = Figures()
    for key, value in {"all": 30, "few": 2, "closed": 0, "many": 28}.items():
        figures.add(key, value, settled=key == "closed")
    figures.total("all", ["few", "closed", "many"])
    told = protect(figures)
    assert told.value("closed") == 0
    assert told.value("few") is None
    assert not what_a_reader_finds(told)


def test_counts_that_disagree_are_named():
    figures = crosstab([[4, 5], [6, 7]])
    with pytest.raises(FiguresDisagree, match="is 9 in one table and 8 in another"):
        add_crosstab(figures, [[8, 0], [6, 7]], names=("theme", "sex"))
    with pytest.raises(FiguresDisagree, match="whole number"):
        figures.add("half", 0.5)
    figures.add("few", 2)
    figures.add("many", 9)
    with pytest.raises(FiguresDisagree, match="more than"):
        figures.within("many", "few")
    with pytest.raises(FiguresDisagree, match="sum to 2, it says 9"):
        figures.total("many", ["few"])


def test_a_threshold_of_one_protects_nobody_and_is_refused():
    with pytest.raises(ValueError, match="2 or more"):
        protect(Figures(), threshold=1)


def test_a_screens_table_is_protected_while_it_is_loaded():
    """Hundreds of figures, a third of them small."""
    numbers = np.random.default_rng(7).poisson(np.random.default_rng(7).gamma(1, 12, (30, 10)))
    figures = crosstab(numbers.tolist(), decimals=0)
    protect(crosstab([[1, 9]]))  # SciPy is imported on first use
    start = time.process_time()
    told = protect(figures)
    assert time.process_time() - start < 2
    assert len(told.secondary) < len(told.primary)
