# SPDX-License-Identifier: MIT
"""The audit trail: plain rows in the deed's own transaction, sealed afterwards into a chain.

Sealing apart keeps writers from queueing behind one another for the chain's end; tampering with
a sealed row, or taking one away, shows when the chain is verified.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from baton.core import bulk, clock
from baton.core.models import AuditEntry, AuditSeal

GENESIS = "0" * 64

#: PostgreSQL's advisory lock for the chain's end: any number that nothing else of ours uses.
_CHAIN_END = 7_240_613

_COLUMNS = ("at", "organisation", "actor", "verb", "object_kind", "object_id", "about")


def actor_name(by: models.Model | str) -> str:
    """How the trail names who did it: "account:12", or the given word for a process."""
    if isinstance(by, str):
        return by
    return f"{by._meta.model_name}:{by.pk}"


def record(
    verb: str,
    about: models.Model | None = None,
    *,
    by: models.Model | str,
    organisation: int | None,
    **details: Any,
) -> None:
    """Write one entry. Call it inside the transaction of the deed itself.

    `details` must be codes, counts and keys: never a person's words.
    """
    kind = about._meta.label if about is not None else ""
    key = str(about.pk) if about is not None else ""
    row = (clock.now(), organisation, actor_name(by), verb, kind, key, json.dumps(details))
    bulk.Writer(AuditEntry(), _COLUMNS).write([row])


def digest(entry: AuditEntry, previous: str) -> str:
    """SHA-256 over the previous digest and this entry, in hexadecimal."""
    content = json.dumps(
        [
            previous,
            entry.pk,
            entry.at.isoformat(),
            entry.organisation,
            entry.actor,
            entry.verb,
            entry.object_kind,
            entry.object_id,
            entry.about,
        ],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def seal(limit: int = 500) -> int:
    """Seal up to `limit` committed entries, oldest first; returns how many.

    Two sealers take turns; and they cannot make the same link, its number is the primary key.
    """
    _wait_for_turn()
    last = AuditSeal.objects.order_by("-number").first()
    number, previous = (last.number, last.digest) if last else (0, GENESIS)
    links = []
    for entry in AuditEntry.objects.filter(seal=None).order_by("pk")[:limit]:
        number, previous = number + 1, digest(entry, previous)
        links.append(AuditSeal(number=number, entry=entry, digest=previous))
    AuditSeal.objects.bulk_create(links)
    return len(links)


def _wait_for_turn() -> None:
    """Hold the chain's end until the transaction is over; on SQLite the transaction does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_END])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found. `head` is the last digest: kept elsewhere, it shows a cut end."""

    sealed: int
    unsealed: int
    head: str
    fault: str = ""


def verify() -> Verdict:
    """Walk the chain from its start and compare each digest with its entry."""
    previous, number = GENESIS, 0
    for link in AuditSeal.objects.select_related("entry").order_by("number").iterator(2000):
        number += 1
        if link.number != number:
            return Verdict(number - 1, 0, previous, f"Link {number} is missing from the chain.")
        previous = digest(link.entry, previous)
        if link.digest != previous:
            return Verdict(
                number - 1,
                0,
                previous,
                f"Link {number} (entry {link.entry_id}, {link.entry.verb}) was changed later.",
            )
    return Verdict(number, AuditEntry.objects.filter(seal=None).count(), previous)
