"""What a climb of the load came to: how far it held, what gave, what was lost and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.design.figures import Figures
from engine.design.graph import Design
from engine.design.stress import Aim, Climb, holds, rate_until, slowest

Cause = Literal["full", "down", "waiting", "late", "behind", "no route"]
"""Turned away where no place was left; come to what is lost; answered, and put aside until what is
lost is back; given up after a timeout; put aside and never fetched; nobody there to go to."""
LEAST_TOLD = 0.001
"""Share of all that was lost under which one place of it is not told of."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Requests that were lost in one way at one component."""

    cause: Cause
    node: str | None
    requests: float


@dataclass(frozen=True, slots=True)
class Report:
    """A climb, summed up."""

    held_rps: float
    """The highest rate at which everything kept up and every known goal was met."""
    goal_rps: float
    end_rps: float
    first: str | None
    """The component that could not keep up first."""
    first_at_rps: float
    over_s: float
    """How long a known goal was missed, or something could not keep up."""
    whole_s: float
    worst_p95_ms: float
    slowest: str | None
    """Where requests waited longest at that time."""
    asked: float
    """Requests in the whole climb."""
    lost: float
    losses: tuple[Loss, ...]
    """By how many, the most first; all that is worth a line."""
    monthly_cost: float
    dearest: str | None
    """The component that costs most."""


def lost_per_second(design: Design, figures: Figures) -> tuple[Loss, ...]:
    """Requests lost each second at one point, by cause and component.

    A request that makes several calls may fail at more than one; the shares are scaled so that
    they add up to what is missing from the goodput.
    """
    missing = figures.offered_rps - figures.goodput_rps
    if missing <= figures.offered_rps * 1e-9:
        return ()
    found: list[Loss] = []
    for node, use in figures.nodes.items():
        if use.later and use.backlog_per_s > 0:
            found.append(Loss("behind", node, use.backlog_per_s))
        elif use.down and use.rate_rps > 0:
            found.append(Loss("waiting" if use.later else "down", node, use.rate_rps))
        elif not use.later and use.rate_rps * use.error_share > 0:
            found.append(Loss("full", node, use.rate_rps * use.error_share))
        if use.timed_out_rps > use.retried_rps:
            found.append(Loss("late", node, use.timed_out_rps - use.retried_rps))
    named = sum(loss.requests for loss in found)
    if named < missing * 0.999:
        stuck = _stuck(design, figures, missing - named)
        if stuck or not found:
            found.append(stuck or Loss("no route", None, missing - named))
            named = missing
    return tuple(Loss(loss.cause, loss.node, loss.requests * missing / named) for loss in found)


def _stuck(design: Design, figures: Figures, requests: float) -> Loss | None:
    """Where requests end that came to nobody: before what is lost, or where no link leads on."""
    asked = [node for node, use in figures.nodes.items() if use.rate_rps > 0]
    for node in asked:
        gone = [t for t in design.targets[node] if figures.nodes[t].down]
        if gone and not any(figures.nodes[t].rate_rps > 0 for t in gone):
            return Loss("down", gone[0], requests)
    for problem in figures.problems:
        for node in problem.nodes:
            if node in asked:
                return Loss("no route", node, requests)
    return None


def report(run: Climb, aim: Aim) -> Report:
    """Sums a climb up."""
    seconds = run.step_seconds
    by_place: dict[tuple[Cause, str | None], float] = {}
    for figures in run.points:
        for loss in lost_per_second(run.design, figures):
            place = (loss.cause, loss.node)
            by_place[place] = by_place.get(place, 0.0) + loss.requests * seconds
    lost = sum(by_place.values())
    losses = [
        Loss(cause, node, count)
        for (cause, node), count in by_place.items()
        if count > lost * LEAST_TOLD
    ]
    worst = max(run.points, key=lambda figures: figures.p95_ms)
    costs = {node: use.monthly_cost for node, use in run.goal.nodes.items()}
    dearest = max(costs, key=lambda node: costs[node], default=None)
    return Report(
        held_rps=rate_until(run, lambda figures: holds(figures, aim)),
        goal_rps=run.load.rps,
        end_rps=run.points[-1].offered_rps,
        first=run.first.node if run.first else None,
        first_at_rps=run.first.rate_rps if run.first else 0.0,
        over_s=seconds * sum(not holds(figures, aim) for figures in run.points),
        whole_s=seconds * len(run.points),
        worst_p95_ms=worst.p95_ms,
        slowest=slowest(worst),
        asked=seconds * sum(figures.offered_rps for figures in run.points),
        lost=lost,
        losses=tuple(sorted(losses, key=lambda loss: -loss.requests)),
        monthly_cost=run.goal.monthly_cost,
        dearest=dearest if dearest and costs[dearest] > 0 else None,
    )
