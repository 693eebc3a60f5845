# SPDX-License-Identifier: MIT
"""May this person? Languages are the whole installation's."""

from __future__ import annotations

from baton.people.permissions import Standing
from baton.ui.wording import _lazy

NOT_YOURS = _lazy(
    "Public pages say the same for every body here. So an administrator of the body at the top of "
    "the tree keeps their languages."
)


def may_keep_languages(standing: Standing | None) -> bool:
    """Whoever manages people in a body that stands below no other."""
    return (
        standing is not None
        and standing.may("manage_people")
        and standing.organisation.parent_id is None
    )
