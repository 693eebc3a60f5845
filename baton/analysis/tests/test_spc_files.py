# SPDX-License-Identifier: MIT
"""A team's spreadsheet becomes a chart whole, or they read what to mend and where."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.analysis import spc
from baton.analysis.spc.files import COLUMNS

WEEKS = "date,value\n2026-01-05,4\n2026-01-12,6\n2026-01-19,5\n"


@pytest.fixture
def charted(tmp_path):
    """Chart these bytes or this text; the rows that come out, and the chart."""

    def run(content: str | bytes, **choices):
        source, output = tmp_path / "waits.csv", tmp_path / "out.csv"
        source.write_bytes(content.encode() if isinstance(content, str) else content)
        chart = spc.chart_file(source, output, **choices)
        with output.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines)), chart

    return run


def series(chart):
    return [(str(point.date), point.value) for point in chart.points]


def test_each_point_comes_out_with_its_limits_and_what_the_chart_says(charted):
    rows, chart = charted(WEEKS, improvement="decrease", target=20)
    assert tuple(rows[0]) == COLUMNS
    assert rows[1] == {
        "date": "2026-01-12",
        "value": "6",
        "mean": "5",
        "lower": repr(chart.points[1].lower),
        "upper": repr(chart.points[1].upper),
        "special_cause": "",
        "kind": "common_cause",
        "variation": "common_cause",
        "assurance": "consistent_pass",
    }


def test_a_special_cause_is_named_in_its_row(charted):
    days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(13)]
    values = [*[5, 6, 5, 4] * 3, 9]
    content = "".join(f"{day},{value}\n" for day, value in zip(days, values, strict=True))
    rows, _ = charted("date,value\n" + content, improvement="decrease", fix_after=12)
    assert [rows[-1][name] for name in ("special_cause", "kind", "variation", "assurance")] == [
        "Above UCL",
        "special_cause_concern",
        "special_cause_concern",
        "",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfDATE,Value\r\n2026-01-05,4\r\n2026-01-12,6\r\n",
        "Week;Ward;Waits\n2026-01-05;Kestrel;4\n\n2026-01-12;Heron;6\n;;\n".encode("utf-16"),
        "Woche\tDauer é\n2026-01-05\t4\n2026-01-12\t6\n".encode("cp1252"),
        b"\nvalue,date,target\n4,2026-01-05,9\n6,2026-01-12,9\n",
        b"date,value\n2026-01-05 00:00:00,4\n2026-01-12T00:00:00,6\n",
        b'"Week beginning","Share"\n2026-01-05,4 %\n2026-01-12,6.0%\n',
    ],
)
def test_files_come_as_people_have_them(charted, content):
    _, chart = charted(content)
    assert series(chart) == [("2026-01-05", 4), ("2026-01-12", 6)]


def test_months_and_thousands_are_read(charted):
    _, chart = charted('month,seen\n2026-01,"1,204"\n2026-02,12034.5\n')
    assert series(chart) == [("2026-01-01", 1204), ("2026-02-01", 12034.5)]


def test_moments_keep_their_time(charted):
    rows, _ = charted("date,value\n2026-01-05 09:30,4\n2026-01-05T21:30:00,6\n")
    assert [row["date"] for row in rows] == ["2026-01-05T09:30:00", "2026-01-05T21:30:00"]


def test_days_written_in_another_way_are_read_as_the_team_says(charted):
    content = "date,value\n05/01/2026,4\n12/01/2026,6\n"
    _, chart = charted(content, date_format="%d/%m/%Y")
    assert series(chart) == [("2026-01-05", 4), ("2026-01-12", 6)]


def test_the_columns_meant_can_be_named(charted):
    content = "seen,waits,from,to\n9,4,2026-01-05,2026-01-11\n9,6,2026-01-12,2026-01-18\n"
    _, chart = charted(content, date_column="To", value_column="waits")
    assert series(chart) == [("2026-01-11", 4), ("2026-01-18", 6)]


@pytest.mark.parametrize(
    ("content", "choices", "sentence"),
    [
        ("", {}, "waits.csv has no rows."),
        ("date,value\n", {}, "waits.csv has no rows."),
        ("2026-01-05,4\n2026-01-12,6\n", {}, "begins with a point instead of headings"),
        (WEEKS, {"date_column": "day"}, 'There is no column "day" in waits.csv. It has: "date"'),
        (WEEKS.replace("date", "value"), {"value_column": "value"}, "has 2 columns"),
        ("a,b\n2026-01-05,x\n", {}, "No column of waits.csv could be the value."),
        ("a,b\nx,4\n", {}, "No column of waits.csv could be the date."),
        ("a,b,c\n2026-01-05,1,2\n", {}, "Several columns of waits.csv could be the value."),
        (
            WEEKS + "02/03/2026,5\n",
            {},
            'row 5, column "date": "02/03/2026" is not a date that can be read without guessing',
        ),
        (WEEKS + "2026-02-31,5\n", {}, 'row 5, column "date": "2026-02-31" is not a date'),
        (WEEKS, {"date_format": "%d/%m/%Y"}, "is not a date written as %d/%m/%Y"),
        (WEEKS + ",5\n", {}, 'row 5, column "date": there is no date'),
        (WEEKS + "\n2026-02-02\n", {}, 'row 6, column "value": there is no number'),
        (WEEKS + "2026-02-02,few\n", {}, 'row 5, column "value": "few" is not a number'),
        (WEEKS + '2026-02-02,"1,2"\n', {}, '"1,2" is not a number'),
        (WEEKS + "2026-02-02,NaN\n", {}, '"NaN" is not a number'),
        (WEEKS + "2026-02-02,1e999\n", {}, "row 5: the value is inf"),
        (WEEKS + "2026-02-02,1,204\n", {}, "row 5: there are 3 cells under 2 headings"),
        (WEEKS + '2026-02-02,"5\n', {}, "a quotation mark"),
        (WEEKS + "2026-01-12,5\n", {}, "row 5: 2026-01-12 comes after 2026-01-19"),
        (WEEKS + "2026-01-19,5\n", {}, "row 5: the date 2026-01-19 is there twice"),
        (WEEKS + "2026-02-02,105\n", {"percentage": True}, "row 5: 105 is not a percentage"),
        ("date,value\n2026-01-05,4\n", {}, "A chart needs two points or more"),
        (WEEKS, {"rebase": ["2027-01-01"]}, "There is no point to rebase at 2027-01-01"),
        (b"PK\x03\x04 and so on", {}, "is a workbook. Save it as CSV"),
    ],
)
def test_a_file_that_cannot_be_charted_is_answered_and_nothing_is_written(
    charted, tmp_path, content, choices, sentence
):
    kept = tmp_path / "out.csv"
    kept.write_text("last month's chart")
    with pytest.raises((spc.FileProblem, spc.SeriesProblem)) as problem:
        charted(content, **choices)
    assert sentence in str(problem.value)
    assert kept.read_text() == "last month's chart"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "waits.csv"]


def test_nobody_loses_the_file_that_they_chart(tmp_path):
    source = tmp_path / "waits.csv"
    source.write_text(WEEKS)
    with pytest.raises(spc.FileProblem, match="is the file to be read"):
        spc.chart_file(source, tmp_path / "." / "waits.csv")
    with pytest.raises(spc.FileProblem, match="is a folder"):
        spc.chart_file(source, tmp_path)
    with pytest.raises(spc.FileProblem, match="There is no folder"):
        spc.chart_file(source, tmp_path / "charts" / "out.csv")
    with pytest.raises(spc.FileProblem, match="cannot be read"):
        spc.chart_file(tmp_path / "other.csv", tmp_path / "out.csv")
    assert source.read_text() == WEEKS
    assert [path.name for path in tmp_path.iterdir()] == ["waits.csv"]


def test_a_disk_that_is_full_leaves_the_old_chart(charted, tmp_path, monkeypatch):
    kept = tmp_path / "out.csv"
    kept.write_text("last month's chart")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(spc.FileProblem, match=r"cannot be written: No space left on device\."):
        charted(WEEKS)
    assert kept.read_text() == "last month's chart"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "waits.csv"]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.floats(-1e12, 1e12), min_size=2, max_size=20),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_series_written_in_any_supported_way_is_charted_exactly(
    charted, values, delimiter, encoding
):
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(len(values))]
    lines = [f"date{delimiter}value"]
    lines += [f"{day}{delimiter}{value!r}" for day, value in zip(days, values, strict=True)]
    rows, chart = charted("\r\n".join(lines).encode(encoding), rule_set="nhsr_0_2_2")
    assert chart == spc.xmr(days, values, rule_set="nhsr_0_2_2")
    assert [float(row["upper"]) for row in rows] == [point.upper for point in chart.points]


#: What files are made of, so that many nearly are one.
PIECES = st.sampled_from(
    [
        *'date,value;\n\r\t|"-./:T %\0é,\n',
        "date,value\n",
        "2026-01-05,4\n",
        "2026-01-12,6\n",
        "2026-",
    ]
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=200) | st.lists(PIECES, max_size=60).map(lambda held: "".join(held).encode())
)
def test_whatever_a_file_holds_it_is_charted_or_answered_in_a_sentence(charted, content):
    answer = "."
    try:
        charted(content)
    except (spc.FileProblem, spc.SeriesProblem) as problem:
        answer = str(problem)
    assert answer.endswith(".")
