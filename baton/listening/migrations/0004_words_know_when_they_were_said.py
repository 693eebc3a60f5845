# SPDX-License-Identifier: MIT
"""PostgreSQL's index knows whose the words are and when they were said: it tells the newest itself."""

from typing import Any

from django.db import migrations

_WITH_DATES = """
CREATE TABLE listening_search_made AS
    SELECT told.id AS contribution_id, told.organisation_id, told.said_at, found.words
    FROM listening_search AS found
    JOIN listening_contribution AS told ON told.id = found.contribution_id;
DROP TABLE listening_search;
ALTER TABLE listening_search_made RENAME TO listening_search;
ALTER TABLE listening_search
    ALTER organisation_id SET NOT NULL,
    ALTER said_at SET NOT NULL,
    ALTER words SET NOT NULL,
    ADD CONSTRAINT listening_search_pkey PRIMARY KEY (contribution_id);
CREATE INDEX listening_search_words ON listening_search USING gin (words);
ANALYZE listening_search;
"""
_WITHOUT = "ALTER TABLE listening_search DROP COLUMN organisation_id, DROP COLUMN said_at;"


def _carry_out(schema_editor: Any, statements: str) -> None:
    # SQLite's index keeps the places of words: few are left to be put in order.
    if schema_editor.connection.vendor != "postgresql":
        return
    for statement in statements.split(";"):
        if statement.strip():
            schema_editor.execute(statement, params=None)


def widen(_apps: Any, schema_editor: Any) -> None:
    _carry_out(schema_editor, _WITH_DATES)


def narrow(_apps: Any, schema_editor: Any) -> None:
    _carry_out(schema_editor, _WITHOUT)


class Migration(migrations.Migration):
    dependencies = [("listening", "0003_fewer_indexes")]

    operations = [migrations.RunPython(widen, narrow)]
