# SPDX-License-Identifier: MIT
"""Which privacy notice people read: its words stand in `listening/privacy.html`.

A contribution keeps the version that its person had read. So whoever changes what the notice
promises gives it a new version and date; a test holds the words to the version.
"""

from __future__ import annotations

from datetime import date

VERSION = "1"
SINCE = date(2026, 11, 22)
