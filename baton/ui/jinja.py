# SPDX-License-Identifier: MIT
"""The Jinja environment of every page, and what every page's frame needs."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup, escape

from baton.core import clock, slots
from baton.ui import forms, navigation, speech, words
from baton.ui.brand import brand
from baton.ui.languages import direction


def url(name: str, *args: object, **keywords: object) -> str:
    return reverse(name, args=args or None, kwargs=keywords or None)


@jinja2.pass_context
def slot(context: jinja2.runtime.Context, name: str, **about: Any) -> str:
    return slots.render(name, context["request"], **about)


# What `_(…)` says is words and no markup, whoever mended it.


@jinja2.pass_eval_context
def _gettext(about: jinja2.nodes.EvalContext, message: str) -> str:
    said = speech.gettext(message)
    return escape(said) if about.autoescape else said


@jinja2.pass_eval_context
def _ngettext(about: jinja2.nodes.EvalContext, one: str, many: str, number: int) -> str:
    said = speech.ngettext(one, many, number)
    return escape(said) if about.autoescape else said


# A `{% trans %}` block may hold markup, which stands in a template or in a catalogue of the
# installation's; what somebody typed on a screen, and what it tells, is escaped all the same.


@jinja2.pass_eval_context
def _block(about: jinja2.nodes.EvalContext, message: str, **told: Any) -> str:
    return _told(about, speech.gettext(message), told, is_typed=speech.is_mended(message))


@jinja2.pass_eval_context
def _blocks(about: jinja2.nodes.EvalContext, one: str, many: str, number: int, **told: Any) -> str:
    said = speech.ngettext(one, many, number)
    # Jinja leaves out a number that is called "num": it is the one counted.
    return _told(about, said, {"num": number, **told}, is_typed=speech.is_mended(one))


def _told(
    about: jinja2.nodes.EvalContext, said: str, told: dict[str, Any], *, is_typed: bool
) -> str:
    if about.autoescape:
        said = escape(said) if is_typed else Markup(said)  # noqa: S704 - ours, see above
    return said % told


class Sentences(InternationalizationExtension):
    """Jinja's own, but for what a `{% trans %}` block calls: it may hold markup, `_(…)` may not."""

    def _make_node(self, *about: Any) -> nodes.Output:
        output = super()._make_node(*about)
        call = output.nodes[0]
        assert isinstance(call, nodes.Call)
        assert isinstance(call.node, nodes.Name)
        call.node = nodes.Name({"gettext": "block_", "ngettext": "blocks_"}[call.node.name], "load")
        return output


def environment(**options: Any) -> jinja2.Environment:
    """Our environment: the NHS macros need undefined values that can be chained."""
    options["undefined"] = jinja2.ChainableUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    env = jinja2.Environment(**options)  # noqa: S701 - autoescape comes with Django's options
    env.add_extension(Sentences)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(block_=_block, blocks_=_blocks)
    env.globals.update(url=url, static=cache(static), slot=slot, now=clock.now, today=clock.today)
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
        "spoken": speech.speaking(),
        "spoken_direction": direction(speech.speaking()),
        "tongues": speech.row(request),
    }
