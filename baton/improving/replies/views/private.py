# SPDX-License-Identifier: MIT
"""One person's own page, by their link: what became of it, whether it is put right, their words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baton.core import clock
from baton.improving.decisions.models import Action
from baton.improving.replies import queries, saying, told, wording
from baton.improving.replies.forms import CodeForm, PutRightForm
from baton.improving.replies.models import Recipient
from baton.people import flood
from baton.people.permissions import public
from baton.ui import speech
from baton.ui.speech import gettext, gettext_lazy

FORM = ["GET", "HEAD", "POST"]
#: From one address within ten minutes.
MOST_SAID, MOST_WRONG = 60, 60
#: For so long their words are shown after the code was typed.
SHOWN_FOR = timedelta(minutes=15)
_FLOOD = gettext_lazy("Very much came from where you are just now. Please try again in a while.")

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """Whoever holds the link reaches the decorated view; for anybody else there is nothing."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, key: str) -> HttpResponseBase:
        recipient = queries.by_key(key)
        if recipient is None:
            status = 429 if flood.is_one(request, "reply-link", most=MOST_WRONG) else 404
            return render(request, "replies/public/no_link.html", status=status)
        speech.settle(request, theirs=recipient.language)
        return view(request, recipient, key)

    return public(opened)


def _context(recipient: Recipient, key: str, **more: Any) -> dict[str, Any]:
    reply = recipient.reply
    return {"reply": reply, "recipient": recipient, "key": key, "host": reply.organisation.name} | {
        "said": wording.of(reply, recipient),
        **more,
    }


@require_http_methods(FORM)
@by_link
def page(request: HttpRequest, recipient: Recipient, key: str) -> HttpResponse:
    """The line of what happened, what cannot be done, and “Is it put right?”."""
    is_posted = request.method == "POST"
    there = getattr(recipient, "put_right", None)
    form = PutRightForm(request.POST if is_posted else None)
    if is_posted and form.is_valid():
        if flood.is_one(request, "reply", most=MOST_SAID):
            form.add_error(None, _FLOOD)
        else:
            saying.say(recipient, form.cleaned_data["says"], form.cleaned_data["words"])
            return redirect("replies:private", key)
    mine = told.contributions(recipient)
    context = _context(
        recipient,
        key,
        form=form,
        there=there,
        first=mine[0] if mine else None,
        is_open_again=saying.actions_behind(recipient).filter(state__in=Action.OPEN).exists(),
        may_have_code=saying.may_have_code(recipient),
        may_take_back=any(each.withdrawn_at is None for each in mine),
    )
    status = 422 if form.errors else 200
    return render(request, "replies/public/private.html", context, status=status)


@require_http_methods(FORM)
@by_link
def words(request: HttpRequest, recipient: Recipient, key: str) -> HttpResponse:
    """Their own words, once a code that was sent to them is typed here."""
    if not saying.may_have_code(recipient):
        return redirect("replies:private", key)
    if _is_open(request, recipient):
        mine = [each for each in told.contributions(recipient) if each.words]
        return render(request, "replies/public/words.html", _context(recipient, key, mine=mine))
    is_typed = request.method == "POST" and "code" in request.POST
    form = CodeForm(request.POST if is_typed else None)
    problem = ""
    if is_typed and form.is_valid():
        if saying.try_code(recipient, form.cleaned_data["code"]):
            until = clock.now() + SHOWN_FOR
            request.session[_name(recipient)] = until.isoformat()
            return redirect("replies:own_words", key)
        form.add_error("code", gettext("That code is not right, or too old. Ask for another."))
    elif request.method == "POST":
        problem = _send(recipient)
    context = _context(
        recipient, key, form=form, problem=problem, is_sent=request.method == "POST" and not problem
    )
    status = 422 if form.errors or problem else 200
    return render(request, "replies/public/code.html", context, status=status)


def _send(recipient: Recipient) -> str:
    try:
        saying.send_code(recipient)
    except saying.TooManyCodes as problem:
        return str(problem)
    return ""


def _name(recipient: Recipient) -> str:
    return f"reply-words-{recipient.pk}"


def _is_open(request: HttpRequest, recipient: Recipient) -> bool:
    until = request.session.get(_name(recipient))
    return until is not None and clock.now() < datetime.fromisoformat(until)


@require_http_methods(FORM)
@by_link
def take_back(request: HttpRequest, recipient: Recipient, key: str) -> HttpResponse:
    """Asks once more, then takes their words away."""
    if request.method == "POST":
        saying.take_back(recipient)
        messages.success(request, gettext("It is taken back. Your words are gone."))
        return redirect("replies:private", key)
    return render(request, "replies/public/take_back.html", _context(recipient, key))
