# SPDX-License-Identifier: MIT
"""Private links: what somebody without an account may open, one thing each, until it is revoked."""
