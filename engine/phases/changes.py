"""Design phases as choices have changed them: a pure function of mission and applied changes.

Whatever shows or judges a grid asks here for its config: `design_config`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine import events as ev
from engine.design.load import Load
from engine.design.rules import Budget, Rule
from engine.frozen import made
from engine.grid_change import GridChange, LoadChange
from engine.knowledge import Requirement
from engine.mission import Mission
from engine.phase_config import Phase, SystemDesign
from engine.phases.design_edits import laid_out
from engine.shared import Shared

Applied = tuple[tuple[str, bool], ...]
"""Ids of changes in the order in which they came; true where the phase was opening."""


def applied(phase: str, shared: Shared) -> Applied:
    """The changes that hold in a design phase."""
    if not shared.changes:
        return ()
    return tuple([(c.change, c.as_it_opens) for c in shared.changes if c.phase == phase])


def phase_config(mission: Mission, phase: str, shared: Shared) -> Phase:
    """A phase as it is played: a design phase with the changes that hold in it."""
    return as_played(mission, mission.phase_by_id[phase], shared)


def as_played(mission: Mission, config: Phase, shared: Shared) -> Phase:
    """A phase as it is written, with the changes that hold in it where it is a design."""
    return _designed(mission, config, shared) if isinstance(config, SystemDesign) else config


def design_config(mission: Mission, phase: str, shared: Shared) -> SystemDesign:
    """A design phase with the changes that hold in it.

    Raises:
        KeyError: there is no design phase of this id.
    """
    config = mission.phase_by_id[phase]
    if not isinstance(config, SystemDesign):
        raise KeyError(phase)
    return _designed(mission, config, shared)


def _designed(mission: Mission, config: SystemDesign, shared: Shared) -> SystemDesign:
    config = continued(mission, config, shared) if shared.taken_over else config
    return changed(mission, config, applied(config.id, shared))


def continued(mission: Mission, config: SystemDesign, shared: Shared) -> SystemDesign:
    """A design phase that opens with what an earlier one left, and with the money that came along;
    any other as it is."""
    taken = next((one for one in shared.taken_over if one.phase == config.id), None)
    if taken is None:
        return config
    key = (config.id, taken)
    found = mission.changed_grids.get(key)
    if found is None:
        rules = tuple(_topped(rule, taken.budget) for rule in config.rules)
        update = {"initial": taken.design, "budget": config.budget + taken.budget, "rules": rules}
        found = mission.changed_grids[key] = config.model_copy(update=update)
    return found


def changed(mission: Mission, config: SystemDesign, those: Applied) -> SystemDesign:
    """A design phase with some of its changes.

    Raises:
        KeyError: it has no such change.
    """
    if not those:
        return config
    key = (config.id, config.initial, config.budget, those)
    found = mission.changed_grids.get(key)
    if found is None:
        found = config
        for name, as_it_opens in those:
            found = _with(mission, found, config.change(name), as_it_opens)
        mission.changed_grids[key] = found
    return found


def _with(
    mission: Mission, config: SystemDesign, change: GridChange, as_it_opens: bool
) -> SystemDesign:
    gone = set(change.withdraws)
    rules = [_moved(rule, change) for rule in config.rules if rule.id not in change.waives]
    update: dict[str, Any] = {
        "load": _loaded(config.load, change.load),
        "budget": max(0, config.budget + change.budget),
        "rules": (*rules, *change.adds),
        "palette": (
            *(kind for kind in config.palette if kind not in gone),
            *(kind for kind in change.permits if kind not in config.palette),
        ),
        # What a change adds is named by its sentence in the brief.
        "known_without_asking": (*config.known_without_asking, *(r.id for r in change.adds)),
    }
    if as_it_opens:
        update["initial"] = laid_out(mission, config, config.initial, change)
    return config.model_copy(update=update)


def _loaded(load: Load, change: LoadChange | None) -> Load:
    if change is None:
        return load
    given = {name: getattr(change, name) for name in change.model_fields_set}
    return load.model_copy(update={k: v for k, v in given.items() if v is not None})


def _moved(rule: Rule, change: GridChange) -> Rule:
    """A rule with its new targets; what the budget gains, its limit gains as well."""
    fields = change.targets.get(rule.id)
    if fields:
        rule = type(rule).model_validate({**rule.model_dump(), **fields})
    return _topped(rule, change.budget)


def _topped(rule: Rule, marks: int) -> Rule:
    """A rule under a budget that has gained, or lost, some marks."""
    if isinstance(rule, Budget) and marks:
        return rule.model_copy(update={"at_most": max(1.0, rule.at_most + marks)})
    return rule


def due(config: SystemDesign, shared: Shared, *, as_it_opens: bool) -> Iterator[ev.GridChanged]:
    """The changes that hold now and did not before, in the order of the file."""
    before = [name for name, _ in applied(config.id, shared)]
    for change in config.changes:
        if change.id not in before and change.when.holds(shared):
            yield made(ev.GridChanged, phase=config.id, change=change.id, as_it_opens=as_it_opens)


def told(config: SystemDesign, shared: Shared) -> tuple[str, ...]:
    """What the brief says of the changes that hold, in the order in which they came."""
    return tuple(config.change(name).says for name, _ in applied(config.id, shared))


def asked_for(mission: Mission, shared: Shared, feedback: str = "") -> tuple[Requirement, ...]:
    """The requirements that stand: not those of which every rule is waived, or was never added.

    Of a feedback, those that are heard in it alone.
    """
    changes = tuple([(c.phase, c.change, c.as_it_opens) for c in shared.changes])
    found = mission.standing.get((feedback, changes))
    if found is None:
        asked = _standing(mission, shared)
        heard = tuple([one for one in asked if one.phase in ("", feedback)])
        found = mission.standing[feedback, changes] = heard if feedback else asked
    return found


def _standing(mission: Mission, shared: Shared) -> tuple[Requirement, ...]:
    declared: dict[str, set[str]] = {}
    standing: dict[str, set[str]] = {}
    for config in mission.phases:
        if isinstance(config, SystemDesign):
            added = {rule.id for change in config.changes for rule in change.adds}
            declared[config.id] = added | {rule.id for rule in config.rules}
            now = design_config(mission, config.id, shared).rules
            standing[config.id] = {rule.id for rule in now}

    def stands(requirement: Requirement) -> bool:
        if requirement.holds is not None or not requirement.rules:
            return True
        names = [design.id for design in mission.designs_of(requirement)]
        known = set[str]().union(*(declared[name] for name in names))
        gone = known - set[str]().union(*(standing[name] for name in names))
        return not gone.issuperset(requirement.rules)

    return tuple(requirement for requirement in mission.requirements if stands(requirement))
