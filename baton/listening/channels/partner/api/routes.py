# SPDX-License-Identifier: MIT
"""The addresses of the API: send, see what became of it, withdraw, and the tree of services."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from ninja import Header, NinjaAPI, Query
from ninja.errors import ValidationError
from pydantic import ValidationError as Faults

from baton.listening.channels.partner import became, queries, replied
from baton.listening.channels.partner.api import bodies, items, problems
from baton.listening.channels.partner.api.keys import Key, Sender
from baton.listening.channels.partner.api.problems import Problem, Wrong
from baton.listening.channels.partner.api.schemas import (
    REFERENCE,
    Answers,
    Batch,
    Contribution,
    Envelope,
    Moment,
    Page,
    Replies,
    Services,
)
from baton.listening.channels.partner.models import Item
from baton.listening.channels.partner.operations import idempotency, sending
from baton.listening.contacts.operations import Way
from baton.listening.heard import Heard
from baton.people.tokens.models import Scope
from baton.ui.words import local

A_PAGE, MOST_A_PAGE = 50, 200

api = NinjaAPI(
    title="Baton",
    version="1.0.0",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
#: What may be answered to anybody who comes with a key, or without.
_ALWAYS = dict.fromkeys((401, 403, 422, 429, 500), Problem)


class Asking(HttpRequest):
    """A request that came with a key that holds."""

    auth: Sender


def _wrong(request: HttpRequest, wrong: Any) -> Any:  # noqa: ARG001 - ninja's
    return wrong.answer()


def _not_there(request: HttpRequest, _: Any) -> Any:  # noqa: ARG001
    return Wrong("not-found", "You have sent nothing of this reference.").answer()


def _ours(request: HttpRequest, surprise: Any) -> Any:  # noqa: ARG001
    raise surprise


api.add_exception_handler(Wrong, _wrong)
api.add_exception_handler(Http404, _not_there)
api.add_exception_handler(ValidationError, problems.not_valid)
api.add_exception_handler(Exception, _ours)


@api.post(
    "contributions",
    auth=Key(Scope.SEND),
    response={200: Answers, 400: Problem, 409: Problem, 413: Problem, 415: Problem, **_ALWAYS},
    url_name="contributions",
    operation_id="send",
    summary="Send what people said",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Batch"}}},
        }
    },
)
def send(
    request: Asking,
    idempotency_key: Annotated[
        str,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=100,
            pattern="^[!-~]+$",
            description="Yours, new for each request. The same request again under the same key "
            "gets the same answer, for a day.",
        ),
    ],
) -> Any:
    """Keep what is right of a batch, and say what is wrong with the rest, item by item."""
    said, digest = bodies.read(request)
    batch = _envelope(said)
    try:
        noted, answer = idempotency.begin(request.auth.token, idempotency_key, digest)
    except idempotency.OtherBody as problem:
        raise Wrong("other-body", str(problem)) from None
    except idempotency.StillWorking as problem:
        headers = {"Retry-After": str(problem.seconds)}
        raise Wrong("in-progress", str(problem), headers=headers) from None
    if answer is None:
        try:
            answer = _take_in(request.auth, batch, f"answer:{noted.pk}")
        except BaseException:
            idempotency.let_go(noted)
            raise
        idempotency.keep(noted, answer)
    return answer


def _envelope(said: Any) -> Envelope:
    try:
        return Envelope.model_validate(said)
    except Faults as found:
        faults = found.errors(include_input=False, include_url=False)
        raise Wrong(
            "not-valid",
            "The batch is not as documented. See each of the fields named in “errors”.",
            errors=problems.field_problems(faults),
        ) from None


def _take_in(sender: Sender, batch: Envelope, key: str) -> dict[str, Any]:
    """Look at each item, keep those that are right, and say what became of each."""
    services = items.Services.of(sender.token.organisation)
    heard: dict[str, Heard] = {}
    ways: dict[str, Way] = {}
    answers: list[dict[str, Any]] = []
    for index, raw in enumerate(batch.items):
        try:
            reference, one, way = items.read(raw, services)
        except items.Refused as refused:
            answers.append(_refused(index, raw, refused))
        else:
            heard.setdefault(reference, one)
            if way is not None:
                ways.setdefault(reference, way)
            answers.append({"index": index, "reference": reference})
    outcomes = sending.send(
        sending.Sending(
            sender.partner,
            "api",
            queries.API,
            key,
            how_asked=batch.how_asked,
            token=sender.token,
        ),
        heard,
        ways,
    )
    _say_what_became(answers, outcomes)
    counts = Counter(each["became"] for each in answers)
    names = ("received", "repeated", "taken_back", "refused")
    return {**{name: counts[name] for name in names}, "items": answers}


def _refused(index: int, raw: Any, refused: items.Refused) -> dict[str, Any]:
    return {
        "index": index,
        "reference": items.reference_of(raw),
        "became": "refused",
        "id": None,
        "problem": {"detail": str(refused), "errors": refused.errors},
    }


def _say_what_became(
    answers: Sequence[dict[str, Any]], outcomes: dict[str, sending.Outcome]
) -> None:
    """A reference that stands twice in a batch is received with the first, and then repeated."""
    met = set()
    for answer in answers:
        if answer.get("became"):
            continue
        reference = answer["reference"]
        outcome = outcomes[reference]
        again = outcome.became == "received" and reference in met
        met.add(reference)
        there = outcome.contribution
        answer |= {
            "became": "repeated" if again else outcome.became,
            "id": str(there.public_id) if there else None,
            "problem": None,
        }


@api.get(
    "contributions",
    auth=Key(Scope.READ),
    response={200: Page, **_ALWAYS},
    url_name="contributions",
    operation_id="list",
    summary="See what became of all that you sent",
)
def see_all(
    request: Asking,
    since: Annotated[
        Moment | None,
        Query(description="Only what was received, read or withdrawn since this moment."),
    ] = None,
    cursor: Annotated[
        UUID | None, Query(description="The value of `next` on the page before.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_A_PAGE, description="How many a page.")] = A_PAGE,
) -> Any:
    """The newest first, page by page."""
    _know(request, "since", "cursor", "limit")
    mine = _sent(request.auth)
    if since:
        mine = mine.filter(_changed_since(since))
    if cursor:
        last = _sent(request.auth).filter(contribution__public_id=cursor).first()
        if last is None:
            raise _not_right("cursor", "There is no such page. Begin without a cursor.")
        mine = mine.filter(contribution__lt=last.pk)
    some = list(mine[: limit + 1])
    page, more = some[:limit], len(some) > limit
    return {
        "items": _told(page),
        "next": str(page[-1].contribution.public_id) if more else None,
    }


def _changed_since(moment: datetime) -> Q:
    try:
        since = items.aware(moment, "since")
    except items.Refused as refused:
        raise _not_right(**refused.errors[0]) from None
    changed = ("received_at", "coded_at", "withdrawn_at")
    condition = Q()
    for name in changed:
        condition |= Q(**{f"contribution__{name}__gte": since})
    return condition


def _know(request: HttpRequest, *names: str) -> None:
    """A parameter that is misspelt would be passed over, and more be told than was asked for."""
    for name in request.GET:
        if name not in names:
            raise _not_right(name, f"There is no such parameter. There are: {', '.join(names)}.")


def _not_right(field: str, detail: str) -> Wrong:
    return Wrong("not-valid", detail, errors=[{"field": field, "detail": detail}])


@api.get(
    "contributions/{reference}",
    auth=Key(Scope.READ),
    response={200: Contribution, 404: Problem, **_ALWAYS},
    url_name="contribution",
    operation_id="see",
    summary="See what became of one thing that you sent",
)
def see(request: Asking, reference: str) -> Any:
    """By your own reference."""
    return _told([_one(request.auth, reference)])[0]


@api.post(
    "contributions/{reference}/withdraw",
    auth=Key(Scope.SEND),
    response={200: Contribution, 404: Problem, **_ALWAYS},
    url_name="withdraw",
    operation_id="withdraw",
    summary="Withdraw one thing that you sent",
)
def withdraw(request: Asking, reference: str) -> Any:
    """At the person’s wish, or because it was sent by mistake. Its words go and do not return; that
    somebody spoke stays counted. Repeating it changes nothing."""
    sending.withdraw(_one(request.auth, reference), by=f"api:{request.auth.token.pk}")
    return _told([_one(request.auth, reference)])[0]


@api.get(
    "replies",
    auth=Key(Scope.READ),
    response={200: Replies, **_ALWAYS},
    url_name="replies",
    operation_id="replies",
    summary="Read the replies to what you sent",
)
def replies(
    request: Asking,
    since: Annotated[
        Moment | None, Query(description="Only what was sent since this moment.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_A_PAGE, description="How many at most.")] = A_PAGE,
) -> Any:
    """What people were told came of it, so that you can pass it on."""
    _know(request, "since", "limit")
    try:
        moment = items.aware(since, "since") if since else None
    except items.Refused as refused:
        raise _not_right(**refused.errors[0]) from None
    found = replied.to(request.auth.partner, moment, limit)
    return {"items": [asdict(each) for each in found]}


@api.get(
    "services",
    auth=Key(Scope.SERVICES),
    response={200: Services, **_ALWAYS},
    url_name="services",
    operation_id="services",
    summary="Read the tree of services",
)
def services(request: Asking) -> Any:
    """With the codes by which you name a service when you send."""
    return {"services": items.tree(request.auth.token.organisation)}


def _sent(sender: Sender) -> QuerySet[Item]:
    """What came by the API from this sender; nobody else's."""
    return queries.items(sender.partner).filter(contribution__channel=queries.API)


def _one(sender: Sender, reference: str) -> Item:
    found = None
    if re.fullmatch(REFERENCE, reference):
        found = _sent(sender).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _told(some: Sequence[Item]) -> list[dict[str, Any]]:
    steps = became.steps_of(some)
    return [_as_json(item, steps[item.pk]) for item in some]


def _as_json(item: Item, steps: Sequence[became.Step]) -> dict[str, Any]:
    said, service = item.contribution, item.contribution.service
    is_known = said.said_precision != said.Precision.UNKNOWN
    return {
        "id": str(said.public_id),
        "reference": item.reference,
        "state": became.state_of(steps),
        "received_at": said.received_at,
        "said_on": local(said.said_at).date() if is_known else None,
        "service": (service.code or str(service.public_id)) if service else None,
        "words": said.words,
        "steps": [{"code": each.code, "at": each.at, "says": each.says} for each in steps],
    }


#: What goes in is looked at item by item, so ninja does not know of it.
SENT = (Batch,)
