# SPDX-License-Identifier: MIT
"""Areas and postcodes: facts that all organisations share, and which areas one serves."""
