"""The figures between two points of a climb, so that gauges glide instead of jumping.

Nothing is reckoned here: each figure lies on a straight line between the two that were.
"""

from __future__ import annotations

from dataclasses import replace

from engine.design.figures import Between, Figures, NodeFigures, state_of
from engine.design.mixture import constant


def between(before: Figures, after: Figures, share: float) -> Figures:
    """The figures `share` of the way from one point to the next."""

    def mid(one: float, other: float) -> float:
        return one + (other - one) * share

    # A percentile of nobody is no figure from which to start a line.
    answered = before.goodput_rps > 0 and after.goodput_rps > 0
    near = before if share < 0.5 else after
    nodes = {
        node: _node(use, after.nodes[node], share) if node in after.nodes else use
        for node, use in before.nodes.items()
    }
    return replace(
        near,
        offered_rps=mid(before.offered_rps, after.offered_rps),
        goodput_rps=mid(before.goodput_rps, after.goodput_rps),
        error_share=mid(before.error_share, after.error_share),
        times=Between(
            p50_ms=mid(before.p50_ms, after.p50_ms),
            p95_ms=mid(before.p95_ms, after.p95_ms),
            p99_ms=mid(before.p99_ms, after.p99_ms),
        )
        if answered
        else near.times,
        availability=mid(before.availability, after.availability),
        amplification=mid(before.amplification, after.amplification),
        nodes=nodes,
        limits=tuple(sorted(near.limits, key=lambda n: (-nodes[n].utilisation, n))),
    )


def _node(before: NodeFigures, after: NodeFigures, share: float) -> NodeFigures:
    def mid(one: float, other: float) -> float:
        return one + (other - one) * share

    use = mid(before.utilisation, after.utilisation)
    near = before if share < 0.5 else after
    slow = mid(before.p95_ms, after.p95_ms) if before.rate_rps and after.rate_rps else near.p95_ms
    return near._replace(
        rate_rps=mid(before.rate_rps, after.rate_rps),
        capacity_rps=mid(before.capacity_rps, after.capacity_rps),
        utilisation=use,
        response=constant(slow),
        wait_ms=mid(before.wait_ms, after.wait_ms),
        error_share=mid(before.error_share, after.error_share),
        backlog_per_s=mid(before.backlog_per_s, after.backlog_per_s),
        monthly_cost=mid(before.monthly_cost, after.monthly_cost),
        state=state_of(use),
        busy=mid(before.busy, after.busy),
        queue=mid(before.queue, after.queue),
    )
