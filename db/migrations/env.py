"""Alembic's entry: the connection is the one that `db.migrate` opened and holds."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    version_table="schema_version",
    version_table_schema="private",
    include_schemas=True,
)
context.run_migrations()
