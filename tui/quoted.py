"""A passage that was pinned, as it is told elsewhere: its words, without the frame round them."""

from __future__ import annotations

import re

from engine.mission import Mission
from tui.safety import one_line

_DRAWN = r"[\u2500-\u257f]+|\+?(?:[-=_]{3,}\+?)+"
"""Lines and corners, whatever they are drawn with."""
_BAR = r"\|+"
"""Drawn where it stands at an end of the passage; else a sign like others."""
_GAP = r"\s{2,}"
"""What stands between the columns of a table."""


def quoted(mission: Mission, source: str, quote: str) -> str:
    """The words of a passage on one line; a table's columns stay apart.

    A passage that is nothing but a frame is shown as it stands.
    """
    text, laid_out = quote.strip(), source in mission.attachment_by_name
    barred = text.startswith("|") or (laid_out and text.endswith("|"))
    if not (laid_out or barred):
        return one_line(text)
    between = "|".join((_DRAWN, _GAP, *([_BAR] if barred else [])))
    parts = [one_line(part) for part in re.split(between, text)]
    return "  ".join(part for part in parts if part) or one_line(text)
