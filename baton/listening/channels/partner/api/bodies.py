# SPDX-License-Identifier: MIT
"""The body of a request: JSON, and not too much of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

from baton.listening.channels.partner.api.problems import Wrong


def read(request: HttpRequest) -> tuple[Any, str]:
    """What the body says, and a digest of it. Raises Wrong."""
    if request.content_type != "application/json":
        raise Wrong("not-json", "Send JSON, and say so: Content-Type: application/json.")
    try:
        content = request.body
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raise Wrong(
            "too-large", f"A request has {most:,} bytes at most. Send fewer items at once."
        ) from None
    except UnreadablePostError:
        raise Wrong("malformed", "The body ended before it was whole. Send it again.") from None
    try:
        said = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise Wrong(
            "malformed", "The body is not JSON in UTF-8. Mend it, and send it again."
        ) from None
    return said, hashlib.sha256(content).hexdigest()
