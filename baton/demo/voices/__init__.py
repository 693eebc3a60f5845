# SPDX-License-Identifier: MIT
"""Invented voices for the demonstration: `generate`, `bodies_with_voices`, `example_csv`."""

from baton.demo.voices.export import example_csv
from baton.demo.voices.generate import bodies_with_voices, generate

__all__ = ["bodies_with_voices", "example_csv", "generate"]
