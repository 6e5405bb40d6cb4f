"""The grid of a mission: what is asked of it, what wins, and what tempts."""

from __future__ import annotations

from collections.abc import Iterator

from content.bots.table import Reference, Table
from content.loader import Pack
from content.reporting.words import says
from content.sheets.markdown import flat
from engine.design.graph import Design, Node
from engine.design.rules import judge, total
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign

TOLD = ("gold", "guided", "tempting", "fair", "poor")
"""Walkthroughs whose designs are told, the best first."""


def design(pack: Pack, mission: Mission) -> Iterator[str]:
    """The section on the grid; nothing where a mission has none."""
    config = mission.design_phase
    if config is None:
        return
    yield "## The design"
    yield ""
    yield (
        f"Opens at {config.load.rps:g} requests a second, within {config.budget:,} marks a month. "
        f"Openly asked for: {_openly(config)}. The rest has to be known."
    )
    scripts = {one.name: one for one in pack.walkthroughs_of(mission.slug)}
    for name in TOLD:
        if name in scripts:
            for reference in Table(mission, scripts[name]).references():
                yield ""
                yield from _told(mission, name, reference)
    grids = [phase for phase in mission.phases if isinstance(phase, SystemDesign)]
    for later in grids[1:]:
        yield ""
        yield from _later(later)
    for grid in grids:
        yield from _changed(mission, grid)


def _later(config: SystemDesign) -> Iterator[str]:
    """A further design: on what terms it is drawn."""
    told = [f"Then a further design, at {config.load.rps:g} requests a second."]
    if config.continues:
        told.append("It opens with what was handed in before.")
    if config.outage:
        told.append(flat(config.outage.says))
    if config.edits:
        swaps = config.edits.swaps
        told.append(f"{swaps} component{'' if swaps == 1 else 's'} may be exchanged.")
    yield " ".join(told)


def _changed(mission: Mission, config: SystemDesign) -> Iterator[str]:
    if config.changes:
        yield ""
        yield "What choices change on the grid:"
        yield ""
        for change in config.changes:
            when = says(change.when, mission)
            yield f"- {flat(change.says)} (Where {when}.)" if when else f"- {flat(change.says)}"


def _openly(config: SystemDesign) -> str:
    names = [name.replace("-", " ") for name in config.known_without_asking]
    return ", ".join(names) or "nothing"


def _told(mission: Mission, name: str, reference: Reference) -> Iterator[str]:
    """One design that a walkthrough hands in: what it adds, and what it does not keep."""
    config, drawn = reference.config, reference.design
    down = config.down(drawn)
    moved = reference.budget_moved
    found = judge(config.rules, drawn, mission.catalogue, config.load, moved, down)
    figures = evaluate(drawn, mission.catalogue, config.load, down)
    cost, failing = round(figures.monthly_cost), figures.error_share
    yield (
        f"**{name.capitalize()}**: {round(total(found))} of 100, {cost:,} marks a month, "
        f"{failing:.1%} of requests fail."
    )
    yield f"- Draws: {_difference(mission, config.initial, drawn)}."
    for verdict in found:
        if not verdict.met:
            yield f"- Misses: {flat(verdict.text)}"


def _difference(mission: Mission, before: Design, after: Design) -> str:
    """What a design adds to the grid that it began with, and takes from it."""
    parts = [
        f"{node.label}{_settings(mission, node)}"
        for node in after.nodes
        if node.id not in before.by_id
    ]
    parts += [
        f"{node.label} set otherwise{_settings(mission, node)}"
        for node in after.nodes
        if node.id in before.by_id and node.config != before.by_id[node.id].config
    ]
    parts += [f"without {node.label}" for node in before.nodes if node.id not in after.by_id]
    old = {(edge.source, edge.target) for edge in before.edges}
    new = {(edge.source, edge.target) for edge in after.edges}
    cut = [pair for pair in sorted(old - new) if set(pair) <= set(after.by_id)]
    parts += [f"cut {_link(mission, pair, before)}" for pair in cut]
    parts += [_link(mission, pair, after) for pair in sorted(new - old)]
    return ", ".join(parts) or "nothing"


def _link(mission: Mission, pair: tuple[str, str], drawn: Design) -> str:
    ends = (drawn.by_id[end] for end in pair)
    return " to ".join(end.label or mission.catalogue.kind(end.kind).name for end in ends)


def _settings(mission: Mission, node: Node) -> str:
    """A component's settings, where they are not those that it comes with."""
    knobs = {knob.name: knob for knob in mission.catalogue.kind(node.kind).knobs}
    told = [
        f"{knobs[one.name].label.lower()} {_value(one.value)}"
        for one in node.config
        if one.name in knobs and one.value != knobs[one.name].default
    ]
    return f" ({', '.join(told)})" if told else ""


def _value(value: object) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)
