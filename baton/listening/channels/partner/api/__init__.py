# SPDX-License-Identifier: MIT
"""The REST API, version 1: what other systems send and ask, by a key that a body gave them."""
