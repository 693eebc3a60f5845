# SPDX-License-Identifier: MIT
"""Answering a survey (`answering`) and making one (`editing`)."""
