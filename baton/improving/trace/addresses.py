# SPDX-License-Identifier: MIT
"""Where each thing of the chain has its page."""

from __future__ import annotations

from uuid import UUID

from django.urls import NoReverseMatch, reverse

_PAGES = {
    "finding": "findings:finding",
    "baton": "batons:baton",
    "decision": "decisions:decision",
    "action": "decisions:action",
    "reply": "replies:reply",
}


def page_of(kind: str, public_id: UUID | None) -> str:
    """The address of a thing's page; empty where it has none."""
    if public_id is None:
        return ""
    try:
        return reverse(_PAGES[kind], args=[public_id])
    except NoReverseMatch:
        return ""
