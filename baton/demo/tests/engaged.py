# SPDX-License-Identifier: MIT
"""The board of the demonstration with its engagement, without its voices."""

from contextlib import contextmanager

from django.db import transaction

from baton.demo import build, news, reading
from baton.demo.organisation import BOARD


@contextmanager
def engaged():
    """The board with all that it did and plans, for as long as it is looked at."""
    with transaction.atomic():
        bodies = build._bodies()
        accounts = build._people(bodies)
        build._services(bodies[BOARD], BOARD)
        begun = build._engage(bodies[BOARD], accounts)
        news.keep(begun, reading.colleagues(accounts))
        yield bodies[BOARD]
        transaction.set_rollback(True)
