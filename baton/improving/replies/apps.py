# SPDX-License-Identifier: MIT
from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "baton.improving.replies"
    label = "replies"

    def ready(self) -> None:
        from baton.improving.replies import (  # noqa: F401 - they register
            beats,
            panels,
            partners,
            receivers,
            standing,
        )
        from baton.improving.replies.saying import CHANNEL
        from baton.listening import registry
        from baton.ui.wording import _lazy

        registry.register(
            registry.Channel(
                CHANNEL,
                _lazy("Answer to a reply"),
                how="Written by people on their own page, after they were told what came of it.",
            )
        )
