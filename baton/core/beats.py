# SPDX-License-Identifier: MIT
"""What recurs for every room's sake: sealing the audit trail, and clearing up behind workers."""

from __future__ import annotations

from baton.core import audit, jobs, ticker


@ticker.every(seconds=5)
def seal_the_trail() -> int:
    """Seal what was committed since the last turn, some hundred at a time."""
    sealed = 0
    while newly := audit.seal():
        sealed += newly
    return sealed


@ticker.every(seconds=10)
def reap_dead_jobs() -> int:
    return jobs.reap()


@ticker.every(seconds=24 * 60 * 60)
def prune_old_jobs() -> int:
    return jobs.prune()
