# SPDX-License-Identifier: MIT
"""However a file is cut, shuffled and sent again, each voice in it is heard once."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baton.core.pace import Pace
from baton.listening import door, operations
from baton.listening.tests.conftest import hear
from baton.people import operations as people

_bodies = count(1)

identities = st.tuples(st.sampled_from(["upload", "booth"]), st.sampled_from("abcdef"))
said = st.lists(
    st.tuples(
        identities,
        st.sampled_from(["", "Good", "Call 07700 900123"]),
        st.sampled_from([(), ("Abbey",), ("Wreake", "Abbey")]),
        st.sampled_from([{}, {"carer": "yes"}, {"carer": "no"}]),
        st.sampled_from(["", "What was good?"]),
    ),
    max_size=25,
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=said, chunk=st.integers(1, 7), data=st.data())
def test_each_identity_is_stored_once_with_its_first_words(rows, chunk, data):
    board = people.create_organisation(f"Board {next(_bodies)}", "icb", by="test")
    heard = [
        hear(
            words,
            channel=channel,
            source_ref=ref,
            service_path=path,
            characteristics=stated,
            question=question,
        )
        for (channel, ref), words, path, stated, question in rows
    ]
    again = data.draw(st.permutations(heard))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "Pace", lambda: Pace(first=chunk, fewest=chunk, most=chunk))
        first = list(operations.receive_many(heard, organisation=board, by="test"))
        second = list(operations.receive_many(again, organisation=board, by="test"))
    words: dict[tuple[str, str], str] = {}
    for each in heard:
        words.setdefault((each.channel, each.source_ref), each.words)
    stored = {(kept.channel, kept.source_ref): kept for kept in board.contributions.all()}
    assert board.contributions.count() == len(stored)
    assert stored.keys() == words.keys()
    assert all(
        operations.reveal(kept, by="test") == words[identity] for identity, kept in stored.items()
    )
    assert [tally.total for tally in (*first[-1:], *second[-1:])] == [len(heard)] * 2 * bool(heard)
    assert sum(tally.received for tally in first[-1:]) == len(words)
    assert sum(tally.received for tally in second[-1:]) == 0
