# SPDX-License-Identifier: MIT
"""What people who spoke are told, by the way that each asked for, once."""
