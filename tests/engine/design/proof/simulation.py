"""A drawing made ready to be simulated.

Taken from the game is only which component calls which (`routes`); all queueing, choosing,
giving up and trying again is `events`.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import simpy

from engine.design.graph import Design
from engine.design.kind import Catalogue, ClassKind
from engine.design.load import Load
from engine.design.part import Part
from engine.design.rates import shares_of
from engine.design.routes import Plan, plan
from tests.engine.design.proof import events
from tests.engine.design.proof.events import Clock, World
from tests.engine.design.proof.seen import Seen, Summary, summary
from tests.engine.design.proof.wiring import Component, Wiring

ROOT = Path(__file__).parents[4]
ENDLESS = 10_000_000
OTHER = "PROOF_PYTHON"
"""Environment variable that names an interpreter, such as PyPy, to run long simulations."""


class SimPyClock:
    """What happens later, on SimPy: the oracle of the simulation's own heap."""

    def __init__(self) -> None:
        self.env = simpy.Environment()

    @property
    def now(self) -> float:
        return float(self.env.now)

    def after(self, delay: float, then: Callable[[], None]) -> None:
        event = self.env.timeout(delay)
        event.callbacks.append(lambda _: then())

    def run(self) -> None:
        self.env.run()


def wired(design: Design, catalogue: Catalogue, load: Load) -> Wiring:
    """A drawing under a load as plain figures."""
    ready, shares = plan(design, catalogue), shares_of(load)
    kinds, place = list(shares), {node: n for n, node in enumerate(ready.order)}
    prompt = _prompt(ready, kinds)
    dealt = _dealt(ready)
    return Wiring(
        names=list(ready.order),
        components=[
            _component(ready, node, kinds, place, node in prompt, node in dealt)
            for node in ready.order
        ],
        sources=[place[node] for node in ready.sources],
        shares=list(shares.values()),
        gap=1000 / load.rps,
        burstiness=load.burstiness,
    )


def _component(
    ready: Plan,
    node: str,
    kinds: list[ClassKind],
    place: dict[str, int],
    prompt: bool,
    dealt: bool,
) -> Component:
    part = ready.parts[node]
    room = part.room if prompt and not part.threads else ENDLESS
    queues = part.serving if dealt else 1
    return Component(
        role=part.kind.role,
        queues=queues,
        copies=part.serving,
        servers=part.servers // queues,
        room=room if room == ENDLESS else room // queues,
        work=[_mean(part, kind, prompt) for kind in kinds],
        variability=part.kind.variability,
        delay=part.kind.delay_ms,
        slow=(part.kind.slow.share, part.kind.slow.ms) if part.kind.slow else (0.0, 0.0),
        threads=part.threads,
        thread_room=part.room,
        timeout=part.timeout_ms,
        retries=part.retries,
        backoff=part.backoff_ms,
        balance=part.balance,
        at_once=part.at_once,
        calls=[[(place[c.target], c.probability) for c in ready.calls(node, k)] for k in kinds],
        away=[
            {place[c.target]: c.away_ms for c in ready.calls(node, k) if c.away_ms} for k in kinds
        ],
        steps=[[(s.probability, list(s.calls)) for s in ready.steps(node, k)] for k in kinds],
        strands=[ready.strands(node, kind) for kind in kinds],
    )


def _mean(part: Part, kind: ClassKind, prompt: bool) -> float:
    mean = part.kind.service_ms
    if not prompt and part.kind.later_ms:
        mean = part.kind.later_ms
    return mean * part.kind.effort_of.get(kind, 1.0)


def _prompt(ready: Plan, kinds: list[ClassKind]) -> set[str]:
    """Components that somebody waits for."""
    met = set(ready.sources)
    for node in ready.order:
        if node in met:
            for kind in kinds:
                met.update(c.target for c in ready.calls(node, kind) if c.waits)
    return met


def _dealt(ready: Plan) -> set[str]:
    """Components whose copies are dealt to one by one, by their only caller."""
    callers: dict[str, list[Part]] = {node: [] for node in ready.order}
    for node in ready.order:
        for target in ready.shape.targets[node]:
            callers[target].append(ready.parts[node])
    return {
        node
        for node, calling in callers.items()
        if [c.kind.role == "balancer" and c.balance != "least busy" for c in calling] == [True]
    }


def simulate(
    design: Design,
    catalogue: Catalogue,
    load: Load,
    seed: int,
    requests: int,
    warm: int,
    clock: Clock | None = None,
) -> Seen:
    """What so many requests meet, after `warm` others have filled the queues."""
    return World(wired(design, catalogue, load), seed, clock).run(requests, warm)


def summed_up(
    wiring: Wiring, seed: int, requests: int, warm: int, goal: float = 0.0, most: int = 0
) -> Summary:
    """The figures of a run, by the interpreter that `PROOF_PYTHON` names, or else by this one."""
    other = os.environ.get(OTHER)
    if not other:
        return summary(World(wiring, seed).run(requests, warm, goal, most))
    order = {"wiring": asdict(wiring), "seed": seed, "requests": requests, "warm": warm}
    done = subprocess.run(
        [other, "-m", events.__name__],
        cwd=ROOT,
        input=json.dumps({**order, "goal": goal, "most": most}),
        capture_output=True,
        text=True,
        check=True,
    )
    return Summary(**json.loads(done.stdout))
