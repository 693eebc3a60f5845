# SPDX-License-Identifier: MIT
"""What partners, and other systems of a body, send in for the people who told them."""
