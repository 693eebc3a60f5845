# SPDX-License-Identifier: MIT
"""The pages: of staff, of partners by their private link, and of the API in words."""
