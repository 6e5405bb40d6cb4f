"""The shared schema as SQLAlchemy declares it, for reports, for publishing and for Alembic.

The migrations make it; a test holds both to one another, object by object. Constraints that
have no name here bear PostgreSQL's own.
"""

from db.tables import accounts, doors, missions, players, progress, totals
from db.tables.columns import METADATA

__all__ = ["METADATA", "accounts", "doors", "missions", "players", "progress", "totals"]
