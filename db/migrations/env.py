"""Alembic's entry: the connection is the one that `db.migrate` opened and holds."""

from alembic import context

from db.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table="schema_version",
    version_table_schema="private",
    include_schemas=True,
)
context.run_migrations()
