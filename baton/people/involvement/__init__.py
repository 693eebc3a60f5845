# SPDX-License-Identifier: MIT
"""The time that patient partners give, and what they are paid for it."""
