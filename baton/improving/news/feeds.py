# SPDX-License-Identifier: MIT
"""A programme's news as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.feedgenerator import Atom1Feed

from baton.improving.news import letters
from baton.improving.news.models import News
from baton.people import outbox
from baton.programmes.models import Programme


def atom(programme: Programme, news: Iterable[News]) -> str:
    """The latest news, each under an address on the page."""
    page = letters.address(programme)
    feed = Atom1Feed(
        title=f"{programme.title}: news",
        link=page,
        description="",
        language="en-GB",
        author_name=programme.organisation.name,
        feed_url=outbox.link("news:feed", programme.public_id),
        feed_guid=f"urn:uuid:{programme.public_id}",
    )
    for each in news:
        feed.add_item(
            title=each.title,
            link=f"{page}#news-{each.public_id}",
            description=each.text,
            pubdate=each.at,
            updateddate=each.at,
            unique_id=f"urn:uuid:{each.public_id}",
        )
    return feed.writeString("utf-8")
