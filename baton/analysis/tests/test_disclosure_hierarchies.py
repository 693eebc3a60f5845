# SPDX-License-Identifier: MIT
"""Wards of few patients stay unknown in what sites, trusts and boards publish."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baton.analysis.disclosure import (
    ANSWERS,
    Columns,
    FiguresDisagree,
    Hierarchy,
    NationalRow,
    Submitted,
    attack,
    national,
    protect,
    protect_rows,
)

SHARED = Path(__file__).parents[4] / "shared" / "data" / "fft"
real_files = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference files are not here")

FFT = Columns(
    ANSWERS,
    {
        "Positive": ("Very Good", "Good"),
        "Negative": ("Poor", "Very Poor"),
        "Total Responses": ("Positive", "Neither Good nor Poor", "Negative", "Don't Know"),
    },
    percents=(("Positive", "Total Responses"), ("Negative", "Total Responses")),
    decimals=4,
)
RESPONSES = "Total Responses"


def rows_found(told, hierarchy):
    """What a solver finds of the hidden rows, knowing that a row without answers is told."""
    percents = [
        ((path, part), (path, whole))
        for path in hierarchy.rows
        for part, whole in hierarchy.columns.percents
        if told.percent((path, part), (path, whole)) is not None
    ]
    sizes = [(path, RESPONSES) for path, row in hierarchy.rows.items() if row[RESPONSES]]
    found = []
    solved = attack(told.figures, told.hidden, shares_told=percents, present=sizes)
    for (path, name), possible in solved.items():
        truth = hierarchy.rows[path][name]
        small = name == RESPONSES and 0 < truth < told.threshold
        if possible.exact or (
            small and possible.upper is not None and possible.upper < told.threshold
        ):
            found.append((path, name, possible))
    return found


#: From a ward's answers to all wards of up to three sites of up to two trusts.
ward = st.one_of(
    st.tuples(*[st.integers(0, 1)] * 6), st.tuples(st.integers(0, 30), *[st.integers(0, 4)] * 5)
)
trees = st.dictionaries(
    st.tuples(st.sampled_from(["T1", "T2"]), st.sampled_from(["S1", "S2"]), st.sampled_from("ABC")),
    ward,
    min_size=1,
    max_size=7,
)


@settings(max_examples=12, deadline=None)
@given(trees, st.booleans())
def test_nobody_solves_a_hierarchy_for_its_small_rows(leaves, top):
    hierarchy = Hierarchy.of(leaves, FFT, top=top)
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert not rows_found(told, hierarchy)


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("ABC"), st.sampled_from("KLM"), st.sampled_from("XYZ")),
        st.tuples(st.one_of(st.integers(0, 3), st.integers(0, 12))),
        min_size=1,
        max_size=9,
    )
)
def test_no_small_row_is_known_to_be_small_in_deep_trees(leaves):
    """Many trees of responses only: what the closed form promises, the solver confirms."""
    columns = Columns((RESPONSES,))
    hierarchy = Hierarchy.of(leaves, columns)
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert not rows_found(told, hierarchy)


@settings(max_examples=8, deadline=None)
@given(trees)
def test_nobody_solves_a_hierarchy_for_any_small_count(leaves):
    """The stricter way: no count of few in any row, the positive and negative ones included."""
    told = protect(Hierarchy.of(leaves, FFT).figures())
    for key, possible in attack(told.figures, told.hidden).items():
        truth = told.figures.values[told.figures.at(key)]
        assert not possible.exact
        if 0 < truth < 5 and possible.upper is not None:
            assert possible.upper >= 5
            assert possible.upper - possible.lower >= 4


def test_two_small_wards_are_not_pooled_beside_a_large_one():
    """The national rule hides both ones and tells the twenty: the site less the twenty is two."""
    leaves = {
        ("Q", "T", "S", "Ash"): (12, 6, 1, 0, 0, 1),
        ("Q", "T", "S", "Elm"): (1, 0, 0, 0, 0, 0),
        ("Q", "T", "S", "Oak"): (0, 0, 0, 1, 0, 0),
    }
    wards = national(Submitted(path, answers, 30) for path, answers in leaves.items())[3]
    assert [row.suppressed for row in wards] == [False, True, True]
    hierarchy = Hierarchy.of(leaves, FFT)
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert [told.value((path, RESPONSES)) for path in leaves] == [None, None, None]
    assert told.value((("Q", "T", "S"), RESPONSES)) == 22
    assert not rows_found(told, hierarchy)


def test_percentages_do_not_bring_back_what_was_hidden():
    """Three trusts of a board, one with two answers; the national rule tells percentages."""
    leaves = {
        ("Q", "Ash"): (50, 27, 3, 2, 2, 2),
        ("Q", "Elm"): (2, 0, 0, 0, 0, 0),
        ("Q", "Oak"): (30, 13, 5, 1, 2, 3),
    }
    boards, trusts = national(Submitted(path, answers, 99) for path, answers in leaves.items())
    assert positives_by_percentages(boards[0], trusts) == {("Q", "Elm"): 2}
    hierarchy = Hierarchy.of(leaves, FFT)
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert told.percent((("Q", "Oak"), "Positive"), (("Q", "Oak"), RESPONSES)) is None
    assert not rows_found(told, hierarchy)


def positives_by_percentages(parent: NationalRow, rows: list[NationalRow]):
    """The attack: percentage times responses, and what is left for the one that hides both."""
    unknown = [row for row in rows if row.positive is None]
    rest = round((parent.positive or 0) * parent.responses) - sum(
        round(row.positive * row.responses) for row in rows if row.positive is not None
    )
    return {unknown[0].path: rest} if len(unknown) == 1 else {}


def test_where_all_wards_are_small_the_site_is_hidden_too():
    leaves = {
        ("T", "A", "K"): [3],
        ("T", "A", "L"): [2],
        ("T", "B", "M"): [40],
        ("T", "C", "N"): [9],
    }
    hierarchy = Hierarchy.of(leaves, Columns((RESPONSES,)))
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert told.value((("T", "A"), RESPONSES)) is None
    assert told.value((("T", "C"), RESPONSES)) is None, "the next lowest site goes with it"
    assert told.value((("T", "B"), RESPONSES)) == 40
    assert not rows_found(told, hierarchy)


def test_large_wards_and_empty_ones_stay_as_they_are():
    leaves = {("S", "Ash"): (12, 6, 1, 0, 0, 1), ("S", "Elm"): (0,) * 6, ("S", "Oak"): (5,) * 6}
    told = protect_rows(Hierarchy.of(leaves, FFT), sizes=(RESPONSES,))
    assert not told.hidden
    assert told.percent((("S", "Oak"), "Positive"), (("S", "Oak"), RESPONSES)) == 33.3333
    assert told.percent((("S", "Elm"), "Positive"), (("S", "Elm"), RESPONSES)) is None


def test_rows_that_cannot_be_a_tree_are_named():
    with pytest.raises(FiguresDisagree, match="S / A has rows beneath it"):
        Hierarchy.of({("S", "A"): [1], ("S", "A", "B"): [2]}, Columns(("n",)))
    with pytest.raises(FiguresDisagree, match="has 2 counts for 1 columns"):
        Hierarchy.of({("S",): [1, 2]}, Columns(("n",)))
    with pytest.raises(FiguresDisagree, match="below 0"):
        Hierarchy.of({("S",): [-1]}, Columns(("n",)))


def test_thousands_of_wards_are_protected_in_seconds():
    leaves = {
        (f"Q{ward % 40}", f"T{ward % 160}", f"S{ward % 640}", f"W{ward}"): (
            ward * 7919 % 61,
            ward * 104729 % 13,
            ward % 3,
            ward % 2,
            0,
            ward * 31 % 2,
        )
        for ward in range(7000)
    }
    hierarchy = Hierarchy.of(leaves, FFT)
    start = time.process_time()
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert time.process_time() - start < 10
    assert told.primary
    assert told.secondary


# -- the national rule ---------------------------------------------------------------------------


def submitted(path: Path) -> list[Submitted]:
    with path.open(newline="") as file:
        return [
            Submitted(
                (row["ICB_Code"], row["Trust_Code"], row["Site_Code"], row["Ward_Name"]),
                tuple(int(row[answer]) for answer in ANSWERS),
                int(row["Total Eligible"]),
            )
            for row in csv.DictReader(file)
        ]


def as_published(row: NationalRow) -> dict[str, str]:
    def percent(share):
        return "*" if row.first else "" if share is None else repr(share)

    keys = ("ICB_Code", "Trust_Code", "Site_Code", "Ward_Name")
    flags = {
        "First_Level_Suppression": row.first,
        "Second_Level_Suppression": row.second,
        "Cascade_Suppression": row.cascade,
        "Suppression_Required": row.suppressed,
    }
    if len(row.path) == 1:
        del flags["Cascade_Suppression"]
    return {
        **dict(zip(keys, row.path, strict=False)),
        **{
            answer: "*" if count is None else str(count)
            for answer, count in zip(ANSWERS, row.answers, strict=True)
        },
        "Total Responses": str(row.responses),
        "Total Eligible": str(row.eligible),
        "Percentage_Positive": percent(row.positive),
        "Percentage_Negative": percent(row.negative),
        "Rank": str(row.rank),
        **{name: str(int(flag)) for name, flag in flags.items()},
    }


@real_files
def test_the_national_publication_is_reproduced_cell_by_cell():
    levels = national(submitted(SHARED / "suppression_input_wards.csv"))
    assert len(levels) == 4
    for level, rows in zip(("icb", "trust", "site", "ward"), levels, strict=True):
        with (SHARED / f"suppression_expected_{level}.csv").open(newline="") as file:
            assert [as_published(row) for row in rows] == list(csv.DictReader(file))


@real_files
def test_what_the_national_rule_gives_away_our_own_keeps():
    """The two weaknesses that running the national code showed, on the same wards."""
    wards = submitted(SHARED / "suppression_input_wards.csv")
    boards, trusts, *_ = national(wards)
    board = next(row for row in boards if row.path == ("QA1",))
    of_board = [row for row in trusts if row.path[0] == "QA1"]
    assert positives_by_percentages(board, of_board) == {("QA1", "T02"): 2}
    hierarchy = Hierarchy.of({one.path: one.answers for one in wards}, FFT)
    told = protect_rows(hierarchy, sizes=(RESPONSES,))
    assert told.value((("QA1", "T02"), RESPONSES)) is None
    found = rows_found(told, hierarchy)
    assert not found


def test_wards_of_equal_size_are_ranked_by_speciality_then_name():
    """The one of six answers whose speciality comes first is hidden with the small one."""
    site = ("Q", "T", "S")
    rows = national(
        [
            Submitted(
                (*site, "7A"), (6, 0, 0, 0, 0, 0), 9, (6, 0), ("800 - CLINICAL ONCOLOGY", "")
            ),
            Submitted((*site, "Ward 1"), (6, 0, 0, 0, 0, 0), 9, (0, 6), ("326 - ACUTE", "")),
            Submitted((*site, "Ward 2"), (2, 0, 0, 0, 0, 0), 9, (2, 0), ("100 - SURGERY", "")),
            Submitted((*site, "Ward 3"), (0,) * 6, 9, (0, 0)),
        ]
    )[3]
    assert [(row.path[3], row.rank, row.suppressed) for row in rows] == [
        ("7A", 3, False),
        ("Ward 1", 2, True),
        ("Ward 2", 1, True),
        ("Ward 3", 0, False),
    ]
    assert [row.modes for row in rows] == [(6, 0), (None, None), (None, None), (0, 0)]
    assert rows[1].positive == 1
    assert rows[2].positive is None


def test_a_return_of_uneven_rows_is_refused():
    with pytest.raises(FiguresDisagree, match="same level"):
        national([Submitted(("Q",), (0,) * 6, 0), Submitted(("Q", "T"), (0,) * 6, 0)])
    with pytest.raises(FiguresDisagree, match="there are six"):
        national([Submitted(("Q",), (1, 2), 3)])
