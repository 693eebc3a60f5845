# SPDX-License-Identifier: MIT
"""The coming Monday's digests, today. Run as a program inside an instance's environment; it ends
with 1 as long as nothing was due, because the columnar copy has yet to take something in."""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta


def tell() -> bool:
    """Write and send what is due on the coming Monday, as the worker will."""
    from django.utils import timezone

    from baton.core import clock
    from baton.people import outbox
    from baton.understanding import digests

    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    with clock.held_at(timezone.make_aware(datetime.combine(monday, time(7)))):
        written = digests.send_due()
        outbox.send_due()
    return written > 0


if __name__ == "__main__":
    import django

    django.setup()
    sys.exit(not tell())
