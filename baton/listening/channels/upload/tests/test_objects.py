# SPDX-License-Identifier: MIT
"""JSON Lines, as programs write them: every name a column, every broken line a refused row."""

from __future__ import annotations

import json

import pytest

from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.tests import written


def opened(*lines: str):
    return written.opened("\n".join(lines).encode())


def test_nested_names_and_lists_become_columns_of_text():
    back = opened(
        '{"id": 12345678901234567890, "said": {"what": "Kind", "when": "2026-03-31"}, "score": 1.50'
        "}",
        '{"tags": ["staff", "food"], "quote": true, "said": {"what": null}, "answers": [{"q": "a"}]'
        "}",
    )
    names = ("id", "said.what", "said.when", "score", "tags", "quote", "answers.1.q")
    assert back.only.header == names
    assert back.rows() == [
        (1, ("12345678901234567890", "Kind", "2026-03-31", "1.50", "", "", "")),
        (2, ("", "", "", "", "staff; food", "TRUE", "a")),
    ]


def test_a_name_that_only_the_last_line_has_is_a_column():
    lines = [json.dumps({"comment": f"Comment {number}"}) for number in range(5_000)]
    back = opened(*lines, '{"comment": "Last", "ward": "Kestrel"}')
    assert back.only.header == ("comment", "ward")
    assert back.cells()[-1] == ("Last", "Kestrel")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"comment": "Ends too ear', "not an object of JSON: it breaks at character 13"),
        ('["a"]', "not an object like"),
        ("7", "not an object like"),
        ('{"comment": "a", "comment": "b"}', "“comment” stands twice"),
        ('{"a": {"b": 1}, "a.b": 2}', "“a.b” stands twice"),
        ('{"comment": ' + '{"a":' * 40 + "1" + "}" * 41, "too deep"),
        ('{"comment": ' * 10_000, "too deep"),
        ('{"comment": "a\\u0000b"}', "NUL"),
        ('{"comm\\u0000ent": "a"}', "cannot be read"),
        ('{"comment": "\\ud800"}', "cannot be read"),
    ],
)
def test_a_line_that_cannot_be_a_row_is_refused_and_the_others_are_read(line, reason):
    back = opened('{"comment": "Kind"}', line, "", '{"comment": "Cold"}')
    assert back.rows() == [(1, ("Kind",)), (4, ("Cold",))]
    (refused,) = back.refused()
    assert refused.row == 2
    assert reason in refused.reason


def test_bytes_that_are_no_text_cost_their_own_line():
    back = written.opened(b'{"comment": "Kind"}\r\n{"comment": "caf\xe9 \xe2\x82\xac"}\r\n')
    assert back.rows() == [(1, ("Kind",))]
    assert back.refused()[0].column == "comment"


def test_a_list_of_objects_is_read_like_lines_of_them():
    objects = [{"comment": f"Comment {number}", "n": number} for number in range(3_000)]
    back = written.opened(json.dumps(objects, indent=2).encode("utf-8-sig"))
    assert back.only.header == ("comment", "n")
    assert back.rows()[-1] == (3_000, ("Comment 2999", "2999"))
    assert back.only.rows == 3_000


def test_a_list_that_is_cut_short_says_so_in_a_refused_row():
    back = written.opened(b'[{"comment": "Kind"}, {"comment": "Cold"}, {"comm')
    assert back.cells() == [("Kind",), ("Cold",)]
    assert "does not end" in back.refused()[0].reason
    assert "behind object 2" in back.refused()[0].reason


def test_json_that_is_one_object_of_something_else_gets_a_sentence():
    with pytest.raises(UnreadableFile, match=r"not an object .* on each line"):
        written.opened(json.dumps({"data": [{"comment": "Kind"}]}, indent=1).encode())


def test_objects_with_ever_new_names_are_no_table():
    with pytest.raises(UnreadableFile, match="more than 5,000 different names"):
        opened(*(json.dumps({f"name{number}": 1}) for number in range(5_001)))


def test_a_table_whose_cells_hold_json_is_still_a_table():
    back = written.opened(b'Id,Answers\n1,"{""a"": 1}"\n')
    assert back.cells() == [("1", '{"a": 1}')]
