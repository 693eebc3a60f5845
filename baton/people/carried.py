# SPDX-License-Identifier: MIT
"""What every file that a person carries away has in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.text import slugify

from baton.core import tables, workbooks
from baton.people.models import Organisation

CSV, XLSX, ICS = "csv", "xlsx", "ics"
_CONTENT = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ICS: "text/calendar; charset=utf-8",
}


def kind_asked(request: HttpRequest) -> str:
    """Which kind of file the address of a list asks for."""
    return XLSX if request.GET.get("file") == XLSX else CSV


def filters_told(params: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address as the trail may tell them: never the words that somebody looks
    for, nor what people stated of themselves."""
    return {key: "…" if key in {"q", "who"} else value for key, value in params.items()}


def sheets(
    organisation: Organisation, name: str, given: Sequence[tables.Sheet], kind: str
) -> StreamingHttpResponse:
    """The sheets as a workbook; or the first as CSV."""
    content = workbooks.as_xlsx(given) if kind == XLSX else tables.as_csv(given[0])
    return file(organisation, name, content, kind)


def file(
    organisation: Organisation, name: str, content: Iterable[str] | Iterable[bytes], kind: str
) -> StreamingHttpResponse:
    """What is sent bit by bit, to be kept under a name that says what it is, and whose."""
    response = StreamingHttpResponse(content, content_type=_CONTENT[kind])
    body = slugify(organisation.short_name or organisation.name)
    response["Content-Disposition"] = f'attachment; filename="{name}-{body}.{kind}"'
    return response
