"""The whole of the shared schema: doors, content versions, classes, boards and statistics.

Each subject has its file in the folder beside this one; they run in the order of their names.

Revision ID: 0002
"""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FILES = Path(__file__).with_suffix("")


def upgrade() -> None:
    """Adds what the first cut lacked; rows that stand are kept."""
    for path in sorted(_FILES.glob("*.up.sql")):
        op.execute(path.read_text(encoding="utf-8"))


def downgrade() -> None:
    """Takes it back in reverse; refuses where that would lose what players did."""
    for path in sorted(_FILES.glob("*.down.sql"), reverse=True):
        op.execute(path.read_text(encoding="utf-8"))
