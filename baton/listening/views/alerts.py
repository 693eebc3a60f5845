# SPDX-License-Identifier: MIT
"""Alerts: that somebody may be at risk, who looks, and who is told."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from baton.listening import describe, queries, registry, safety
from baton.listening.forms import CloseForm, ContactsForm
from baton.listening.models import SafetyAlert, SafetyContact
from baton.people.permissions import StaffRequest, requires
from baton.places.queries import breadcrumb
from baton.ui.wording import _

#: Rows of each list; the next appear as these are dealt with.
SHOWN = 100
SHOWN_CLOSED = 30


@requires("answer_alerts")
@require_safe
def alerts(request: StaffRequest) -> HttpResponse:
    waiting = queries.alerts_waiting(request.organisation)
    in_hand = queries.alerts_in_hand(request.organisation)
    closed = queries.alerts_closed(request.organisation)
    return render(
        request,
        "listening/alerts.html",
        {
            "waiting": waiting[:SHOWN],
            "waiting_count": waiting.count(),
            "urgent_count": waiting.filter(urgency="now").count(),
            "oldest": waiting.order_by("raised_at").values_list("raised_at", flat=True).first(),
            "in_hand": in_hand[:SHOWN],
            "in_hand_count": in_hand.count(),
            "closed": closed[:SHOWN_CLOSED],
            "closed_count": closed.count(),
            "told_first": queries.told_first(request.organisation),
            "minutes": settings.BATON_SAFETY_MINUTES,
            "how_said": describe.how_said,
        },
    )


@requires("answer_alerts")
@never_cache
@require_http_methods(["GET", "POST"])
def alert(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(queries.alerts(request.organisation), public_id=public_id)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            safety.close_alert(found, by=request.standing.account, **form.cleaned_data)
        except safety.AlertClosed as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("The alert is closed."))
        return redirect("listening:alerts")
    if _is_fetched_ahead(request):
        # Nobody has looked yet, so nobody else may be kept from looking. Once somebody does, the
        # browser must ask again: it has nothing to show.
        return HttpResponse(status=503)
    safety.open_alert(found, by=request.standing.account)
    return render(request, "listening/alert.html", {"form": form, **_shown(found)})


def _is_fetched_ahead(request: HttpRequest) -> bool:
    """Whether a browser asks for a page that its person may never look at."""
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return request.method == "GET" and any("pre" in purpose.lower() for purpose in purposes)


def _shown(alert: SafetyAlert) -> dict[str, object]:
    contribution = alert.contribution
    service = contribution.service
    return {
        "alert": alert,
        "contribution": contribution,
        **_passages(alert),
        "how_said": [
            describe.when_said(contribution),
            *(breadcrumb(service) if service else []),
            registry.name_of(contribution.channel),
            f"“{contribution.question}”" if contribution.question else "",
            contribution.get_manner_display(),
        ],
        "is_redacted": hasattr(contribution, "original"),
        "minutes": settings.BATON_SAFETY_MINUTES,
    }


def _passages(alert: SafetyAlert) -> dict[str, object]:
    """What was said, and its translation: marked is what the alert was raised by."""
    translation = getattr(alert.contribution, "translation", None)
    said, translated = ([], alert.concerns) if alert.in_translation else (alert.concerns, [])
    words = translation.words if translation else ""
    return {
        "passages": describe.passages(alert.contribution.words, said),
        "translation": translation,
        "translated": describe.passages(words, translated),
    }


@requires("manage_safety")
@require_http_methods(["GET", "POST"])
def contacts(request: StaffRequest) -> HttpResponse:
    organisation = request.organisation
    form = ContactsForm(
        request.POST if request.method == "POST" else None, organisation=organisation
    )
    if request.method == "POST" and form.is_valid():
        try:
            safety.name_contacts(
                organisation,
                first=form.chosen(SafetyContact.Turn.FIRST),
                escalation=form.chosen(SafetyContact.Turn.ESCALATION),
                by=request.standing.account,
            )
        except safety.MayNotOpenAlerts as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Saved. From now on these people are told."))
        return redirect("listening:contacts")
    return render(
        request,
        "listening/contacts.html",
        {
            "form": form,
            "told_first": queries.told_first(organisation),
            "told_next": queries.told_next(organisation),
            "minutes": settings.BATON_SAFETY_MINUTES,
        },
    )
