# SPDX-License-Identifier: MIT
"""What recurs for surveys: answers that nobody went on with are kept as they are."""

from __future__ import annotations

from baton.core import ticker
from baton.listening.channels.survey.operations import answering


@ticker.every(seconds=10 * 60)
def keep_what_was_left() -> int:
    return answering.keep_what_was_left()
