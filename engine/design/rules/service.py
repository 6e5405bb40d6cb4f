"""Rules about what the design does under load: speed, limits, losses, time up, who waits."""

from __future__ import annotations

from math import log2, log10
from typing import Literal

from pydantic import Field

from engine.design.rules.view import Answer, RuleBase, View
from engine.design.times import milliseconds
from engine.design.traffic import Figures, evaluate


class Performance(RuleBase):
    """Enough requests answered, quickly enough; the source schema's `performance_target`."""

    kind: Literal["performance"] = "performance"
    response_time_ms: float = Field(gt=0)
    throughput_rps: float = Field(gt=0)

    def answer(self, view: View) -> Answer:
        f = view.figures if view.load.rps == self.throughput_rps else _at(view, self.throughput_rps)
        share = min(1.0, f.goodput_rps / self.throughput_rps)
        speed = 1.0
        if f.p95_ms > self.response_time_ms:
            speed = max(0.0, 1 - log2(f.p95_ms / self.response_time_ms))
        busiest = f.limits[0] if f.limits else ""
        text = (
            f"At {self.throughput_rps:,.0f} a second p95 is {milliseconds(f.p95_ms)} "
            f"(goal {milliseconds(self.response_time_ms)}), and {share:.1%} are answered and done."
        )
        score = share**2 * speed
        if share > 0.995 and speed == 1.0:
            score = 1.0
        elif busiest:
            text += f" {view.label(busiest)} is at {f.nodes[busiest].utilisation:.0%}."
        return score, text, (busiest,) if busiest and score < 1 else ()


def _at(view: View, rps: float) -> Figures:
    return evaluate(view.design, view.catalogue, view.load.at(rps))


class NotSaturated(RuleBase):
    """Named limits, such as a line or the people who confirm, must keep up at the peak."""

    kind: Literal["not_saturated"] = "not_saturated"
    components: tuple[str, ...]
    at_most: float = Field(default=1.0, gt=0)
    """Utilisation that is still well."""

    def answer(self, view: View) -> Answer:
        watched = [n for name in self.components for n in view.named(name)]
        worst = max(watched, key=lambda n: view.figures.nodes[n.id].utilisation, default=None)
        if worst is None:
            return 0.0, "The limit that matters is not on the grid.", ()
        use = view.figures.nodes[worst.id].utilisation
        if use <= 0:
            return 0.0, f"Nothing comes to {worst.label}.", (worst.id,)
        if use < self.at_most:
            return 1.0, f"{worst.label} keeps up at {use:.0%}.", ()
        text = f"{worst.label} is at {use:.0%} of what it can do."
        return max(0.0, 1 - (use - self.at_most) / self.at_most), text, (worst.id,)


class ErrorRate(RuleBase):
    """No more than this share may fail."""

    kind: Literal["error_rate"] = "error_rate"
    at_most: float = Field(gt=0, lt=1)

    def answer(self, view: View) -> Answer:
        share = view.figures.error_share
        if share <= self.at_most:
            return 1.0, f"{share:.2%} fail.", ()
        worst = max(view.figures.nodes, key=lambda n: view.figures.nodes[n].error_share, default="")
        lost = log10(share / self.at_most)
        text = f"{share:.1%} fail" + (f" at {view.label(worst)}." if worst else ".")
        return max(0.0, 1 - lost / 2), text, (worst,) if worst else ()


class Available(RuleBase):
    """Up for at least this share of the time."""

    kind: Literal["available"] = "available"
    at_least: float = Field(gt=0, lt=1)

    def answer(self, view: View) -> Answer:
        now = view.figures.availability
        minutes = (1 - now) * 30 * 24 * 60
        text = f"Available {now:.2%}: {minutes:,.0f} minutes down a month."
        if now >= self.at_least:
            return 1.0, text, ()
        nines = -log10(max(1e-12, 1 - now)) if now > 0 else 0.0
        return max(0.0, nines / -log10(1 - self.at_least)) * 0.95, text, ()


class Headroom(RuleBase):
    """No component may be busier than this at the peak."""

    kind: Literal["headroom"] = "headroom"
    at_most: float = Field(default=0.85, gt=0, le=1)

    def answer(self, view: View) -> Answer:
        used = {n: f for n, f in view.figures.nodes.items() if f.rate_rps > 0}
        tight = [n for n in view.figures.limits if used[n].utilisation > self.at_most]
        if not used:
            return 0.0, "Nothing carries traffic.", ()
        if not tight:
            return 1.0, f"Nothing is busier than {self.at_most:.0%}.", ()
        text = f"{view.label(tight[0])} is at {used[tight[0]].utilisation:.0%}."
        return 1 - len(tight) / len(used), text, tuple(tight)


class AsyncFor(RuleBase):
    """Requests must not wait for these slow components: a queue stands before them."""

    kind: Literal["async_for"] = "async_for"
    components: tuple[str, ...]

    def answer(self, view: View) -> Answer:
        named = [n for name in self.components for n in view.named(name)]
        slow = [n for n in named if view.figures.nodes[n.id].rate_rps > 0]
        if not slow:
            return 0.0, "What is slow here is not reached at all.", ()
        waited = [n for n in slow if not view.figures.nodes[n.id].later]
        if not waited:
            return 1.0, f"Nobody waits for {', '.join(n.label for n in slow)}.", ()
        names = ", ".join(n.label for n in waited)
        text = f"Customers wait for {names}; put a queue before it."
        return 1 - len(waited) / len(slow), text, tuple(n.id for n in waited)
