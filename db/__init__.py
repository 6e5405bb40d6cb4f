"""Postgres: the embedded server, the shared schema, migrations and the game's queries."""
