# SPDX-License-Identifier: MIT
"""Where each thing of the chain has its page."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import NoReverseMatch, reverse

_PAGES = {
    "finding": "findings:finding",
    "baton": "batons:baton",
    "decision": "decisions:decision",
    "action": "decisions:action",
    "reply": "replies:reply",
}
_ANY = UUID(int=0)


def page_of(kind: str, public_id: UUID | None) -> str:
    """The address of a thing's page; empty where it has none."""
    return _page(kind).replace(str(_ANY), str(public_id)) if public_id else ""


@cache
def _page(kind: str) -> str:
    """The address with a stand-in: a list has hundreds, and Django looks long for each."""
    try:
        return reverse(_PAGES[kind], args=[_ANY])
    except NoReverseMatch:
        return ""
