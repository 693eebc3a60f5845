# SPDX-License-Identifier: MIT
"""The search index: FTS5 on SQLite, tsvector on PostgreSQL. See `baton.listening.index`."""

from itertools import islice
from typing import Any

from django.db import migrations

from baton.listening import index

# The index holds no words of its own.
_SQLITE = """
CREATE VIRTUAL TABLE listening_search USING fts5(
    words, content='listening_contribution', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"
);
"""
_POSTGRESQL = """
CREATE TABLE listening_search (contribution_id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX listening_search_words ON listening_search USING gin (words);
"""
# As the index was then: a later migration widens it.
_ADD = """
INSERT INTO listening_search (contribution_id, words)
SELECT key, to_tsvector('simple', words)
FROM unnest(%s::bigint[], %s::text[]) AS given (key, words)
"""


def make(_apps: Any, schema_editor: Any) -> None:
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements.split(";"):
        if statement.strip():
            schema_editor.execute(statement, params=None)


def fill(apps: Any, schema_editor: Any) -> None:
    """With what had arrived before there was this index."""
    told = apps.get_model("listening", "Contribution").objects.exclude(words="").order_by("pk")
    rows = told.values_list("pk", "words").iterator(chunk_size=1000)
    while some := list(islice(rows, 1000)):
        if schema_editor.connection.vendor == "postgresql":
            plain = [index.plain(words) for _, words in some]
            schema_editor.execute(_ADD, [[key for key, _ in some], plain])
        else:
            index.add(some)


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE listening_search")


class Migration(migrations.Migration):
    dependencies = [("listening", "0001_initial")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
