# SPDX-License-Identifier: MIT
"""Keys by which other systems speak to Baton, each for an organisation, a sender and some deeds."""
