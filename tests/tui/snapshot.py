"""Snapshots of screens as text; SNAPSHOTS=update writes them anew."""

import os
from pathlib import Path

SNAPSHOTS = Path(__file__).parent / "snapshots"
NARROW, WIDE = SIZES = ((80, 24), (120, 40))


def same(name: str, size: tuple[int, int], text: str) -> None:
    """Holds a screen against its snapshot; SNAPSHOTS=update writes it anew."""
    path = SNAPSHOTS / f"{name}_{size[0]}x{size[1]}.txt"
    if os.environ.get("SNAPSHOTS") == "update":
        path.write_text(text + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text + "\n", f"{path.name} has changed"
