"""Scripts played without a person: through the bare engine, the database, or the real screens."""
