# SPDX-License-Identifier: MIT
"""Pages that are alike for all who come to them, but for their private key and their token.

Such a page is drawn once for everybody, with stand-ins for these two, and each gets it with their
own in place: to draw it is most of what a public page costs (docs/performance.md).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from typing import Any, cast

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from markupsafe import Markup, escape

from baton.ui import jinja, speech

Context = Callable[[str], dict[str, Any]]

#: More than so many pages are not kept: they are those of a few seconds.
_MOST = 500
_KEY, _TOKEN = (f"own-{secrets.token_hex(16)}" for _ in range(2))
_INPUT = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="%s">')

#: By what they are pages of, and the language's spell.
_drawn: dict[Hashable, str] = {}


def page(
    request: HttpRequest, template: str, context: Context, *, of: Hashable, key: str = ""
) -> HttpResponse:
    """A public page for who holds a private `key`. `context` is what stands on it, given a key;
    where what it is a page `of` is the same, and the language, all of it must be.

    What somebody amends of a translation shows after a few seconds.
    """
    if not _is_anybody(request):
        return render(request, template, context(key))
    spoken: speech.Speech = request.speech  # type: ignore[attr-defined]
    name = (template, of, spoken, speech.spell(spoken.language))
    if name not in _drawn:
        if len(_drawn) >= _MOST:
            _drawn.clear()
        _drawn[name] = _draw(request, template, context(_KEY))
    found = _drawn[name]
    return HttpResponse(found.replace(_KEY, escape(key)).replace(_TOKEN, get_token(request)))


def _is_anybody(request: HttpRequest) -> bool:
    """Whether nothing but the page itself says what stands on it: nobody has signed in here,
    nothing is to be told to them, and what they ask for is the page alone."""
    cookies = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
    is_read = request.method in {"GET", "HEAD"} and not request.GET
    return is_read and request.COOKIES.keys().isdisjoint(cookies)


def _draw(request: HttpRequest, template: str, context: dict[str, Any]) -> str:
    stand_in = {"csrf_token": _TOKEN, "csrf_input": _INPUT % _TOKEN, "request": request}
    engine = cast(Jinja2, engines["jinja2"])
    told = context | jinja.frame(request) | stand_in
    return str(engine.env.get_template(template).render(told))
