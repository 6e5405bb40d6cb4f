"""On what terms a design is drawn, in words: what is down, what may be exchanged, what is left."""

from __future__ import annotations

from engine.design.graph import Design
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.swaps import swaps_left
from engine.phases.system_design import budget_of, figures
from engine.shared import Shared
from tui.figures import marks


def terms(mission: Mission, config: SystemDesign, shared: Shared) -> tuple[str, ...]:
    """What holds from the start, as sentences for the brief; none for a grid without terms."""
    told = []
    if config.outage:
        told.append(config.outage.says)
    if config.continues:
        told.append("The grid opens as you handed it in.")
    if config.edits:
        swaps = config.edits.swaps
        if swaps == 0:
            told.append("No component comes or goes.")
        elif swaps == 1:
            told.append("One component may be exchanged for another; the rest stays as it stands.")
        else:
            told.append(f"{swaps} components may be exchanged; the rest stays as it stands.")
    if config.continues:
        cost = figures(mission, config, config.initial).monthly_cost
        told.append(f"Left to spend: {marks(max(0, budget_of(config, shared) - cost))} a month.")
    if config.reserve:
        told.append(
            f"Of the {marks(budget_of(config, shared))}, {marks(config.reserve)} is a reserve: "
            "what is left of it may be spent later."
        )
    return tuple(told)


def swaps_word(config: SystemDesign, design: Design) -> str:
    """What may still be exchanged, in a word or two; empty where there is no limit."""
    left = swaps_left(config, design)
    if left is None:
        return ""
    return "1 swap" if left == 1 else f"{max(0, left)} swaps"


def reserve_word(config: SystemDesign, shared: Shared, cost: float) -> str:
    """What is left of the reserve, of how much; empty where none is kept."""
    if not config.reserve:
        return ""
    left = max(0, min(config.reserve, budget_of(config, shared) - cost))
    return f"{marks(left)} of {marks(config.reserve)}"
