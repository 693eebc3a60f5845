# SPDX-License-Identifier: MIT
"""The Chromium that the journeys are made in. As a program it only says whether there is one."""

from __future__ import annotations

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Without these Chromium asks after updates and accounts at every start.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """The machine's own Chromium; CHROMIUM=… names another."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def flags() -> list[str]:
    # Chromium's sandbox does not work for root.
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


if __name__ == "__main__":
    sys.exit(executable() is None)
