# SPDX-License-Identifier: MIT
"""The trace: from what anybody said to what became of it, and back, in one query each way."""
