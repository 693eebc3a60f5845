# SPDX-License-Identifier: MIT
"""What everybody may read of a programme: what was heard, decided and done, and its news."""
