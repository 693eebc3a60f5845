# SPDX-License-Identifier: MIT
"""A brake for public pages: so many from one address within some time, counted in memory only.

A whole ward, or a hall full of people, sits behind one address: the numbers allow for that. What
this does not stop, the limits of each activity do.
"""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from baton.people.middleware import client_address

_SECONDS = 600


def is_one(request: HttpRequest, what: str, *, most: int) -> bool:
    """Whether this address has done `what` more than `most` times within ten minutes."""
    address = client_address(request) or ""
    key = f"flood:{what}:{salted_hmac('baton.flood', address).hexdigest()}"
    cache.add(key, 0, _SECONDS)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended between the two
        return False
