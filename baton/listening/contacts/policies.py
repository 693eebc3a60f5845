# SPDX-License-Identifier: MIT
"""How long it is known how somebody is reached: all of it is said here."""

from __future__ import annotations

from datetime import date, timedelta

from baton.core import clock

#: For so long after somebody spoke an answer is owed to them; then nobody waits for it any more.
UNANSWERED = timedelta(days=730)
#: For so long after the last answer: to say that it is not put right, or to be sent a code.
ANSWERED = timedelta(days=90)
#: Where it is still needed on its day, it is looked at again after this.
AGAIN = timedelta(days=30)


def forget_on(*, is_answered: bool = False) -> date:
    """The day on which it goes, from today."""
    return clock.today() + (ANSWERED if is_answered else UNANSWERED)
