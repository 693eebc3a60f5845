# SPDX-License-Identifier: MIT
from django.apps import AppConfig

from baton.ui.wording import _lazy


class UploadConfig(AppConfig):
    name = "baton.listening.channels.upload"
    label = "upload"

    def ready(self) -> None:
        from baton.listening import registry
        from baton.listening.channels.upload import panels, work  # noqa: F401 - they register
        from baton.ui import navigation

        registry.register(registry.Channel("upload", _lazy("Upload")))
        navigation.entry(_lazy("Uploads"), "upload:list", capability="upload", order=60)
