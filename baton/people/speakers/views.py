# SPDX-License-Identifier: MIT
"""The languages of public pages: what each says, mended in place, and approved."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from babel.messages.pofile import write_po
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe

from baton.people.permissions import StaffRequest, requires
from baton.people.speakers import operations, queries
from baton.people.speakers.forms import ApproveForm, MendForm
from baton.people.speakers.permissions import NOT_YOURS, may_keep_languages
from baton.ui.languages import OWN_NAMES, TRANSLATED, direction
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def keeps_languages(view: View) -> View:
    """Whoever keeps the languages of this installation reaches the decorated view."""

    @requires("manage_people")
    @wraps(view)
    def kept(request: StaffRequest, *args: Any, **about: Any) -> HttpResponseBase:
        if not may_keep_languages(request.standing):
            raise PermissionDenied(NOT_YOURS)
        return view(request, *args, **about)

    return cast(View, kept)


@require_safe
@keeps_languages
def languages(request: StaffRequest) -> HttpResponse:
    found = queries.languages()
    context = {
        "languages": found,
        "approved": [each.name for each in found if each.is_approved],
        "names": OWN_NAMES,
    }
    return render(request, "speakers/languages.html", context)


def _language(code: str) -> queries.Language:
    if code not in TRANSLATED:
        raise Http404
    return queries.language(code)


@require_http_methods(FORM)
@keeps_languages
def language(request: StaffRequest, code: str) -> HttpResponse:
    """All its sentences beside the English; and below them, that somebody approves them."""
    found = _language(code)
    posted = request.POST if request.method == "POST" else None
    form = ApproveForm(posted, language=found)
    if posted is not None and form.is_valid():
        given = form.cleaned_data
        try:
            operations.approve(
                code,
                given["speaker"],
                given["seals"].split(),
                organisation=request.organisation,
                by=request.user,
            )
        except operations.ChangedMeanwhile as problem:
            messages.error(request, str(problem))
        else:
            messages.success(
                request, _("Public pages in %(name)s are no draft any more.") % {"name": found.name}
            )
        return redirect("speakers:language", code)
    context = {"language": found, "form": form, "direction": direction(code)}
    status = 422 if form.errors else 200
    return render(request, "speakers/language.html", context, status=status)


@require_http_methods(FORM)
@keeps_languages
def mend(request: StaffRequest, code: str, digest: str) -> HttpResponse:
    """One sentence in other words."""
    found = _language(code)
    said = found.find(digest)
    if said is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = MendForm(posted, said=said, name=found.name)
    if posted is not None and form.is_valid():
        operations.mend(
            code,
            said.sentence.english,
            form.words(),
            organisation=request.organisation,
            by=request.user,
        )
        return redirect(f"{resolve_url('speakers:language', code)}#s{digest[:16]}")
    context = {"language": found, "said": said, "form": form, "direction": direction(code)}
    status = 422 if form.errors else 200
    return render(request, "speakers/mend.html", context, status=status)


@require_safe
@keeps_languages
def take_home(request: StaffRequest, code: str) -> HttpResponse:  # noqa: ARG001 - it is the same for all
    """The catalogue with what was mended, as a .po file."""
    _language(code)
    file = io.BytesIO()
    write_po(file, queries.taken_home(code), width=100, include_lineno=False)
    answer = HttpResponse(file.getvalue(), content_type="text/x-gettext-translation; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="django-{code}.po"'
    return answer
