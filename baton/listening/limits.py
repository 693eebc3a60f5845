# SPDX-License-Identifier: MIT
"""What the door takes in at most, the same on every database."""

from __future__ import annotations

from collections.abc import Iterator

from baton.listening.heard import LONGEST_WORDS, Heard


class NotStorable(ValueError):
    """Something heard cannot be stored as it is; the message names the field."""


class TooLong(NotStorable):
    """A field is longer than the door takes in."""


def check(heard: Heard) -> None:
    """Raise TooLong or NotStorable where `heard` cannot be kept whole."""
    for name, text, most in (
        ("words", heard.words, LONGEST_WORDS),
        ("source_ref", heard.source_ref, 200),
        ("channel", heard.channel, 20),
        ("area", heard.area, 20),
        ("language", heard.language, 12),
        ("contact_format", heard.permission.contact_format, 40),
        ("notice_version", heard.permission.notice_version, 20),
    ):
        if len(text) > most:
            raise TooLong(f"{name} has {len(text):,} characters and may have {most:,}.")
    for name, text in _texts(heard):
        if "\0" in text:
            raise NotStorable(f"{name} holds a NUL character (a zero byte). Take it out.")


def _texts(heard: Heard) -> Iterator[tuple[str, str]]:
    yield "words", heard.words
    yield "source_ref", heard.source_ref
    yield "question", heard.question
    yield "area", heard.area
    yield "language", heard.language
    yield "contact_format", heard.permission.contact_format
    yield "notice_version", heard.permission.notice_version
    yield "service_path", "".join(heard.service_path)
    yield "labels", "".join(heard.labels)
    for code, answer in heard.characteristics.items():
        yield "characteristics", code + answer
