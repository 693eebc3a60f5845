# SPDX-License-Identifier: MIT
"""The Friends and Family Test: the return of each month, and what is published of it."""
