# SPDX-License-Identifier: MIT
"""One person's words, and what people correct in their codings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from baton.listening import describe, registry
from baton.listening import operations as listening
from baton.listening.models import Contribution
from baton.people.permissions import StaffRequest, requires
from baton.places import queries as places
from baton.ui.wording import _
from baton.understanding import (
    fetching,
    filters,
    marks,
    operations,
    queries,
    readings,
    sources,
    steps,
    translating,
)
from baton.understanding.forms import AddThemeForm, LanguageForm, SentimentForm, TranslationForm
from baton.understanding.languages import LANGUAGES
from baton.understanding.models import Coding, Reading
from baton.understanding.views.asking import asked_for


def contribution_of(
    request: StaffRequest, public_id: uuid.UUID, *, own: bool = False
) -> Contribution:
    """One that this organisation may read; its own only, where it is to be changed."""
    rows = (
        request.organisation.contributions.all() if own else queries.visible(request.organisation)
    )
    return get_object_or_404(queries.with_codings(rows), public_id=public_id)


def back_to(request: StaffRequest, contribution: Contribution) -> HttpResponse:
    """To its codings, with the list that it was opened from."""
    query = asked_for(request).query()
    here = reverse("understanding:comment", args=[contribution.public_id])
    return redirect(f"{here}{query}#codings")


@require_safe
@requires("read_words")
def comment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """What one person said, and what it was found to say."""
    return show(request, contribution_of(request, public_id))


def show(
    request: StaffRequest,
    contribution: Contribution,
    form: AddThemeForm | None = None,
    original: str = "",
    translation_form: TranslationForm | None = None,
    language_form: LanguageForm | None = None,
) -> HttpResponse:
    """The page of one comment; with a form that somebody filled in and that is to be mended."""
    asked = asked_for(request)
    codings: list[Coding] = contribution.counted_codings  # type: ignore[attr-defined]
    reading = getattr(contribution, "reading", None)
    is_own = contribution.organisation_id == request.organisation.pk
    told = steps.told_of(request.organisation, [contribution]) if is_own else {}
    context: dict[str, Any] = {
        "contribution": contribution,
        "asked": asked,
        "codings": codings,
        "reading": reading,
        "agreement": getattr(contribution, "agreement", None),
        "review": getattr(contribution, "review", None),
        "is_own": is_own,
        "may_code": is_own and request.standing.may("code") and contribution.withdrawn_at is None,
        "words": marks.coded(
            contribution.words, codings, marks.sought(contribution.words, asked.q)
        ),
        **_translated(contribution, codings, reading, asked),
        "translation_form": translation_form
        or TranslationForm(initial={"translation": sources.translated(contribution)}),
        "language_form": language_form
        or LanguageForm(initial={"language": reading.language if reading else ""}),
        "original": original,
        "has_original": hasattr(contribution, "original")
        and queries.may_be_revealed(request.organisation, contribution),
        "where": places.breadcrumb(contribution.service) if contribution.service else [],
        "channel": registry.name_of(contribution.channel),
        "scores": filters.SCORES,
        "when_said": describe.when_said,
        "form": form or AddThemeForm(),
        "sentiment_form": SentimentForm(initial={"sentiment": reading.sentiment if reading else 3}),
        "themes": operations.ensure_codebook(request.organisation).themes.exclude(parent=None),
        "style": marks.style,
        "steps": [*readings.trace(contribution, codings, reading), *told.get(contribution.pk, [])],
    }
    filled = next((each for each in (form, translation_form, language_form) if each), None)
    context["filled"] = filled
    status = 422 if filled is not None and filled.errors else 200
    return render(request, "understanding/comment.html", context, status=status)


def _translated(
    contribution: Contribution,
    codings: Sequence[Coding],
    reading: Reading | None,
    asked: filters.Filters,
) -> dict[str, Any]:
    """What stands there of another language than English."""
    words = sources.translated(contribution)
    found = marks.sought(words, asked.q)
    return {
        "translation": getattr(contribution, "translation", None),
        "translated": marks.coded(words, codings, found, in_translation=True),
        "is_foreign": translating.is_needed(reading),
        "language_name": LANGUAGES.get(reading.language, reading.language) if reading else "",
        "how_known": sources.how_known(contribution, reading) if reading else "",
        "fetching": fetching.state_of(contribution),
    }


@require_safe
@requires("read_words")
def next_comment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The next older comment of the same list, or the list where there is none."""
    contribution = contribution_of(request, public_id)
    asked = asked_for(request)
    following = queries.neighbour(request.organisation, contribution, asked)
    if following is None:
        messages.info(request, _("That was the oldest comment of this list."))
        return redirect(reverse("understanding:comments") + asked.query())
    return redirect(reverse("understanding:comment", args=[following.public_id]) + asked.query())


@require_POST
@requires("code")
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give a theme to the selected words."""
    contribution = contribution_of(request, public_id, own=True)
    form = AddThemeForm(request.POST)
    if not form.is_valid():
        return show(request, contribution, form)
    given = form.cleaned_data
    try:
        operations.add(
            contribution,
            given["theme"],
            by=request.user,
            start=given["start"] or 0,
            end=given["end"] or 0,
            in_translation=given["in_translation"],
        )
    except (operations.NotInCodebook, operations.WordsAreGone) as problem:
        form.add_error("theme", str(problem))
        return show(request, contribution, form)
    if "next" in request.POST:
        return _go_to_next(request, contribution)
    return back_to(request, contribution)


def _go_to_next(request: StaffRequest, contribution: Contribution) -> HttpResponse:
    query = asked_for(request).query()
    return redirect(reverse("understanding:next", args=[contribution.public_id]) + query)


def _coding(request: StaffRequest, public_id: uuid.UUID, theme: str) -> Coding:
    contribution = contribution_of(request, public_id, own=True)
    rows = contribution.codings.counted().select_related("theme", "contribution")
    return get_object_or_404(rows, theme__slug=theme)


@require_POST
@requires("code")
def confirm(request: StaffRequest, public_id: uuid.UUID, theme: str) -> HttpResponse:
    coding = _coding(request, public_id, theme)
    operations.confirm(coding, by=request.user)
    return back_to(request, coding.contribution)


@require_POST
@requires("code")
def remove(request: StaffRequest, public_id: uuid.UUID, theme: str) -> HttpResponse:
    coding = _coding(request, public_id, theme)
    operations.remove(coding, by=request.user)
    messages.success(
        request,
        _("“%(theme)s” was removed. No classifier will give it again.")
        % {"theme": coding.theme.title},
    )
    return back_to(request, coding.contribution)


@require_POST
@requires("code")
def check(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything is right: confirm all and go on."""
    contribution = contribution_of(request, public_id, own=True)
    operations.check(contribution, by=request.user)
    return _go_to_next(request, contribution)


@require_POST
@requires("code")
def sentiment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    contribution = contribution_of(request, public_id, own=True)
    form = SentimentForm(request.POST)
    if form.is_valid():
        try:
            operations.set_sentiment(contribution, form.cleaned_data["sentiment"], by=request.user)
        except operations.WordsAreGone as problem:
            messages.error(request, str(problem))
    return back_to(request, contribution)


@require_POST
@requires("see_identifiers")
def original(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The words as they were said; that somebody looked is in the audit trail."""
    contribution = contribution_of(request, public_id)
    if not queries.may_be_revealed(request.organisation, contribution):
        raise Http404
    words = listening.reveal(contribution, by=request.user)
    return show(request, contribution, original=words)
