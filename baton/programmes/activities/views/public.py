# SPDX-License-Identifier: MIT
"""What participants see, without an account: signing up, their place, the question at the end."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baton.people import flood
from baton.people.permissions import public
from baton.programmes.activities import judging, letters, queries, signing_up
from baton.programmes.activities.forms.taking_part import JudgeForm, SignUpForm
from baton.programmes.activities.models import Participant
from baton.programmes.activities.signing_up import SignUp
from baton.programmes.activities.views.found import form_page, posted
from baton.ui import speech
from baton.ui.speech import gettext, gettext_lazy

FORM = ["GET", "HEAD", "POST"]
_COOKIE, _SALT = "baton_participant", "baton.activities.judging"
_A_YEAR = 366 * 24 * 60 * 60
#: From one address within ten minutes: a full hall answers behind one.
MOST_SIGN_UPS, MOST_ANSWERS = 60, 300
_FLOOD = gettext_lazy(
    "Very much came from where you are just now, so this was not kept. Try again in a while."
)


@never_cache
@require_http_methods(FORM)
@public
def sign_up(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Sign up for an activity. It answers the same whether an address is there or not."""
    found = get_object_or_404(queries.open_to_the_public(public_id))
    context = {"activity": found, "when": letters.when(found), "where": letters.where(found)}
    if closed := signing_up.why_closed(found):
        context |= {"closed": closed, "is_full": closed == gettext(signing_up.ALL_TAKEN)}
        return render(request, "activities/public/sign_up.html", context)
    form = SignUpForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            if flood.is_one(request, "sign-up", most=MOST_SIGN_UPS):
                raise ValueError(_FLOOD)
            given = SignUp(**form.cleaned_data, language=speech.speaking())
            theirs = signing_up.sign_up(found, given)
        except ValueError as problem:
            form.add_error(None, str(problem))
        else:
            link = "" if theirs.email else letters.link(theirs)
            done = context | {"email": theirs.email, "link": link}
            return render(request, "activities/public/signed_up.html", done)
    left = signing_up.places_left(found) if found.places is not None else None
    return form_page(request, form, "public/sign_up", **context, left=left)


@never_cache
@require_http_methods(FORM)
@public
def place(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody's place, by the link that is theirs alone: come, or give it back."""
    theirs = get_object_or_404(queries.participant(public_id))
    speech.settle(request, theirs=theirs.language)
    found, problem = theirs.activity, ""
    if request.method == "POST" and request.POST.get("comes") in {"yes", "no"}:
        try:
            comes = request.POST["comes"] == "yes"
            signing_up.say(theirs, comes=comes, language=speech.speaking())
        except ValueError as refused:
            problem = str(refused)
    context = {
        "activity": found,
        "theirs": theirs,
        "when": letters.when(found),
        "where": letters.where(found),
        "is_coming": theirs.state == Participant.State.COMING,
        "can_say": found.is_open and not found.is_over,
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "activities/public/place.html", context, status=status)


@never_cache
@require_http_methods(FORM)
@public
def judge(request: HttpRequest, rung_key: uuid.UUID) -> HttpResponse:
    """One question at the end, answered once by a browser; the answer may be changed."""
    found = get_object_or_404(queries.to_be_judged(rung_key))
    token = request.get_signed_cookie(_COOKIE, "", salt=_SALT) or judging.new_token()
    context = {
        "activity": found,
        "when": letters.when(found),
        "question": gettext(judging.QUESTION),
    }
    if closed := judging.why_closed(found):
        return render(request, "activities/public/judge.html", context | {"closed": closed})
    form = JudgeForm(posted(request))
    answered = None
    if form.is_bound and form.is_valid():
        try:
            if flood.is_one(request, "judge", most=MOST_ANSWERS):
                raise ValueError(_FLOOD)
            judging.answer(found, form.cleaned_data["rung"], token=token)
            answered = gettext(judging.IN_THEIR_WORDS[form.cleaned_data["rung"]])
        except ValueError as problem:
            form.add_error(None, str(problem))
    response = form_page(request, form, "public/judge", **context, answered=answered)
    response.set_signed_cookie(
        _COOKIE,
        token,
        salt=_SALT,
        max_age=_A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
