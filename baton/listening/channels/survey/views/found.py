# SPDX-License-Identifier: MIT
"""What the views of staff have in common: the survey, its draft, and pages with a form."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey import queries
from baton.listening.channels.survey.definition import Definition, Question
from baton.listening.channels.survey.models import Survey
from baton.listening.channels.survey.operations.questions import NoSuchQuestion
from baton.people.permissions import StaffRequest

FORM = ["GET", "HEAD", "POST"]


def one(request: StaffRequest, survey: uuid.UUID) -> Survey:
    """A survey of this body."""
    return get_object_or_404(queries.surveys(request.organisation), public_id=survey)


def as_pdf(made: bytes, name: str) -> HttpResponse:
    """A paper that the browser shows, and saves under this name."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def drafted(survey: Survey) -> Definition:
    return define.from_json(survey.draft)


def question_in(draft: Definition, key: str) -> Question:
    """A question of the draft, by its key."""
    found = draft.question(key)
    if found is None:
        raise Http404
    return found


@contextmanager
def still_there() -> Iterator[None]:
    """A question that somebody took out at this moment is not found, as it would be just after."""
    try:
        yield
    except NoSuchQuestion as problem:
        raise Http404 from problem


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, page: str, form: Any, **context: Any) -> HttpResponse:
    """A page with a form; one that has errors is answered so."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"survey/{page}.html", {"form": form, **context}, status=status)
