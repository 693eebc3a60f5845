# SPDX-License-Identifier: MIT
"""The same request again gets the same answer, for a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from baton.core import clock
from baton.listening.channels.partner.models import Answered
from baton.people.tokens.models import ApiToken

KEPT_FOR = timedelta(days=1)
#: After this, whoever began and never answered is taken for dead.
LEASE = timedelta(minutes=1)


class OtherBody(Exception):
    """The key was used for another request."""

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used within the last day for a request with another body. "
            "Use a new key for a new request."
        )


class StillWorking(Exception):
    """The same request is being worked on."""

    seconds = 5

    def __init__(self) -> None:
        super().__init__(
            "The same request is being worked on. Send it again in some seconds to get its answer."
        )


def begin(token: ApiToken, key: str, digest: str) -> tuple[Answered, Any | None]:
    """The note of this request, and the answer that it got before, if it did.

    Raises OtherBody and StillWorking.
    """
    now = clock.now()
    Answered.objects.filter(token=token, key=key, begun_at__lte=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            return Answered.objects.create(token=token, key=key, digest=digest), None
    except IntegrityError:
        there = Answered.objects.filter(token=token, key=key).first()
    if there is None:  # whoever had begun it let go of it this moment
        raise StillWorking
    if there.digest != digest:
        raise OtherBody
    if there.answer is not None:
        return there, there.answer
    taken = Answered.objects.filter(
        pk=there.pk, answer__isnull=True, begun_at=there.begun_at, begun_at__lte=now - LEASE
    ).update(begun_at=now)
    if not taken:
        raise StillWorking
    return there, None


def keep(noted: Answered, answer: Any) -> None:
    """What the request was answered."""
    Answered.objects.filter(pk=noted.pk).update(answer=answer)


def let_go(noted: Answered) -> None:
    """The request came to nothing: it may be sent again under the same key."""
    Answered.objects.filter(pk=noted.pk, answer__isnull=True).delete()


def forget_old() -> int:
    """Forget the answers of the day before; how many."""
    old = Answered.objects.filter(begun_at__lte=clock.now() - KEPT_FOR)
    return old.delete()[0]
