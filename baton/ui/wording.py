# SPDX-License-Identifier: MIT
"""How sentences of pages behind sign-in are marked where they are written, in English.

`_("Saved.")` says it in the language that staff work in; `_lazy` where it is not known yet who
reads it, such as a form's label; `_many` in the form that a number takes. What people outside read
is marked by `speech.gettext` and its kin: it has catalogues of its own, which are never incomplete.
"""

from __future__ import annotations

import django
from django.utils import translation

from baton.ui.languages import ENGLISH
from baton.ui.speech import gettext as _
from baton.ui.speech import gettext_lazy as _lazy
from baton.ui.speech import ngettext as _many

__all__ = ["_", "_lazy", "_many", "speak"]


def speak(language: str) -> None:
    """Say things as the process does that began this one."""
    if language != ENGLISH:
        django.setup()
        translation.activate(language)
