# SPDX-License-Identifier: MIT
"""Why: the one question that pages of several kinds ask."""

from __future__ import annotations

from baton.ui import fields
from baton.ui.wording import _lazy


class ReasonForm(fields.Form):
    """Why something ends, closes, is left out or not needed."""

    why = fields.line(_lazy("Why"), 300)

    def __init__(self, posted: fields.Posted, *, missing: str, label: str = _lazy("Why")) -> None:
        super().__init__(posted)
        field = self.fields["why"]
        field.label, field.required = label, bool(missing)
        field.error_messages["required"] = missing
