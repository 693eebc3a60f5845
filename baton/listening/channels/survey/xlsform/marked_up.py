# SPDX-License-Identifier: MIT
"""Labels as plain words: forms of ODK and KoboToolbox may hold Markdown and a little HTML."""

from __future__ import annotations

import re

from baton.listening.channels.survey.definition import Words

_TAG = re.compile(
    r"</?(?:span|strong|b|i|u|em|font|p|br|h[1-6]|small|big|sub|sup|center|div)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\((https?://[^\s()]{1,1000})\)")


def plain(text: str) -> str:
    """The words without what makes them bold or large; a link keeps its address behind it.

    >>> plain('# **Your** visit <span style="color:red">today</span>')
    'Your visit today'
    >>> plain("See [our page](https://example.org/a).")
    'See our page (https://example.org/a).'
    """
    text = _HEADING.sub("", _TAG.sub("", text))
    return _LINK.sub(r"\1 (\2)", _BOLD.sub(r"\2", text)).strip()


def plain_words(words: Words) -> Words:
    """In every language; what was nothing but marks is left out."""
    made = {code: plain(text) for code, text in words.items()}
    return {code: text for code, text in made.items() if text}
