"""The page that opens a mission, and the three lines that open one again."""

from __future__ import annotations

from textual.content import Content

from engine.clock import clock_time, day_of
from engine.mission import Mission
from engine.state import State
from engine.story import timeline
from tui.widgets.header import PHASE_NAMES

SECONDARY = "$foreground 62%"


def brief_page(mission: Mission) -> Content:
    """What the mission is, what is practised in it, and how the first phase works."""
    card = mission.card
    phases = ", then ".join(PHASE_NAMES[phase.kind].lower() for phase in mission.phases)
    parts: list[str | tuple[str, str]] = [
        card.teaser,
        "\n\n",
        (f"About {card.estimated_duration} minutes: {phases}.", SECONDARY),
        "\n\n",
        ("YOU PRACTISE", "bold $primary"),
    ]
    for objective in card.learning_objectives:
        parts += ["\n· ", objective]
    if mission.phases[0].brief:
        parts += ["\n\n", ("FIRST", "bold $primary"), "\n", mission.phases[0].brief]
    return Content.assemble(*parts)


def recap_page(mission: Mission, state: State) -> Content:
    """Three lines: where you stand, what you did last, what is open."""
    shared = state.shared
    present = state.phases[-1]
    kind = mission.phases[len(state.phases) - 1].kind
    when = f"day {day_of(shared.minute)}, {clock_time(shared.minute)}"
    place = f"{len(state.phases)} of {len(mission.phases)}"
    first = f"{when}. You are at the {PHASE_NAMES[kind].lower()}, {place}."
    moments = timeline(mission, shared)
    if moments:
        last = moments[-1]
        second = f"Last: {last.said} {last.answer}".strip()
    else:
        second = "Nothing has been said yet."
    known = len(shared.facts)
    third = (
        "You know nothing that was hidden yet."
        if not known
        else (
            "One thing that was hidden is known."
            if known == 1
            else f"{known} things that were hidden are known."
        )
    )
    brief = mission.phases[len(state.phases) - 1].brief
    parts: list[str | tuple[str, str]] = [first, "\n", (second, SECONDARY), "\n", third]
    if brief and not present.finished:
        parts += ["\n\n", ("HERE", "bold $primary"), "\n", brief]
    return Content.assemble(*parts)


def phase_page(mission: Mission, index: int) -> Content:
    """What the next phase asks for, and that this is a good place to stop."""
    parts: list[str | tuple[str, str]] = [mission.phases[index].brief]
    parts += ["\n\n", ("Everything is stored. This is a good place to stop.", SECONDARY)]
    return Content.assemble(*parts)
