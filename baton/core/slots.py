# SPDX-License-Identifier: MIT
"""Panels that a room above fills on the page of a room below.

The lower room's template says `{{ slot("listening.contribution", contribution=c) }}`; the upper
room registers a function for that name when it starts. So a page shows what it may not import.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

Panel = Callable[..., str]

_panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)


def fill(slot: str, *, order: int = 100) -> Callable[[Panel], Panel]:
    """Register the decorated function as a panel of `slot`; lower `order` stands first.

    It is called with the request and the slot's own keywords, and returns HTML or "".
    """

    def register(panel: Panel) -> Panel:
        _panels[slot].append((order, panel))
        _panels[slot].sort(key=lambda entry: entry[0])
        return panel

    return register


def render(slot: str, request: HttpRequest, **about: Any) -> Markup:
    """Every panel of `slot`, in order."""
    panels = (panel(request, **about) for _, panel in _panels[slot])
    return Markup("").join(Markup(html) for html in panels)  # noqa: S704 - rendered by templates
