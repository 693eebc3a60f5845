# SPDX-License-Identifier: MIT
"""What is done: partners and their links, what they send, their files, calls to their systems."""
