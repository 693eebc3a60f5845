# SPDX-License-Identifier: MIT
"""What this room tells those above it."""

from django.dispatch import Signal

#: Sent inside the transaction in which a contribution loses its words, before they are gone.
#: Receivers get `contribution` and `erased` (False: withdrawn, its counted place stays; True:
#: the row itself is about to be deleted). They write the database only; files are for jobs.
contribution_gone = Signal()

#: Sent inside each transaction in which contributions of a delivery go because it is undone: the
#: wrong file was brought, or it was read wrongly. Receivers get their `keys`, and take out what
#: hangs on them.
contributions_undone = Signal()
