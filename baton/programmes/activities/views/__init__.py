# SPDX-License-Identifier: MIT
"""Pages of activities: lists, one activity and its small forms, what participants see."""
