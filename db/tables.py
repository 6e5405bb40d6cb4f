"""The tables as SQLAlchemy declares them: for reports, and to hold the migrations to account."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
