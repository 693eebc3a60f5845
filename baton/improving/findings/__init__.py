# SPDX-License-Identifier: MIT
"""What is concluded from contributions, for and against, and checked with those who spoke."""
