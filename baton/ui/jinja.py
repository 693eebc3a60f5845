# SPDX-License-Identifier: MIT
"""The Jinja environment of every page, and what every page's frame needs."""

from __future__ import annotations

from typing import Any

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from markupsafe import escape

from baton.core import clock, slots
from baton.ui import forms, navigation, speech, words
from baton.ui.brand import brand


def url(name: str, *args: object, **keywords: object) -> str:
    return reverse(name, args=args or None, kwargs=keywords or None)


@jinja2.pass_context
def slot(context: jinja2.runtime.Context, name: str, **about: Any) -> str:
    return slots.render(name, context["request"], **about)


# A translation is words and no markup, whoever mended it.


@jinja2.pass_eval_context
def _gettext(about: jinja2.nodes.EvalContext, message: str) -> str:
    said = speech.gettext(message)
    return escape(said) if about.autoescape else said


@jinja2.pass_eval_context
def _ngettext(about: jinja2.nodes.EvalContext, one: str, many: str, number: int) -> str:
    said = speech.ngettext(one, many, number)
    return escape(said) if about.autoescape else said


def environment(**options: Any) -> jinja2.Environment:
    """Our environment: the NHS macros need undefined values that can be chained."""
    options["undefined"] = jinja2.ChainableUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = jinja2.Environment(**options)  # noqa: S701 - autoescape comes with Django's options
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(url=url, static=static, slot=slot, now=clock.now, today=clock.today)
    env.filters.update(words.FILTERS | forms.FILTERS)
    return env


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page shows: whose it is, who is here, where they may go."""
    standing = getattr(request, "standing", None)
    return {
        "brand": brand(),
        "standing": standing,
        "organisation": getattr(request, "organisation", None),
        "menu": navigation.links(request, standing),
        "address": settings.BATON_ADDRESS,
        "speech": getattr(request, "speech", None),
        "tongues": speech.row(request),
    }
