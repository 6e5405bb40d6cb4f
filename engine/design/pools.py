"""How a balancer's way of choosing makes one queue of many, or many of one."""

from __future__ import annotations

from engine.design.kind import ClassKind
from engine.design.part import Part
from engine.design.routes import Call, Plan, Pool

ONE = Pool()
SHORTEST = 1e-3
"""Service in ms that is taken for none at all."""


def pools(plan: Plan) -> dict[str, Pool]:
    """Each component's way of sharing."""
    if plan.pools:
        return plan.pools
    plan.pools.update(dict.fromkeys(plan.order, ONE))
    plan.pools.update({n: _pool(plan, n, plan.callers[n]) for n in plan.shape.dealt})
    return plan.pools


def _pool(plan: Plan, node: str, mine: tuple[str, ...]) -> Pool:
    """The way of a component whom only balancers call."""
    if len(mine) == 1:
        me, balance = plan.parts[node], plan.parts[mine[0]].balance
        if balance == "random":
            return Pool(1 / max(1, me.serving))
        if balance == "in turn":
            beside = [plan.parts[t] for t in plan.shape.targets[mine[0]] if plan.parts[t].up]
            turns = sum(other.serving for other in beside)
            return Pool(1 / max(1, me.serving), turns=max(1, turns))
    return _shortest(plan, node, mine)


def _shortest(plan: Plan, node: str, mine: tuple[str, ...]) -> Pool:
    """One queue of several, where most who call look for the shortest: those keep them alike for
    the others too.
    """
    balancers = [plan.parts[caller] for caller in mine]
    if sum(each.balance == "least busy" for each in balancers) * 2 < len(mine):
        return ONE
    me, beside = plan.parts[node], plan.shape.targets[mine[0]]
    alike = [
        plan.parts[t]
        for t in beside
        if plan.parts[t].up and plan.parts[t].kind.id == me.kind.id
        and set(plan.callers[t]) == set(mine)
    ]  # fmt: skip
    if not alike:
        return ONE
    factor = sum(other.servers for other in alike) / me.servers
    members = tuple(other.node.id for other in alike)
    return Pool(factor, queues=len(alike), shared=min(mine), members=members)


def by_load(
    plan: Plan, node: str, rates: dict[ClassKind, float]
) -> dict[ClassKind, tuple[Call, ...]]:
    """The calls of a balancer that looks for the least busy of unlike targets, at so many requests
    a second of each class; none where their likelihoods are those of the plan.
    """
    part = plan.parts[node]
    if part.kind.role != "balancer" or part.balance != "least busy":
        return {}
    by_kind = {kind: plan.calls(node, kind) for kind in rates}
    targets = dict.fromkeys(call.target for calls in by_kind.values() for call in calls)
    sizes = {target: _size(plan.parts[target]) for target in targets}
    if len(set(sizes.values())) < 2:
        return {}
    left = dealt(sum(rates.values()) / 1000, sizes)
    found: dict[ClassKind, tuple[Call, ...]] = {}
    for kind in sorted(rates, key=lambda k: (len(by_kind[k]), k)):  # who has least choice first
        calls, rate = by_kind[kind], rates[kind] / 1000
        whole = sum([left[call.target] for call in calls])
        for call in calls:
            share = left[call.target] / whole if whole > 0 else call.probability
            found[kind] = (*found.get(kind, ()), call._replace(probability=share))
        for call in found.get(kind, ()):
            left[call.target] = max(0.0, left[call.target] - rate * call.probability)
    return found


def dealt(rate: float, sizes: dict[str, tuple[int, float]]) -> dict[str, float]:
    """How many requests a millisecond go to which of unlike targets, given the servers and the
    service of each.

    All are kept equally full for their size, but a request goes to whoever falls below the others
    by less than one. So each gets half a request in a mean service, whatever its strength, and
    strength decides on the rest; the half wanes as the smallest has no server free. Where there is
    less to do than that, each is as likely as another. (Ours; how one passes into the other is
    fitted. Utilisations are within three points of simulated ones for pairs and triples of 1 to
    200 servers.)
    """
    strength = {target: servers / service for target, (servers, service) in sizes.items()}
    whole = sum(strength.values())
    smallest = min([servers for servers, _ in sizes.values()])
    free = 1 - min(1.0, rate / whole) ** (1 + smallest)
    each = 0.5 * free * whole / sum([servers for servers, _ in sizes.values()])
    if each > 0 and rate > 0:
        sharp = 1 + 1 / smallest
        each = (each**-sharp + (len(sizes) / rate) ** sharp) ** (-1 / sharp)
    rest = rate - each * len(sizes)
    return {target: each + rest * strong / whole for target, strong in strength.items()}


def _size(part: Part) -> tuple[int, float]:
    return part.servers, max(part.kind.service_ms, SHORTEST)
