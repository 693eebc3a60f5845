# SPDX-License-Identifier: MIT
"""Risk to life and safeguarding in what people write, found so that a person looks at once.

`screen` asks one question of every contribution on arrival: should a named person read this now,
or today? It looks for known phrases (`phrases`), and where it finds none, for words like those of
people at risk (`resemblance`). It favours recall: a missed person at risk is worse than a false
alarm. What it does not find may still be there; docs/safeguarding.md says how often.
"""

from __future__ import annotations

from baton.analysis.safeguarding.help import EMERGENCY_HELP, Help
from baton.analysis.safeguarding.rules import Kind, Urgency
from baton.analysis.safeguarding.screening import Concern, screen

__all__ = ["EMERGENCY_HELP", "Concern", "Help", "Kind", "Urgency", "screen"]
