# SPDX-License-Identifier: MIT
"""How people who spoke want to be reached: apart from their words, no longer than needed."""
