# SPDX-License-Identifier: MIT
"""How sentences of this room are marked, as `ui.wording` does it for those above.

`ui` knows which language a page speaks, and this room lies below it: so it asks whoever registered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.utils.functional import lazy

Say = Callable[[str], str]

_sayers: list[Say] = []


def said_by(sayer: Say) -> Say:
    """Register the decorated function as what says a sentence in the language of its reader."""
    _sayers[:] = [sayer]
    return sayer


def _(message: str) -> str:
    return _sayers[0](message) if _sayers else message


#: A sentence that is written before it is known who reads it.
_lazy = cast(Say, lazy(_, str))
