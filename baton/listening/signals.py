# SPDX-License-Identifier: MIT
"""The one thing this room tells those above it."""

from django.dispatch import Signal

#: Sent inside the transaction in which a contribution loses its words, before they are gone.
#: Receivers get `contribution` and `erased` (False: withdrawn, its counted place stays; True:
#: the row itself is about to be deleted). They write the database only; files are for jobs.
contribution_gone = Signal()
