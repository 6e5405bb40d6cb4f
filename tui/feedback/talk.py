"""What the player was asked in the feedback and what they answered, as entries."""

from __future__ import annotations

from engine.mission import Mission
from engine.phase_config import ClientFeedback
from engine.shared import Shared
from engine.texts import Words
from tui.feedback.paint import voice_entry
from tui.widgets.entries import Entry

LET_IT_SIT = "You let it sit."


def talk_entries(
    mission: Mission, config: ClientFeedback, shared: Shared, indent: int
) -> tuple[Entry, ...]:
    """What the player was asked, what they answered, and what came of it, in order."""
    entries: list[Entry] = []
    for exchange in config.answers:
        said = [p.ref for p in shared.transcript if p.ref.startswith(f"{exchange.id}/")]
        choice = shared.choice(exchange.id)
        asked = [ref for ref in said if ref.startswith(f"{exchange.id}/lines/")]
        entries += [voice_entry(mission, mission.texts[ref], indent) for ref in asked]
        if choice and choice.move == "silence":
            entries.append(voice_entry(mission, Words(who="narrator", say=LET_IT_SIT), indent))
        entries += [voice_entry(mission, mission.texts[ref], indent) for ref in said[len(asked) :]]
    return tuple(entries)
