# SPDX-License-Identifier: MIT
"""The way to the public page, from the programme's own."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.improving.news import queries
from baton.programmes.models import Programme


@slots.fill("programmes.programme", order=80)
def public_page(request: HttpRequest, *, programme: Programme) -> str:
    """Whether everybody can read of it, and where."""
    standing = getattr(request, "standing", None)
    context = {
        "programme": programme,
        "published": queries.published(programme),
        "may_write": standing is not None and standing.may("manage_programmes"),
    }
    return render_to_string("news/_programme.html", context, request=request)
