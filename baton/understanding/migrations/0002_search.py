# SPDX-License-Identifier: MIT
"""The search index: FTS5 on SQLite, tsvector on PostgreSQL. See `baton.understanding.search`."""

from typing import Any

from django.db import migrations

# The index holds no words of its own: it reads them, for rebuilding, from the contributions.
_SQLITE = """
CREATE VIRTUAL TABLE understanding_search USING fts5(
    words, content='listening_contribution', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"
)
"""
_POSTGRESQL = """
CREATE TABLE understanding_search (contribution_id bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX understanding_search_words ON understanding_search USING gin (words);
"""


def make(_apps: Any, schema_editor: Any) -> None:
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements.split(";"):
        if statement.strip():
            schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE understanding_search")


class Migration(migrations.Migration):
    dependencies = [
        ("understanding", "0001_initial"),
        ("listening", "0001_initial"),
    ]

    operations = [migrations.RunPython(make, drop)]
