# SPDX-License-Identifier: MIT
"""An address is kept in one way, however it was typed; what is none is told how it is written."""

from __future__ import annotations

import pytest

from baton.listening.contacts.addresses import NotAnAddress, written

LETTER = " Mrs E. Hallam, \r\n\r\n14 Inn Lane\nOadby\nle2 5aa "


@pytest.mark.parametrize(
    ("way", "typed", "kept"),
    [
        ("email", " Amina@Example.ORG ", "amina@example.org"),
        ("sms", "07700 900 982", "+447700900982"),
        ("sms", "+44 (0)7700 900982", "+447700900982"),
        ("phone", "0116 496 0123", "+441164960123"),
        ("post", LETTER, "Mrs E. Hallam\n14 Inn Lane\nOadby\nle2 5aa"),
    ],
)
def test_one_address_is_written_in_one_way(way, typed, kept):
    assert written(way, typed) == kept


@pytest.mark.parametrize(
    ("way", "typed", "says"),
    [
        ("email", "amina at example", "like name@example.org"),
        ("email", f"{'a' * 60}@{'b' * 63}.{'c' * 63}.{'d' * 63}.example", "address"),
        ("sms", "0770090098", "11 digits"),
        ("sms", "0116 496 0123", "mobile number"),
        ("phone", "none", "telephone number"),
        ("post", "14 Inn Lane", "postcode"),
        ("post", "\n".join([*"abcdefgh", "LE2 5AA"]), "at most 7 lines"),
        ("email", "a\x00@example.org", "characters"),
        ("post", "x" * 501, "at most 500"),
    ],
)
def test_what_is_none_is_told_how_it_is_written(way, typed, says):
    with pytest.raises(NotAnAddress, match=says):
        written(way, typed)
