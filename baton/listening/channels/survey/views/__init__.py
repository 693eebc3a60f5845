# SPDX-License-Identifier: MIT
"""Public pages (`public`) and those of staff."""
