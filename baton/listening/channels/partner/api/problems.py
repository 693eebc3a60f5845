# SPDX-License-Identifier: MIT
"""What is answered where something is wrong: problem details (RFC 9457), always of one shape."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from baton.people.permissions import TOKEN

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
AT = "/api/v1/"
_VALUE_ERROR = "Value error, "

#: Each kind of problem: its status and title. The code ends its type's address, where the page of
#: documentation tells of it.
KINDS: Mapping[str, tuple[int, str]] = {
    "malformed": (400, "The request cannot be read"),
    "no-key": (401, "No key that opens this"),
    "not-allowed": (403, "The key may not do this"),
    "not-found": (404, "There is no such thing"),
    "wrong-method": (405, "This address does not take that method"),
    "in-progress": (409, "The same request is being worked on"),
    "other-body": (409, "The Idempotency-Key was used for another request"),
    "too-large": (413, "The request is too large"),
    "not-json": (415, "The body is not JSON"),
    "not-valid": (422, "Something in the request is not right"),
    "too-many": (429, "Too many requests"),
    "ours": (500, "Something went wrong here"),
}


class FieldProblem(Schema):
    """What is wrong with one field, and how to mend it."""

    field: str = Field(description="Which field, such as items.3.said_on.")
    detail: str = Field(description="What is wrong there, and how to mend it.")


class Problem(Schema):
    """What is wrong, as RFC 9457 has it."""

    type: str = Field(description="The kind of problem: an address that tells of it.")
    title: str = Field(description="The kind of problem in words.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What is wrong this time, and how to mend it.")
    errors: list[FieldProblem] = Field(description="Field by field, where fields are wrong.")


class Wrong(Exception):
    """Ends a request with a problem."""

    def __init__(
        self,
        kind: str,
        detail: str,
        *,
        errors: Iterable[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind, self.detail = kind, detail
        self.errors, self.headers = list(errors), dict(headers or {})
        super().__init__(detail)

    def as_json(self) -> dict[str, Any]:
        status, title = KINDS[self.kind]
        return {
            "type": f"{settings.BATON_ADDRESS}{AT}#{self.kind}",
            "title": title,
            "status": status,
            "detail": self.detail,
            "errors": self.errors,
        }

    def answer(self) -> HttpResponse:
        content = json.dumps(self.as_json(), ensure_ascii=False)
        answer = HttpResponse(content, status=KINDS[self.kind][0], content_type=MEDIA_TYPE)
        for name, value in self.headers.items():
            answer[name] = value
        return answer


#: Pydantic's kinds of fault → what we say of them.
_SAID = {
    "missing": "It is missing. Give it.",
    "extra_forbidden": "There is no such field. Take it out.",
    "string_unicode": "It holds half of a character. Send whole Unicode characters.",
}


def field_problems(
    faults: Iterable[Mapping[str, Any]], *, leave_out: int = 0
) -> list[dict[str, str]]:
    """What pydantic found, by field; never what was sent."""
    found = []
    for fault in faults:
        where = [str(part) for part in fault["loc"][leave_out:]]
        said = _SAID.get(fault["type"]) or fault["msg"].removeprefix(_VALUE_ERROR)
        found.append(
            {"field": ".".join(where), "detail": said if said[-1] in ".!?" else f"{said}."}
        )
    return found


def not_valid(request: HttpRequest, found: Any) -> HttpResponse:  # noqa: ARG001 - ninja's
    """A header or a part of the address is not as documented."""
    # Of what ninja tells where it stands, the last is its name.
    errors = [
        each
        for fault in found.errors
        for each in field_problems([{**fault, "loc": fault["loc"][-1:]}])
    ]
    return Wrong("not-valid", "See each of the fields named in “errors”.", errors=errors).answer()


View = Callable[..., HttpResponse]


def in_problems(view: View) -> View:
    """Answer whatever goes wrong as a problem. No session and no cookie counts here."""

    @wraps(view)
    def answered(request: HttpRequest, **about: Any) -> HttpResponse:
        try:
            answer = view(request, **about)
        except Wrong as wrong:
            answer = wrong.answer()
        except Exception:
            log.exception("The API could not answer a request")
            answer = Wrong("ours", "It is noted. Try again later.").answer()
        if answer.status_code == 405 and answer.headers["Content-Type"] != MEDIA_TYPE:
            allowed = answer.headers["Allow"]
            detail = f"It takes: {allowed}."
            answer = Wrong("wrong-method", detail, headers={"Allow": allowed}).answer()
        answer["Cache-Control"] = "no-store"
        return answer

    answered.access = TOKEN  # type: ignore[attr-defined]
    answered.csrf_exempt = True  # type: ignore[attr-defined]
    return answered
