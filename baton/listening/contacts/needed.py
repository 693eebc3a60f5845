# SPDX-License-Identifier: MIT
"""What rooms above know of contacts: which are still needed, and what else names them.

They register functions. One says of some contacts which are still needed; another takes out what
it keeps of a contact that is about to go, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from baton.listening.contacts.models import Contact

#: Keys of contacts → those of them that are still needed.
Asks = Callable[[Collection[int]], Collection[int]]
Forgets = Callable[[Collection[int]], None]

_asks: list[Asks] = []
_forgets: list[Forgets] = []


def asks(function: Asks) -> Asks:
    """Register the decorated function, which names those contacts that are still needed."""
    _asks.append(function)
    return function


def forgets(function: Forgets) -> Forgets:
    """Register the decorated function, which takes out what it keeps of these contacts."""
    _forgets.append(function)
    return function


def needed(contacts: Collection[int]) -> set[int]:
    return {key for function in _asks for key in function(contacts)}


def take_out(contacts: Collection[Contact]) -> None:
    keys = [each.pk for each in contacts]
    for function in _forgets:
        function(keys)
