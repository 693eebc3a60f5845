# SPDX-License-Identifier: MIT
"""A finding handed from one stage to a holder in the next, so that it cannot be dropped unseen."""
