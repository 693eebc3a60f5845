# SPDX-License-Identifier: MIT
"""Whoever charts a spreadsheet needs no database, and reads what the chart shows."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from baton.cli import main

STEADY = [5, 6, 5, 4] * 3


@pytest.fixture
def chart(tmp_path):
    """Run `baton spc` on a series."""
    source, output = tmp_path / "waits.csv", tmp_path / "out.csv"

    def run(values, *options):
        days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(len(values))]
        lines = [f"{day},{value}\n" for day, value in zip(days, values, strict=True)]
        source.write_text("date,value\n" + "".join(lines))
        done = CliRunner().invoke(main, ["spc", str(source), "-o", str(output), *options])
        return done, output

    return run


def test_the_command_says_what_the_chart_shows(chart):
    done, output = chart(
        [*STEADY, 9], "--improvement", "decrease", "--target", "8", "--fix-after", "12"
    )
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        f"13 points charted into {output}.\n"
        "Variation: special cause, concern.\n"
        "Assurance: the target is met consistently.\n"
    )
    assert "rest on 12 points" in done.stderr
    assert output.read_text().count("Above UCL") == 1


def test_every_choice_reaches_the_chart(chart):
    values = [*STEADY, *[95, 96, 95, 94] * 3]
    done, output = chart(
        values,
        *("--rebase", "2026-03-30", "--percentage", "--no-screen", "--rule-set", "nhsr_0_2_2"),
        *("--date-column", "date", "--value-column", "value", "--date-format", "%Y-%m-%d"),
    )
    assert done.exit_code == 0, done.output
    assert "usual ups and downs" in done.stdout
    first, *_, last = output.read_text().splitlines()[1:]
    assert first == "2026-01-05,5,5,2.34,7.66,,common_cause,common_cause,"
    assert last.startswith("2026-06-15,94,95,92.34,97.66,")


def test_a_target_without_a_better_way_is_said_to_give_no_assurance(chart):
    done, _ = chart(STEADY, "--target", "8")
    assert "Assurance: none, as --improvement does not say which way is better." in done.stdout


def test_what_cannot_be_charted_ends_in_a_sentence_and_without_a_file(chart):
    done, output = chart([4, 5, "few"])
    assert done.exit_code == 1
    assert done.stderr == (
        'Error: waits.csv, row 4, column "value": "few" is not a number. '
        "Write it with digits, such as 12.5.\n"
    )
    assert not output.exists()
    done, output = chart([4, 5, 6], "--rebase", "2030-01-01")
    assert done.exit_code == 1
    assert "the series runs from 2026-01-05 to 2026-01-19" in done.stderr
    assert not output.exists()


def test_charts_are_usable_alone():
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from baton.analysis import spc; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"django", "numpy", "scipy", "click"} & set(done.stdout.split())
