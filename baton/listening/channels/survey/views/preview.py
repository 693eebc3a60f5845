# SPDX-License-Identifier: MIT
"""The public pages as the draft would have them. What is answered travels in the pages themselves:
nothing of it is kept."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baton.listening.channels.survey import flow
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.forms.answering import AgreementForm, AnswerForm
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.views import shown
from baton.listening.channels.survey.views.found import FORM, drafted, one
from baton.people.permissions import StaffRequest, requires
from baton.ui import speech

#: Pages besides those of single questions.
START, ALL, END, THANKS = "start", "all", "end", "thanks"


@never_cache
@require_http_methods(FORM)
@requires("see_programmes")
def preview(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """Walk through the draft, from its first page to the thanks."""
    return _Walk(request, one(request, survey)).page()


class _Walk:
    """One step of somebody who tries the draft out."""

    def __init__(self, request: StaffRequest, survey: Survey) -> None:
        self.request, self.survey = request, survey
        self.draft: Definition = drafted(survey)
        told = request.POST if request.method == "POST" else request.GET
        wanted = told.get("language", "")
        languages = self.draft.languages
        self.language = wanted if wanted in languages else languages[0]
        speech.speak(request, self.language, languages)
        self.at = request.POST.get("at", "")
        every = self._form(list(self.draft), posted=request.POST)
        every.is_valid()
        self.names = list(every.fields)
        self.answers = {k: v for k, v in every.answers().items() if v not in (None, "", [])}
        self.way = flow.asked(self.draft, self.answers)

    def _form(self, questions: list[Question], *, posted: Any = None) -> AnswerForm:
        answers = {} if posted is not None else self.answers
        return AnswerForm(posted, questions=questions, language=self.language, answers=answers)

    def page(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._show(START)
        if "back" in self.request.POST:
            return self._show(self._before())
        if self.at == START:
            return self._show(self._after(""))
        here = self._here()
        if here:
            form = self._form(here, posted=self.request.POST)
            if not form.is_valid():
                return self._show(self.at, form)
            stops = "stop" in self.request.POST or self.at == ALL
            return self._show(END if stops else self._after(self.at))
        return self._show(THANKS if self.at == END else START)

    def _here(self) -> list[Question]:
        """The questions of the page that was answered."""
        if self.at == ALL:
            return list(self.draft)
        return [each for each in self.way if each.key == self.at]

    def _after(self, key: str) -> str:
        if not self.survey.one_a_page:
            return ALL
        following = flow.after(self.way, key)
        return following.key if following else END

    def _before(self) -> str:
        if self.at == END and not self.survey.one_a_page:
            return ALL
        if self.at == END:
            return self.way[-1].key if self.way else START
        earlier = flow.before(self.way, self.at)
        return earlier.key if earlier else START

    def _show(self, at: str, form: Any = None) -> HttpResponse:
        name = at if at in (START, ALL, END, THANKS) else "question"
        here = [each for each in self.way if each.key == at] if at != ALL else list(self.draft)
        if form is None:
            form = AgreementForm(None, survey=self.survey) if at == END else self._form(here)
        context = shown.of_page(self.survey, self.language, is_draft=True) | {
            "at": at,
            "form": form,
            "asked": self.draft,
            "carried": self._carried(form),
            "questions": len(self.way),
        }
        if name == START:
            context |= shown.of_start(self.draft)
        if name == END:
            context["has_words"] = shown.has_words(self.way, self.answers)
        if name == "question":
            context |= {"question": here[0], "number": self.way.index(here[0]) + 1}
        status = 422 if form.is_bound and form.errors else 200
        return render(self.request, f"survey/preview/{name}.html", context, status=status)

    def _carried(self, form: Any) -> list[tuple[str, str]]:
        """What was answered on other pages, as hidden boxes."""
        told = self.request.POST
        elsewhere = [name for name in self.names if name not in form.fields]
        return [(name, value) for name in elsewhere for value in told.getlist(name)]
