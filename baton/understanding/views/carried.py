# SPDX-License-Identifier: MIT
"""What every file that a person carries away has in common."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import StreamingHttpResponse
from django.utils.text import slugify

from baton.core import tables, workbooks
from baton.people.models import Organisation
from baton.people.permissions import StaffRequest
from baton.understanding.filters import Filters

CSV, XLSX = "csv", "xlsx"
_CONTENT = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_asked(request: StaffRequest) -> str:
    """Which kind of file the address asks for."""
    return XLSX if request.GET.get("file") == XLSX else CSV


def filters_told(asked: Filters) -> dict[str, str]:
    """The filters as the trail may tell them: never the words that somebody looks for, nor what
    people stated of themselves."""
    unsaid = {key: "…" for key in ("q", "who") if key in asked.params()}
    return asked.params() | unsaid


def file(
    organisation: Organisation, name: str, sheets: Sequence[tables.Sheet], kind: str
) -> StreamingHttpResponse:
    """The sheets as a workbook; or the first as CSV."""
    content = workbooks.as_xlsx(sheets) if kind == XLSX else tables.as_csv(sheets[0])
    response = StreamingHttpResponse(content, content_type=_CONTENT[kind])
    body = slugify(organisation.short_name or organisation.name)
    response["Content-Disposition"] = f'attachment; filename="{name}-{body}.{kind}"'
    return response
