"""The debrief's contents as styled text; every figure comes from the engine."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.clock import clock_time, day_of
from engine.debrief import ChangeLine, choice_lines, fact_lines, one_change, timeline
from engine.mission import Mission
from engine.scoring import PhaseScore, Scorecard, ScoreLine
from engine.state import State
from tui.figures import written
from tui.people import badge
from tui.widgets.header import PHASE_NAMES

SECONDARY = "$foreground 62%"
FIGURE_NAMES = {
    "p50_ms": "median",
    "p95_ms": "p95",
    "p99_ms": "p99",
    "goodput_rps": "answered in time",
    "error_share": "failed",
    "availability": "available",
    "monthly_cost": "cost a month",
}


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(10, width)) or [""]


def timeline_page(mission: Mission, state: State, width: int) -> Content:
    """What was done and what it brought, hour by hour; turning points are marked."""
    rows: list[Content] = []
    last_day = 0
    for moment in timeline(mission, state.shared):
        day = day_of(moment.minute)
        label = f"Day {day} " if day != last_day else " " * 6
        last_day = day
        mark = ("◆", "$error") if moment.turning else ("●", "$secondary")
        line = "$error" if moment.turning else "$edge"
        said = _wrap(moment.said, width - 15)
        rows.append(
            Content.assemble(
                (label, "bold"), (clock_time(moment.minute), SECONDARY), "  ", mark, "  ", said[0]
            )
        )
        rows += [Content.assemble(" " * 13, ("┃", line), "  ", more) for more in said[1:]]
        if moment.answer:
            told = _wrap(moment.answer, width - 16)
            shown = [*told[:1], f"{told[1]}…"] if len(told) > 2 else told
            for more in shown:
                rows.append(Content.assemble(" " * 13, ("┃", line), "  ", (more, SECONDARY)))
        rows.append(Content.assemble(" " * 13, ("┃", line)))
    return Content("\n").join(rows[:-1]) if rows else Content("Nothing was said.")


def there_page(mission: Mission, state: State, width: int) -> Content:
    """Every hidden requirement: found or missed, whose it was, where it lay, what asking cost."""
    rows: list[Content] = []
    for line in fact_lines(mission, state.shared):
        fact = line.fact
        mark = ("✓ ", "bold $success") if line.found else ("✗ ", "bold $error")
        who = [badge(mission, fact.who), " "] if fact.who else ["     "]
        title = (fact.title, "$foreground" if line.found else "bold")
        rows.append(Content.assemble(mark, *who, title))
        where = f"{fact.where}.  Asking: {fact.asking}."
        rows += [Content.assemble(" " * 7, (more, SECONDARY)) for more in _wrap(where, width - 8)]
        if not line.found:
            rows += [
                Content.assemble(" " * 7, (more, "$error"))
                for more in _wrap(f"Missed. {fact.missed}", width - 8)
            ]
        rows.append(Content(""))
    return Content("\n").join(rows)


def chose_page(mission: Mission, state: State, width: int) -> Content:
    """What happened after each choice, then why; the costliest first."""
    rows: list[Content] = []
    for line in choice_lines(mission, state.shared):
        happened = _wrap(line.happened, width - 6)
        rows.append(Content.assemble(badge(mission, line.person), " ", (happened[0], "bold")))
        rows += [Content.assemble(" " * 5, (more, "bold")) for more in happened[1:]]
        rows += [
            Content.assemble(" " * 5, (more, SECONDARY)) for more in _wrap(line.why, width - 6)
        ]
        rows.append(Content(""))
    return Content("\n").join(rows) if rows else Content("No choice was made.")


def change_page(mission: Mission, state: State, width: int) -> Content:
    """The design with one thing changed, beside the design as played."""
    change = one_change(mission, state)
    if change is None:
        return Content.styled("Nothing to change: the design holds as it is.", SECONDARY)
    rows = [Content.styled(more, "bold") for more in _wrap(change.says, width)]
    rows.append(Content(""))
    return Content("\n").join([*rows, *_change_rows(change, width)])


def _change_rows(change: ChangeLine, width: int) -> list[Content]:
    rows = []
    room = max(6, width - 40)
    for figure in change.figures:
        most = max(abs(figure.played), abs(figure.changed), 1e-9)
        name = FIGURE_NAMES.get(figure.name, figure.name)
        pairs = (
            (f"{name:<17} as played ", figure.played),
            (f"{'':<17} with it   ", figure.changed),
        )
        for number, (label, value) in enumerate(pairs):
            full = round(room * abs(value) / most)
            colour = "$accent" if number == 0 else "$primary"
            rows.append(
                Content.assemble(
                    (label, SECONDARY),
                    ("━" * full, colour),
                    ("─" * (room - full), "$rule"),
                    (f" {written(figure.name, value)}", f"bold {colour}"),
                )
            )
    return rows


def take_page(mission: Mission, width: int, answered: bool) -> Content:
    """A question before the answer, and the one thing that transfers."""
    debrief = mission.debrief
    rows = [Content.styled("BEFORE YOU READ ON", "bold $primary")]
    rows += [Content.styled(more, "bold $accent") for more in _wrap(debrief.question, width)]
    if not answered:
        rows += [Content(""), Content.assemble(("space", "bold $accent"), " turns the page")]
        return Content("\n").join(rows)
    rows += [Content(more) for more in _wrap(debrief.answer, width)]
    rows += [Content(""), Content.styled("TAKE WITH YOU", "bold $primary")]
    rows += [Content.styled(more, "bold") for more in _wrap(debrief.take_with_you, width)]
    objectives = mission.card.learning_objectives
    if objectives:
        rows += [Content(""), Content.styled("YOU SET OUT TO", "bold $primary")]
        rows += [Content(f"· {objective}") for objective in objectives]
    return Content("\n").join(rows)


def score_page(mission: Mission, card: Scorecard, width: int) -> Content:
    """The scorecard: each phase, each point, where it came from or was lost."""
    if not mission.scored:
        return Content("The tutorial is not scored.")
    rows = [
        Content.assemble(
            ("Score ", SECONDARY),
            (f"{card.score}", "bold"),
            (" of 100, grade ", SECONDARY),
            (card.grade, "bold $accent"),
        ),
        Content(""),
    ]
    for phase in card.phases:
        if phase.weight:
            rows += _phase_rows(phase, width)
    return Content("\n").join(rows)


def _phase_rows(phase: PhaseScore, width: int) -> list[Content]:
    name = PHASE_NAMES[phase.kind]
    rows = [
        Content.assemble(
            (name, "bold $primary"),
            (f"   {phase.score} of 100, weight {phase.weight}", SECONDARY),
        )
    ]
    for line in phase.lines:
        rows += _line_rows(line, width)
    rows.append(Content(""))
    return rows


def _line_rows(line: ScoreLine, width: int) -> list[Content]:
    lost = line.earned < line.possible - 1e-9
    mark = (
        ("▲ ", "$accent")
        if lost and line.earned
        else ("✗ ", "$error")
        if lost
        else ("✓ ", "$success")
    )
    figure = f"{line.earned:.1f}".removesuffix(".0") + " of " + f"{line.possible:g}"
    if line.kind == "hint":
        figure = f"{line.earned:g}"
    title = _wrap(line.title, width - 16)
    gap = max(1, width - 2 - len(title[0]) - len(figure) - 2)
    rows = [Content.assemble(mark, title[0], " " * gap, (figure, "bold" if lost else SECONDARY))]
    rows += [Content(f"  {more}") for more in title[1:]]
    if lost and line.reason and line.reason != line.title:
        reason = line.reason + (f" It lay in {line.where}." if line.where else "")
        rows += [Content.assemble("  ", (more, SECONDARY)) for more in _wrap(reason, width - 4)]
    return rows
