# SPDX-License-Identifier: MIT
"""What this channel shows on pages of others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from baton.core import slots
from baton.listening.channels.partner import queries
from baton.listening.models import Contribution
from baton.people.stakeholders.models import Stakeholder


@slots.fill("comment.source")
def where_it_comes_from(request: HttpRequest, *, contribution: Contribution, **_: Any) -> str:
    """Who sent it, how the people were asked, and what says the same; to its own body only."""
    organisation = getattr(request, "organisation", None)
    if organisation is None or contribution.organisation_id != organisation.pk:
        return ""
    item = queries.item_of(contribution)
    if item is None:
        return ""
    context = {
        "item": item,
        "together": getattr(contribution.delivery, "partner_delivery", None),
        "same": queries.same_words(item),
    }
    return render_to_string("partner/_source.html", context, request=request)


@slots.fill("stakeholders.beside")
def leads_to_partners(request: HttpRequest, **_: Any) -> str:
    """From the register to those of it who send what people tell them."""
    return render_to_string("partner/_leads.html", request=request)


@slots.fill("listening.alert", order=50)
def whom_to_ask(request: HttpRequest, *, contribution: Contribution, **_: Any) -> str:
    """Where a life may be at risk: who knows the person, and how to reach them."""
    item = queries.item_of(contribution)
    if item is None:
        return ""
    return render_to_string("partner/_sent_by.html", {"item": item}, request=request)


@slots.fill("stakeholders.stakeholder")
def what_they_send(request: HttpRequest, *, stakeholder: Stakeholder, **_: Any) -> str:
    """On a stakeholder's page: that it is a partner, and what it sent."""
    partner = queries.partners(stakeholder.organisation).filter(stakeholder=stakeholder).first()
    standing = getattr(request, "standing", None)
    context = {
        "stakeholder": stakeholder,
        "partner": partner,
        "may_manage": bool(standing and standing.may("manage_stakeholders")),
    }
    return render_to_string("partner/_of_stakeholder.html", context, request=request)
