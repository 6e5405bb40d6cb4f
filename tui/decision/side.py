"""Beside the sheet: what is known to hold or not, and what each person gives up."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual.content import Content

from engine.board.fields import Constraint
from engine.board.judge import Lost, Standing
from engine.board.units import with_unit
from tui.debrief.lines import paragraph, rule, spread
from tui.decision.scene import Scene
from tui.people import badge
from tui.safety import one_line
from tui.widgets.entries import Entry, Lines

MARKS = {
    "kept": ("✓", "bold $success"),
    "broken": ("✗", "bold $error"),
    "near": ("▲", "bold $accent"),
    "limit": ("═", "bold $accent"),
}
BARS = {"kept": "$success", "broken": "$error", "near": "$accent", "limit": "$accent"}
ORDER = ("broken", "near", "limit", "kept")
"""The order in which a short list names constraints."""
FULL = 3
"""The most that anybody can lose."""


def measured(constraint: Constraint, standing: Standing, nothing: str = "–") -> str:
    """What a constraint measures, and of how much; `nothing` stands where there is no figure."""
    gauge = constraint.gauge
    if gauge is None:
        return ""
    if standing.value is None:
        return nothing
    now = f"{standing.value:,.{gauge.decimals}f}"
    unit = one_line(gauge.unit)
    if gauge.of is None:
        return with_unit(now, unit)
    if standing.of is None:
        return f"{with_unit(now, unit)} of {nothing}"
    return f"{now} of {with_unit(f'{standing.of:,.{gauge.decimals}f}', unit)}"


def constraint_entries(scene: Scene, rows: int) -> tuple[Entry, ...]:
    """Every constraint that is known; bars and gaps where there is room for them.

    Beside a line there is little room, so that what is broken comes first.
    """
    told = scene.constraints
    if scene.field is not None:
        told = tuple(sorted(told, key=lambda pair: pair[1].mark != "broken"))
    gauges = sum(constraint.gauge is not None for constraint, _ in scene.constraints)
    broken = sum(s.mark == "broken" and bool(c.broken) for c, s in scene.constraints)
    plain = len(scene.constraints) + broken
    bars = plain + gauges <= rows
    gaps = plain + gauges * 2 <= rows
    return tuple(
        Entry(
            "",
            partial(_constraint, constraint, standing, bars),
            gap=int(gaps and constraint.gauge is not None),
        )
        for constraint, standing in told
    )


def _constraint(constraint: Constraint, standing: Standing, bars: bool, width: int) -> Lines:
    mark, style = MARKS[standing.mark]
    tail = Content.styled(measured(constraint, standing), "$mute")
    title = one_line(constraint.title)
    room = width - 3 - tail.cell_length
    title = title if cell_len(title) <= room else f"{title[: room - 1]}…"
    rows = [spread(Content.assemble((f"{mark} ", style), title), tail, width)]
    if standing.mark == "broken" and constraint.broken:
        rows += paragraph(constraint.broken, width, "$mute", indent=2)
    if constraint.gauge is not None and bars:
        of = standing.of if constraint.gauge.of is not None else 100.0
        share = (standing.value or 0.0) / of if of else 0.0
        rows.append(Content.assemble("  ", *rule(share, width - 2, BARS[standing.mark])))
    return tuple(rows)


def tally(scene: Scene) -> Content:
    """How many hold, and how many do not."""
    broken = sum(standing.mark == "broken" for _, standing in scene.constraints)
    holding = len(scene.constraints) - broken
    parts: list[tuple[str, str]] = [(f"{holding} hold", "$success")]
    if holding == 1:
        parts = [("1 holds", "$success")]
    if broken:
        words = "1 does not" if broken == 1 else f"{broken} do not"
        parts += [(" · ", "$mute"), (words, "$error")]
    return Content.assemble(*parts)


def loss_entries(scene: Scene, *, gap: int = 1) -> tuple[Entry, ...]:
    """What each person would lose, as far as they were asked."""
    return tuple(Entry("", partial(_loss, scene, lost), gap=gap) for lost in scene.losses)


def _loss(scene: Scene, lost: Lost, width: int) -> Lines:
    moved = dict(scene.moved).get(lost.who, "")
    head = Content.assemble(
        badge(scene.mission, lost.who),
        (f" {one_line(scene.mission.name(lost.who))}", "bold"),
        (f"   {moved}" if moved else "", "$accent"),
    )
    rows = [spread(head, _pips(lost), width)]
    rows += paragraph(lost.says, width - 1, "$foreground 62%", indent=5)
    return tuple(rows)


def _pips(lost: Lost) -> Content:
    if lost.amount is None:
        return Content.styled("not asked", "$mute")
    return Content.assemble(
        ("▮" * lost.amount, "$foreground 72%"), ("▯" * (FULL - lost.amount), "$rule")
    )


def strip_lines(scene: Scene, width: int) -> tuple[Content, ...]:
    """Three lines for a narrow screen: constraints by mark, and the two losses that tell most."""
    return (_marks_line(scene, width), *(_loss_line(scene, lost, width) for lost in told(scene)))


def told(scene: Scene) -> tuple[Lost, ...]:
    """The two losses that moved last, or else are greatest."""
    moved = {who for who, _ in scene.moved}
    ranked = sorted(scene.losses, key=lambda lost: (lost.who not in moved, -(lost.amount or 0)))
    return tuple(ranked[:2])


def _marks_line(scene: Scene, width: int) -> Content:
    ranked = sorted(scene.constraints, key=lambda pair: ORDER.index(pair[1].mark))
    parts: list[tuple[str, str]] = []
    used = 0
    for number, (constraint, standing) in enumerate(ranked):
        mark, style = MARKS[standing.mark]
        short = one_line(constraint.short or constraint.title)
        words = " ".join(part for part in (short, measured(constraint, standing)) if part)
        left = len(ranked) - number
        more = f"+{left}"
        need = cell_len(words) + 2 + 3
        if used + need + (len(more) + 1 if left > 1 else 0) > width:
            parts.append((more, "$mute"))
            break
        parts += [(f"{mark} ", style), (f"{words}   ", "")]
        used += need
    return Content.assemble(*parts)


def _loss_line(scene: Scene, lost: Lost, width: int) -> Content:
    words = one_line(lost.says)
    room = width - 5
    words = words if cell_len(words) <= room else f"{words[: room - 1]}…"
    return Content.assemble(badge(scene.mission, lost.who), (f" {words}", "$foreground 72%"))
