# SPDX-License-Identifier: MIT
"""The questions of a draft: add, change, move, remove, and say who is asked."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_POST

from baton.listening.channels.survey import monitoring, readings
from baton.listening.channels.survey.definition import (
    DECIDING,
    FFT_ANSWERS,
    KINDS,
    Definition,
    Kind,
    Question,
)
from baton.listening.channels.survey.forms.questions import (
    ALL,
    FOR,
    AmongForm,
    AskedOfForm,
    KindForm,
    QuestionForm,
)
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.operations import questions
from baton.listening.channels.survey.views.found import (
    FORM,
    drafted,
    form_page,
    one,
    posted,
    question_in,
    still_there,
)
from baton.people.permissions import StaffRequest, requires
from baton.ui.wording import _


def _back(survey: Survey, key: str = "") -> HttpResponse:
    """To the survey's page, where the question stands on it."""
    address = resolve_url("survey:survey", survey.public_id)
    return redirect(f"{address}#{key}" if key else address)


@require_http_methods(FORM)
@requires("manage_activities")
def add(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """Which kind of question."""
    found = one(request, survey)
    form = KindForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect("survey:add_of_kind", found.public_id, form.cleaned_data["kind"])
    return form_page(request, "add", form, survey=found, is_for=FOR, kinds=KINDS)


@require_http_methods(FORM)
@requires("manage_activities")
def add_of_kind(request: StaffRequest, survey: uuid.UUID, kind: str) -> HttpResponse:
    """A question of a kind, at the end."""
    if kind not in KINDS:
        raise Http404
    found = one(request, survey)
    draft = drafted(found)
    form = QuestionForm(posted(request), kind=cast("Kind", kind), language=draft.languages[0])
    if request.method == "POST" and form.is_valid():
        made = questions.add(found, form.question(), form.lines(), by=request.user)
        messages.success(request, _("The question is added, at the end."))
        return _back(found, made.key)
    return _question_page(request, found, draft, form)


@require_http_methods(FORM)
@requires("manage_activities")
def change(request: StaffRequest, survey: uuid.UUID, question: str) -> HttpResponse:
    """Ask it otherwise."""
    found = one(request, survey)
    draft = drafted(found)
    there = question_in(draft, question)
    form = QuestionForm(
        posted(request), kind=there.kind, language=draft.languages[0], question=there
    )
    if request.method == "POST" and form.is_valid():
        with still_there():
            questions.put(found, form.question(), form.lines(), by=request.user)
        return _back(found, there.key)
    return _question_page(request, found, draft, form, there)


def _question_page(
    request: StaffRequest,
    survey: Survey,
    draft: Definition,
    form: QuestionForm,
    question: Question | None = None,
) -> HttpResponse:
    return form_page(
        request,
        "question",
        form,
        survey=survey,
        question=question,
        number=draft.questions.index(question) + 1 if question else None,
        kind=KINDS[form.kind],
        fft_answers=FFT_ANSWERS.values() if form.kind == "fft" else (),
        asked=monitoring.ASKED,
        languages=len(draft.languages),
    )


@require_POST
@requires("manage_activities")
def move(request: StaffRequest, survey: uuid.UUID, question: str) -> HttpResponse:
    """One place up or down."""
    found = one(request, survey)
    question_in(drafted(found), question)
    questions.move(found, question, -1 if "up" in request.POST else 1, by=request.user)
    return _back(found, question)


@require_http_methods(FORM)
@requires("manage_activities")
def remove(request: StaffRequest, survey: uuid.UUID, question: str) -> HttpResponse:
    """Asked once, and then it is gone from the draft."""
    found = one(request, survey)
    draft = drafted(found)
    there = question_in(draft, question)
    if request.method == "POST":
        questions.remove(found, question, by=request.user)
        messages.success(request, _("The question is removed."))
        return _back(found)
    depending = [
        number
        for number, each in enumerate(draft, 1)
        if each.show_if and each.show_if.question == question
    ]
    context = {
        "survey": found,
        "question": there,
        "words": readings.words_of(there, draft),
        "depending": depending,
    }
    return render(request, "survey/remove.html", context)


@require_http_methods(FORM)
@requires("manage_activities")
def asked_of(request: StaffRequest, survey: uuid.UUID, question: str) -> HttpResponse:
    """Everybody, or who gave certain answers to an earlier question: which question first."""
    found = one(request, survey)
    draft = drafted(found)
    there = question_in(draft, question)
    before = [
        (each.key, readings.words_of(each, draft))
        for each in draft.before(question)
        if each.kind in DECIDING
    ]
    now = there.show_if.question if there.show_if else ""
    form = AskedOfForm(posted(request), before=before, now=now)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if on != ALL:
            return redirect("survey:asked_among", found.public_id, question, on)
        with still_there():
            questions.show_if(found, question, None, by=request.user)
        return _back(found, question)
    return form_page(
        request,
        "asked_of",
        form,
        survey=found,
        question=there,
        words=readings.words_of(there, draft),
        before=before,
        condition=readings.asked_of(draft, there),
    )


@require_http_methods(FORM)
@requires("manage_activities")
def asked_among(request: StaffRequest, survey: uuid.UUID, question: str, on: str) -> HttpResponse:
    """And then which of its answers."""
    found = one(request, survey)
    draft = drafted(found)
    there = question_in(draft, question)
    earlier = next((each for each in draft.before(question) if each.key == on), None)
    if earlier is None or earlier.kind not in DECIDING:
        raise Http404
    now = there.show_if.among if there.show_if and there.show_if.question == on else ()
    form = AmongForm(posted(request), on=earlier, now=now)
    if request.method == "POST" and form.is_valid():
        with still_there():
            questions.show_if(found, question, form.show_if(), by=request.user)
        return _back(found, question)
    return form_page(
        request,
        "asked_among",
        form,
        survey=found,
        question=there,
        words=readings.words_of(there, draft),
        on=readings.words_of(earlier, draft),
    )
