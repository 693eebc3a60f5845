# SPDX-License-Identifier: MIT
"""The journeys' own eyes: what is wrong with a page does not pass them by."""

from __future__ import annotations

import pytest

PAGE = """<html lang='en'><head><title>Page</title></head>
<body><main><h1>Page</h1>{}</main></body></html>"""


@pytest.fixture
def visitor(somebody):
    return somebody()


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "image-alt"),
        ("<p style='color: #ccc; background: #fff'>Nobody can read this</p>", "color-contrast"),
        ("<input name='q'>", "label"),
        ("<div style='width: 900px'>Wide</div>", "wide on a phone"),
        ("<script>throw new Error('oh')</script>", "script error"),
    ],
)
def test_a_fault_on_a_page_is_noticed(visitor, fault, named):
    visitor.page.set_content(PAGE.format(fault))
    with pytest.raises(AssertionError, match=named):
        visitor.looks()


def test_a_sound_page_passes(visitor):
    visitor.page.set_content(PAGE.format("<p>All is well.</p>"))
    visitor.looks()


def test_a_breach_of_the_content_policy_is_noticed(visitor):
    visitor.goes_to("/sign-in")
    visitor.page.evaluate("document.querySelector('h1').innerHTML += '<b style=\"top:0\">!</b>'")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        visitor.looks()
