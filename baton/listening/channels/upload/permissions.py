# SPDX-License-Identifier: MIT
"""May this person do more with an upload than see it?"""

from __future__ import annotations

from baton.listening.channels.upload.models import Upload
from baton.people.permissions import Standing


def may_download(standing: Standing, upload: Upload) -> bool:
    """Refused rows stand as they were, identifiers and all, because they are to be mended."""
    return upload.brought_by == standing.account or standing.may("see_identifiers")


def may_undo(standing: Standing, upload: Upload) -> bool:
    """Whoever brought it, or may take back what people said."""
    return upload.brought_by == standing.account or standing.may("withdraw")
