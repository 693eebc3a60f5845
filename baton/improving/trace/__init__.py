# SPDX-License-Identifier: MIT
"""The trace: from what anybody said to what became of it, and back, by one question each way."""
