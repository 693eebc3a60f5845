# SPDX-License-Identifier: MIT
"""What this channel shows on the page of a comment: in which system it is answered."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening.channels.mirrors.models import Mirror
from baton.listening.models import Contribution


@slots.fill("comment.source")
def where_it_is_answered(request: HttpRequest, *, contribution: Contribution) -> str:
    """Only to the body whose it is: the reference opens it in their system."""
    organisation = getattr(request, "organisation", None)
    if organisation is None or contribution.organisation_id != organisation.pk:
        return ""
    mirror = Mirror.objects.filter(contribution=contribution).first()
    if mirror is None:
        return ""
    return render_to_string("mirrors/_mirror.html", {"mirror": mirror}, request=request)
