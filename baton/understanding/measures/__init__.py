# SPDX-License-Identifier: MIT
"""Measures: what is watched over time, against a standard set with the people it affects."""
