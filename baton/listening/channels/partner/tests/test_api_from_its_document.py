# SPDX-License-Identifier: MIT
"""Whatever is sent to any address of the OpenAPI document, right or wrong, is answered as the
document says: never with an error of ours, always in the documented shape, nothing half-written.

The document is what is drawn from: a new address or field is tried here without being named.
"""

from __future__ import annotations

import json
import string
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.listening.channels.partner.api.describing import document
from baton.listening.channels.partner.models import Answered, Item, PartnerDelivery
from baton.listening.models import Contribution, Delivery
from baton.people.tokens import operations as tokens

DOCUMENT = document()
SCHEMAS = DOCUMENT["components"]["schemas"]
#: Answered for a method that an address does not have.
WRONG_METHOD = 405
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**70), max_value=2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
WORDS = st.text(max_size=60) | st.sampled_from(["No seats here at all.", "\0", "\ud800", "’"])
REFERENCES = st.text(string.ascii_letters + string.digits + "._:@+~=-", min_size=1, max_size=12)
KEYS = st.text(string.ascii_letters, min_size=1, max_size=8)
FORMATS = {
    "date": st.dates().map(str),
    "date-time": st.datetimes().map(lambda each: each.isoformat() + "Z"),
    "uuid": st.uuids().map(str),
}


def of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema of the document allows."""
    if "$ref" in schema:
        return of(SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return st.one_of([of(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema.get("type")
    if kind == "object":
        return an_object(schema)
    if kind == "array":
        return st.lists(of(schema["items"]), min_size=schema.get("minItems", 0), max_size=4)
    if kind == "string":
        named = schema.get("format")
        return FORMATS[named] if named else a_text(schema)
    if kind == "integer":
        return st.integers(schema.get("minimum", -9), schema.get("maximum", 9))
    return {"boolean": st.booleans(), "null": st.none()}.get(kind, ANYTHING)


def a_text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" not in schema:
        return WORDS.map(lambda each: each[: schema.get("maxLength", 60)])
    return st.from_regex(schema["pattern"], fullmatch=True).map(
        lambda each: each[: schema.get("maxLength", 60)]
    )


def an_object(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    needed = set(schema.get("required", ()))
    fields = {name: of(each) for name, each in schema["properties"].items()}
    return st.fixed_dictionaries(
        {name: each for name, each in fields.items() if name in needed},
        optional={name: each for name, each in fields.items() if name not in needed},
    )


def spoilt(value: Any) -> st.SearchStrategy[Any]:
    """The value with one thing in it that is something else, or too much."""
    if isinstance(value, dict) and value:
        changed = st.sampled_from(sorted(value)).flatmap(
            lambda name: spoilt(value[name]).map(lambda other: {**value, name: other})
        )
        return changed | st.text(max_size=8).map(lambda name: {**value, name: None}) | ANYTHING
    if isinstance(value, list) and value:
        return spoilt(value[0]).map(lambda other: [other, *value[1:]]) | ANYTHING
    return ANYTHING


OPERATIONS = [
    (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, dict[str, Any], dict[str, Any]]:
    """A method, an address, what goes with it, and the operation whose answer it must be."""
    method, path, operation = draw(st.sampled_from(OPERATIONS))
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    for parameter in operation["parameters"]:
        name = parameter["name"]
        is_right = draw(st.integers(0, 4)) > 0
        value = draw(of(parameter["schema"]) if is_right else st.text(max_size=12))
        if parameter["in"] == "path":
            named = draw(REFERENCES) if is_right else str(value) or "-"
            path = path.replace("{" + name + "}", quote(named.encode("utf-8", "replace"), safe=""))
        elif parameter["in"] == "query" and draw(st.booleans()):
            query[name] = "" if value is None else str(value).encode("utf-8", "replace").decode()
        elif parameter["in"] == "header" and draw(st.integers(0, 5)):
            headers[name] = str(value).encode("ascii", "replace").decode().replace("\n", "?")
    body = draw(bodies(operation))
    kind = draw(st.sampled_from(["application/json"] * 6 + ["text/plain", ""]))
    method = draw(st.sampled_from([method] * 8 + ["put", "delete", "options", "head", "patch"]))
    about = {"headers": headers, "query": query, "body": body, "kind": kind}
    return method, path, about, operation


@st.composite
def bodies(draw: st.DrawFn, operation: dict[str, Any]) -> bytes:
    described = operation.get("requestBody")
    if described is None:
        return draw(st.binary(max_size=20))
    right = of(described["content"]["application/json"]["schema"])
    how = draw(st.integers(0, 9))
    if how == 0:
        return draw(st.binary(max_size=40))
    value = draw(right if how > 4 else right.flatmap(spoilt))
    content = json.dumps(value).encode()
    return content if how > 1 else content[: draw(st.integers(0, len(content)))]


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether an answer has the documented shape."""
    if "$ref" in schema:
        return fits(value, SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return any(fits(value, each) for each in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    return KINDS[schema["type"]](value, schema)


def fits_an_object(value: Any, schema: dict[str, Any]) -> bool:
    known = schema.get("properties")
    if known is None:  # of field problems: names and sentences
        return isinstance(value, dict)
    return (
        isinstance(value, dict)
        and set(value) == set(known)
        and all(fits(each, known[name]) for name, each in value.items())
    )


KINDS = {
    "object": fits_an_object,
    "array": lambda value, schema: (
        isinstance(value, list) and all(fits(each, schema["items"]) for each in value)
    ),
    "string": lambda value, _: isinstance(value, str),
    "integer": lambda value, _: type(value) is int,
    "null": lambda value, _: value is None,
}


def check(answer: Any, method: str, path: str, operation: dict[str, Any]) -> None:
    described = operation["responses"].get(str(answer.status_code))
    if described is None:
        assert answer.status_code == WRONG_METHOD
        assert method not in DOCUMENT["paths"].get(path, {}), "the document has this method"
        described = operation["responses"]["401"]
    assert answer.status_code < 500, answer.content
    (media_type,) = described["content"]
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    if method != "head":
        assert fits(answer.json(), described["content"][media_type]["schema"]), answer.content
    for name, header in described.get("headers", {}).items():
        if name in answer.headers and header["schema"]["type"] == "integer":
            assert int(answer.headers[name]) >= 1


def nothing_is_half_written() -> None:
    """Each contribution has its item, each sending something in it, each request its answer."""
    assert not Contribution.objects.filter(partner_item=None).exists()
    assert not Delivery.objects.filter(contributions=None).exists()
    assert Delivery.objects.count() == PartnerDelivery.objects.count()
    assert not Answered.objects.filter(answer__isnull=True).exists()
    assert Item.objects.count() == Contribution.objects.count()


@pytest.mark.parametrize("holds_a_key", [True, False], ids=["with a key", "without a key"])
def test_every_request_is_answered_as_the_document_says(system, ward, holds_a_key, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_A_MINUTE", 1_000_000)
    theirs = system()
    theirs.send({"reference": "a", "words": "No seats here at all."})
    key = theirs.headers() if holds_a_key else {"Authorization": "Bearer baton_wrong"}
    client = Client()

    @settings(
        max_examples=200 if holds_a_key else 40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests())
    def whatever(request):
        method, path, about, operation = request
        answer = client.generic(
            method.upper(),
            path,
            about["body"],
            content_type=about["kind"],
            query_params=about["query"],
            headers={**key, **about["headers"]},
        )
        check(answer, method, path, operation)
        nothing_is_half_written()

    whatever()


@pytest.mark.parametrize(
    "operation", [each for _, _, each in OPERATIONS], ids=lambda e: e["operationId"]
)
def test_every_address_documents_what_may_go_wrong(operation):
    assert {"200", "401", "403", "422", "429", "500"} <= set(operation["responses"])
    assert operation["summary"]
    assert operation["security"] == [{"Key": []}]
    for parameter in operation["parameters"]:
        assert parameter["in"] == "path" or parameter["description"]


def test_every_reference_within_the_document_leads_somewhere():
    def references(part: Any) -> Any:
        if isinstance(part, dict):
            if "$ref" in part:
                yield part["$ref"]
            for each in part.values():
                yield from references(each)
        elif isinstance(part, list):
            for each in part:
                yield from references(each)

    named = set(references(DOCUMENT))
    assert {f"#/components/schemas/{name}" for name in SCHEMAS} >= named
