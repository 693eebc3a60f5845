# SPDX-License-Identifier: MIT
"""Notes of an event: begin, type, mend, read flip charts off, close; and the sign-in sheet."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.core import clock
from baton.core.keys import uuid7
from baton.listening import limits
from baton.listening import operations as listening
from baton.listening.channels.event import charts, operations, policies, queries
from baton.listening.channels.event.forms import (
    LARGEST_PHOTOGRAPH,
    MOST_PHOTOGRAPHS,
    ChartForm,
    CloseForm,
    PointForm,
    SessionForm,
    SignInForm,
    TableForm,
    next_point,
)
from baton.listening.channels.event.models import Chart, Session, Table
from baton.listening.models import Contribution
from baton.listening.photographs import NotAPhotograph
from baton.listening.policies import PicturesOff, are_pictures_on
from baton.people.permissions import StaffRequest, public, requires
from baton.people.pictures import qr_path
from baton.ui.speech import gettext
from baton.ui.wording import _

#: Rows to write on, on a printed sheet.
LINES = range(20)


@require_safe
@requires("take_notes")
def sessions(request: StaffRequest) -> HttpResponse:
    """Where to take notes: the activities of today and of late, and the sessions so far."""
    body, today = request.organisation, clock.today()
    open_now = {each.activity_id: each for each in queries.open_sessions(body)}
    offered = [(each, open_now.get(each.pk)) for each in queries.to_note_at(body, today)[:50]]
    context = {
        "activities": offered,
        "sessions": queries.sessions(body)[:30],
        "open": sum(session is not None for _, session in offered),
        "today": today,
    }
    return render(request, "event/list.html", context)


@require_POST
@requires("take_notes")
def begin(request: StaffRequest, activity: uuid.UUID) -> HttpResponse:
    """Begin to take notes at an activity, or join who began."""
    found = get_object_or_404(request.organisation.activities, public_id=activity)
    try:
        table = operations.begin(found, by=request.user)
    except operations.ActivityCancelled as problem:
        messages.error(request, str(problem))
        return redirect("event:list")
    return redirect("event:table", table.public_id)


def _session(request: StaffRequest, public_id: uuid.UUID) -> Session:
    return get_object_or_404(queries.sessions(request.organisation), public_id=public_id)


def _table(request: StaffRequest, public_id: uuid.UUID) -> Table:
    return get_object_or_404(queries.tables(request.organisation), public_id=public_id)


@require_safe
@requires("take_notes")
def session(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    """One session: its tables, its photographs, and what holds for all of it."""
    found = _session(request, session)
    address = settings.BATON_ADDRESS + resolve_url("event:sign_in", found.sign_in_key)
    tables = queries.with_counts(queries.tables(request.organisation).filter(session=found))
    context = {
        "session": found,
        "tables": tables,
        "noted": queries.noted_in(found),
        "photographs": queries.photographs(found).select_related("table"),
        "signed_in": queries.signed_in(found),
        "signing_in": address,
        "code": qr_path(address),
        "may_describe": policies.may_describe(request.standing, found),
    }
    return render(request, "event/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def about(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    """Say whom a session had and what was agreed."""
    found = _session(request, session)
    if not policies.may_describe(request.standing, found):
        raise PermissionDenied(policies.NOT_YOUR_SESSION)
    form = SessionForm(_posted(request), session=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.describe(found, form.about(), by=request.user)
        except operations.SessionClosed as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Kept. It goes with each point from now on."))
        return redirect("event:session", found.public_id)
    return _form_page(request, "event/about.html", form, session=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def add_table(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    """One table more, for oneself or for somebody else."""
    found = _session(request, session)
    form = TableForm(_posted(request), organisation=request.organisation, facilitator=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_table(found, **form.table(), by=request.user)
        except operations.NameTaken as problem:
            form.add_error("name", str(problem))
        except operations.SessionClosed as problem:
            messages.error(request, str(problem))
            return redirect("event:session", found.public_id)
        else:
            return redirect("event:session", found.public_id)
    return _form_page(request, "event/change_table.html", form, session=found, table=None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def change_table(request: StaffRequest, table: uuid.UUID) -> HttpResponse:
    """Another name or facilitator, or whom the table has."""
    found = _table(request, table)
    if not policies.may_change(request.standing, found):
        raise PermissionDenied(policies.NOT_YOUR_TABLE)
    form = TableForm(
        _posted(request),
        organisation=request.organisation,
        facilitator=found.facilitator,
        table=found,
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_table(found, **form.table(), by=request.user)
        except operations.NameTaken as problem:
            form.add_error("name", str(problem))
        except operations.SessionClosed as problem:
            messages.error(request, str(problem))
            return redirect("event:table", found.public_id)
        else:
            return redirect("event:table", found.public_id)
    return _form_page(request, "event/change_table.html", form, session=found.session, table=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def table(request: StaffRequest, table: uuid.UUID) -> HttpResponse:
    """A table's notes: one box, and what was noted so far. A script asks for the list alone."""
    found = _table(request, table)
    chart = _chart_beside(request, found)
    noted = queries.points(found)
    if request.method != "POST":
        form = PointForm(None, activity=found.session.activity, initial=next_point(noted.first()))
        return render(request, "event/table.html", _beside(request, found, chart, noted, form))
    form = PointForm(request.POST, activity=found.session.activity)
    if form.is_valid() and _note(request, form, found, chart):
        if _is_a_script(request):
            return render(
                request, "event/_points.html", _beside(request, found, chart, noted, form)
            )
        query = f"?chart={chart.public_id}" if chart else ""
        return redirect(resolve_url("event:table", found.public_id) + query)
    template = "event/_not_kept.html" if _is_a_script(request) else "event/table.html"
    return render(request, template, _beside(request, found, chart, noted, form), status=422)


def _is_a_script(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", None))


def _note(request: StaffRequest, form: PointForm, table: Table, chart: Chart | None) -> bool:
    """Whether the point was kept; else the form says why not."""
    try:
        operations.note(table, form.point(chart), by=request.user)
    except (
        operations.SessionClosed,
        listening.ContributionWithdrawn,
        listening.ContributionErased,
        limits.NotStorable,
    ) as problem:
        form.add_error("words", str(problem))
        return False
    return True


def _chart_beside(request: StaffRequest, table: Table) -> Chart | None:
    """The photograph that is being read off, if one is named."""
    try:
        named = uuid.UUID(request.GET.get("chart", ""))
    except ValueError:
        return None
    return table.charts.filter(public_id=named, deleted_at=None).first()


def _beside(
    request: StaffRequest, table: Table, chart: Chart | None, noted: Any, form: PointForm
) -> dict[str, Any]:
    return {
        "may_change": policies.may_change(request.standing, table),
        "may_mend": partial(policies.may_mend, request.standing, table=table),
        "table": table,
        "session": table.session,
        "chart": chart,
        "charts": table.charts.filter(deleted_at=None).order_by("pk"),
        "points": noted,
        "form": form,
        "chart_form": ChartForm() if are_pictures_on(table.session.activity) else None,
        "stated": queries.stated_at(table),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def point(request: StaffRequest, point: uuid.UUID) -> HttpResponse:
    """Mend a point, or take it out."""
    found = get_object_or_404(
        queries.all_points(request.organisation), public_id=point, withdrawn_at=None
    )
    table = found.delivery.table  # type: ignore[union-attr]
    if not policies.may_mend(request.standing, found, table):
        raise PermissionDenied(policies.NOT_YOURS_TO_MEND)
    form = PointForm(
        _posted(request),
        activity=table.session.activity,
        initial=next_point(found, words=found.words),
    )
    if request.method == "POST":
        try:
            if "take_out" in request.POST:
                operations.take_out(found, table, by=request.user)
                messages.success(request, _("The point is taken out."))
                return redirect("event:table", table.public_id)
            if form.is_valid():
                operations.mend(found, table, form.point(_chart_of(found)), by=request.user)
                return redirect("event:table", table.public_id)
        except (operations.SessionClosed, operations.PointGone, limits.NotStorable) as problem:
            messages.error(request, str(problem))
            return redirect("event:table", table.public_id)
    return _form_page(
        request, "event/point.html", form, session=table.session, table=table, contribution=found
    )


def _chart_of(point: Contribution) -> Chart | None:
    return point.from_chart.chart if hasattr(point, "from_chart") else None


# Checking the token reads the whole body, so it comes last: what is too large is turned away
# before any of it is kept.
@csrf_exempt
@require_POST
@requires("take_notes")
def add_charts(request: StaffRequest, table: uuid.UUID) -> HttpResponse:
    """Bring photographs of flip charts."""
    found = _table(request, table)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_PHOTOGRAPH * MOST_PHOTOGRAPHS:
        messages.error(request, _("These are too large together. Bring fewer at once."))
        return redirect("event:table", found.public_id)
    return _add_charts(request, found)


@csrf_protect
def _add_charts(request: StaffRequest, table: Table) -> HttpResponse:
    form = ChartForm(request.POST, request.FILES)
    first = None
    if form.is_valid():
        try:
            for each in form.cleaned_data["photographs"]:
                chart = charts.add(table, each.read(), by=request.user)
                first = first or chart
        except (NotAPhotograph, operations.SessionClosed, PicturesOff) as problem:
            form.add_error("photographs", str(problem))
    for refused in form.errors.get("photographs", []):
        messages.error(request, str(refused))
    query = f"?chart={first.public_id}" if first else ""
    return redirect(resolve_url("event:table", table.public_id) + query)


@require_safe
@requires("take_notes")
def picture(request: StaffRequest, chart: uuid.UUID) -> HttpResponse:
    """The photograph itself; no browser and nothing on the way keeps it."""
    found = get_object_or_404(queries.charts(request.organisation), public_id=chart)
    if found.deleted_at is not None:
        raise Http404
    with found.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type=found.kind)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = "inline"
    return answer


@require_POST
@requires("take_notes")
def forget_chart(request: StaffRequest, chart: uuid.UUID) -> HttpResponse:
    """Delete a photograph; the points that were read off it stay."""
    found = get_object_or_404(queries.charts(request.organisation), public_id=chart)
    charts.forget(found, by=request.user)
    messages.success(request, _("The photograph is deleted. What was read off it stays."))
    return redirect("event:table", found.table.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def close(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    """End a session, and say what becomes of its photographs."""
    found = _session(request, session)
    photographs = queries.photographs(found).count()
    form = CloseForm(_posted(request), photographs=photographs)
    if request.method == "POST" and form.is_valid():
        operations.close(found, by=request.user)
        # Also what somebody brought since the page was opened: kept, unless all are to go.
        keep = form.cleaned_data.get("photographs") != "forget"
        charts.settle(found, keep=keep, by=request.user)
        messages.success(
            request, _("The session is closed. Its notes are with all other comments.")
        )
        return redirect("event:session", found.public_id)
    return _form_page(request, "event/close.html", form, session=found, photographs=photographs)


@require_POST
@requires("take_notes")
def reopen(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    """Take notes again."""
    there = operations.reopen(_session(request, session), by=request.user)
    return redirect("event:session", there.public_id)


@require_safe
@requires("take_notes")
def sheet(request: StaffRequest, session: uuid.UUID) -> HttpResponse:
    """The sign-in sheet to print."""
    context = {"session": _session(request, session), "lines": LINES}
    return render(request, "event/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One person after another signs in, on a tablet on which nobody of ours is signed in."""
    found = get_object_or_404(queries.by_sign_in_key(key))
    form = SignInForm(_posted(request), initial={"key": uuid7()})
    is_open = found.is_open
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.sign_in(
                found, given["key"], name=given["name"], email=given["email"], needs=given["needs"]
            )
        except operations.SessionClosed:
            is_open = False
        else:
            messages.success(request, gettext("Thank you, you are signed in. Please pass this on."))
            return redirect("event:sign_in", key)
    context = {"session": found, "host": found.organisation.name, "form": form, "open": is_open}
    status = 410 if not is_open else 422 if form.errors else 200
    return render(request, "event/sign_in.html", context, status=status)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(request: StaffRequest, template: str, form: Any, **context: object) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
