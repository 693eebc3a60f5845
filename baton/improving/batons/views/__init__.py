# SPDX-License-Identifier: MIT
from baton.improving.batons.views.closing import closing
from baton.improving.batons.views.lists import baton, every, mine
from baton.improving.batons.views.many import end, hand_on, merge
from baton.improving.batons.views.one import copy, decline, redate, split, take_up

__all__ = [
    "baton",
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
