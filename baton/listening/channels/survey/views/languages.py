# SPDX-License-Identifier: MIT
"""The languages of a survey, its texts in each, and the pictures of its Easy Read variant."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.listening.channels.survey import queries, readings, wording
from baton.listening.channels.survey.forms.languages import (
    LanguageForm,
    PictureForm,
    TranslationForm,
)
from baton.listening.channels.survey.models import Picture, Survey
from baton.listening.channels.survey.operations import pictures, questions
from baton.listening.channels.survey.views.found import (
    FORM,
    drafted,
    form_page,
    one,
    posted,
    question_in,
    still_there,
)
from baton.listening.photographs import NotAPhotograph
from baton.people.permissions import StaffRequest, requires
from baton.ui.languages import EASY_READ, direction, name_of
from baton.ui.wording import _, _many
from baton.ui.words import number


@require_http_methods(FORM)
@requires("manage_activities")
def languages(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """In which languages it is asked, and what of each is missing; one more, or one less."""
    found = one(request, survey)
    draft = drafted(found)
    if request.method == "POST" and (language := request.POST.get("remove", "")):
        return _take_out(request, found, language)
    form = LanguageForm(posted(request), draft=draft)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        questions.add_language(found, language, by=request.user)
        return redirect("survey:translate", found.public_id, language)
    total = len(list(wording.to_translate(draft, draft.languages[0])))
    rows = [
        (language, name_of(language), wording.missing(draft, language))
        for language in draft.languages[1:]
    ]
    return form_page(
        request,
        "languages",
        form,
        survey=found,
        first=name_of(draft.languages[0]),
        rows=rows,
        total=total,
        easy_read=EASY_READ,
    )


def _take_out(request: StaffRequest, survey: Survey, language: str) -> HttpResponse:
    if language not in drafted(survey).languages[1:]:
        raise Http404
    questions.remove_language(survey, language, by=request.user)
    messages.success(
        request,
        _("%(language)s is taken out. What was translated is kept, if you add it.")
        % {"language": name_of(language)},
    )
    return redirect("survey:languages", survey.public_id)


@require_http_methods(FORM)
@requires("manage_activities")
def translate(request: StaffRequest, survey: uuid.UUID, language: str) -> HttpResponse:
    """Each text of the survey beside its box."""
    found = one(request, survey)
    draft = drafted(found)
    if language not in draft.languages[1:]:
        raise Http404
    form = TranslationForm(posted(request), draft=draft, language=language)
    if request.method == "POST" and form.is_valid():
        now = questions.translate(found, language, form.typed(), by=request.user)
        left = wording.missing(now, language)
        still = _many(
            "It is saved. %(n)s text is still missing.",
            "It is saved. %(n)s texts are still missing.",
            left,
        )
        says = still % {"n": number(left)} if left else _("It is saved. All is there.")
        messages.success(request, says)
        return redirect("survey:languages", found.public_id)
    return form_page(
        request,
        "translate",
        form,
        survey=found,
        draft=draft,
        language=language,
        name=name_of(language),
        first=draft.languages[0],
        missing=wording.missing(draft, language),
        direction=direction,
        is_easy_read=language == EASY_READ,
    )


@require_safe
@requires("manage_activities")
def all_pictures(request: StaffRequest, survey: uuid.UUID) -> HttpResponse:
    """What may have a picture, and which it has."""
    found = one(request, survey)
    draft = drafted(found)
    context = {
        "survey": found,
        "draft": draft,
        "words_of": readings.words_of,
        "said": lambda words: words.get(EASY_READ) or words.get(draft.languages[0], ""),
        "pictures": queries.pictures(found),
        "has_easy_read": EASY_READ in draft.languages,
        "easy_read": EASY_READ,
    }
    return render(request, "survey/pictures.html", context)


@require_http_methods(FORM)
@requires("manage_activities")
def picture(request: StaffRequest, survey: uuid.UUID, question: str) -> HttpResponse:
    """The picture beside a question, or beside its answer `?answer=`."""
    found = one(request, survey)
    draft = drafted(found)
    there, answer = question_in(draft, question), request.GET.get("answer", "")
    if answer and answer not in [each.key for each in there.choices]:
        raise Http404
    now = queries.pictures(found).get(pictures.picture_at(there, answer))
    if request.method == "POST" and "remove" in request.POST:
        with still_there():
            pictures.take_away(found, question, answer, by=request.user)
        messages.success(request, _("The picture is taken away."))
        return redirect("survey:pictures", found.public_id)
    sent = request.method == "POST"
    form = PictureForm(posted(request), request.FILES if sent else None, picture=now)
    if sent and form.is_valid() and (answered := _put(request, found, question, answer, form, now)):
        return answered
    of = next((each.words for each in there.choices if each.key == answer), there.words)
    return form_page(
        request,
        "picture",
        form,
        survey=found,
        picture=now,
        of=of.get(EASY_READ) or of.get(draft.languages[0], ""),
        is_answer=bool(answer),
    )


def _put(
    request: StaffRequest,
    survey: Survey,
    question: str,
    answer: str,
    form: PictureForm,
    now: Picture | None,
) -> HttpResponseRedirect | None:
    """Keep what was brought; None, with an error in the form, where it is no picture."""
    file, alt = form.cleaned_data["file"], form.cleaned_data["alt"]
    if file is None and now is not None:
        pictures.describe(now, alt, by=request.user)
    elif file is not None:
        try:
            with still_there():
                pictures.put(survey, question, answer, file.read(), alt, by=request.user)
        except NotAPhotograph as problem:
            form.add_error("file", str(problem))
            return None
    messages.success(request, _("The picture is kept."))
    return redirect("survey:pictures", survey.public_id)


@require_safe
@requires("see_programmes")
def picture_file(request: StaffRequest, survey: uuid.UUID, picture: uuid.UUID) -> HttpResponse:
    """A picture for staff, published or not."""
    found = get_object_or_404(one(request, survey).pictures, public_id=picture)
    with found.file.open("rb") as file:
        answer = HttpResponse(file.read(), content_type=found.kind)
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
