# SPDX-License-Identifier: MIT
"""The pages of findings: of staff, of patient partners, and behind the link of who spoke."""
