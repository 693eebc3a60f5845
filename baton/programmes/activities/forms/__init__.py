# SPDX-License-Identifier: MIT
"""What people type about activities."""
