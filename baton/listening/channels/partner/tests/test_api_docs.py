# SPDX-License-Identifier: MIT
"""docs/reference/api.md says what the OpenAPI document says."""

from __future__ import annotations

import json
import re

import pytest

from baton.listening.channels.partner.api.describing import document
from baton.listening.channels.partner.api.problems import KINDS
from baton.listening.channels.survey.monitoring import ASKED
from tests.harness.rooms import ROOT

PAGE = (ROOT / "docs" / "reference" / "api.md").read_text()
SCHEMAS = document()["components"]["schemas"]


def test_every_address_has_its_heading_and_no_heading_is_left_over():
    told = set(re.findall(r"^### `(\S+ \S+)`$", PAGE, re.MULTILINE))
    there = {
        f"{method.upper()} {path}"
        for path, methods in document()["paths"].items()
        for method in methods
    }
    assert told == there


def test_every_field_of_an_item_has_its_line_and_no_line_is_left_over():
    rows = PAGE.partition("## Fields of an item")[2].partition("## ")[0]
    told = set(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE))
    assert told == set(SCHEMAS["Item"]["properties"])


@pytest.mark.parametrize("thing", ["Batch", "Permission", "Characteristics", "Problem", "Answers"])
def test_every_field_of_what_goes_with_it_is_named(thing):
    missing = [name for name in SCHEMAS[thing]["properties"] if f"{name}" not in PAGE]
    assert missing == []


def test_every_kind_of_problem_has_its_line_with_its_status():
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", PAGE, re.MULTILINE))
    assert told == {code: str(status) for code, (status, _) in KINDS.items()}


def test_characteristics_are_those_that_surveys_ask_for():
    assert list(SCHEMAS["Characteristics"]["properties"]) == list(ASKED)


def test_the_example_is_received(kiosk):
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    answer = kiosk.post("contributions", json.loads(example))
    assert answer.json()["received"] == 1
