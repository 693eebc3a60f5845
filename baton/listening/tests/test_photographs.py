# SPDX-License-Identifier: MIT
"""A photograph is kept without what the telephone wrote beside it, and drawn as before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baton.listening.photographs import JPEG, PNG, NotAPhotograph, bare
from baton.listening.tests.pictures import WHERE, chunk, exif, jpeg, png, segment


def test_where_a_jpeg_was_taken_goes_and_which_way_is_up_stays():
    kept = bare(jpeg(segment(0xE0, b"JFIF\0"), exif(6), segment(0xFE, WHERE)))
    assert kept.kind == JPEG
    assert WHERE not in kept.content
    up = bytes.fromhex("4d4d002a00000008000101120003000000010006000000000000")
    assert kept.content == jpeg(segment(0xE0, b"JFIF\0"), segment(0xE1, b"Exif\0\0" + up))


def test_an_upright_photograph_says_nothing_of_it():
    assert bare(jpeg(exif(1))).content == jpeg()


@pytest.mark.parametrize("marker", [0xE1, 0xE2, 0xED, 0xEF, 0xFE])
def test_other_notes_beside_a_jpeg_go(marker):
    assert bare(jpeg(segment(marker, b"http://ns.adobe.com/xap/1.0/\0" + WHERE))).content == jpeg()


def test_the_colours_of_a_jpeg_stay():
    colours = segment(0xE2, b"ICC_PROFILE\0\1\1")
    assert bare(jpeg(colours)).content == jpeg(colours)


def test_the_second_picture_that_a_telephone_appends_goes():
    assert bare(jpeg(after=jpeg(exif()))).content == jpeg()


def test_notes_in_a_png_go():
    kept = bare(png(chunk(b"eXIf", WHERE), chunk(b"tEXt", WHERE)) + WHERE)
    assert kept == (png(), PNG)


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<svg onload='alert(1)'/>", b"\xff\xd8\xff", png()[:-5], jpeg()[:-2]],
)
def test_what_is_no_photograph_is_refused_with_a_sentence(content):
    with pytest.raises(NotAPhotograph, match="Bring a JPEG or PNG"):
        bare(content)


@given(st.binary(max_size=80), st.sampled_from([b"\xff\xd8\xff", png()[:20], jpeg(exif())[:-9]]))
def test_whatever_is_brought_is_kept_or_refused(rest, begins):
    try:
        kept = bare(begins + rest)
    except NotAPhotograph:
        return
    assert bare(kept.content) == kept
