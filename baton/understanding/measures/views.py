# SPDX-License-Identifier: MIT
"""Measures: the list, each one's chart, and the forms that keep them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from baton.core import audit, clock, periods
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _
from baton.understanding import operations as understanding
from baton.understanding.measures import (
    charts,
    downloads,
    files,
    operations,
    queries,
    readings,
)
from baton.understanding.measures.forms import (
    ImportForm,
    MeasureForm,
    NoteForm,
    RebaseForm,
    StandardForm,
    ValueForm,
)
from baton.understanding.measures.models import Measure

#: Refused rows that a page names; more are mended in the same way.
SHOWN = 100


def _measure(request: StaffRequest, public_id: uuid.UUID) -> Measure:
    return get_object_or_404(queries.measures(request.organisation), public_id=public_id)


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _words(measure: Measure) -> dict[str, Any]:
    """How templates write a measure's values and periods."""
    return {
        "told": lambda value: readings.told(None if value is None else float(value), measure.unit),
        "period": lambda start: periods.brief(start, measure.frequency),
    }


@require_safe
@requires("see_figures")
def measures(request: StaffRequest) -> HttpResponse:
    """All measures, each with its latest value and what the chart says of it."""
    figures = [queries.figure(each) for each in queries.measures(request.organisation)]
    in_use = [each for each in figures if not each.measure.is_retired]
    context = {
        "rows": [(each, charts.spark(each)) for each in in_use],
        "retired": [each.measure for each in figures if each.measure.is_retired],
        "reading": readings.overview(in_use),
        "told": readings.told,
        "variation": readings.variation,
        "assurance": readings.assurance,
        "may_keep": request.standing.may("manage_measures"),
    }
    return render(request, "understanding/measures/list.html", context)


@require_safe
@requires("see_figures")
def measure(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One measure: what it says, its chart, the same as a table, and its standard."""
    found = _measure(request, public_id)
    figure = queries.figure(found)
    context = {
        "measure": found,
        "figure": figure,
        "reading": readings.sentence(figure),
        "cautions": readings.cautions(figure),
        "chart": charts.drawn(figure) if figure.chart else "",
        "limits": readings.limits,
        "words_behind": queries.words_behind,
        "kinds": charts.kinds(figure),
        "noted": charts.noted(figure.rows),
        "rule": readings.rule,
        "standards": [each for each in found.standards.all() if each != figure.standard][::-1],
        "variation": readings.variation,
        "assurance": readings.assurance,
        "may_keep": request.standing.may("manage_measures"),
        **_words(found),
    }
    return render(request, "understanding/measures/measure.html", context)


@require_safe
@requires("see_figures")
def download(request: StaffRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """The points of one measure as CSV."""
    found = _measure(request, public_id)
    audit.record("measure.downloaded", found, by=request.user, organisation=request.organisation.pk)
    lines = downloads.as_csv(queries.figure(found))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"{slugify(found.title) or 'measure'}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(request: StaffRequest, form: Any, page: str, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    template = f"understanding/measures/{page}.html"
    return render(request, template, {"form": form, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def add(request: StaffRequest) -> HttpResponse:
    """Begin a measure."""
    form = MeasureForm(
        _posted(request),
        organisation=request.organisation,
        codebook=understanding.ensure_codebook(request.organisation),
    )
    if form.is_valid():
        made = operations.add(request.organisation, by=request.user, **form.given())
        messages.success(request, _("The measure “%(title)s” is there.") % {"title": made})
        page = "understanding:measure_values" if made.is_typed else "understanding:measure"
        return redirect(page, made.public_id)
    return _form(request, form, "edit")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a measure, retire it, or remove one that never had a value."""
    found = _measure(request, public_id)
    if "remove" in request.POST:
        return _remove(request, found)
    form = MeasureForm(
        _posted(request),
        organisation=request.organisation,
        codebook=understanding.ensure_codebook(request.organisation),
        measure=found,
    )
    if form.is_valid():
        try:
            operations.change(found, by=request.user, **form.given())
        except operations.HasValues as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The measure is changed."))
            return redirect("understanding:measure", found.public_id)
    return _form(request, form, "edit", measure=found)


def _remove(request: StaffRequest, found: Measure) -> HttpResponse:
    title = found.title
    try:
        operations.remove(found, by=request.user)
    except operations.HasValues as problem:
        messages.error(request, str(problem))
        return redirect("understanding:change_measure", found.public_id)
    messages.success(request, _("The measure “%(title)s” was removed.") % {"title": title})
    return redirect("understanding:measures")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def standard(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the standard that holds from a day on."""
    found = _measure(request, public_id)
    form = StandardForm(_posted(request), standard=queries.standard_on(found, clock.today()))
    if form.is_valid():
        try:
            operations.set_standard(found, by=request.user, **form.cleaned_data)
        except operations.StandardTooEarly as problem:
            form.add_error("valid_from", str(problem))
        except operations.NotAPercentage as problem:
            form.add_error("target", str(problem))
        else:
            messages.success(request, _("The standard is set."))
            return redirect("understanding:measure", found.public_id)
    return _form(request, form, "standard", measure=found)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def values(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type a figure, or take away one that was typed for the wrong period."""
    found = _typed(request, public_id)
    if "remove" in request.POST:
        gone = get_object_or_404(found.values, start=_day_of(request.POST["remove"]))
        operations.take_away(gone, by=request.user)
        messages.success(
            request,
            _("The value of %(period)s was taken away.") % {"period": _name(found, gone.start)},
        )
        return redirect("understanding:measure_values", found.public_id)
    form = ValueForm(_posted(request), measure=found)
    if form.is_valid():
        given = form.given()
        kept = operations.put(found, [given], by=request.user)
        told = _("The value of %(period)s is kept.")
        if kept.replaced:
            told = _("The value of %(period)s is changed.")
        messages.success(request, told % {"period": _name(found, given.start)})
        return redirect("understanding:measure_values", found.public_id)
    return _form(
        request, form, "values", measure=found, figure=queries.figure(found), **_words(found)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def import_values(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read figures from a CSV: good rows are kept, the others said why not."""
    found = _typed(request, public_id)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    context: dict[str, Any] = {"measure": found, "shown": SHOWN}
    if form.is_bound and form.is_valid():
        try:
            rows = list(files.rows(form.cleaned_data["file"], found))
        except files.NotRead as problem:
            form.add_error("file", str(problem))
        else:
            given = [each for each in rows if isinstance(each, files.Given)]
            context["kept"] = operations.put(found, given, by=request.user)
            context["refused"] = [each for each in rows if isinstance(each, files.Refused)]
    return _form(request, form, "import", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def rebase(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin new limits at a day, or take such a day back."""
    found = _measure(request, public_id)
    if "remove" in request.POST:
        gone = get_object_or_404(found.rebases, start=_day_of(request.POST["remove"]))
        operations.remove_rebase(gone, by=request.user)
        messages.success(request, _("The limits before it hold on."))
        return redirect("understanding:measure", found.public_id)

    def begin(given: dict[str, Any]) -> str:
        operations.rebase(found, given["day"], given["reason"], by=request.user)
        start = periods.start(given["day"], found.frequency)
        return _("New limits begin in %(period)s.") % {"period": _name(found, start)}

    return _of_a_period(
        request, found, RebaseForm(_posted(request), measure=found), "rebase", begin
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("manage_measures")
def note(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what happened in a period."""
    found = _measure(request, public_id)

    def say(given: dict[str, Any]) -> str:
        operations.annotate(found, given["day"], given["text"], by=request.user)
        start = periods.start(given["day"], found.frequency)
        told = _("Noted in %(period)s.")
        if not given["text"]:
            told = _("Nothing is noted any more in %(period)s.")
        return told % {"period": _name(found, start)}

    return _of_a_period(request, found, NoteForm(_posted(request), measure=found), "note", say)


def _of_a_period(
    request: StaffRequest,
    found: Measure,
    form: Any,
    page: str,
    write: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    if form.is_valid():
        messages.success(request, write(form.cleaned_data))
        return redirect("understanding:measure", found.public_id)
    return _form(request, form, page, measure=found, **_words(found))


def _typed(request: StaffRequest, public_id: uuid.UUID) -> Measure:
    """One whose figures are typed: the others are counted."""
    rows = queries.measures(request.organisation).filter(source=Measure.Source.TYPED)
    return get_object_or_404(rows, public_id=public_id)


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _name(measure: Measure, start: date) -> str:
    return periods.name(start, measure.frequency)
