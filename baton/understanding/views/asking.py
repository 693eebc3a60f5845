# SPDX-License-Identifier: MIT
"""What a request asks to see, which every page here begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from baton.people.permissions import StaffRequest
from baton.ui.wording import _
from baton.understanding import filters, operations, queries, searches
from baton.understanding.counting.selection import Asked
from baton.understanding.forms import FilterForm
from baton.warehouse import engine

Rest = ParamSpec("Rest")


def asked_for(request: StaffRequest) -> filters.Filters:
    """The filters in the address, within what this person may ask for: beside words."""
    asked = searches.within(request.standing, request.GET)
    beside = asked.beside_words()
    if asked.who is None:
        return beside
    about = _("Who people are never stands beside their words: that filter is for figures only.")
    return replace(beside, problems=(*asked.problems, about))


def filter_form(
    request: StaffRequest, asked: filters.Filters, *, beside_words: bool = True
) -> FilterForm:
    return FilterForm(
        request.organisation,
        operations.ensure_codebook(request.organisation),
        queries.sharers_of_words(request.organisation),
        asked,
        beside_words=beside_words,
    )


def of_everybody(asked: Asked) -> Asked:
    """Without a group of people, for pages that would cut it into groups of few."""
    if asked.filters.who is None:
        return asked
    about = _("Groups of people would be too small here. Everybody is counted.")
    problems = (*asked.filters.problems, about)
    return Asked(asked.organisation, replace(asked.filters, who=None, problems=problems))


def counted(
    view: Callable[Concatenate[StaffRequest, Asked, engine.Reader, Rest], HttpResponseBase],
) -> Callable[Concatenate[StaffRequest, Rest], HttpResponseBase]:
    """Give the decorated view what is asked for, and a reader of the columnar copy to count it by;
    until there is a copy, the page says so."""

    @wraps(view)
    def asking(
        request: StaffRequest, *args: Rest.args, **keywords: Rest.kwargs
    ) -> HttpResponseBase:
        asked = searches.within(request.standing, request.GET)
        if asked.were_typed and not asked.problems:
            return redirect(request.path + asked.query())
        try:
            reader = engine.Reader()
        except engine.NoCopy:
            form = filter_form(request, asked, beside_words=False)
            return render(request, "understanding/no_copy.html", {"asked": asked, "form": form})
        return view(request, Asked(request.organisation, asked), reader, *args, **keywords)

    return asking
