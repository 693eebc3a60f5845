# SPDX-License-Identifier: MIT
"""Answering a survey, without an account and without scripts: one question a page, or all at once.

What is answered is saved as people go. They go on by a private link, which their browser stands at.
"""

from __future__ import annotations

import uuid
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import flow, queries
from baton.listening.channels.survey.definition import Question
from baton.listening.channels.survey.forms.answering import AgreementForm, AnswerForm, names
from baton.listening.channels.survey.models import Place, Response
from baton.listening.channels.survey.operations import answering
from baton.listening.channels.survey.views import shown, telling
from baton.people import flood
from baton.people.permissions import public
from baton.ui import alike, speech
from baton.ui.speech import gettext_lazy

FORM = ["GET", "HEAD", "POST"]
#: From one address within ten minutes: a ward, a clinic or a school sits behind one.
MOST_BEGUN = 600
_FLOOD = gettext_lazy("Very many began from where you are just now. Please try again in a while.")


@never_cache
@require_http_methods(FORM)
@public
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Whose survey it is, what becomes of answers, and a button."""
    place = _place(code)
    survey = place.survey
    version, asked = queries.asking(survey)
    language = speech.speak(request, _wanted(request, asked.languages), asked.languages)
    problem = queries.why_closed(place, version)
    if request.method == "POST" and version and not problem:
        if flood.is_one(request, "survey", most=MOST_BEGUN):
            problem = _FLOOD
        else:
            response, key = answering.begin(version, place, language=language)
            return _on(response, key, flow.asked(asked, {}))
    about = shown.of_page(survey, language) | {"place": place, "problem": problem}
    return alike.page(
        request,
        "survey/public/start.html",
        lambda _: about | shown.of_start(asked),
        of=(*_lies(place), version and version.pk, str(problem)),
    )


def _place(code: str) -> Place:
    found = queries.place(code)
    if found is None:
        raise Http404
    return found


def _lies(place: Place) -> tuple[str, ...]:
    """What every page shows of a survey and where it lies."""
    survey = place.survey
    return place.code, place.name, survey.title, survey.organisation.name


def _wanted(request: HttpRequest, languages: Sequence[str]) -> str:
    """Of the survey's languages the one that was chosen, or that the browser asks for; else the
    first. Its words are the survey's own, whatever stands around them."""
    return speech.wanted(request, languages, also_drafts=True)


@never_cache
@require_safe
@public
def go_on(request: HttpRequest, key: str) -> HttpResponse:
    """To the first question that was not shown yet; all of them on a page where it is so."""
    going = queries.by_key(key)
    if going is None:
        return _over(request)
    return _on(going.response, key, going.way())


def _on(response: Response, key: str, way: Sequence[Question]) -> HttpResponse:
    if not response.place.survey.one_a_page:
        return redirect("survey:all", key)
    left = [each for each in way if each.key not in response.shown]
    return redirect("survey:question", key, left[0].key) if left else redirect("survey:end", key)


@never_cache
@require_http_methods(FORM)
@public
def question(request: HttpRequest, key: str, number: str) -> HttpResponse:
    """One question, by its key."""
    going = queries.by_key(key)
    if going is None:
        return _over(request)
    response, questions = going.response, going.way()
    shown.speak(request, going.response, going.asked.languages)
    this = next((each for each in questions if each.key == number), None)
    if this is None:
        return redirect("survey:go_on", key)
    if request.method == "POST":
        form = _form(request, response, [this])
        if not form.is_valid():
            return _page(request, "question", _asked(going, this, form, key), form)
        saved = answering.save(response, form.answers(), shown=[this.key])
        following = flow.after(replace(going, response=saved).way(), this.key)
        if "stop" in request.POST or following is None:
            return redirect("survey:end", key)
        return redirect("survey:question", key, following.key)

    def context(key: str) -> dict[str, Any]:
        return _asked(going, this, _form(request, response, [this]), key)

    template = "survey/public/question.html"
    if any(name in response.answers for name in names(this)):
        return render(request, template, context(key))
    before = flow.before(questions, this.key)
    of = (*_of(response), this.key, before and before.key)
    return alike.page(request, template, context, of=of, key=key)


def _asked(going: queries.Going, this: Question, form: AnswerForm, key: str) -> dict[str, Any]:
    numbers = define.numbers(going.asked)
    return _context(going.response, key, form) | {
        "question": this,
        "number": numbers.get(this.key),
        "questions": len(numbers),
        "before": flow.before(going.way(), this.key),
    }


@never_cache
@require_http_methods(FORM)
@public
def all_at_once(request: HttpRequest, key: str) -> HttpResponse:
    """Every question on a page. What depends on an answer is shown with what it depends on."""
    going = queries.by_key(key)
    if going is None:
        return _over(request)
    response, asked = going.response, going.asked
    shown.speak(request, going.response, going.asked.languages)
    form = _form(request, response, list(asked))
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        seen = [each.key for each in flow.asked(asked, answers)]
        answering.save(response, answers, shown=seen)
        return redirect("survey:end", key)
    context = _context(response, key, form) | {"asked": asked, "numbers": define.numbers(asked)}
    return _page(request, "all", context, form)


@never_cache
@require_http_methods(FORM)
@public
def end(request: HttpRequest, key: str) -> HttpResponse:
    """What may be done with the words, and sending them."""
    going = queries.by_key(key)
    if going is None:
        return _over(request)
    response, questions = going.response, going.way()
    shown.speak(request, going.response, going.asked.languages)
    survey = response.place.survey
    has_words = shown.has_words(questions, response.answers)
    before = questions[-1] if questions else None

    def context(key: str, form: AgreementForm | None = None) -> dict[str, Any]:
        shown_form = form or AgreementForm(None, survey=survey)
        return _context(response, key, shown_form) | {"has_words": has_words, "before": before}

    if request.method == "POST":
        form = AgreementForm(request.POST, survey=survey)
        if not form.is_valid():
            return _page(request, "end", context(key, form), form)
        finished = answering.finish(response, agreed=form.answers())
        if telling.may_be_asked(finished):
            return redirect("survey:telling", telling.key_to(finished))
        return redirect("survey:thanks", response.place.code)
    ends_with = survey.asks_rung, survey.asks_under_16, has_words
    of = (*_of(response), *ends_with, before and before.key)
    return alike.page(request, "survey/public/end.html", context, of=of, key=key)


@require_safe
@public
def picture(request: HttpRequest, picture: uuid.UUID) -> HttpResponse:  # noqa: ARG001
    """A picture of a survey that is published. It never changes, so that browsers may keep it."""
    found = get_object_or_404(queries.published_picture(picture))
    with found.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type=found.kind)
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@require_safe
@public
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """That it was kept, and what happens next."""
    place = _place(code)
    _, asked = queries.asking(place.survey)
    speech.speak(request, _wanted(request, asked.languages), asked.languages)
    context = {"survey": place.survey, "place": place, "host": place.survey.organisation.name}
    return alike.page(request, "survey/public/thanks.html", lambda _: context, of=_lies(place))


def _over(request: HttpRequest) -> HttpResponse:
    """The link opens nothing: the answers were sent, or kept as they were."""
    return render(request, "survey/public/over.html", status=410)


def _form(request: HttpRequest, response: Response, questions: list[Question]) -> AnswerForm:
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        language=response.language,
        answers=response.answers,
    )


def _context(response: Response, key: str, form: Any) -> dict[str, Any]:
    return {
        **shown.of_page(response.place.survey, response.language),
        "place": response.place,
        "key": key,
        "form": form,
    }


def _of(response: Response) -> tuple[Hashable, ...]:
    """What the pages of a response show, but for its answers."""
    place = response.place
    return *_lies(place), place.survey.one_a_page, response.version_id, response.language


def _page(request: HttpRequest, name: str, context: dict[str, Any], form: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"survey/public/{name}.html", context, status=status)
