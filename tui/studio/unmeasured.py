"""What a grid shows that measures nothing by itself: prices and loose ends, until traffic ran."""

from __future__ import annotations

from dataclasses import replace

from engine.design.figures import Figures
from engine.phase_config import SystemDesign

UNMEASURED = "Not measured yet: t runs the traffic."
UNBUILT = "Nothing is built yet."


def measured(config: SystemDesign, ran: bool) -> bool:
    """Whether the figures of a design are known, by every edit or by a run through it."""
    return ran or config.offers("real_time_metrics")


def without_measures(figures: Figures) -> Figures:
    """The figures with all left out that only traffic tells; what is asked is known."""
    nodes = {
        name: now._replace(
            rate_rps=0.0 if now.capacity_rps else now.rate_rps,
            capacity_rps=0.0,
            utilisation=0.0,
            error_share=0.0,
            backlog_per_s=0.0,
            state="idle",
        )
        for name, now in figures.nodes.items()
    }
    return replace(figures, nodes=nodes, limits=(), goodput_rps=0.0)
