# SPDX-License-Identifier: MIT
"""Whoever reads a safe workbook and solves for what it hides finds nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from baton.analysis.disclosure import attack
from baton.understanding.fft import layout, publishing
from baton.understanding.fft.layout import SETTINGS
from baton.understanding.fft.queries import Step
from baton.understanding.fft.returns import Row, assembled

MAY = date(2026, 5, 1)
THRESHOLD = 5
SIZES = {"Total Responses", "Total Eligible"}
#: What a column of figures is called where it is protected.
COUNTS = {
    *layout.ANSWERS,
    *(layout.mode_heading(mode) for mode in SETTINGS["inpatient"].modes),
}


def a_return(setting, wards, types=()):
    """A return of these lowest rows: path → answers, first mode's share of them, eligible.

    In accident and emergency each is of the type that stands in its place.
    """
    types = dict(zip(wards, types, strict=False))
    rows = []
    for path, (answers, first, eligible) in wards.items():
        total = sum(answers)
        some = min(first, total)
        modes = (some, total - some, *(0,) * (len(setting.modes) - 2))
        steps = tuple(Step(key, key) for key in path)
        of = types.get(path, "") if setting.code == "ae" else layout.of_board(path[0])
        rows.append(Row(path, steps, answers, modes, eligible, type=of))
    return assembled(setting, MAY, rows)


def read(given, way):
    """What the sheets tell, as a reader has it: (path, column) → the cell."""
    found = {}
    summary, *levels = publishing.sheets(given, way)
    for heading, *cells in summary.rows:
        for name, cell in zip(summary.head[1:], cells, strict=True):
            found[heading, name] = cell
    for sheet, of in zip(levels, given.setting.sheets, strict=True):
        for cells, row in zip(sheet.rows, given.levels[of.level], strict=True):
            for name, cell in zip(sheet.head, cells, strict=True):
                found[row.path, name] = cell
    return found


def solved(given, way, columns=COUNTS):
    """What a solver finds of counts that no sheet tells: those that follow where they should not.

    The reader knows that rows without answers are told, that modes sum to the answers, and
    percentages wherever they stand.
    """
    told = read(given, way)
    tree = publishing.hierarchy(given)
    figures = tree.figures()
    for path in tree.rows:
        modes = [layout.mode_heading(mode) for mode in given.setting.modes]
        figures.total((path, "Total Responses"), [(path, name) for name in modes])
    hidden = {
        (path, name)
        for path in tree.rows
        for name in tree.columns.names
        if not isinstance(told.get((path, name)), int)
        # No number was typed, and that is told: it counts as nought above.
        and not (name == "Total Eligible" and told.get((path, name), "") is None)
    }
    told_totals = add_totals(figures, given, told, tree)
    percents = [
        ((path, part), (path, "Total Responses"))
        for path in [*tree.rows, *told_totals]
        for part in ("Positive", "Negative")
        if isinstance(told.get((path, f"Percentage {part}")), float)
    ]
    present = [
        (path, "Total Responses") for path, row in tree.rows.items() if row["Total Responses"]
    ]
    # What follows from the rows around it may be told, and need not be.
    kept = publishing.protected(given).hidden if way == "safe" else hidden
    asked = [
        key
        for key in hidden & kept
        if told.get(key) == publishing.HIDDEN and key[1] in {*SIZES, *columns}
    ]
    answer = attack(figures, hidden, shares_told=percents, present=present, only=asked)
    return {key: found for key, found in answer.items() if _gives_away(tree, key, found)}


def add_totals(figures, given, told, tree):
    """Let the reader have those totals of the Summary that are told; which these are."""
    found = []
    for submitter in given.setting.submitters:
        if told[submitter.heading, "Total Responses"] == publishing.HIDDEN:
            continue
        rows = [row.path for row in given.rows if submitter.code in {"", row.type}]
        found.append(submitter.heading)
        for name in ("Total Responses", "Total Eligible", "Positive", "Negative", *layout.ANSWERS):
            key = (submitter.heading, name)
            figures.add(key, sum(tree.rows[path][name] for path in rows))
            figures.total(key, [(path, name) for path in rows])
        for part in ("Positive", "Negative"):
            whole = (submitter.heading, "Total Responses")
            figures.share((submitter.heading, part), whole, decimals=6)
    return found


def _gives_away(tree, key, found):
    path, name = key
    truth = tree.rows[path][name]
    small = name in SIZES and 0 < truth < THRESHOLD
    return found.exact or (small and found.upper is not None and found.upper < THRESHOLD)


answers = st.one_of(
    st.tuples(*[st.integers(0, 1)] * 6), st.tuples(st.integers(0, 25), *[st.integers(0, 3)] * 5)
)
figures = st.tuples(answers, st.integers(0, 30), st.one_of(st.none(), st.integers(0, 60)))
wards = st.dictionaries(
    st.tuples(
        st.sampled_from(["Q", "IS1"]),
        st.sampled_from(["T1", "T2"]),
        st.sampled_from("KL"),
        st.sampled_from("ABC"),
    ),
    figures,
    min_size=1,
    max_size=6,
)
trusts = st.dictionaries(
    st.tuples(st.sampled_from(["Q", "R", "IS1"]), st.sampled_from("ABCD")),
    figures,
    min_size=1,
    max_size=6,
)


#: Each attack takes a while: all sizes, and two columns of the others.
some = st.lists(st.sampled_from(sorted(COUNTS)), min_size=2, max_size=2)
ONE, FIVE = (0, 0, 0, 0, 0, 1), (0, 0, 0, 0, 2, 3)


@settings(max_examples=20, deadline=None)
@given(wards, some)
@example({("Q", "T", "K", "A"): (ONE, 0, None), ("Q", "T", "K", "B"): (FIVE, 0, 5)}, [])
def test_nobody_solves_a_workbook_of_wards(given, columns):
    assert not solved(a_return(SETTINGS["inpatient"], given), "safe", columns)


@settings(max_examples=20, deadline=None)
@given(trusts, some)
@example({("R", "A"): (FIVE, 0, None), ("R", "B"): (ONE, 0, 5)}, [])
def test_nobody_solves_a_workbook_of_ambulances(given, columns):
    assert not solved(a_return(SETTINGS["ambulance"], given), "safe", columns)


sites = st.dictionaries(
    st.tuples(st.just("Q"), st.sampled_from(["T1", "T2"]), st.sampled_from("ABCD")),
    figures,
    min_size=1,
    max_size=6,
)
types = st.lists(st.sampled_from(["acute", "walk_in", ""]), min_size=6, max_size=6)
MANY = (20, 10, 4, 3, 2, 1)


@settings(max_examples=20, deadline=None)
@given(sites, types, some)
@example(
    {("Q", "T", "A"): (MANY, 9, 80), ("Q", "T", "B"): (FIVE, 2, 9), ("Q", "T", "C"): (ONE, 1, 9)},
    ["acute", "acute", "walk_in"],
    [],
)
def test_nobody_solves_a_workbook_of_emergencies(given, types, columns):
    assert not solved(a_return(SETTINGS["ae"], given, types), "safe", columns)


def test_the_same_solver_undoes_totals_that_hide_nothing(monkeypatch):
    """A walk-in centre of one person is the total of its type: told, it gives them away."""
    two = {("Q", "T", "A"): (MANY, 9, 80), ("Q", "T", "B"): (ONE, 1, 9)}
    given = a_return(SETTINGS["ae"], two, ["acute", "walk_in"])
    assert not solved(given, "safe", [])
    monkeypatch.setattr(publishing.totals, "follows", lambda *_: True)
    assert solved(given, "safe", [])


FEW = {
    ("Q", "T", "K", "Ash"): ((12, 6, 1, 0, 0, 1), 9, 80),
    ("Q", "T", "K", "Elm"): ((1, 0, 0, 0, 0, 0), 1, 9),
    ("Q", "T", "K", "Oak"): ((0, 0, 0, 1, 0, 0), 0, 8),
}


@pytest.mark.parametrize(("way", "is_solved"), [("national", True), ("safe", False)])
def test_the_same_solver_undoes_the_national_way(way, is_solved):
    """So that the tests above do not pass because the solver finds nothing anywhere: percentages of
    three trusts give the two people of one away."""
    three = {
        ("Q", "A"): ((50, 27, 3, 2, 2, 2), 40, 300),
        ("Q", "B"): ((2, 0, 0, 0, 0, 0), 2, 30),
        ("Q", "C"): ((30, 13, 5, 1, 2, 3), 20, 200),
    }
    found = solved(a_return(SETTINGS["ambulance"], three), way)
    assert bool(found) is is_solved


def test_two_small_wards_are_not_pooled_beside_a_large_one():
    given = a_return(SETTINGS["inpatient"], FEW)
    assert read(given, "national")[("Q", "T", "K", "Ash"), "Total Responses"] == 20
    told = read(given, "safe")
    assert [told[path, "Total Responses"] for path in FEW] == [publishing.HIDDEN] * 3
    assert told[("Q", "T", "K"), "Total Responses"] == 22
    assert not solved(given, "safe")
