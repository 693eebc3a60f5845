# SPDX-License-Identifier: MIT
"""How much people say of what, where, when and how they feel: counted from the columnar copy."""
