# SPDX-License-Identifier: MIT
"""What recurs for this room: screening what arrived, telling people, and asking others."""

from __future__ import annotations

from baton.core import jobs, ticker
from baton.listening import index, safety


@ticker.every(seconds=2)
def screen_and_tell() -> int:
    """Screen all that waits; people are told after every part of it, however much there is."""
    screened = 0
    while newly := safety.screen_pending():
        screened += newly
        safety.tell_pending()
        if jobs.stopping.is_set():
            return screened
    while newly := safety.screen_translations():
        screened += newly
    safety.tell_pending()
    return screened


@ticker.every(seconds=15)
def escalate() -> int:
    return safety.escalate_overdue()


# Its name before the index came to this room: what waited when Baton was upgraded is done too.
@jobs.handler("understanding.tidy")
@jobs.handler("listening.tidy")
def tidy(run: jobs.Run) -> None:
    """Let the search index forget for good what was taken out of it."""
    index.tidy()
    run.progress(1, 1)
