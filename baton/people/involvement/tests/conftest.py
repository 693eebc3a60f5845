# SPDX-License-Identifier: MIT
"""The same bodies as in the tests of people."""

from __future__ import annotations

from baton.people.tests.conftest import board  # noqa: F401
