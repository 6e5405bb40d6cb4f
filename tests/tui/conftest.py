"""What every screen is tested on: a player to whom nothing has been told and who set nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.folders import DataFolder
from tui import settings


@pytest.fixture(autouse=True)
def nothing_told(scratch_folder: DataFolder) -> Iterator[None]:
    """Forgets what the tests before have set, and which mechanics they were told of."""
    (scratch_folder.root / settings.FILE).unlink(missing_ok=True)
    yield
