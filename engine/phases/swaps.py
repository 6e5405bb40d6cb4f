"""One for one: how much of the design that a phase opens with may be exchanged.

What is placed anew may be set and linked as one likes; what stands keeps its settings and the
links between. It is told from the two designs alone, so that an undo gives an exchange back.
"""

from __future__ import annotations

from engine.design.graph import Design, Illegal
from engine.phase_config import SystemDesign


def gone_and_new(opening: Design, design: Design) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The components that went since the opening, and those that came."""

    def missing(there: Design, here: Design) -> tuple[str, ...]:
        return tuple(
            node.id
            for node in there.nodes
            if node.id not in here.by_id or here.by_id[node.id].kind != node.kind
        )

    return missing(opening, design), missing(design, opening)


def swaps_left(config: SystemDesign, design: Design) -> int | None:
    """How many components may still be exchanged; None where the grid sets no limit.

    One that went and one that came are one exchange, in whichever order.
    """
    if config.edits is None:
        return None
    return config.edits.swaps - max(map(len, gone_and_new(config.initial, design)))


def told_left(config: SystemDesign, design: Design) -> str:
    """What is left to exchange, in a sentence; empty where the grid sets no limit."""
    left = swaps_left(config, design)
    if config.edits is None or left is None:
        return ""
    most = config.edits.swaps
    if not most:
        return "Nothing may be exchanged here."
    gone, new = gone_and_new(config.initial, design)
    open_halves = min(most - len(gone), most - len(new)) < max(most - len(gone), most - len(new))
    if left <= 0 and open_halves:
        if len(new) < len(gone):
            return "One may still come in the place of what went."
        return "One may still go for what came."
    if left <= 0:
        return "No exchange is left; an undo gives one back."
    return "One exchange is left." if left == 1 else f"{left} exchanges are left."


def within(config: SystemDesign, before: Design, after: Design) -> Design:
    """The design after an edit, where the grid allows so much to be exchanged.

    Raises:
        Illegal: it goes beyond what is left, or changes what has to stay as it is.
    """
    if config.edits is None or after is before:
        return after
    opening = config.initial
    gone, new = gone_and_new(opening, after)
    left = told_left(config, before)
    if max(len(gone), len(new)) > config.edits.swaps:
        raise Illegal(_most(config.edits.swaps), left)
    old = opening.by_id.keys() - set(gone)
    for name in old:
        if after.by_id[name].settings != opening.by_id[name].settings:
            label = after.names[name]
            raise Illegal(f"{label} keeps its settings; only what is placed anew is set.", left)
    stood = {(edge.source, edge.target) for edge in opening.edges}
    links = {(edge.source, edge.target) for edge in after.edges}
    before_it = {(edge.source, edge.target) for edge in before.edges}
    for source, target in sorted((links - stood) | ((before_it & stood) - links)):
        if source in old and target in old:
            both = f"{after.names[source]} and {after.names[target]}"
            raise Illegal(f"Between {both} nothing changes; what is placed anew is linked.", left)
    return after


def _most(swaps: int) -> str:
    if not swaps:
        return "This design is built: no component comes or goes."
    if swaps == 1:
        return "One component may be exchanged here, no more."
    return f"{swaps} components may be exchanged here, no more."
