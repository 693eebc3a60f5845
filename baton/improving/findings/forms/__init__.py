# SPDX-License-Identifier: MIT
"""What people type about findings, and what those who spoke answer."""
