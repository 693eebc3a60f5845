# SPDX-License-Identifier: MIT
"""What is made of what people said: findings, batons, decisions, actions and replies, and the trace
that joins them, either way."""
