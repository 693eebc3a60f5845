# SPDX-License-Identifier: MIT
"""Writing replies: the list, one reply, its words in all languages, and the staff who are told."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baton.improving.replies import operations, policies, queries, readings, settling, wording
from baton.improving.replies.forms import ReplyForm, StaffForm, WordingForm, actions_of
from baton.improving.replies.models import Reply, ToStaff
from baton.people import queries as people
from baton.people.permissions import StaffRequest, requires
from baton.ui.languages import OWN_NAMES
from baton.ui.wording import _

FORM = ["GET", "HEAD", "POST"]
#: Rows on one page of a list.
A_PAGE = 50


def one(request: StaffRequest, public_id: uuid.UUID) -> Reply:
    return get_object_or_404(queries.replies(request.organisation), public_id=public_id)


def form_page(request: StaffRequest, form: Any, page: str, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    context |= {"form": form, "names": OWN_NAMES}
    return render(request, f"replies/{page}.html", context, status=status)


@require_safe
@requires("see_findings")
def replies(request: StaffRequest) -> HttpResponse:
    """All replies, and the findings whose people nobody answered."""
    body = request.organisation
    waiting = Paginator(queries.unanswered(body), A_PAGE)
    context = {
        "rows": Paginator(queries.replies(body), A_PAGE).get_page(request.GET.get("page")),
        "waiting": waiting.get_page(request.GET.get("waiting")),
        "reading": readings.overview(*queries.told_so_far(body), waiting.count),
        "may_answer": request.standing.may("answer_people"),
    }
    return render(request, "replies/list.html", context)


@require_http_methods(FORM)
@requires("answer_people")
def write(request: StaffRequest) -> HttpResponse:
    """A new reply, perhaps to the people behind a finding or a decision that were named."""
    wanted = {name: _uuid(request.GET.get(name, "")) for name in ("decision", "finding")}
    decision = request.organisation.decisions.filter(public_id=wanted["decision"]).first()
    named = request.organisation.findings.filter(public_id=wanted["finding"])
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        offered=list(queries.concluded(request.organisation)),
        chosen=list(queries.findings_of(decision) if decision else named),
        decision=decision,
    )
    if form.is_valid():
        try:
            made = operations.write(
                request.organisation,
                form.cleaned_data["findings"],
                by=request.user,
                decision=decision,
                actions=actions_of(decision),
                **form.says(),
            )
        except policies.NotNow as problem:
            form.add_error("findings", str(problem))
        else:
            settling.gather(made)
            messages.success(
                request,
                _("%(reply)s is kept as a draft. Look who would be told.") % {"reply": made.name},
            )
            return redirect("replies:reply", made.public_id)
    return form_page(request, form, "edit", decision=decision)


def _uuid(text: str) -> uuid.UUID:
    """What an address names; where it names nothing, the UUID of nothing."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


@require_safe
@requires("see_findings")
def reply(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """One reply: what it says, to whom it goes, and what people say since."""
    found = one(request, public_id)
    counts = queries.counts(found)
    context = {
        "reply": found,
        "counts": counts,
        "reading": readings.sentence(found, counts),
        "meanings": readings.MEANINGS,
        "said": wording.of(found),
        "findings": found.findings.order_by("number"),
        "actions": found.actions.order_by("due_on", "pk"),
        "wordings": found.wordings.order_by("language"),
        "unmet": queries.unmet(found),
        "by_hand": queries.by_hand(found),
        "put_right": queries.put_right(found),
        "places": queries.places(found),
        "to_staff": found.to_staff.select_related("account"),
        "ways": queries.by_way(found),
        "way_names": readings.WAYS,
        "names": OWN_NAMES,
        "may_answer": request.standing.may("answer_people"),
        "may_read": request.standing.may("read_words"),
    }
    return render(request, "replies/reply.html", context)


@require_http_methods(FORM)
@requires("answer_people")
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Other words for a draft; for one that went out, its Easy Read text alone."""
    found = one(request, public_id)
    posted = request.POST if request.method == "POST" else None
    form = ReplyForm(posted, offered=(), reply=found)
    if form.is_valid():
        says = form.says()
        easy_read = says.pop("easy_read")
        try:
            if says:
                operations.change(found, by=request.user, **says)
            if easy_read != found.easy_read:
                operations.write_easy_read(found, easy_read, by=request.user)
        except policies.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            settling.gather(found)
            messages.success(request, _("%(reply)s is changed.") % {"reply": found.name})
            return redirect("replies:reply", found.public_id)
    return form_page(request, form, "edit", reply=found)


@require_http_methods(FORM)
@requires("answer_people")
def wording_page(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same in another language."""
    found = one(request, public_id)
    wanted = queries.languages_wanted(found)
    posted = request.POST if request.method == "POST" else None
    form = WordingForm(posted, wanted=wanted, first=request.GET.get("language", ""))
    if form.is_valid():
        language = form.cleaned_data["language"]
        operations.word(found, language, by=request.user, **form.says())
        settling.gather(found)
        messages.success(
            request, _("%(reply)s is there in this language too.") % {"reply": found.name}
        )
        return redirect("replies:reply", found.public_id)
    return form_page(request, form, "wording", reply=found, said=wording.of(found))


@require_http_methods(FORM)
@requires("answer_people")
def to_staff(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Those who were praised, and those who must know."""
    found = one(request, public_id)
    posted = request.POST if request.method == "POST" else None
    colleagues = list(people.people_who_may(request.organisation, "see_findings"))
    form = StaffForm(posted, people=colleagues, reply=found)
    if form.is_valid():
        for why in ToStaff.Why.values:
            operations.tell_staff(found, form.chosen(why), why, by=request.user)
        messages.success(request, _("They are told when it is sent, once each."))
        return redirect("replies:reply", found.public_id)
    return form_page(request, form, "staff", reply=found)
