"""A design and its figures in sentences."""

from __future__ import annotations

from engine.design.graph import Cell, Design, Node
from engine.design.kind import Knob, Value
from engine.design.outage import Outage
from engine.design.traffic import Figures, evaluate
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases.swaps import told_left
from engine.phases.system_design import figures as figures_of
from engine.shared import Shared
from tui.figures import marks, milliseconds, of_rate, per_second, percent
from tui.plain.voice import sentence
from tui.studio.inspector import knob_text
from tui.studio.known import ticks
from tui.studio.metrics import limit_words
from tui.studio.scene import Scene
from tui.studio.terms import reserve_word
from tui.studio.words import of_kind, of_studio

MARKS = {True: "Met", False: "Not met"}


def design(mission: Mission, config: SystemDesign, shared: Shared, drawn: Design) -> list[str]:
    """Every component with its cell, settings, links and, where they are shown, its figures."""
    if not drawn.nodes:
        return ["The grid is empty. Place a component to begin."]
    now = figures_of(mission, config, drawn)
    shown = config.offers("real_time_metrics")
    down = [drawn.names[outage.name] for outage in sorted(config.down(drawn))]
    head = [f"DOWN: {', '.join(down)}. {config.outage.says}"] if down and config.outage else []
    lines = head + [_node(mission, drawn, node, now if shown else None) for node in drawn.nodes]
    lines += [f"A frame '{frame.label}' stands round some cells." for frame in drawn.frames]
    return [*lines, *(problem.message for problem in now.problems)]


def _node(mission: Mission, drawn: Design, node: Node, now: Figures | None) -> str:
    kind = mission.catalogue.kind(node.kind)
    name = drawn.names[node.id]
    parts = [
        f"{name}{'' if kind.name in name else f' ({kind.name})'}, at {node.cell.x} {node.cell.y}."
    ]
    settings = [setting(k, node.value(kind, k.name, k.default)) for k in kind.knobs]
    if settings:
        parts.append("; ".join(settings) + ".")
    calls = [drawn.names[target] for target in drawn.targets[node.id]]
    parts.append(f"Calls {', '.join(calls)}." if calls else "Calls nobody.")
    use = now.nodes.get(node.id) if now else None
    if use and kind.role != "source":
        busy = {"saturated": "FULL", "near": "near its limit"}.get(use.state, "")
        parts.append(
            f"Does {of_rate(use.rate_rps, use.capacity_rps)}, {percent(use.utilisation, 0)} busy"
            f"{', ' + busy if busy else ''}."
        )
    return " ".join(parts)


def setting(knob: Knob, value: Value) -> str:
    """A setting with its value."""
    return f"{knob.label} {knob_text(knob, value)}"


def short(mission: Mission, config: SystemDesign, drawn: Design) -> str:
    """The three figures that matter after each edit, and what is wrong with the drawing."""
    now = figures_of(mission, config, drawn)
    quick = milliseconds(now.p95_ms) if now.answered_share else "nobody is answered"
    said = (
        f"p95 {quick}; {percent(now.answered_share)} answered; "
        f"{marks(now.monthly_cost)} marks a month."
    )
    return " ".join([said, *(problem.message for problem in now.problems)])


def figures(mission: Mission, config: SystemDesign, shared: Shared, drawn: Design) -> list[str]:
    """What the whole design does, what limits it, and what of the known is met."""
    scene = _scene(mission, config, shared, drawn)
    now = scene.figures
    lines = [f"{marks(now.monthly_cost)} of {marks(scene.budget)} marks a month."]
    kept = reserve_word(config, shared, now.monthly_cost)
    lines += [f"Of the reserve, {kept} is left."] if kept else []
    exchange = told_left(config, drawn)
    lines += [exchange] if exchange else []
    if scene.measured:
        lines += [
            f"Asked for: {per_second(now.offered_rps)}. Answered: {percent(now.answered_share)}.",
            f"p50 {milliseconds(now.p50_ms)}, p95 {milliseconds(now.p95_ms)}.",
            f"p99 {milliseconds(now.p99_ms)}. Up {percent(now.availability, 2)} of the time.",
            limit_words(scene)[0],
        ]
    for tick in ticks(scene):
        state = MARKS[tick.met] if tick.judged else "Wanted"
        why = f" {tick.why}" if tick.why and not tick.met else ""
        lines.append(f"{state}: {sentence(tick.text)}{why}")
    return lines


def _scene(mission: Mission, config: SystemDesign, shared: Shared, drawn: Design) -> Scene:
    """The grid at rest, with nobody on it."""
    nowhere = Cell(x=0, y=config.board.rows)
    return Scene(
        mission=mission, config=config, shared=shared, stored=drawn, cursor=nowhere, ran=True
    )


def run(
    mission: Mission,
    config: SystemDesign,
    shared: Shared,
    drawn: Design,
    lost: tuple[Outage, ...],
) -> list[str]:
    """What the traffic run came to at its peak, with what is lost."""
    gone = config.down(drawn).union(lost)
    now = evaluate(drawn, mission.catalogue, config.load, without=gone)
    without = ""
    if lost:
        named = [o.name if o.what == "zone" else drawn.names[o.name] for o in lost]
        without = f" without {', '.join(named)}"
    answered = f"{percent(now.answered_share)} answered, p95 {milliseconds(now.p95_ms)}"
    lines = [f"The busiest hour{without}: {per_second(now.offered_rps)} asked, {answered}."]
    for node in now.limits[:3]:
        use = now.nodes[node]
        lines.append(
            f"{drawn.names[node]}: {percent(use.utilisation, 0)} busy"
            f"{', FULL' if use.state == 'saturated' else ''}."
        )
    if now.stability != "stable":
        lines.append("A short burst would not clear by itself.")
    return lines


def explained(mission: Mission, config: SystemDesign) -> dict[str, str]:
    """Every term and component with its plain sentence."""
    kinds = [mission.catalogue.kind(name) for name in config.palette]
    kinds += [
        mission.catalogue.kind(node.kind)
        for node in config.initial.nodes
        if node.kind not in config.palette
    ]
    told = [*(of_kind(kind) for kind in kinds), *of_studio(mission)]
    return {said.term: said.says for said in told}
