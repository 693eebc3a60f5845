# SPDX-License-Identifier: MIT
"""This room's pages. The lockout page stands here for the settings, which name it."""

from baton.people.views.entry import locked_out

__all__ = ["locked_out"]
