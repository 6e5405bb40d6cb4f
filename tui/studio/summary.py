"""What is known, and what is about to be handed in, as text."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.phases.changes import told
from engine.phases.system_design import REFUSED_OVER
from tui.figures import marks, milliseconds, percent
from tui.studio.known import Tick, goals, ticks
from tui.studio.metrics import COLOURS, MARKS, SECONDARY, answered, limit_words
from tui.studio.scene import Scene

MOST_LOOSE = 3
"""Loose ends that are named before handing in."""
CHANGED = "What your choices changed"


def known(scene: Scene, width: int) -> Content:
    """What the brief states, with how it stands, and what was found out; nothing that was not."""
    rows: list[Content] = []
    for tick in ticks(scene):
        rows += _tick_lines(tick, width)
    rows += _changed(scene, width)
    if scene.shared.facts and rows:
        rows.append(Content.styled("─" * width, "$rule"))
    for found in scene.shared.facts:
        says = scene.mission.fact_by_id[found.fact].says
        for number, line in enumerate(textwrap.wrap(says, width - 2)):
            rows.append(Content(("· " if number == 0 else "  ") + line))
    if not scene.shared.facts:
        text = "Nothing that was hidden is known."
        rows += [Content.styled(line, SECONDARY) for line in textwrap.wrap(text, width)]
    return Content("\n").join(rows)


def _changed(scene: Scene, width: int) -> list[Content]:
    """What choices made elsewhere have changed here."""
    says = told(scene.config, scene.shared)
    rows: list[Content] = []
    for sentence in says:
        for number, line in enumerate(textwrap.wrap(sentence, width - 2)):
            rows.append(Content.assemble(("▸ " if number == 0 else "  ", "bold $accent"), line))
    if rows:
        head = textwrap.wrap(CHANGED, width)
        rows = [*(Content.styled(line, f"bold {SECONDARY}") for line in head), *rows]
        rows.insert(0, Content.styled("─" * width, "$rule"))
    return rows


def _tick_lines(tick: Tick, width: int) -> list[Content]:
    lines = []
    for number, line in enumerate(textwrap.wrap(tick.text, width - 2)):
        mark = (MARKS[tick.met], f"bold {COLOURS[tick.met]}") if number == 0 else "  "
        if not tick.judged:
            mark = ("· " if number == 0 else "  ", SECONDARY)
        lines.append(Content.assemble(mark, line))
    return lines


def hand_in(scene: Scene, width: int) -> Content:
    """What would be handed in: what of the known is met and missed, and what it costs."""
    found = ticks(scene)
    met = sum(tick.met for tick in found)
    rows = [_figures(scene), Content("")]
    over = scene.figures.monthly_cost - scene.budget
    if over > 0:
        words = f"▲ {marks(over)} a month over the budget of {marks(scene.budget)}."
        rows.append(Content.styled(words, "bold $error"))
    if found and scene.measured:
        missed = f", {len(found) - met} missed" if met < len(found) else ""
        head = f"Of what you know they need, {met} of {len(found)} are met{missed}."
        rows.append(Content.styled(head, "bold"))
    for tick in found:
        rows += _tick_lines(tick, width)
        if not tick.met and tick.judged:
            rows += [
                Content.styled(f"  {line}", SECONDARY)
                for line in textwrap.wrap(tick.why, width - 2)
            ]
    words, style = limit_words(scene)
    rows += [Content(""), *[Content.styled(line, style) for line in textwrap.wrap(words, width)]]
    for problem in scene.figures.problems[:MOST_LOOSE]:
        wrapped = textwrap.wrap(f"✗ {problem.message}", width, subsequent_indent="  ")
        rows += [Content.styled(line, "$error") for line in wrapped]
    left = len(scene.figures.problems) - MOST_LOOSE
    if left > 0:
        ends = "loose end" if left == 1 else "loose ends"
        rows.append(Content.styled(f"  and {left} more {ends}", "$error"))
    return Content("\n").join(rows)


def _figures(scene: Scene) -> Content:
    now, wanted = scene.figures, goals(scene)
    if not scene.measured:
        return Content.styled(f"{marks(now.monthly_cost)} of {marks(scene.budget)}", "bold")
    within = now.monthly_cost <= scene.budget
    share = answered(scene)
    parts = [
        ("p95", milliseconds(now.p95_ms), now.p95_ms <= wanted.p95_ms if wanted.p95_ms else None),
        ("answered", percent(share), share >= wanted.answered if wanted.answered else None),
        ("cost", f"{marks(now.monthly_cost)} of {marks(scene.budget)}", within),
    ]
    return Content("   ").join(
        Content.assemble(
            (f"{label} ", SECONDARY),
            (MARKS[met], f"bold {COLOURS[met]}"),
            (value, "bold"),
        )
        for label, value, met in parts
    )


def judgement(scene: Scene) -> Content:
    """What becomes of it once it is handed in, in one line."""
    if scene.figures.monthly_cost > scene.budget * REFUSED_OVER:
        return Content.styled("▲ More than a quarter over: it would be refused unread.", "$error")
    return Content.styled("Handed in once, judged by all they need, asked for or not.", SECONDARY)
