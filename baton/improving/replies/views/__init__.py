# SPDX-License-Identifier: MIT
"""Pages of staff, and those that people open by a link."""
