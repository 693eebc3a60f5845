# SPDX-License-Identifier: MIT
"""The pages of programmes."""
