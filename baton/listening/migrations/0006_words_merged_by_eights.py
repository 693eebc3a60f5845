# SPDX-License-Identifier: MIT
"""SQLite's index of words joins eight parts into one instead of four: less often written anew.

An import costs a tenth less; a phrase takes as long to find (400 phrases among 300,000 comments).
"""

from typing import Any

from django.db import migrations

_SET = "INSERT INTO listening_search (listening_search, rank) VALUES ('automerge', %s)"


def eights(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_SET, [8])


def fours(_apps: Any, schema_editor: Any) -> None:
    # As FTS5 does where nothing else is said.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_SET, [4])


class Migration(migrations.Migration):
    dependencies = [("listening", "0005_pointers_checked_once_a_statement")]

    operations = [migrations.RunPython(eights, fours)]
