# SPDX-License-Identifier: MIT
"""Who speaks the languages of public pages: what they mend, and what they approve."""
