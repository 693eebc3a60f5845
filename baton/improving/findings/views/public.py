# SPDX-License-Identifier: MIT
"""Behind the private link of somebody who spoke: one question, no account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baton.improving.findings import asking
from baton.improving.findings.forms.asking import AnswerForm
from baton.improving.findings.models import Asked
from baton.improving.findings.policies import NotNow
from baton.improving.findings.views.common import FORM, posted
from baton.people import flood
from baton.people.permissions import public
from baton.ui import speech
from baton.ui.speech import gettext_lazy

#: From one address within ten minutes: a whole hall may sit behind one.
MOST_WRONG, MOST_ANSWERS = 60, 100
_FLOOD = gettext_lazy("Very many answers came from where you are. Try again later.")


@never_cache
@require_http_methods(FORM)
@public
def heard(request: HttpRequest, key: str) -> HttpResponse:
    """What we understood, and whether that is right. What they said before is not shown again:
    others may use this phone."""
    asked = asking.by_key(key)
    if asked is None:
        status = 429 if flood.is_one(request, "heard-link", most=MOST_WRONG) else 404
        return render(request, "findings/public/no_link.html", status=status)
    speech.settle(request, theirs=asked.language)
    if asked.check_of.closed_at is not None:
        return _page(request, "closed", asked)
    form = AnswerForm(posted(request))
    if form.is_valid():
        if flood.is_one(request, "heard", most=MOST_ANSWERS):
            form.add_error(None, _FLOOD)
            return _page(request, "heard", asked, form=form, status=429)
        try:
            asking.answer(asked, **form.cleaned_data, by="link:check")
        except NotNow:
            return _page(request, "closed", asked)
        return _page(request, "thanks", asked)
    return _page(request, "heard", asked, form=form, status=422 if form.errors else 200)


def _page(
    request: HttpRequest,
    page: str,
    asked: Asked,
    *,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    host = asked.check_of.finding.organisation.name
    context = {"asked": asked, "check": asked.check_of, "host": host, "form": form}
    return render(request, f"findings/public/{page}.html", context, status=status)
