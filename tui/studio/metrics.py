"""The live figures as text: gauges against the goals that are known, and what gives first."""

from __future__ import annotations

import textwrap
from math import log10

from textual.content import Content

from engine.design.figures import Figures
from tui.figures import marks, milliseconds, percent, rate, unit_at
from tui.studio.boxes import EIGHTHS
from tui.studio.known import Goals, goals
from tui.studio.names import cut
from tui.studio.scene import Scene
from tui.studio.terms import reserve_word, swaps_word

SECONDARY = "$foreground 62%"
COLOURS = {True: "$success", False: "$error", None: "$primary"}
"""Of a gauge whose goal is met, missed, or not known."""
MARKS = {True: "✓ ", False: "✗ ", None: ""}
UNKNOWN = "no goal known yet"
GOAL_AT = 2 / 3
"""Where in a bar its goal stands, if the bar may pass it."""


def bar(share: float, width: int, colour: str, limit: float | None = None) -> Content:
    """A bar: full cells are coloured spaces, the last an eighth block, so that no seams show."""
    if limit is not None:
        at = min(width - 1, round(limit * width))
        before = bar(min(1.0, share * width / at), at, colour)
        after = bar((share * width - at - 1) / (width - at - 1), width - at - 1, colour)
        passed = share * width >= at + 1
        mark = f"$background on {colour}" if passed else "$foreground on $track"
        return Content.assemble(before, ("┃", mark), after)
    full, rest = divmod(round(min(1.0, max(0.0, share)) * width * 8), 8)
    tip = EIGHTHS[rest] if rest else ""
    return Content.assemble(
        (" " * full, f"on {colour}"),
        (tip, f"{colour} on $track"),
        (" " * (width - full - len(tip)), "on $track"),
    )


def pair(label: str, value: str, width: int, style: str = "bold") -> Content:
    """A label at the left and its value at the right."""
    label = cut(label, width - len(value) - 1)
    gap = max(1, width - len(label) - len(value))
    return Content.assemble((label, SECONDARY), " " * gap, (value, style))


def gauge(
    label: str,
    value: str,
    share: float,
    goal: str,
    met: bool | None,
    width: int,
    limit: float | None = None,
) -> list[Content]:
    """Two lines: what it is and how much, and a bar with the goal beside it, and in it."""
    colour = COLOURS[met]
    words = f"{MARKS[met]}{goal}"
    room = max(6, min(15, width - len(words) - 1))
    gap = " " * max(1, width - room - len(words))
    return [
        pair(label, value, width, f"bold {colour}" if met is not None else "bold"),
        Content.assemble(
            bar(share, room, colour, limit), gap, (words, colour if met is False else "$mute")
        ),
    ]


def answered_share(now: Figures) -> float:
    """Share of requests that are answered and done."""
    return now.goodput_rps / now.offered_rps if now.offered_rps else 0.0


def slow(now: Figures) -> str:
    """The 95th percentile; a dash where nobody is answered, for then there is none."""
    return milliseconds(now.p95_ms) if now.answered_share else "–"


def quick_enough(now: Figures, known: Goals) -> bool | None:
    """Whether the answers come in time; neither where nobody is answered, or no goal is known."""
    return now.p95_ms <= known.p95_ms if known.p95_ms and now.answered_share else None


def answered(scene: Scene) -> float:
    """The same, of a moment."""
    return answered_share(scene.figures)


def metrics(scene: Scene, width: int) -> Content:
    """The live figures with their goals, what is busiest, and why."""
    if not scene.measured:
        cost = pair("cost a month", marks(scene.figures.monthly_cost), width)
        budget = pair("budget", _with_swaps(scene, marks(scene.budget)), width)
        lines = [Content.styled(line, "bold") for line in textwrap.wrap(scene.unmeasured, width)]
        loose = _loose(scene, width) if scene.design.nodes else []
        kept = _reserve(scene, width)
        return Content("\n").join([*lines, Content(""), cost, budget, *kept, *loose])
    return Content("\n").join([*gauges(scene, width), *_busiest(scene, width)])


def gauges(scene: Scene, width: int) -> list[Content]:
    """The live figures with their goals."""
    now, known = scene.figures, goals(scene)
    rows: list[Content] = []
    if known.p95_ms:
        goal = f"≤ {milliseconds(known.p95_ms)}"
        share = now.p95_ms / known.p95_ms * GOAL_AT
        rows += gauge("p95", slow(now), share, goal, quick_enough(now, known), width, GOAL_AT)
    else:
        rows += [pair("p95", slow(now), width), _unknown(width)]
    share, floor = answered(scene), known.answered
    rows += gauge(
        "answered",
        percent(share),
        share,
        f"≥ {percent(floor)}" if floor else "",
        share >= floor if floor else None,
        width,
    )
    if known.availability:
        met = now.availability >= known.availability
        goal = f"≥ {percent(known.availability, 2)}"
        share = _nines(now.availability) / _nines(known.availability) * GOAL_AT
        value = percent(now.availability, 2)
        rows += gauge("available", value, share, goal, met, width, GOAL_AT)
    else:
        rows.append(pair("available", percent(now.availability, 2), width))
    cost, budget = now.monthly_cost, scene.budget
    share = cost / budget if budget else 1.0
    goal = _with_swaps(scene, f"of {marks(budget)}")
    rows += gauge("cost a month", marks(cost), share, goal, cost <= budget, width)
    return [*rows, *_reserve(scene, width)]


def _with_swaps(scene: Scene, words: str) -> str:
    """The budget, and beside it what may still be exchanged where that is limited."""
    swaps = swaps_word(scene.config, scene.stored)
    return f"{words}, {swaps}" if swaps else words


def _reserve(scene: Scene, width: int) -> list[Content]:
    """What is left of the reserve, where one is kept."""
    left = reserve_word(scene.config, scene.shared, scene.figures.monthly_cost)
    return [pair("reserve", left, width)] if left else []


def _nines(share: float) -> float:
    return -log10(max(1e-9, 1 - share))


def _unknown(width: int) -> Content:
    return Content.styled(UNKNOWN.rjust(width), "$foreground 58%")


def _busiest(scene: Scene, width: int) -> list[Content]:
    words, style = limit_words(scene)
    rows = [Content("")]
    rows += [Content.styled(line, style) for line in textwrap.wrap(words, width)]
    rows += [Content.styled(line, SECONDARY) for line in textwrap.wrap(cause_words(scene), width)]
    return [*rows, *_loose(scene, width)]


def _loose(scene: Scene, width: int) -> list[Content]:
    rows: list[Content] = []
    for problem in scene.figures.problems[:2]:
        wrapped = textwrap.wrap(f"✗ {problem.message}", width, subsequent_indent="  ")
        rows += [Content.styled(line, "$error") for line in wrapped]
    return rows


def limit_words(scene: Scene) -> tuple[str, str]:
    """Which component is nearest to its limit, in words, and a style."""
    now = scene.figures
    if not scene.measured:
        return scene.unmeasured, SECONDARY
    if not now.limits:
        return "✗ No request is served yet.", "bold $error"
    first = now.limits[0]
    name, use = scene.names[first], now.nodes[first]
    if use.state == "saturated":
        return f"▲ {name} cannot keep up, at {use.utilisation:.0%}.", "bold $error"
    if use.state == "near":
        return f"● {name} is near its limit, at {use.utilisation:.0%}.", "bold $accent"
    return f"✓ Nothing is near its limit. Busiest is {name}, at {use.utilisation:.0%}.", "$success"


def cause_words(scene: Scene) -> str:
    """Why the busiest component is as busy as it is: who sends how much, and what it can do."""
    now = scene.figures
    if not now.limits:
        return ""
    first = now.limits[0]
    use = now.nodes[first]
    if use.state not in ("near", "saturated"):
        return ""
    callers = [edge.source for edge in scene.design.edges if edge.target == first]
    who = scene.names[callers[0]] if len(callers) == 1 else f"{len(callers)} components"
    unit = unit_at(use)
    asked, does = rate(use.rate_rps, unit), rate(use.capacity_rps, unit)
    return f"{asked} from {who}; it does {does}."


def short_limit(scene: Scene) -> tuple[str, str]:
    """As `limit_words`, in as few characters as a strip allows."""
    now = scene.figures
    if not scene.measured:
        return "not measured yet", SECONDARY
    if not now.limits:
        return "✗ nothing served", "bold $error"
    first = now.limits[0]
    use = now.nodes[first]
    mark, style = {
        "saturated": ("▲ ", "bold $error"),
        "near": ("● ", "bold $accent"),
    }.get(use.state, ("", "$success"))
    return f"{mark}{scene.names[first]} {use.utilisation:.0%}", style


def strip(scene: Scene, width: int) -> Content:
    """The figures in one line; what does not fit is left out whole, the least telling first."""
    if not scene.measured:
        return Content.styled(scene.unmeasured, "bold")
    now, known = scene.figures, goals(scene)
    quick = quick_enough(now, known)
    share = answered(scene)
    enough = share >= known.answered if known.answered else None
    up = now.availability >= known.availability if known.availability else None
    within = now.monthly_cost <= scene.budget
    limit, limit_style = short_limit(scene)
    cost = f"{marks(now.monthly_cost)}/{marks(scene.budget)}"
    swaps = swaps_word(scene.config, scene.stored)
    parts = [
        (0, part_of("p95", slow(now), quick)),
        (2, part_of("answered", percent(share), enough)),
        (3, part_of("up", percent(now.availability, 2), up)),
        (0, part_of("cost", cost, within)),
        *([(0, Content.styled(swaps, "bold"))] if swaps else []),
        (1, Content.styled(limit, limit_style)),
    ]
    loose = len(now.problems)
    if loose:
        words = "✗ 1 loose end" if loose == 1 else f"✗ {loose} loose ends"
        parts.append((2, Content.styled(words, "bold $error")))
    for least in (4, 3, 2, 1):
        shown = Content("   ").join(part for rank, part in parts if rank < least)
        if shown.cell_length <= width:
            return shown
    return shown.truncate(width, ellipsis=True)


def part_of(label: str, value: str, met: bool | None) -> Content:
    """A figure of the strip, with the mark of its goal."""
    style = f"bold {COLOURS[met]}" if met is not None else "bold"
    mark = " ✗" if met is False else " ✓" if met else ""
    return Content.assemble((f"{label} ", "$mute"), (value + mark, style))
