# SPDX-License-Identifier: MIT
"""Papers as PDF, from a template of Typst and what it says; tagged, as PDF/UA asks.

A template imports `/ui/typst/paper.typ` for our look, and reads what it says by `said()`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from baton.ui.wording import _

_PACKAGE = Path(__file__).resolve().parent.parent
#: Seconds that a paper may take.
_LONGEST = 60
_NO_LETTERS = re.compile(r"the text `\"(.*)\"` could not be displayed")


class NotSet(RuntimeError):
    """The paper could not be set. The sentence says why, and what to do instead."""


def pdf(template: Path, said: Mapping[str, Any]) -> bytes:
    """The paper as PDF. Raises NotSet where this machine has no letters for its words."""
    question = {"template": str(template), "root": str(_PACKAGE), "said": said}
    done = subprocess.run(
        [sys.executable, "-m", "baton.ui.compositor"],
        input=json.dumps(question).encode(),
        capture_output=True,
        timeout=_LONGEST,
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    problem = done.stdout.decode()
    if missing := _NO_LETTERS.search(problem):
        raise NotSet(
            _(
                "This machine has no letters to print “%(letters)s” with. Whoever looks after it "
                "can install them (on Debian: apt install fonts-noto-core). Until then print the "
                "page from your browser."
            )
            % {"letters": missing[1]}
        )
    problem = problem or _("it took no answer")
    raise NotSet(_("The paper could not be set: %(problem)s.") % {"problem": problem})
