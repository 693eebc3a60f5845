# SPDX-License-Identifier: MIT
"""What staff and partners fill in."""
