# SPDX-License-Identifier: MIT
"""What can be done on the screen and is done by machines can be done from the command line."""

from __future__ import annotations

import csv
import json

from tests.journeys.files import june


def test_a_file_is_imported_once_and_its_refused_row_is_named(baton, body, tmp_path):
    words = ("import", june(tmp_path), "--organisation", body["organisation"])
    first = baton.command_line(*words)
    assert first.returncode == 1
    assert "6 rows: 6 comments kept" in first.stdout
    assert "1 refused" in first.stdout
    assert "31 February" in first.stderr
    again = baton.command_line(*words)
    assert "0 comments kept, 6 here already" in again.stdout


def test_an_organisation_that_is_not_there_is_named(baton, tmp_path):
    done = baton.command_line("import", june(tmp_path), "--organisation", "nowhere")
    assert done.returncode == 1
    assert "There is no organisation “nowhere”" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_is_coded_without_any_database(baton, tmp_path):
    coded = tmp_path / "coded.csv"
    done = baton.command_line(
        *("code", june(tmp_path), "-o", coded),
        *("--text-column", "What was good?", "--score-column", "Friends and Family"),
    )
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(coded.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["Response ID"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert "Staff manner & personal attributes" in json.loads(rows[0]["themes"])
    assert rows[0]["sentiment3"] == "positive"
    assert rows[0]["sentiment5"] in {"1", "2"}
    assert len(json.loads(rows[0]["themes"])) == len(json.loads(rows[0]["confidences"]))


def test_the_audit_trail_is_whole_after_all_that_was_done(baton, body, tmp_path):
    baton.command_line("import", june(tmp_path), "--organisation", body["organisation"])
    done = baton.command_line("audit", "verify")
    assert done.returncode == 0, done.stderr
    assert "sealed and unchanged" in done.stdout
