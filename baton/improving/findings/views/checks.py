# SPDX-License-Identifier: MIT
"""“Did we hear you right?” as staff see it: asked, followed, typed in and closed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.core import audit
from baton.improving.findings import asking, queries, readings
from baton.improving.findings.forms.asking import CheckForm, NoteForm, WhomForm
from baton.improving.findings.models import Asked, Check, Finding
from baton.improving.findings.policies import NotNow
from baton.improving.findings.views.common import FORM, form_page, one, posted, refused
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _many


def _open(found: Finding) -> Check:
    return get_object_or_404(found.checks.filter(closed_at=None))


@require_http_methods(FORM)
@requires("make_findings")
def check(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a check; or, while one is open, see who was asked and who answered."""
    found = one(request, public_id)
    if (there := queries.open_check(found)) and request.method != "POST":
        rows = list(queries.everybody_asked(there))
        context = {
            "finding": found,
            "check": there,
            "rows": rows,
            "told": readings.heard(queries.heard(found)),
            "on_paper": any(each.way == Asked.Way.PAPER for each in rows),
        }
        return render(request, "findings/check.html", context)
    form = CheckForm(posted(request), finding=found)
    if form.is_valid():
        try:
            made = asking.open_check(found, form.asks(), by=request.user)
        except NotNow as problem:
            form.add_error(None, str(problem))
        else:
            number = made.asked.count()
            said = _many(
                "%(n)s person or group is asked.", "%(n)s people and groups are asked.", number
            )
            messages.success(request, said % {"n": number})
            return redirect("findings:check", found.public_id)
    return form_page(request, "open_check", form, finding=found)


@require_http_methods(FORM)
@requires("make_findings")
def ask(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask more people, while a check is open."""
    found = one(request, public_id)
    there = _open(found)
    form = WhomForm(posted(request), finding=found)
    if form.is_valid():
        everybody = [each for some in form.everybody().values() for each in some]
        number = asking.ask(there, everybody, by=request.user)
        said = _many(
            "%(n)s person or group is asked as well.",
            "%(n)s people and groups are asked as well.",
            number,
        )
        messages.success(request, said % {"n": number})
        return redirect("findings:check", found.public_id)
    return form_page(request, "ask", form, finding=found)


@never_cache
@require_http_methods(FORM)
@requires("make_findings")
def note(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type in what came back on paper, or what was said by phone."""
    found = one(request, public_id)
    there = _open(found)
    form = NoteForm(posted(request), initial={"number": request.GET.get("number", "")})
    if form.is_valid():
        given = form.cleaned_data
        asked = there.asked.filter(pk=given["number"]).first()
        if asked is None:
            form.add_error("number", _("No sheet of this check has that number. Look again."))
        else:
            noted = {"by": request.user, "noted_by": request.user}
            try:
                asking.answer(asked, given["says"], given["words"], **noted)
            except NotNow as problem:
                refused(request, problem)
                return redirect("findings:finding", found.public_id)
            messages.success(
                request, _("The answer of sheet %(number)s is noted.") % {"number": asked.pk}
            )
            return redirect("findings:check", found.public_id)
    return form_page(
        request, "note", form, finding=found, check=there, call=_to_call(request, there)
    )


def _to_call(request: StaffRequest, there: Check) -> Asked | None:
    """Whom to call, with the number to dial: that somebody saw it is in the audit trail."""
    number = request.GET.get("number", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    rows = queries.everybody_asked(there).filter(way=Asked.Way.PHONE, contribution__isnull=False)
    asked = next(iter(asking.may_be_asked(rows.filter(pk=int(number)))), None)
    if asked is None or asked.contact is None:
        return None
    audit.record(
        "check.number_shown",
        there,
        by=request.user,
        organisation=request.organisation.pk,
        asked=asked.pk,
    )
    return asked


@never_cache
@require_safe
@requires("make_findings")
def sheets(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """A sheet for each who is asked on paper, and some without a name to hand out."""
    found = one(request, public_id)
    there = _open(found)
    rows = queries.everybody_asked(there).filter(way=Asked.Way.PAPER, answer=None)
    context = {
        "finding": found,
        "check": there,
        "rows": asking.may_be_asked(rows),
        "privacy": settings.BATON_ADDRESS.partition("://")[2] + "/privacy",
    }
    return render(request, "findings/sheets.html", context)


@require_POST
@requires("make_findings")
def close(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Nobody can answer any more."""
    found = one(request, public_id)
    try:
        asking.close(_open(found), by=request.user)
    except NotNow as problem:
        refused(request, problem)
    else:
        messages.success(request, _("The question is closed. What was answered stays with it."))
    return redirect("findings:finding", found.public_id)
