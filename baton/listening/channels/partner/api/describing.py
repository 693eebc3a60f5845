# SPDX-License-Identifier: MIT
"""The OpenAPI document: what ninja knows of the addresses, with what it does not know."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baton.listening.channels.partner.api.problems import AT, KINDS, MEDIA_TYPE, Problem, Wrong
from baton.listening.channels.partner.api.routes import SENT, api
from baton.listening.channels.partner.api.schemas import MOST_ITEMS
from baton.people.permissions import public_in_english
from baton.people.tokens.models import Scope
from baton.people.tokens.operations import MOST_A_MINUTE

_ABOUT = (
    "Send what people told you, and see what became of it. An administrator of the body makes a "
    f"key; each request brings it: Authorization: Bearer baton_… A key makes {MOST_A_MINUTE} "
    f"requests a minute at most. A batch has up to {MOST_ITEMS} items. You see what you sent, and "
    "nothing else."
)
_SECONDS = {
    "Retry-After": {
        "description": "Seconds until it may be tried again.",
        "schema": {"type": "integer", "minimum": 1},
    }
}
_HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    409: _SECONDS,
    429: _SECONDS,
}
_REF = "#/components/schemas/{model}"


@cache
def document() -> dict[str, Any]:
    """The whole of it; the same as long as Baton runs."""
    made: dict[str, Any] = {**api.get_openapi_schema(path_prefix=AT.strip("/") + "/")}
    made["info"]["description"] = _ABOUT
    made["servers"] = [{"url": settings.BATON_ADDRESS}]
    schemas = made["components"]["schemas"]
    for model in (*SENT, Problem):
        described = model.model_json_schema(ref_template=_REF)
        schemas.update(described.pop("$defs", {}))
        schemas[model.__name__] = described
    made["components"]["securitySchemes"] = {"Key": {"type": "http", "scheme": "bearer"}}
    for operations in made["paths"].values():
        for operation in operations.values():
            _finish(operation)
    return made


def _finish(operation: dict[str, Any]) -> None:
    """Problems are of their own media type, and some answers bring a header."""
    scope = _SCOPES[operation["operationId"]]
    said = " ".join(operation["description"].split())
    operation["description"] = f"{said} Needs the scope “{scope.value}”."
    operation["responses"] = {
        str(status): _answer(int(status), about)
        for status, about in sorted(operation["responses"].items())
    }


def _answer(status: int, about: dict[str, Any]) -> dict[str, Any]:
    if status < 400:
        return about
    titles = [title for found, title in KINDS.values() if found == status]
    answer = {
        "description": "; ".join(titles) + ".",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    return answer | ({"headers": _HEADERS[status]} if status in _HEADERS else {})


_SCOPES = {
    "send": Scope.SEND,
    "withdraw": Scope.SEND,
    "list": Scope.READ,
    "see": Scope.READ,
    "replies": Scope.READ,
    "services": Scope.SERVICES,
}


@require_safe
@public_in_english
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view's
    """The document itself; it tells nothing of anybody."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@require_safe
@public_in_english
def page(request: HttpRequest) -> HttpResponse:
    """The same for people to read."""
    made = document()
    context = {
        "document": made,
        "operations": [
            (method.upper(), path, operation)
            for path, methods in made["paths"].items()
            for method, operation in methods.items()
        ],
        "schemas": made["components"]["schemas"],
        "kinds": [(code, status, title) for code, (status, title) in KINDS.items()],
        "scopes": [(each.value, each.label) for each in Scope],
        "kind_of": kind_of,
    }
    return render(request, "partner/api.html", context)


def nowhere(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Whatever else lies below the API’s address."""
    raise Wrong("not-found", "There is no such address. GET /api/v1/ tells of those there are.")


def kind_of(schema: dict[str, Any]) -> str:
    """What may stand in a field, in words.

    >>> kind_of({"type": "array", "items": {"type": "string"}})
    'list of text'
    >>> kind_of({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    'day or null'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " or ".join(schema["enum"])
    if "anyOf" in schema:
        return " or ".join(kind_of(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'])}"
    formats = {"date": "day", "date-time": "moment", "uuid": "UUID"}
    types = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    named = str(schema.get("type", "anything"))
    return formats.get(schema.get("format", "")) or types.get(named, named)
