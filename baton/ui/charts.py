# SPDX-License-Identifier: MIT
"""The frame of every chart: one Vega-Lite specification, drawn on the server as SVG.

Colours leave as our classes, so that a chart follows light and dark, prints, and needs no inline
style under the content policy. Each chart on a page has its table beneath.
"""

from __future__ import annotations

import json
import logging
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from baton.ui import drawing
from baton.ui.wording import _

logger = logging.getLogger(__name__)

_THEME = Path(__file__).with_name("vega-theme.json")
_CLASSES = {
    "#1b2426": "ink",
    "#515c5d": "ink2",
    "#0b6060": "own",
    "#d9dedb": "line",
    "#7d8886": "line2",
    "#2f74b5": "pos",
    "#c3c9c5": "neu",
    "#c75f10": "neg",
    "#a5241c": "alarm",
    "#ffffff": "paper",
}
_PAINT = re.compile(r' (fill|stroke)="(#[0-9a-fA-F]{6})"')
_ELEMENT = re.compile(r"<(?:path|line|rect|text|g|circle)\b[^>]*>")
_OUTER = re.compile(r'<svg [^>]*viewBox="([^"]+)"[^>]*>')
# Vega names every mark for screen readers; our drawing is one image with one description.
# Vega takes every address for one of its own examples', and names the mark inside.
_LINK = re.compile(
    r'<a xlink:href="https://vega\.github\.io/vega-datasets/(/[^"]*)"><(\w+) aria-label="([^"]*)"'
)
_SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')


@cache
def theme() -> dict[str, Any]:
    """The Vega-Lite `config` of our look."""
    config: dict[str, Any] = json.loads(_THEME.read_text())
    return config


def draw(specification: dict[str, Any], description: str, *, css_class: str = "bt-fig") -> Markup:
    """The chart as an SVG image that `description` says in words.

    `specification` is Vega-Lite without `config`; sizes are in CSS pixels. Marks with an address of
    ours (`href`, from the root on) and a `description` open it by a click; whoever uses the
    keyboard finds the same addresses in the chart's table.
    """
    try:
        svg = _drawn(json.dumps(specification, default=str), description, css_class)
    except drawing.NotDrawn:
        logger.exception("A chart was not drawn")
        said = _("The chart was not drawn. The table says the same.")
        return Markup('<p class="bt-note">{}</p>').format(said)
    return Markup(svg)  # noqa: S704 - drawn by Vega from our specification


def picture(specification: dict[str, Any], *, scale: float = 2) -> bytes:
    """The same chart as a PNG, for papers that hold no SVG: `scale` dots for each CSS pixel.

    Whoever places it gives it the description that `draw` would be given.
    """
    return drawing.png(_whole(specification), scale=scale)


def _whole(specification: dict[str, Any]) -> str:
    """With our look, as Vega reads it."""
    schema = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": theme()}
    return json.dumps(specification | schema, default=str)


@lru_cache(maxsize=64)
def _drawn(specification: str, description: str, css_class: str) -> str:
    drawn = drawing.svg(_whole(json.loads(specification)))
    drawn = _LINK.sub(r'<a href="\1" tabindex="-1" named="\3"><\2', drawn)
    drawn = _ELEMENT.sub(lambda element: _classed(element.group()), _SPOKEN.sub("", drawn))
    drawn = drawn.replace('tabindex="-1" named=', 'tabindex="-1" aria-label=')
    role = "group" if "<a href=" in drawn else "img"
    opening = (
        f'<svg class="{css_class}" viewBox="\\1" role="{role}" aria-label="{escape(description)}">'
    )
    return _OUTER.sub(opening, drawn, count=1)


def _classed(element: str) -> str:
    """The element with our classes in place of the colours that we know."""
    classes: list[str] = []

    def take(match: re.Match[str]) -> str:
        name = _CLASSES.get(match[2].lower())
        if name is None:
            return match[0]
        classes.append(f"{'f' if match[1] == 'fill' else 's'}-{name}")
        return ""

    element = _PAINT.sub(take, element)
    if not classes:
        return element
    return re.sub(r"^<(\w+)", rf'<\1 class="{" ".join(classes)}"', element)
