# SPDX-License-Identifier: MIT
"""The web application that granian serves."""

import os
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baton.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from baton.warehouse import engine  # noqa: E402 - Django has to be set up for it

# The first who looks at a dashboard does not wait for what all of them need.
threading.Thread(target=engine.warm, daemon=True).start()
