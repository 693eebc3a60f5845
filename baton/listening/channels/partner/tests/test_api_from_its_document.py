# SPDX-License-Identifier: MIT
"""Whatever is sent to any address of the OpenAPI document, right or wrong, is answered as the
document says: never with an error of ours, always in the documented shape, nothing half-written.

Schemathesis draws requests from the document, so that a new address or field is tried here without
being named. What no document can describe, such as bodies that are not JSON, is drawn by our own.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from baton.listening.channels.partner.api.describing import document
from baton.listening.channels.partner.models import Answered, Item, PartnerDelivery
from baton.listening.models import Contribution, Delivery
from baton.people.tokens import operations as tokens

DOCUMENT = document()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = [operation for methods in DOCUMENT["paths"].values() for operation in methods.values()]
#: Of which operation a check does not hold, and why.
EXCEPT = {
    # A batch is answered with 200 whatever is wrong with its items: each says so by itself. And an
    # item may be right in shape but of a service that is not there.
    "send": [negative_data_rejection, positive_data_acceptance],
    # A cursor may be right in shape, but of no page; and a moment, but of another age.
    "list": [positive_data_acceptance],
    "replies": [positive_data_acceptance],
}
QUICKLY = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


def drawn_from() -> Any:
    """The document, with a reference of something that was sent as its example."""
    with_example = copy.deepcopy(DOCUMENT)
    for methods in with_example["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["name"] == "reference":
                    parameter["example"] = "a"
    generation = GenerationConfig(max_examples=40, deterministic=True)
    projects = ProjectsConfig(default=ProjectConfig(generation=generation))
    schema = schemathesis.openapi.from_dict(
        with_example, config=schemathesis.Config(seed=1, projects=projects)
    )
    schema.app = WSGIHandler()
    return schema


API = drawn_from()


@pytest.fixture
def theirs(system, ward, monkeypatch):
    """A system that has sent something; it asks as often as it likes."""
    monkeypatch.setattr(tokens, "MOST_A_MINUTE", 1_000_000)
    system = system()
    system.send({"reference": "a", "words": "No seats here at all."})
    return system


@pytest.fixture
def one_connection():
    """Requests do not close the connection in whose transaction the test runs."""
    asked = (signals.request_started, signals.request_finished)
    for signal in asked:
        signal.disconnect(close_old_connections)
    yield
    for signal in asked:
        signal.connect(close_old_connections)


def nothing_is_half_written() -> None:
    """Each contribution has its item, each sending something in it, each request its answer."""
    assert not Contribution.objects.filter(partner_item=None).exists()
    assert not Delivery.objects.filter(contributions=None).exists()
    assert Delivery.objects.count() == PartnerDelivery.objects.count()
    assert not Answered.objects.filter(answer__isnull=True).exists()
    assert Item.objects.count() == Contribution.objects.count()


@API.parametrize()
@QUICKLY
def test_every_request_is_answered_as_the_document_says(case, theirs, one_connection):
    # It sends all under the same Idempotency-Key, which would be a repeat or a mistake each time.
    Answered.objects.all().delete()
    name = case.operation.definition.raw["operationId"]
    case.call_and_validate(headers=theirs.headers(), excluded_checks=EXCEPT.get(name))
    nothing_is_half_written()


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**70), max_value=2**70)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["\0", "\ud800", "’", "2026-05-04"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(SCHEMAS["Item"]["properties"])), inner)
    ),
    max_leaves=6,
)
BATCHES = st.fixed_dictionaries({"items": st.lists(ANYTHING, min_size=1, max_size=3)}) | ANYTHING


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """What may come where JSON is awaited: any bytes, half of a batch, a batch of anything."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=40))
    content = json.dumps(draw(BATCHES)).encode()
    return content if draw(st.booleans()) else content[: draw(st.integers(0, len(content)))]


@settings(QUICKLY, max_examples=100)
@given(
    body=bodies(),
    kind=st.sampled_from(["application/json"] * 6 + ["text/plain", ""]),
    key=st.sampled_from(["1", "2", "3", "two words", ""]),
)
def test_no_body_breaks_it_or_leaves_half_of_itself(theirs, body, kind, key):
    answer = theirs.post("contributions", body, key=key, content_type=kind)
    assert answer.status_code in {200, 400, 409, 415, 422}
    shape = "Answers" if answer.status_code == 200 else "Problem"
    assert set(answer.json()) == set(SCHEMAS[shape]["properties"])
    nothing_is_half_written()


@pytest.mark.parametrize("day", [20260504, 1714780800000, 0.5, "20260504", "1714780800", True])
def test_a_number_is_no_day(theirs, day):
    told = theirs.send({"reference": "b", "words": "No seats.", "said_on": day}).json()
    (answer,) = told["items"]
    assert answer["became"] == "refused"
    (error,) = answer["problem"]["errors"]
    assert error["field"] == "said_on"
    assert "such as 2026-05-04" in error["detail"]


def test_a_number_is_no_moment_to_begin_from(theirs):
    assert theirs.get("contributions", since="1714780800").status_code == 422


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each["operationId"])
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
