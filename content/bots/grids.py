"""The random hand that every bot has at a grid: some legal edits, by the seed alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from engine.actions import Configure, Connect, Disconnect, Place, Remove
from engine.design.graph import Design, Illegal, free_name
from engine.design.part import part
from engine.design.traffic import monthly_cost
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.design_edits import EDITS, edited, event_of
from engine.phases.system_design import REFUSED_OVER, figures
from engine.rng import draw, shuffled

FEWEST, MOST = 3, 12
"""Edits that are made."""
Fields = dict[str, Any]


class NoWayOut(Exception):
    """A grid or sheet that cannot be handed in, whatever a bot does to it."""


def scribbled(
    mission: Mission, config: SystemDesign, design: Design, budget: int, seed: int
) -> tuple[EDITS, ...]:
    """Edits of an opening grid, fewer where the last of them would be refused for their price.

    Raises:
        NoWayOut: the grid is too dear as it opens, and still is without what can be removed.
    """
    stages: list[tuple[Design, tuple[EDITS, ...]]] = [(design, ())]
    for turn in range(FEWEST + draw(seed, "edits") % (MOST - FEWEST + 1)):
        kind, fields = HAND[draw(seed, "edit", turn) % len(HAND)]
        now, done = stages[-1]
        tried = shuffled(seed, f"edit/{turn}", tuple(fields(mission, config, now)))
        for action, after in _legal(mission, config, now, kind, tried):
            stages.append((after, (*done, action)))
            break
    for after, actions in reversed(stages):
        if _affordable(mission, config, after, budget):
            return actions
    return _cleared(mission, config, design, budget)


def _legal(
    mission: Mission,
    config: SystemDesign,
    design: Design,
    kind: type[EDITS],
    tried: tuple[Fields, ...],
) -> Iterator[tuple[EDITS, Design]]:
    for fields in tried:
        action = kind(**fields)
        try:
            yield action, edited(mission, config, design, event_of(action))
        except Illegal:
            continue


def _places(mission: Mission, config: SystemDesign, design: Design) -> Iterator[Fields]:
    taken = {(node.cell.x, node.cell.y) for node in design.nodes}
    cells = [(x, y) for x in range(config.board.columns) for y in range(config.board.rows)]
    for kind in config.palette:
        name = free_name(design, kind)
        for x, y in cells:
            if (x, y) not in taken:
                yield {"component": kind, "node": name, "x": x, "y": y}


def _links(mission: Mission, config: SystemDesign, design: Design) -> Iterator[Fields]:
    for source in design.nodes:
        for target in design.nodes:
            if source is not target and target.id not in design.targets[source.id]:
                yield {"source": source.id, "target": target.id}


def _settings(mission: Mission, config: SystemDesign, design: Design) -> Iterator[Fields]:
    for node in design.nodes:
        for knob in mission.catalogue.kind(node.kind).knobs:
            for value in knob.ends:
                if value != node.settings.get(knob.name, knob.default):
                    yield {"node": node.id, "knob": knob.name, "value": value}


def _cuts(mission: Mission, config: SystemDesign, design: Design) -> Iterator[Fields]:
    for edge in design.edges:
        yield {"source": edge.source, "target": edge.target}


def _removals(mission: Mission, config: SystemDesign, design: Design) -> Iterator[Fields]:
    for node in design.nodes:
        yield {"node": node.id}


Tried = Callable[[Mission, SystemDesign, Design], Iterator[Fields]]
HAND: tuple[tuple[type[EDITS], Tried], ...] = (
    *((Place, _places),) * 3,
    *((Connect, _links),) * 4,
    *((Configure, _settings),) * 2,
    (Disconnect, _cuts),
    (Remove, _removals),
)
"""What an edit is drawn from, each as often as it stands here. Moves and frames change nothing."""


def _affordable(mission: Mission, config: SystemDesign, design: Design, budget: int) -> bool:
    limit = budget * REFUSED_OVER
    kinds = mission.catalogue
    idle = sum(monthly_cost(part(node, kinds.kind(node.kind)), 0, 0) for node in design.nodes)
    return idle <= limit and figures(mission, config, design).monthly_cost <= limit


def _cleared(
    mission: Mission, config: SystemDesign, design: Design, budget: int
) -> tuple[EDITS, ...]:
    """Takes away what can be removed, until the rest can be paid."""
    done: tuple[EDITS, ...] = ()
    while not _affordable(mission, config, design, budget):
        tried = tuple(_removals(mission, config, design))
        removal = next(_legal(mission, config, design, Remove, tried), None)
        if removal is None:
            raise NoWayOut(f"The grid of '{mission.slug}' is too dear to be handed in.")
        done, design = (*done, removal[0]), removal[1]
    return done
