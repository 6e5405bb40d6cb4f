"""A design that goes on from an earlier one: what it opens with, and what it may cost."""

from __future__ import annotations

from engine.frozen import made
from engine.mission import Mission
from engine.phase_config import Phase, SystemDesign
from engine.phases.base import PhaseState
from engine.phases.changes import design_config
from engine.phases.system_design import StudioState, budget_of, figures
from engine.shared import Shared, TakenOver


def taken_over(
    mission: Mission, config: Phase, phases: tuple[PhaseState, ...], shared: Shared
) -> Shared:
    """What all phases share, with what this phase opens with where it continues another."""
    if not isinstance(config, SystemDesign) or not config.continues:
        return shared
    before = next((own for own in phases if own.phase == config.continues), None)
    if not isinstance(before, StudioState):
        return shared
    kept = unspent(mission, before, shared)
    as_it_opens = config.model_copy(update={"initial": before.design})
    cost = round(figures(mission, as_it_opens, before.design).monthly_cost)
    # What choices added to budgets is added to every budget as it is asked for.
    whole = cost + kept - shared.budget
    taken = made(TakenOver, phase=config.id, design=before.design, budget=whole)
    return shared.model_copy(update={"taken_over": (*shared.taken_over, taken)})


def unspent(mission: Mission, own: StudioState, shared: Shared) -> int:
    """Marks a month of a design's reserve that are left of its budget."""
    config = design_config(mission, own.phase, shared)
    cost = round(figures(mission, config, own.design).monthly_cost)
    return max(0, min(config.reserve, budget_of(config, shared) - cost))
