# SPDX-License-Identifier: MIT
"""The journeys' own eyes: what is wrong with a page does not pass them by."""

from __future__ import annotations

import pytest

# On the other database they look less closely: the pages are the same.
pytestmark = pytest.mark.one_database

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


def test_the_same_page_is_looked_at_once_and_what_is_new_on_it_is_seen(visitor, monkeypatch):
    looked = []
    look = type(visitor)._is_accessible
    monkeypatch.setattr(
        type(visitor), "_is_accessible", lambda self: looked.append(1) or look(self)
    )
    for token in ("a" * 64, "b" * 64):
        visitor.page.set_content(PAGE.format(f"<p>Looked at once.</p><i data-is='{token}'></i>"))
        visitor.looks()
    assert len(looked) == 1
    visitor.page.set_content(PAGE.format("<p>Looked at once.</p><input name='q'>"))
    with pytest.raises(AssertionError, match="label"):
        visitor.looks()


def test_a_breach_of_the_content_policy_is_noticed(visitor):
    visitor.goes_to("/sign-in")
    visitor.page.evaluate("document.querySelector('h1').innerHTML += '<b style=\"top:0\">!</b>'")
    with pytest.raises(AssertionError, match="Content Security Policy"):
        visitor.looks()
