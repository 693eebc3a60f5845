# SPDX-License-Identifier: MIT
"""What a request asks to see, which every page here begins with."""

from __future__ import annotations

from baton.people.permissions import StaffRequest
from baton.understanding import filters, operations, queries
from baton.understanding.forms import FilterForm


def asked_for(request: StaffRequest) -> filters.Filters:
    """The filters in the address, within what this person may ask for."""
    given = request.GET.copy()
    sharers = queries.sharers_of_words(request.organisation)
    if not request.standing.may("read_words"):
        # Who sees figures only could otherwise ask, word by word, what somebody said.
        given.pop("q", None)
        sharers = []
    codebook = operations.ensure_codebook(request.organisation)
    return filters.read(given, request.organisation, codebook, sharers)


def filter_form(request: StaffRequest, asked: filters.Filters) -> FilterForm:
    return FilterForm(
        request.organisation,
        operations.ensure_codebook(request.organisation),
        queries.sharers_of_words(request.organisation),
        asked,
    )
