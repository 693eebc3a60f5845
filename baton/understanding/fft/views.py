# SPDX-License-Identifier: MIT
"""Returns of the Friends and Family Test: each month, what goes into them, and as files."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baton.core import clock, periods
from baton.listening.channels.upload.mapping import shape
from baton.people import carried
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _, _many
from baton.ui.words import number
from baton.understanding.fft import (
    eligible_files,
    layout,
    operations,
    queries,
    readings,
    totals,
    ways,
)
from baton.understanding.fft import returns as returned
from baton.understanding.fft.forms import (
    BoardForm,
    ColumnsForm,
    EligibleForm,
    FileForm,
    ReportedForm,
)
from baton.understanding.fft.layout import SETTINGS, Setting
from baton.understanding.fft.returns import Return

#: The month from which the present question is asked.
FIRST_MONTH = date(2020, 4, 1)
#: Rows of a level on a page; boxes of a form; refused rows. All are in the file.
SHOWN = 200


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _month(text: str) -> date:
    """The month of an address, like 2026-05; else there is no such page."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    if not FIRST_MONTH <= month <= clock.today():
        raise Http404
    return month


def _setting(request: StaffRequest, code: str) -> Setting:
    """A setting that has a service here; else there is no such page."""
    setting = SETTINGS.get(code)
    if setting is None or setting not in queries.in_use(request.organisation):
        raise Http404
    return setting


def _return(request: StaffRequest, setting: str, month: str) -> Return:
    return returned.of_month(request.organisation, _setting(request, setting), _month(month))


def _about(given: Return) -> dict[str, Any]:
    """What every page of a return names it by."""
    return {
        "given": given,
        "setting": given.setting,
        "month": f"{given.month:%Y-%m}",
        "month_name": periods.name(given.month, "month"),
        "row_noun": _(layout.row_noun(given.setting)),
        "percent": readings.percent,
    }


def _around(month: date) -> dict[str, str]:
    """The months before and after, as addresses have them; none beyond what there may be."""
    before = periods.start(month - timedelta(days=1), "month")
    after = periods.following(month, "month")
    return {
        "before": f"{before:%Y-%m}" if before >= FIRST_MONTH else "",
        "after": f"{after:%Y-%m}" if after <= clock.today() else "",
    }


@require_safe
@requires("see_figures")
def returns(request: StaffRequest) -> HttpResponse:
    """All settings that are reported, of one month: last month unless another is asked for."""
    asked = request.GET.get("month", "")
    month = _month(asked) if asked else queries.last_month()
    body = request.organisation
    found = returned.of_settings(body, queries.in_use(body), month)
    rows, late = [], queries.late(body, month)
    for each in found.returns:
        sent = queries.sent(body, each.setting, month)
        rows.append(
            {
                "given": each,
                "sent": sent,
                "due": readings.due_briefly(each.setting, month),
                "is_late": each.setting.code in late,
                "changed": len(readings.since_sent(each, sent)) if sent else 0,
            }
        )
    context = {
        "rows": rows,
        "unplaced": found.unplaced,
        "month": f"{month:%Y-%m}",
        "month_name": periods.name(month, "month"),
        "percent": readings.percent,
        "reading": readings.of_month([each.total for each in found.returns], month),
        "may_keep": request.standing.may("manage_services"),
        **_around(month),
    }
    return render(request, "fft/list.html", context)


@require_safe
@requires("see_figures")
def one_return(request: StaffRequest, setting: str, month: str) -> HttpResponse:
    """One return: what it says, when it is due, its levels, and files of it."""
    given = _return(request, setting, month)
    sent = queries.sent(request.organisation, given.setting, given.month)
    changed = readings.since_sent(given, sent) if sent else []
    context = {
        **_about(given),
        **_around(given.month),
        "reading": readings.answer(given),
        "due": readings.due(given.setting, given.month),
        "is_late": given.setting.code in queries.late(request.organisation, given.month),
        "is_over": periods.following(given.month, "month") <= clock.today(),
        "sent": sent,
        "changed": changed[:SHOWN],
        "changes": readings.of_changes(changed),
        "cautions": readings.cautions(given),
        "totals": [row for _submitter, row in totals.of_return(given)],
        "sheets": layout.sheet_names(given.setting),
        "levels": readings.levels(given),
        "answers": readings.ANSWERS,
        "modes": readings.modes(given),
        "shown": SHOWN,
        "ways": ways.offered(given.setting),
        "meanings": ways.MEANINGS,
        "may_keep": request.standing.may("manage_services"),
        "may_download": request.standing.may("download"),
    }
    return render(request, "fft/return.html", context)


@require_safe
@requires("download")
def download(request: StaffRequest, setting: str, month: str) -> HttpResponseBase:
    """The return as a workbook, or one of its sheets as CSV."""
    # NumPy, which nothing else in a web process needs.
    from baton.understanding.fft import publishing

    given = _return(request, setting, month)
    offered = [way for way, _ in ways.offered(given.setting)]
    asked = request.GET.get("way", offered[0])
    way = next((each for each in offered if each == asked), None)
    if way is None:
        raise Http404
    body, at, kind = request.organisation, clock.now(), carried.kind_asked(request)
    if kind == carried.XLSX:
        sheets = publishing.workbook(given, way, body, at)
    else:
        name = request.GET.get("sheet", given.setting.sheets[-1].name)
        table = publishing.one_table(given, way, name, body, at)
        if table is None:
            raise Http404
        sheets = [table]
    operations.record_download(body, given, by=request.user, way=way, kind=kind)
    name = f"fft-{given.setting.code}-{given.month:%Y-%m}-{way}"
    return carried.sheets(body, name, sheets, kind)


@require_POST
@requires("manage_services")
def sent(request: StaffRequest, setting: str, month: str) -> HttpResponse:
    """Say that a return was sent as it stands, or that it was not."""
    given = _return(request, setting, month)
    there = queries.sent(request.organisation, given.setting, given.month)
    if "take_back" in request.POST:
        if there is not None:
            operations.unmark_sent(there, by=request.user)
        messages.success(request, _("The return is not marked as sent any more."))
    elif periods.following(given.month, "month") > clock.today():
        messages.error(request, _("The month is not over: its return cannot have been sent."))
    else:
        operations.mark_sent(request.organisation, given, by=request.user)
        messages.success(request, _("The return is marked as sent, with its figures of now."))
    return redirect("fft:return", given.setting.code, month)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_services")
def eligible(request: StaffRequest, setting: str, month: str) -> HttpResponse:
    """Type how many people could have answered."""
    given = _return(request, setting, month)
    rows = [row for row in given.rows if row.service is not None]
    form = EligibleForm(_posted(request), rows=rows[:SHOWN])
    if form.is_valid():
        changed = operations.put_eligible(
            request.organisation, given.setting, given.month, form.numbers(), by=request.user
        )
        told = _many("%(n)s number was kept.", "%(n)s numbers were kept.", changed)
        messages.success(request, told % {"n": number(changed)})
        return redirect("fft:return", given.setting.code, month)
    context = {**_about(given), "form": form, "rows": rows[:SHOWN], "of": len(rows)}
    status = 422 if form.errors else 200
    return render(request, "fft/eligible.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_services")
def import_eligible(request: StaffRequest, setting: str, month: str) -> HttpResponse:
    """Read such numbers, and specialities, from a CSV; ask what its columns are if it is new."""
    given = _return(request, setting, month)
    context: dict[str, Any] = {**_about(given), "shown": SHOWN}
    if request.method != "POST":
        return render(request, "fft/import.html", {**context, "form": FileForm(None)})
    form = None if "text" in request.POST else FileForm(request.POST, request.FILES)
    if form is not None and not form.is_valid():
        return render(request, "fft/import.html", {**context, "form": form}, status=422)
    text = form.cleaned_data["file"] if form else request.POST["text"]
    try:
        table = eligible_files.table(text)
    except eligible_files.NotRead as problem:
        form = form or FileForm(request.POST, request.FILES)
        form.add_error("file", str(problem))
        return render(request, "fft/import.html", {**context, "form": form}, status=422)
    remembered = queries.columns_of(request.organisation, shape(table.header))
    chosen = eligible_files.guess(table.header, remembered)
    columns = ColumnsForm(
        None if form else request.POST, header=table.header, chosen=chosen, text=text
    )
    if columns.is_valid():
        chosen = columns.chosen()
        operations.remember_columns(request.organisation, shape(table.header), chosen)
    elif not remembered or not form:
        status = 422 if columns.errors else 200
        context |= {"columns": columns, "sample": table.rows[:3], "header": table.header}
        return render(request, "fft/import.html", context, status=status)
    context["kept"] = _keep(request, given, eligible_files.read(table, chosen, given.rows))
    return render(request, "fft/import.html", {**context, "form": FileForm(None)})


def _keep(request: StaffRequest, given: Return, read: eligible_files.Read) -> dict[str, Any]:
    """Keep what a file says; what became of its rows."""
    numbers = {each: number for each, number in read.numbers.items() if number is not None}
    body, by = request.organisation, request.user
    changed = operations.put_eligible(body, given.setting, given.month, numbers, by=by)
    specialities = operations.put_specialities(body, given.setting, read.specialities, by=by)
    return {
        "changed": changed,
        "same": len(numbers) - changed,
        "specialities": specialities,
        "refused": read.refused,
    }


# -- which services are counted ------------------------------------------------------------------


@require_safe
@requires("manage_services")
def services(request: StaffRequest) -> HttpResponse:
    """Which services are counted in which setting."""
    context = {
        "reported": queries.reported(request.organisation),
        "board": queries.board_above(request.organisation),
    }
    return render(request, "fft/services.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_services")
def add_service(request: StaffRequest) -> HttpResponse:
    """Count one more service in a setting."""
    form = ReportedForm(_posted(request), organisation=request.organisation)
    if form.is_valid():
        try:
            made = operations.report(
                request.organisation,
                form.chosen,
                form.cleaned_data["setting"],
                specialities=form.specialities,
                department=form.cleaned_data["department"],
                by=request.user,
            )
        except operations.AlreadyReported as problem:
            form.add_error("service", str(problem))
        else:
            messages.success(
                request,
                _("%(service)s is counted in %(setting)s.")
                % {"service": made.service, "setting": made.get_setting_display()},
            )
            return redirect("fft:services")
    status = 422 if form.errors else 200
    return render(request, "fft/service.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_services")
def change_service(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count a service elsewhere, or no more."""
    found = get_object_or_404(queries.reported(request.organisation), public_id=public_id)
    if "leave_out" in request.POST:
        name = str(found.service)
        operations.leave_out(found, by=request.user)
        messages.success(request, _("%(name)s is left out.") % {"name": name})
        return redirect("fft:services")
    form = ReportedForm(_posted(request), organisation=request.organisation, found=found)
    if form.is_valid():
        setting, department = form.cleaned_data["setting"], form.cleaned_data["department"]
        operations.change(found, setting, form.specialities, department, by=request.user)
        messages.success(request, _("%(service)s is changed.") % {"service": found.service})
        return redirect("fft:services")
    status = 422 if form.errors else 200
    return render(request, "fft/service.html", {"form": form, "found": found}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_services")
def board(request: StaffRequest) -> HttpResponse:
    """Name the integrated care board of the returns."""
    before = queries.board_above(request.organisation)
    form = BoardForm(_posted(request), before=before)
    if form.is_valid():
        operations.name_board(request.organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("The board is named."))
        return redirect("fft:services")
    status = 422 if form.errors else 200
    return render(request, "fft/board.html", {"form": form}, status=status)
