# SPDX-License-Identifier: MIT
"""This room's pages."""
