# SPDX-License-Identifier: MIT
"""The national publication's own vectors, answered by people and downloaded by a person."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from baton.listening import operations as listening
from baton.listening.heard import Heard
from baton.places import operations as places
from baton.understanding.fft import operations
from baton.understanding.fft.layout import ANSWERS, SETTINGS
from baton.understanding.fft.tests.conftest import IN_MAY, MAY

SHARED = Path(__file__).parents[5] / "shared" / "data" / "fft"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the reference files are not here"),
]
KINDS = (
    *(("ICB_Code", "board"), ("Trust_Code", "trust")),
    *(("Site_Code", "site"), ("Ward_Name", "ward")),
)


def lines(name):
    with (SHARED / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def answered_nationally(board, meena):
    """The wards of the vectors as services, the answers as people's, the eligible typed."""
    heard, eligible = [], {}
    for number, line in enumerate(lines("suppression_input_wards.csv")):
        service = None
        for column, kind in KINDS:
            code = "" if kind == "ward" else line[column]
            service = places.add_service(
                board, line[column], kind=kind, parent=service, code=code, by="test"
            )
            if kind == "board" and not service.children.exists():
                operations.report(board, service, "inpatient", by=meena)
        eligible[service] = int(line["Total Eligible"])
        path = tuple(line[column] for column, _ in KINDS)
        heard += [
            Heard("", "upload", f"{number}-{score}-{n}", IN_MAY, service_path=path, score=score)
            for score, answer in enumerate(ANSWERS, 1)
            for n in range(int(line[answer]))
        ]
    for _ in listening.receive_many(heard, organisation=board, by="test"):
        pass
    operations.put_eligible(board, SETTINGS["inpatient"], MAY, eligible, by=meena)


def as_published(cell):
    """As the national program writes a cell: nothing for a percentage of nobody."""
    return "" if cell == "-" else str(cell)


def test_what_people_answered_is_published_as_the_national_program_does(
    answered_nationally, signed_in, priya
):
    path = reverse("fft:download", args=["inpatient", "2026-05"])
    answer = signed_in(priya).get(path, {"way": "national", "file": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    levels = {"ICB": "icb", "Trusts": "trust", "Sites": "site", "Wards": "ward"}
    for sheet, level in levels.items():
        head, *rows = (list(row) for row in book[sheet].iter_rows(values_only=True))
        found = [dict(zip(head, map(as_published, row), strict=True)) for row in rows]
        expected = lines(f"suppression_expected_{level}.csv")
        assert len(found) == len(expected)
        for ours, theirs in zip(found, expected, strict=True):
            right = {name.replace("_", " "): value for name, value in theirs.items()}
            shared = ours.keys() & right.keys()
            assert shared >= {*ANSWERS, "Total Responses", "Total Eligible", "Percentage Positive"}
            assert {name: ours[name] for name in shared} == {name: right[name] for name in shared}
