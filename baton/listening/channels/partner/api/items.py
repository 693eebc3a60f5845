# SPDX-License-Identifier: MIT
"""From what another system sent to what was heard: each item by itself, and said what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from pydantic import ValidationError

from baton.core import clock
from baton.listening import agreed, limits
from baton.listening.agreed import Agreed
from baton.listening.channels.partner.api.problems import field_problems
from baton.listening.channels.partner.api.schemas import REFERENCE, Contact, Item
from baton.listening.contacts import addresses
from baton.listening.contacts.operations import Way
from baton.listening.heard import WAY_CODES, Heard, Permission, Precision
from baton.people.models import Organisation
from baton.places import queries as places
from baton.places.models import Service

#: Before the NHS began nobody spoke of it.
FIRST_DAY = date(1948, 7, 5)
#: So far may another system's clock be ahead of ours.
_AHEAD = timedelta(minutes=10)


class Refused(Exception):
    """An item that cannot be kept as it is."""

    def __init__(self, errors: Sequence[Mapping[str, str]]) -> None:
        self.errors = [dict(each) for each in errors]
        super().__init__("The item was not kept.")

    @classmethod
    def at(cls, field: str, detail: str) -> Refused:
        return cls([{"field": field, "detail": detail}])


@dataclass(frozen=True, slots=True)
class Services:
    """The services of a body by code and by identifier, with the names that lead to each."""

    named: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, organisation: Organisation) -> Services:
        paths: dict[int, tuple[str, ...]] = {}
        named: dict[str, tuple[str, ...]] = {}
        for service in places.tree(organisation):
            above = paths[service.parent_id] if service.parent_id else ()
            paths[service.pk] = named[str(service.public_id)] = (*above, service.name)
            if service.code:
                named.setdefault(service.code, paths[service.pk])
        return cls(named)


def reference_of(raw: Any) -> str | None:
    """The reference of an item that may be wrong in anything, if that can be read."""
    found = raw.get("reference") if isinstance(raw, dict) else None
    return found if isinstance(found, str) and re.fullmatch(REFERENCE, found) else None


def read(raw: Any, services: Services) -> tuple[str, Heard, Way | None]:
    """An item's reference, what was heard, and how the person may be told what comes of it.

    Raises Refused.
    """
    try:
        item = Item.model_validate(raw)
    except ValidationError as found:
        raise Refused(
            field_problems(found.errors(include_input=False, include_url=False))
        ) from None
    if not item.words.strip() and item.score is None:
        raise Refused.at("words", "It holds neither words nor a score. Give one of them.")
    said_at, precision = _when(item)
    heard = Heard(
        words=item.words if item.words.strip() else "",
        channel="",
        source_ref="",
        said_at=said_at,
        said_precision=precision,
        service_path=_where(item, services),
        question=item.question,
        score=item.score,
        characteristics={
            name: value for name, value in item.characteristics.model_dump().items() if value
        },
        language=item.language,
        manner=item.manner,
        permission=Permission(may_quote=item.permission.quote, may_share=item.permission.share),
        way=WAY_CODES[item.way] if item.way else None,
        agreed=_agreed(item),
    )
    try:
        limits.check(heard)
    except limits.NotStorable as problem:
        raise Refused.at("words", str(problem)) from None
    return item.reference, heard, _way(item.contact)


def _way(contact: Contact | None) -> Way | None:
    if contact is None:
        return None
    try:
        address = addresses.written(contact.way, contact.address)
    except addresses.NotAnAddress as problem:
        raise Refused.at("contact.address", str(problem)) from None
    language = "" if contact.language == "en" else contact.language
    return Way(contact.way, address, language=language, format=contact.format)


def _agreed(item: Item) -> Agreed | None:
    if item.agreed is None:
        return None
    given = item.agreed
    who = agreed.NOBODY if given.who == "nobody" else given.who
    found = Agreed(given.for_whom, who, given.basis or "", given.relation)
    try:
        agreed.check(found)
    except agreed.NotTogether as problem:
        raise Refused.at(f"agreed.{problem.field}", str(problem)) from None
    return found


def _where(item: Item, services: Services) -> tuple[str, ...]:
    if not item.service:
        return ()
    found = services.named.get(item.service)
    if found is None:
        raise Refused.at(
            "service", "There is no service of this code or id. GET /api/v1/services lists them."
        )
    return found


def _when(item: Item) -> tuple[datetime, Precision]:
    if item.said_on and item.said_at:
        raise Refused.at("said_on", "Give the day or the moment, not both.")
    now = clock.now()
    if item.said_at:
        said_at = aware(item.said_at, "said_at")
        if said_at > now + _AHEAD:
            raise Refused.at("said_at", "That moment is still to come. Give when it was said.")
        return min(said_at, now), "moment"
    if item.said_on:
        _check_day(item.said_on, "said_on")
        if item.said_on > clock.today():
            raise Refused.at("said_on", "That day is still to come. Give when it was said.")
        return timezone.make_aware(datetime.combine(item.said_on, time.min)), "day"
    return now, "unknown"


def aware(moment: datetime, field: str) -> datetime:
    """The moment; where its offset is missing, as clocks show it here. Raises Refused."""
    _check_day(moment.date(), field)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _check_day(day: date, field: str) -> None:
    if not FIRST_DAY <= day < date(2200, 1, 1):
        raise Refused.at(field, "That day is before the NHS began, or in another age.")


def tree(organisation: Organisation) -> list[dict[str, Any]]:
    """The services of a body, each with those that lie in it."""
    roots: list[dict[str, Any]] = []
    by_key: dict[int, dict[str, Any]] = {}
    for service in places.tree(organisation):
        told = _told(service)
        by_key[service.pk] = told
        (by_key[service.parent_id]["children"] if service.parent_id else roots).append(told)
    return roots


def _told(service: Service) -> dict[str, Any]:
    return {
        "id": str(service.public_id),
        "code": service.code,
        "name": service.name,
        "kind": service.kind,
        "children": [],
    }
