# SPDX-License-Identifier: MIT
from baton.improving.batons.views.closing import closing
from baton.improving.batons.views.lists import baton, carried_on, every, mine
from baton.improving.batons.views.many import end, hand_on, merge
from baton.improving.batons.views.one import copy, decline, redate, split, take_up

__all__ = [
    "baton",
    "carried_on",
    "closing",
    "copy",
    "decline",
    "end",
    "every",
    "hand_on",
    "merge",
    "mine",
    "redate",
    "split",
    "take_up",
]
