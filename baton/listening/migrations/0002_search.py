# SPDX-License-Identifier: MIT
"""The search index: FTS5 on SQLite, tsvector on PostgreSQL. See `baton.listening.index`."""

from typing import Any

from django.db import migrations

# The index holds no words of its own: it reads them, for rebuilding, from the contributions.
_SQLITE = """
CREATE VIRTUAL TABLE listening_search USING fts5(
    words, content='listening_contribution', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO listening_search (listening_search) VALUES ('rebuild');
"""
# Words with accents are found without them once `baton reindex` has run over older ones.
_POSTGRESQL = r"""
CREATE TABLE listening_search (contribution_id bigint PRIMARY KEY, words tsvector NOT NULL);
INSERT INTO listening_search (contribution_id, words)
    SELECT id, to_tsvector('simple', regexp_replace(words, '[\W_]+', ' ', 'g'))
    FROM listening_contribution WHERE words <> '';
CREATE INDEX listening_search_words ON listening_search USING gin (words);
"""


def make(_apps: Any, schema_editor: Any) -> None:
    statements = _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements.split(";"):
        if statement.strip():
            schema_editor.execute(statement, params=None)


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE listening_search")


class Migration(migrations.Migration):
    dependencies = [("listening", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
