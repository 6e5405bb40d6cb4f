"""What the model says of a design under a load: of the whole, each component, each class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

from engine.design.mixture import Mixture, quantile, total

NodeState = Literal["idle", "busy", "near", "saturated"]
Stability = Literal["stable", "vulnerable", "collapsed"]
"""Whether retries let a short burst pass, keep it alive for ever, or have done so already."""
IDLE_BELOW, NEAR_FROM = 0.05, 0.80


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the drawing that keeps requests from being served."""

    message: str
    nodes: tuple[str, ...] = ()


class NodeFigures(NamedTuple):
    """What one component does under the load."""

    rate_rps: float
    capacity_rps: float
    utilisation: float
    """Load over capacity; above 1 it cannot keep up."""
    response: Mixture
    """How long its requests take here."""
    wait_ms: float
    error_share: float
    """Share of its requests that it turns away."""
    backlog_per_s: float
    """Work that piles up each second, where nobody waits for it or people wait to be let in."""
    monthly_cost: float
    state: NodeState
    later: bool
    """Whether its work is done after the caller has had an answer."""
    busy: float = 0.0
    """Share of its servers at work, at most 1."""
    queue: float = 0.0
    """Requests that wait here, on average."""
    backlog: float = 0.0
    """Work that has piled up when the peak ends."""
    lag_ms: float = 0.0
    """How old a piece of work is when it is taken up, at the end of the peak."""
    drain_s: float = 0.0
    """How long an ordinary hour takes to work the pile off; 0 where it has none or never does."""
    timed_out_rps: float = 0.0
    """Calls of this component that it gave up waiting for."""
    retried_rps: float = 0.0
    """Calls that it made again."""
    threads_busy: float = 0.0
    """Share of its threads that are held, where they are limited."""
    down: bool = False
    """Whether the scenario has taken it away."""
    approximate: str = ""
    """Why its figures are rougher than elsewhere, in plain words; empty where they are not."""

    @property
    def mean_ms(self) -> float:
        """Mean time of its requests here."""
        return total(self.response)

    @property
    def p50_ms(self) -> float:
        """The time within which half of its requests are done here."""
        return quantile(self.response, 0.50)

    @property
    def p95_ms(self) -> float:
        """The time within which 95 in 100 are."""
        return quantile(self.response, 0.95)

    @property
    def p99_ms(self) -> float:
        """The time within which 99 in 100 are."""
        return quantile(self.response, 0.99)


@dataclass(frozen=True, slots=True)
class Response:
    """How long an answer takes. Its percentiles are reckoned when they are asked for: most are
    not, at most edits."""

    mixture: Mixture

    @property
    def p50_ms(self) -> float:
        return quantile(self.mixture, 0.50)

    @property
    def p95_ms(self) -> float:
        return quantile(self.mixture, 0.95)

    @property
    def p99_ms(self) -> float:
        return quantile(self.mixture, 0.99)


@dataclass(frozen=True, slots=True)
class Between:
    """How long an answer is told to take while a gauge is on its way."""

    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Served:
    """What becomes of requests: how many are meant and done, and how long an answer takes."""

    offered_rps: float
    goodput_rps: float
    error_share: float
    times: Response | Between

    @property
    def p50_ms(self) -> float:
        """The time within which half of the answers come."""
        return self.times.p50_ms

    @property
    def p95_ms(self) -> float:
        """The time within which 95 in 100 do."""
        return self.times.p95_ms

    @property
    def p99_ms(self) -> float:
        """The time within which 99 in 100 do."""
        return self.times.p99_ms


@dataclass(frozen=True, slots=True)
class ClassFigures(Served):
    """What becomes of one class of request that the mission names."""

    name: str
    finished_rps: float = 0.0
    """What is done each second while others wait to be let in; all goodput where nobody does."""


@dataclass(frozen=True, slots=True)
class Figures(Served):
    """What a design does under a load."""

    availability: float
    monthly_cost: float
    nodes: Mapping[str, NodeFigures]
    limits: tuple[str, ...]
    """Components by how near they are to their limit, the nearest first."""
    problems: tuple[Problem, ...]
    mean_ms: float = 0.0
    answered_share: float = 0.0
    """Share that has an answer, though what is put aside for later may never be done."""
    classes: tuple[ClassFigures, ...] = ()
    stability: Stability = "stable"
    amplification: float = 1.0
    """Calls that are made for one that was meant, at the component that sees most of them."""

    @property
    def saturated(self) -> tuple[str, ...]:
        """Components that cannot keep up."""
        return tuple(n for n in self.limits if self.nodes[n].state == "saturated")


@dataclass(frozen=True, slots=True)
class Left:
    """What is done of a design's work when something is lost."""

    error_share: float
    unanswered_share: float
    """What has no answer; what is answered and put aside may wait until what is lost is back."""
    classes: tuple[tuple[str, float], ...]
    """Each class of request that the mission names, with the share of it that is done."""


def state_of(use: float) -> NodeState:
    """How a component stands at this load over its capacity."""
    if use >= 1:
        return "saturated"
    if use >= NEAR_FROM:
        return "near"
    return "idle" if use < IDLE_BELOW else "busy"


PERCENTILES = ("p50_ms", "p95_ms", "p99_ms")
NUMBERS = (*(f.name for f in fields(Figures) if f.type in (float, "float")), *PERCENTILES)
"""Figures of a whole design that are a number."""
