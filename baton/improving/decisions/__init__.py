# SPDX-License-Identifier: MIT
"""What a group resolved because of which batons, and what is changed and measured."""
