# SPDX-License-Identifier: MIT
"""Surveys: asked on pages, on paper and face to face; each answer in words a contribution."""
