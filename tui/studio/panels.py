"""The studio's panels as text: metrics, inspector, palette rows, confirmation."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.design.graph import Design, Node
from engine.design.kind import Catalogue, Knob, Value
from engine.design.traffic import Figures
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.shared import Shared
from tui.figures import marks, milliseconds, per_second, percent
from tui.studio.painter import duration, rate
from tui.widgets.rows import Row

SECONDARY = "$foreground 62%"


def limit_words(design: Design, figures: Figures) -> tuple[str, str]:
    """Which component is nearest to its limit, in words, and a style."""
    if figures.problems:
        return figures.problems[0].message, "bold $error"
    if not figures.limits:
        return "No request is served yet.", "bold $error"
    first = figures.limits[0]
    node, use = design.by_id[first], figures.nodes[first]
    words = f"{node.label} is at {use.utilisation:.0%}"
    if use.state == "saturated":
        return f"▲ {words}: it cannot keep up.", "bold $error"
    if use.state == "near":
        return f"● {words}.", "bold $accent"
    return f"{words}; nothing is near its limit.", "$success"


def strip(design: Design, figures: Figures, budget: int) -> Content:
    """The metrics in one line, for 80 columns."""
    words, style = limit_words(design, figures)
    over = figures.monthly_cost > budget
    return Content.assemble(
        ("p95 ", "$mute"),
        (milliseconds(figures.p95_ms), "bold"),
        ("  failed ", "$mute"),
        (percent(figures.error_share), "bold $error" if figures.error_share > 0.005 else "bold"),
        ("  cost ", "$mute"),
        (f"{marks(figures.monthly_cost)}", "bold $error" if over else "bold"),
        (f"/{marks(budget)}  ", "$mute"),
        (words, style),
    )


def metrics(design: Design, figures: Figures, budget: int, width: int) -> Content:
    """The live figures with bars."""
    answered = figures.goodput_rps / figures.offered_rps if figures.offered_rps else 0.0
    cost = figures.monthly_cost / budget if budget else 1.0
    rows = [
        *_bar("answered and done", percent(answered), answered, width, good=answered > 0.995),
        *_bar(
            "cost a month",
            f"{marks(figures.monthly_cost)} of {marks(budget)}",
            min(1.0, cost),
            width,
            good=cost <= 1,
        ),
        _pair("p95", milliseconds(figures.p95_ms), width),
        _pair("median", milliseconds(figures.p50_ms), width),
        _pair("available", percent(figures.availability, 2), width),
        _pair("at the peak", per_second(figures.offered_rps), width),
        Content(""),
    ]
    words, style = limit_words(design, figures)
    rows += [Content.styled(line, style) for line in textwrap.wrap(words, width)]
    for problem in figures.problems[:3]:
        rows += [Content.styled(line, "$error") for line in textwrap.wrap(problem.message, width)]
    return Content("\n").join(rows)


def _pair(label: str, value: str, width: int) -> Content:
    gap = max(1, width - len(label) - len(value))
    return Content.assemble((label, SECONDARY), " " * gap, (value, "bold"))


def _bar(label: str, value: str, share: float, width: int, *, good: bool) -> list[Content]:
    full = round(share * width)
    colour = "$success" if good else "$error"
    return [
        _pair(label, value, width),
        Content.assemble(("━" * full, colour), ("─" * (width - full), "$rule")),
    ]


def known(mission: Mission, shared: Shared, width: int) -> Content:
    """What was found out; nothing that was not."""
    if not shared.facts:
        return Content.styled("Nothing that was hidden is known.", SECONDARY)
    rows: list[Content] = []
    for found in shared.facts:
        says = mission.fact_by_id[found.fact].says
        for number, line in enumerate(textwrap.wrap(says, width - 2)):
            rows.append(Content(("· " if number == 0 else "  ") + line))
    return Content("\n").join(rows)


def palette_rows(config: SystemDesign, catalogue: Catalogue, width: int) -> tuple[Row, ...]:
    """The kinds on offer with their prices."""
    rows = []
    for number, kind_id in enumerate(config.palette, start=1):
        kind = catalogue.kind(kind_id)
        digit = f"{number} " if number < 10 else "  "
        price = marks(kind.monthly_cost)
        gap = max(1, width - len(digit) - len(kind.name) - len(price) - 1)
        rows.append(
            Row(
                kind_id,
                (
                    Content.assemble(
                        (digit, "bold $accent"), kind.name, " " * gap, (price, SECONDARY)
                    ),
                ),
                gap=0,
            )
        )
    return tuple(rows)


def kind_words(catalogue: Catalogue, kind_id: str, width: int) -> Content:
    """What a kind is for and how it fails."""
    kind = catalogue.kind(kind_id)
    rows = textwrap.wrap(kind.purpose, width)
    rows += textwrap.wrap(kind.fails, width)
    return Content.styled("\n".join(rows), SECONDARY)


def inspector_rows(
    design: Design, catalogue: Catalogue, node: Node, pending: dict[str, Value]
) -> tuple[Row, ...]:
    """The component's knobs, then its links, each of which may be cut."""
    kind = catalogue.kind(node.kind)
    rows = []
    for knob in kind.knobs:
        value = pending.get(knob.name, node.value(kind, knob.name, knob.default))
        changed = knob.name in pending
        rows.append(
            Row(
                f"knob:{knob.name}",
                (
                    Content.assemble(
                        f"{knob.label:<18}",
                        ("‹ ", "$accent"),
                        (f"{knob_text(knob, value)}", "bold $accent" if changed else "bold"),
                        (" ›", "$accent"),
                        ("  Enter sets it" if changed else "", SECONDARY),
                    ),
                ),
                gap=0,
            )
        )
    for edge in design.edges:
        if node.id not in (edge.source, edge.target):
            continue
        one, other = design.by_id[edge.source].label, design.by_id[edge.target].label
        rows.append(
            Row(
                f"link:{edge.source}>{edge.target}",
                (
                    Content.assemble(
                        ("link  ", SECONDARY), f"{one} → {other}", ("   x cuts it", SECONDARY)
                    ),
                ),
                gap=0,
            )
        )
    return tuple(rows)


def knob_text(knob: Knob, value: Value) -> str:
    """A knob's value with its unit."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return f"{value:g}{knob.unit and ' '}{knob.unit}"
    return f"{value}{knob.unit and ' '}{knob.unit}"


def turned(knob: Knob, value: Value, by: int) -> Value:
    """The knob's next value in a direction, kept within its range."""
    if knob.kind == "switch":
        return not value
    if knob.kind == "choice":
        at = knob.choices.index(str(value)) if value in knob.choices else 0
        return knob.choices[(at + by) % len(knob.choices)]
    number = float(value) if not isinstance(value, str) else knob.low
    moved = min(knob.high, max(knob.low, number + by * knob.step))
    return round(moved) if knob.kind == "whole" else round(moved, 6)


def node_words(node: Node, catalogue: Catalogue, figures: Figures, width: int) -> Content:
    """What one component does now."""
    kind, now = catalogue.kind(node.kind), figures.nodes[node.id]
    rows = [Content.styled(line, SECONDARY) for line in textwrap.wrap(kind.purpose, width)]
    if now.capacity_rps:
        rows.append(
            _pair("load of capacity", f"{rate(now.rate_rps)} of {rate(now.capacity_rps)}", width)
        )
    if now.rate_rps and kind.role != "source":
        rows.append(_pair("p95 here", duration(now.p95_ms), width))
        rows.append(_pair("turned away", percent(now.error_share), width))
    if now.backlog_per_s:
        rows.append(_pair("piles up", rate(now.backlog_per_s), width))
    rows.append(_pair("cost a month", marks(now.monthly_cost), width))
    return Content("\n").join(rows)


def hand_in(design: Design, figures: Figures, budget: int) -> Content:
    """What the player is about to hand in, without a verdict."""
    words, style = limit_words(design, figures)
    return Content.assemble(
        ("p95            ", SECONDARY),
        f"{milliseconds(figures.p95_ms)}\n",
        ("answered       ", SECONDARY),
        f"{percent(figures.goodput_rps / figures.offered_rps if figures.offered_rps else 0)}\n",
        ("available      ", SECONDARY),
        f"{percent(figures.availability, 2)}\n",
        ("cost a month   ", SECONDARY),
        f"{marks(figures.monthly_cost)} of {marks(budget)}\n\n",
        (words, style),
        "\n\nWhat is handed in is judged against everything the client needs, asked or not.\n\n",
        (" Enter ", "bold $background on $accent"),
        (" Hand it in", "bold"),
        ("      Esc", "bold $accent"),
        " Back to the grid",
    )
