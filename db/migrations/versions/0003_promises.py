"""Promises say who heard them and how they stand: open, kept or broken.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds witness and state; what was promised before is open."""
    op.execute("""
        ALTER TABLE public.player_promises
            ADD COLUMN witness text NOT NULL DEFAULT '',
            ADD COLUMN state text NOT NULL DEFAULT 'open'
                CHECK (state IN ('open', 'kept', 'broken')),
            ADD COLUMN settled_at timestamptz
    """)


def downgrade() -> None:
    """Forgets how promises stand."""
    op.execute("""
        ALTER TABLE public.player_promises
            DROP COLUMN witness, DROP COLUMN state, DROP COLUMN settled_at
    """)
