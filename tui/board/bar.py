"""The two lines on top of the board: who plays and how far they are, and the acts."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from engine.shared import OPENING_ENERGY
from engine.unlocks import Facts, xp_of
from tui.board.acts import NUMERALS, SHORT_ACTS
from tui.board.entries import BoardEntry
from tui.board.map import present_act
from tui.widgets.header import Part, energy_part, spread

FULL_WIDTH = 100


def top_line(width: int, facts: Facts, xp: int, player: str) -> Content:
    """Brand, player, level, and the experience that the next level takes."""
    need = xp_of(facts.level + 1)
    wide = width >= FULL_WIDTH
    gap = "   " if wide else "  "
    parts: list[Part] = [
        ("level ", "$mute"),
        (str(facts.level), "bold $primary"),
        (gap, ""),
        (f"{xp} of {need} XP" if wide else f"{xp}/{need} XP", "$mute"),
    ]
    if facts.energy != OPENING_ENERGY:
        parts += [(gap, ""), ("team ", "$mute") if wide else ("", ""), *energy_part(facts.energy)]
    right = Content.assemble(*parts)
    left = Content.assemble(("◆ ", "$accent"), ("SCOPE CREEP", "bold"), "  Campaign")
    room = width - 4 - left.cell_length - right.cell_length
    name = Content.styled(player, "$mute")
    if room > 6:
        name = name if name.cell_length <= room - 2 else name.truncate(room - 2, ellipsis=True)
        left = Content.assemble(left, "  ", name)
    return spread(width, left, right)


def act_line(width: int, entries: Mapping[str, BoardEntry]) -> Content:
    """The acts as a rail; how many missions are done, and how many can be opened."""
    own = [entry for entry in entries.values() if entry.card.act]
    done = sum(entry.status == "completed" for entry in own)
    free = sum(entry.status == "open" and not entry.missing for entry in own)
    counts: list[Part] = [(f"{done} of {len(own)} done", "$mute")]
    if free and width >= FULL_WIDTH:
        counts.append((f"   {free} open", "$primary"))
    right = Content.assemble(*counts)
    rail = Content("")
    for step in range(3):
        rail = _rail(entries, step)
        if rail.cell_length + right.cell_length + 4 <= width:
            break
    return spread(width, rail, right)


def _rail(entries: Mapping[str, BoardEntry], step: int) -> Content:
    present = present_act(entries)
    parts: list[Part] = []
    for number, (numeral, title) in enumerate(zip(NUMERALS, SHORT_ACTS, strict=True), start=1):
        own = [entry for entry in entries.values() if entry.card.act == number]
        if not own:
            continue
        whole = step == 0 or (step == 1 and number == present)
        words = f"{numeral} {title}" if whole else numeral
        if parts:
            parts.append((" ── " if step == 0 else " ─ ", "$edge"))
        if all(entry.status == "completed" for entry in own):
            parts.append((f"✓ {words}", "$success"))
        elif number == present:
            parts.append((f"● {words}", "bold $accent"))
        else:
            parts.append((f"○ {words}", "$mute"))
    return Content.assemble(*parts)
