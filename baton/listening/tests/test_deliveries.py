# SPDX-License-Identifier: MIT
"""What arrived together is known to have, and by which activity."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ProtectedError

from baton.core import clock
from baton.listening import operations
from baton.listening.models import Contribution, Delivery
from baton.listening.tests.conftest import hear
from baton.programmes import operations as programmes
from baton.programmes.activities import operations as activities


def delivered(board, **about):
    delivery = Delivery.objects.create(
        organisation=board, channel="booth", label="Tuesday", **about
    )
    said = operations.receive(hear(), organisation=board, by="test", delivery=delivery)
    return delivery, said


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_keeps_what_was_delivered_before_it(board):
    delivery, said = delivered(board)
    MigrationExecutor(connection).migrate([("listening", "0006_words_merged_by_eights")])
    last = MigrationExecutor(connection)
    # Every room's last: what hangs on this one's went back with it.
    last.migrate(last.loader.graph.leaf_nodes())
    there = Contribution.objects.get(pk=said.pk)
    assert there.delivery == delivery
    assert there.delivery.activity is None
    assert there.words == said.words


def test_what_is_received_alone_may_belong_to_a_delivery_of_an_activity(board, lena):
    programme = programmes.begin(board, "Carers’ support", by="test")
    tea = activities.plan(programme, "Tea", on=clock.today(), with_whom="All", by=lena)
    _, said = delivered(board, activity=tea)
    assert list(tea.deliveries.get().contributions.all()) == [said]
    with pytest.raises(ProtectedError):
        tea.delete()
