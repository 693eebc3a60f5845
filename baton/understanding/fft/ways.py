# SPDX-License-Identifier: MIT
"""In which ways a return is taken away. `publishing` does it; what it needs is slow to load.

`safe` is what we publish ourselves; `national` what NHS England would publish of the same answers;
`counted` the numbers themselves, for the return to NHS England and for nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from baton.ui.wording import _, _lazy
from baton.understanding.fft.layout import Setting

Way = Literal["safe", "national", "counted"]

#: What a file calls itself, and what a reader must know of it.
NAMES: Mapping[Way, str] = {
    "safe": _lazy("safe, for publishing"),
    "national": _lazy("national, as NHS England suppresses its publication"),
    "counted": _lazy("as counted, nothing hidden"),
}
MEANINGS: Mapping[Way, str] = {
    "safe": _lazy(
        "Rows about fewer than 5 people are hidden, and as many others as are needed so that "
        "nobody can work one of them out."
    ),
    "national": _lazy(
        "It can be undone: percentages times responses, or two small rows of one parent, "
        "give hidden figures away. Do not publish it yourself."
    ),
    "counted": _lazy("For the return to NHS England only: do not publish it or pass it on."),
}


def offered(setting: Setting) -> list[tuple[Way, str]]:
    """The ways in which a setting's return can be taken away, the usual one first."""
    ways: list[tuple[Way, str]] = [("safe", _("Safe to publish"))]
    if setting.is_national:
        ways.append(("national", _("As NHS England would publish it")))
    return [*ways, ("counted", _("As counted, for the return itself"))]
