# SPDX-License-Identifier: MIT
"""What this room knows of what became of a partner's item: that it was read, and its themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from baton.listening.channels.partner import became
from baton.listening.channels.partner.became import Step
from baton.listening.channels.partner.models import Item
from baton.ui.speech import gettext
from baton.ui.words import listed
from baton.understanding.models import Coding


@became.tells
def themes(items: Sequence[Item]) -> dict[int, list[Step]]:
    """The themes that each was found to be about, as they stand now."""
    read = {each.pk: each for each in items if each.contribution.coded_at}
    codings = Coding.objects.counted().filter(contribution__in=list(read))
    titles: dict[int, list[str]] = defaultdict(list)
    for key, title in codings.order_by("theme__position").values_list(
        "contribution_id", "theme__title"
    ):
        titles[key].append(title)
    return {
        key: [
            Step("themed", at, gettext("Read. Its themes: %(themes)s.") % {"themes": listed(found)})
        ]
        for key, found in titles.items()
        if (at := read[key].contribution.coded_at)
    }
