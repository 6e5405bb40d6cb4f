"""How a balancer's way of choosing makes one queue of many, or many of one."""

from __future__ import annotations

from engine.design.routes import Plan, Pool

ONE = Pool()


def pools(plan: Plan) -> dict[str, Pool]:
    """Each component's way of sharing."""
    if plan.pools:
        return plan.pools
    callers: dict[str, list[str]] = {node: [] for node in plan.order}
    for node in plan.order:
        for target in plan.design.targets[node]:
            callers[target].append(node)
    plan.pools.update({n: _pool(plan, n, callers[n], callers) for n in plan.order})
    return plan.pools


def _pool(plan: Plan, node: str, mine: list[str], callers: dict[str, list[str]]) -> Pool:
    if len(mine) != 1 or plan.parts[mine[0]].kind.role != "balancer":
        return ONE
    me, balance = plan.parts[node], plan.parts[mine[0]].balance
    beside = [plan.parts[t] for t in plan.design.targets[mine[0]] if plan.parts[t].up]
    if balance == "random":
        return Pool(1 / max(1, me.serving))
    if balance == "in turn":
        return Pool(1 / max(1, me.serving), turns=max(1, sum(other.serving for other in beside)))
    alike = [o for o in beside if o.kind.id == me.kind.id and callers[o.node.id] == mine]
    return Pool(sum(o.servers for o in alike) / me.servers, queues=len(alike)) if alike else ONE
