"""What the grid or the sheet did for a requirement, as entries beside what was said of it."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from engine.mission import Mission
from engine.shared import Shared
from engine.sheet_told import sheet_told
from tui.debrief.lines import (
    FIGURE_NAMES,
    SECONDARY,
    Part,
    rule,
    when,
    wrap,
)
from tui.feedback.paint import BAR, Judged, bar_colour
from tui.safety import one_line
from tui.widgets.design_canvas import CATEGORY_HUES
from tui.widgets.entries import Entry, Lines

LABEL = 14
"""Cells of the labels."""


def evidence_entries(mission: Mission, judged: Judged, shared: Shared) -> tuple[Entry, ...]:
    """The figure beside its limit, the rule's own words, the components, and where it lay."""
    verdict = judged.verdict
    requirement = verdict.requirement
    entries = []
    if judged.value is not None:
        entries.append(Entry("", partial(_figure, judged), gap=0))
    elif requirement.limit:
        entries.append(Entry("", partial(_labelled, "asked for", requirement.limit, ""), gap=0))
    label, why = "on the grid", verdict.why
    told = sheet_told(mission, shared, requirement.holds)
    if not why and told:
        label, why = "on the sheet", ". ".join(told)
    elif not why:
        label, why = "settled", f"by what was said, not {done_where(mission)[0]}"
    entries.append(Entry("", partial(_labelled, label, why, ""), gap=0))
    if judged.serving:
        entries.append(Entry("", partial(_chips, mission, judged), gap=0))
    if requirement.facts:
        entries.append(Entry("", partial(_where, mission, judged, shared), gap=0))
    return tuple(entries)


def done_where(mission: Mission) -> tuple[str, str]:
    """Where the work of a mission is done, and what heads what came of it."""
    if mission.design_phase is None and mission.board_phase is not None:
        return "on the sheet", "What the sheet did"
    return "on the grid", "What the grid did"


def _labelled(label: str, text: str, style: str, width: int) -> Lines:
    lines = wrap(text, width - LABEL)
    rows = [Content.assemble((f"{label:<{LABEL}}", SECONDARY), (lines[0], style))]
    return (*rows, *(Content.assemble(" " * LABEL, (more, style)) for more in lines[1:]))


def _figure(judged: Judged, width: int) -> Lines:
    verdict = judged.verdict
    colour = bar_colour(verdict)
    name = FIGURE_NAMES[judged.name]
    head = Content.assemble(
        (f"{name:<{LABEL}}" if len(name) < LABEL else f"{name} ", SECONDARY),
        (judged.text, f"bold {colour}"),
        "  ",
    )
    asked = verdict.requirement.limit
    tail = Content.assemble(("  asked for ", SECONDARY), (one_line(asked), "bold"))
    room = width - head.cell_length - (tail.cell_length if asked else 0)
    bar = Content.assemble(*rule(min(1, judged.share), max(6, min(BAR, room)), colour))
    row = Content.assemble(head, bar)
    if not asked:
        return (row,)
    if room >= 6:
        return (Content.assemble(row, tail),)
    return (row, *_labelled("asked for", asked, "bold", width))


def _chips(mission: Mission, judged: Judged, width: int) -> Lines:
    """Who serves it, three at most and as many as there is room for; the others are counted."""
    nodes = judged.serving
    names = judged.design.names if judged.design else {}
    rows: list[str | Part] = [("served by".ljust(LABEL), SECONDARY)]
    used, shown = LABEL, 0
    for node in nodes[:3]:
        kind = mission.catalogue.kind(node.kind)
        style = f"bold $background on ${CATEGORY_HUES[kind.category]}"
        chip: list[str | Part] = [
            (f" {kind.tag} ", style),
            f" {one_line(names[node.id])}   ",
        ]
        taken = Content.assemble(*chip).cell_length
        more = len(f"+{len(nodes)}") if shown + 1 < len(nodes) else 0
        if shown and used + taken + more > width:
            break
        rows += chip
        used, shown = used + taken, shown + 1
    if shown < len(nodes):
        rows.append((f"+{len(nodes) - shown}", SECONDARY))
    return (Content.assemble(*rows),)


def _where(mission: Mission, judged: Judged, shared: Shared, width: int) -> Lines:
    facts = judged.verdict.requirement.facts
    since = [f.minute for f in shared.facts if f.fact in facts]
    if since:
        return _labelled("where it lay", f"you knew it from {when(min(since))}", SECONDARY, width)
    return (
        Content.assemble(
            (f"{'where it lay':<{LABEL}}", SECONDARY),
            "you did not come to it; ",
            ("w", "bold $accent"),
            " shows the place",
        ),
    )
