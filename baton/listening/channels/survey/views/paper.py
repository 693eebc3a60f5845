# SPDX-License-Identifier: MIT
"""The form on paper, and typing in what came back on it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import monitoring, printing, queries
from baton.listening.channels.survey import paper as on_paper
from baton.listening.channels.survey.choosing import called
from baton.listening.channels.survey.forms.paper import TypingForm
from baton.listening.channels.survey.models import Place, Response, Survey, Version
from baton.listening.channels.survey.operations import typing as typing_in
from baton.listening.channels.survey.views.found import as_pdf, one
from baton.people.permissions import StaffRequest, requires
from baton.people.pictures import qr_path
from baton.ui import typeset
from baton.ui.languages import OWN_NAMES, direction
from baton.ui.wording import _


def _version(request: StaffRequest, survey: Survey) -> Version | None:
    """The one that the address names, for sheets printed long ago; else the newest."""
    number = request.GET.get("version", "")
    if number.isdecimal() and len(number) < 6:
        return get_object_or_404(survey.versions, number=number)
    return queries.asked_now(survey)


def _place(request: StaffRequest, survey: Survey) -> Place:
    places = list(survey.places.order_by("pk"))
    code = request.GET.get("place", "")
    return next((each for each in places if each.code == code), places[0])


@require_safe
@requires("see_figures")
def paper(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form to print: as on screen, with boxes to tick and lines to write on."""
    survey = one(request, public_id)
    version, place = _version(request, survey), _place(request, survey)
    if version is None:
        return render(request, "survey/paper_none.html", {"survey": survey})
    asked = define.from_json(version.definition)
    wanted = request.GET.get("language", "")
    language = wanted if wanted in asked.languages else asked.languages[0]
    address = settings.BATON_ADDRESS + reverse("survey:start", args=[place.code])
    context = {
        "survey": survey,
        "version": version,
        "place": place,
        "places": survey.places.filter(closed_at=None).order_by("pk"),
        "called": called,
        "asked": asked,
        "numbers": define.numbers(asked),
        "language": language,
        "direction": direction(language),
        "names": OWN_NAMES,
        "is_large": request.GET.get("size") == "large",
        "said": define.said,
        "hint": define.hint,
        "characteristics": monitoring.ASKED,
        "paper": on_paper,
        "has_words": any(each.kind == "text" for each in asked),
        "short": address.partition("://")[2],
        "privacy": (settings.BATON_ADDRESS + reverse("listening:privacy")).partition("://")[2],
        "code": qr_path(address),
        "with_query": _with_query(request),
    }
    return render(request, "survey/paper.html", context)


@require_safe
@requires("see_figures")
def paper_pdf(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same as a file, for a printer elsewhere."""
    survey = one(request, public_id)
    version, place = _version(request, survey), _place(request, survey)
    if version is None:
        return redirect("survey:paper", public_id)
    languages = define.from_json(version.definition).languages
    wanted = request.GET.get("language", "")
    try:
        made = printing.form(
            place,
            version,
            language=wanted if wanted in languages else languages[0],
            address=settings.BATON_ADDRESS,
            is_large=request.GET.get("size") == "large",
        )
    except typeset.NotSet as problem:
        messages.error(request, str(problem))
        return redirect(f"{reverse('survey:paper', args=[public_id])}?{request.GET.urlencode()}")
    return as_pdf(made, "form")


def _with_query(request: StaffRequest) -> Any:
    """The address of this page with something else chosen."""
    asked = {
        key: request.GET[key]
        for key in ("version", "place", "language", "size")
        if request.GET.get(key)
    }

    def changed(**changes: str) -> str:
        given = {key: value for key, value in (asked | changes).items() if value}
        return f"?{urlencode(given)}"

    return changed


@require_http_methods(["GET", "HEAD", "POST"])
@requires("take_notes")
def typing(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type in a sheet by the numbers of its answers, then the next."""
    survey = one(request, public_id)
    version = _version(request, survey)
    if version is None:
        return render(request, "survey/paper_none.html", {"survey": survey})
    asked = define.from_json(version.definition)
    form = TypingForm(
        request.POST if request.method == "POST" else None,
        asked=asked,
        places=survey.places.order_by("pk"),
        stays={key: str(value) for key, value in request.GET.items()},
        asks_under_16=survey.asks_under_16,
    )
    before = None
    if request.method == "POST" and form.is_valid() and "save" in request.POST:
        try:
            kept = typing_in.keep(
                version, form.from_place(), form.on_sheet(), form.answers(), by=request.user
            )
        except typing_in.TypedBefore as problem:
            form.add_error("sheet", str(problem))
            before = _typed(problem.there)
        else:
            messages.success(request, _kept(kept))
            stays = form.stays() | ({"version": str(version.number)} if _is_old(request) else {})
            return redirect(f"{request.path}?{urlencode(stays)}")
    context = {
        "survey": survey,
        "version": version,
        "versions": survey.versions.order_by("-number"),
        "form": form,
        "before": before,
        "read": form.read() if form.is_bound and form.is_valid() else None,
        "typed_today": queries.typed_today(survey, request.user),
    }
    return render(request, "survey/paper_typing.html", context, status=422 if form.errors else 200)


def _is_old(request: StaffRequest) -> bool:
    return bool(request.GET.get("version"))


def _kept(kept: Response) -> str:
    if kept.sheet:
        return _("Sheet %(sheet)s is kept. Type the next one.") % {"sheet": kept.sheet}
    return _("The sheet is kept. Type the next one.")


def _typed(there: Response) -> list[tuple[str, str]]:
    """What a sheet said before: answers that are not words, and where words stand."""
    asked = define.from_json(there.version.definition)
    in_words, numbers = queries.answered_in_words(there), define.numbers(asked)
    return [
        (f"{number}. {define.said(question.words, 'en')}", told)
        for question in asked
        if (number := numbers.get(question.key))
        and (told := _told(question, there.answers.get(question.key), in_words))
    ]


def _told(question: define.Question, answer: Any, in_words: Collection[str]) -> str:
    if question.key in in_words:
        return _("words")
    if answer in (None, "", []):
        return ""
    words = {each.key: f"{each.number} {each.words}" for each in on_paper.options(question, "en")}
    given = answer if isinstance(answer, list) else [answer]
    return "; ".join(words.get(str(each), str(each)).strip() for each in given)
