# SPDX-License-Identifier: MIT
"""PostgreSQL checks what contributions point at once for all rows of a statement.

A foreign key looks each row's five pointers up one after another: a quarter of what an import costs
the server, to find the same few dozen services a million times. These triggers keep the same
promises: what is pointed at is there, is locked until the transaction ends, and cannot go while
something points at it. See `docs/adr/0016-pointers-are-checked-once-a-statement.md`.
"""

from typing import Any

from django.db import migrations

#: Column of a contribution → the table that it points at.
POINTERS = {
    "organisation_id": "people_organisation",
    "delivery_id": "listening_delivery",
    "question_id": "listening_question",
    "service_id": "places_service",
    "characteristics_id": "listening_characteristics",
}

_DROP_KEYS = """
DO $$
DECLARE known record;
BEGIN
    FOR known IN
        SELECT conname FROM pg_constraint JOIN pg_class AS there ON there.oid = confrelid
        WHERE conrelid = 'listening_contribution'::regclass AND contype = 'f'
            AND there.relname = ANY(%s)
    LOOP
        EXECUTE format('ALTER TABLE listening_contribution DROP CONSTRAINT %%I', known.conname);
    END LOOP;
END $$
"""

# Locked as a foreign key locks it: whoever deletes it waits for us, and then finds our row.
_ARE_THERE = """
CREATE FUNCTION listening_are_there(place text, pointed text, keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE there bigint;
BEGIN
    EXECUTE format(
        'SELECT count(*) FROM (SELECT FROM %I WHERE id = ANY($1) FOR KEY SHARE) AS locked', place
    ) INTO there USING keys;
    IF there < cardinality(keys) THEN
        RAISE foreign_key_violation USING
            MESSAGE = format('listening_contribution.%s points at nothing in %s', pointed, place);
    END IF;
END $$
"""
_LEAVE = """
CREATE FUNCTION listening_is_pointed_at() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pointed_at boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT FROM listening_contribution WHERE %I = $1)', TG_ARGV[0]
    ) INTO pointed_at USING OLD.id;
    IF pointed_at THEN
        RAISE foreign_key_violation USING
            MESSAGE = format('listening_contribution.%s still points at %s', TG_ARGV[0], TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$
"""


def _statements() -> list[str]:
    distinct = ", ".join(
        f"array_agg(DISTINCT {column}) FILTER (WHERE {column} IS NOT NULL) AS {column}"
        for column in POINTERS
    )
    each = "".join(
        f"PERFORM listening_are_there('{table}', '{column}', found.{column});\n"
        for column, table in POINTERS.items()
    )
    changed = "".join(
        f"IF NEW.{column} IS DISTINCT FROM OLD.{column} AND NEW.{column} IS NOT NULL THEN\n"
        f"PERFORM listening_are_there('{table}', '{column}', ARRAY[NEW.{column}]); END IF;\n"
        for column, table in POINTERS.items()
    )
    differs = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in POINTERS)
    return [
        _ARE_THERE,
        f"""
        CREATE FUNCTION listening_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE found record;
        BEGIN
            SELECT {distinct} INTO found FROM fresh;
            {each}
            RETURN NULL;
        END $$
        """,  # noqa: S608 - our own names
        """
        CREATE TRIGGER points_somewhere AFTER INSERT ON listening_contribution
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION listening_arrived()
        """,
        f"""
        CREATE FUNCTION listening_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {changed}
            RETURN NULL;
        END $$
        """,
        f"""
        CREATE CONSTRAINT TRIGGER still_points_somewhere AFTER UPDATE ON listening_contribution
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({differs})
        EXECUTE FUNCTION listening_changed()
        """,
        _LEAVE,
        *(
            f"""
            CREATE CONSTRAINT TRIGGER contributions_point_here AFTER DELETE ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            EXECUTE FUNCTION listening_is_pointed_at('{column}')
            """
            for column, table in POINTERS.items()
        ),
        *(
            f"""
            CREATE CONSTRAINT TRIGGER contributions_point_at_this_key AFTER UPDATE ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.id <> NEW.id)
            EXECUTE FUNCTION listening_is_pointed_at('{column}')
            """
            for column, table in POINTERS.items()
        ),
    ]


def check_by_statement(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(_DROP_KEYS, [list(POINTERS.values())])
    for statement in _statements():
        schema_editor.execute(statement, params=None)


def check_by_row(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in POINTERS.values():
        for name in ("contributions_point_here", "contributions_point_at_this_key"):
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}", params=None)
    for name in ("points_somewhere", "still_points_somewhere"):
        schema_editor.execute(f"DROP TRIGGER {name} ON listening_contribution", params=None)
    for name in ("is_pointed_at()", "changed()", "arrived()", "are_there(text, text, bigint[])"):
        schema_editor.execute(f"DROP FUNCTION listening_{name}", params=None)
    for column, table in POINTERS.items():
        schema_editor.execute(
            f"ALTER TABLE listening_contribution ADD CONSTRAINT contribution_{column}"
            f" FOREIGN KEY ({column}) REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED",
            params=None,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0004_words_know_when_they_were_said"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [migrations.RunPython(check_by_statement, check_by_row)]
