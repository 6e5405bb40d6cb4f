"""The debrief's five pages as entries; every figure comes from the engine."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from engine.clock import clock_time, day_of
from engine.debrief import ChangedFigure, ChangeLine, ChoiceLine, FactLine, ObjectiveLine
from engine.mission import Mission
from engine.next_time import NextTime
from engine.story import Moment
from tui.debrief.lines import (
    FIGURE_NAMES,
    SECONDARY,
    TERTIARY,
    Part,
    burden,
    first_sentence,
    headline,
    own_words,
    pad,
    paragraph,
    wrap,
)
from tui.figures import written
from tui.people import badge, hue
from tui.widgets.entries import Entry, Lines

MARGIN = 14
"""Columns of day, hour and thread before a moment's words."""
MOST_ASKING = 10
"""Columns of what asking cost; longer words take two rows."""
MORE_IS_BETTER = ("goodput_rps", "availability")
Columns = tuple[int, int, int]
"""Widths of the table: requirement, where it lay, asking."""


# --- timeline ------------------------------------------------------------------------------


def timeline_entries(moments: tuple[Moment, ...]) -> tuple[Entry, ...]:
    """What was done and what it brought, hour by hour, a thread through the turning points."""
    turns = [number for number, moment in enumerate(moments) if moment.turning]
    entries = []
    for number, moment in enumerate(moments):
        last = number == len(moments) - 1
        tense = bool(turns) and turns[0] <= number < turns[-1]
        thread: Part = (" ", "") if last else ("┃", "$error") if tense else ("│", "$edge")
        new_day = number == 0 or day_of(moments[number - 1].minute) != day_of(moment.minute)
        entries.append(
            Entry(
                f"moment:{number}",
                partial(_moment, moment, thread, new_day),
                gap=0 if last else 1,
                between=Content.assemble(" " * 12, thread),
            )
        )
    if not entries:
        return (Entry("", lambda width: tuple(paragraph("Nothing was said.", width, SECONDARY))),)
    return tuple(entries)


def _moment(moment: Moment, thread: Part, new_day: bool, width: int) -> Lines:
    mark = ("◆", "bold $error") if moment.turning else ("●", "$secondary")
    day = (f"Day {day_of(moment.minute)} " if new_day else "").ljust(6)
    said = wrap(moment.said, width - MARGIN - (len(day) - 6))
    rows = [
        Content.assemble(
            (day, "bold"),
            (f"{clock_time(moment.minute)} ", SECONDARY),
            mark,
            " ",
            (said[0], "bold" if moment.turning else ""),
        )
    ]
    told = wrap(first_sentence(own_words(moment.answer)), width - MARGIN) if moment.answer else []
    more = [(line, "bold" if moment.turning else "") for line in said[1:]]
    more += [(line, SECONDARY) for line in told]
    rows += [Content.assemble(" " * 12, thread, " ", line) for line in more]
    return tuple(rows)


def timeline_note(moments: tuple[Moment, ...]) -> Content:
    """What the red of the timeline means."""
    turns = [moment for moment in moments if moment.turning]
    if not turns:
        return Content.assemble(("● ", "$secondary"), "no turning point")
    if len(turns) == 1:
        return Content.assemble(("◆ ", "$error"), f"one turning point, {when_of(turns[0])}")
    first, last = (day_of(turn.minute) for turn in (turns[0], turns[-1]))
    span = f"{when_of(turns[0])} to {when_of(turns[-1])}"
    if first != last:
        span = f"days {first} to {last}"
    return Content.assemble(("┃ ", "$error"), f"{len(turns)} turning points, {span}")


def when_of(moment: Moment) -> str:
    """The hour of a moment."""
    return clock_time(moment.minute)


# --- what was there ------------------------------------------------------------------------


def there_entries(mission: Mission, facts: tuple[FactLine, ...], gap: int) -> tuple[Entry, ...]:
    """Every hidden requirement in a table: whose it was, where it lay, what asking cost."""
    if not facts:
        return (Entry("", lambda width: tuple(paragraph("Nothing was hidden.", width, SECONDARY))),)
    entries = [Entry("", lambda width: (_table_head(_columns(facts, width)),), gap=0)]
    entries += [
        Entry(
            f"fact:{line.fact.id}",
            partial(_fact, mission, facts, line),
            gap=gap,
        )
        for line in facts
    ]
    return tuple(entries)


def _columns(facts: tuple[FactLine, ...], width: int) -> Columns:
    asking = max(len("asking"), *(len(line.fact.asking) for line in facts))
    asking = min(asking, MOST_ASKING)
    title = min(26, max(len(line.fact.title) for line in facts), (width - asking - 10) // 2)
    return title, max(10, width - 2 - title - 1 - 5 - asking - 1), asking


def _table_head(columns: Columns) -> Content:
    title, where, asking = columns
    room = max(0, where - 4)
    lay = "where it lay"[:room]
    words = f"  {'requirement':<{title}} held by  {lay:<{room}} "
    return Content.styled(words + "asking".rjust(asking), TERTIARY)


def _fact(mission: Mission, facts: tuple[FactLine, ...], line: FactLine, width: int) -> Lines:
    fact = line.fact
    title_room, where_room, asking_room = _columns(facts, width)
    mark = ("✓ ", "bold $success") if line.found else ("✗ ", "bold $error")
    titles = wrap(fact.title, title_room)
    wheres = wrap(fact.where, where_room)
    costs = wrap(fact.asking.lower() if fact.asking == "free" else fact.asking, asking_room)
    rows = []
    for number in range(max(len(titles), len(wheres), len(costs))):
        first = number == 0
        holder = _holder(mission, line) if first else ("    ", "")
        price = _nth(costs, number).rjust(asking_room)
        rows.append(
            Content.assemble(
                mark if first else "  ",
                (pad(_nth(titles, number), title_room), "" if line.found else "bold"),
                " ",
                holder,
                " ",
                (pad(_nth(wheres, number), where_room), SECONDARY if line.found else ""),
                " ",
                (price, SECONDARY if line.found else "bold $accent"),
            )
        )
    if not line.found:
        rows += paragraph(f"Missed. {fact.missed}", width, "$error", indent=2)
    return tuple(rows)


def _nth(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _holder(mission: Mission, line: FactLine) -> Part:
    fact = line.fact
    if fact.who:
        return badge(mission, fact.who)
    disputed = any(fact.id in c.effects.facts for c in mission.contradictions)
    return (" ≠  ", "bold $accent") if disputed else (" ·  ", SECONDARY)


def there_note(facts: tuple[FactLine, ...]) -> Content:
    """How many were found."""
    if not facts:
        return Content("")
    found = sum(line.found for line in facts)
    missed = len(facts) - found
    return Content.assemble(
        (f"{found} found", "$success"),
        (" · ", SECONDARY),
        (f"{missed} missed", "$error" if missed else SECONDARY),
    )


# --- what you chose ------------------------------------------------------------------------


def chose_entries(mission: Mission, choices: tuple[ChoiceLine, ...]) -> tuple[Entry, ...]:
    """What happened after each choice, then why; the costliest first."""
    if not choices:
        return (Entry("", lambda width: tuple(paragraph("No choice was made.", width, SECONDARY))),)
    return tuple(
        Entry(
            f"choice:{line.chosen.node}",
            partial(_choice, mission, line),
        )
        for line in choices
    )


def _choice(mission: Mission, line: ChoiceLine, width: int) -> Lines:
    happened = wrap(line.happened, width - 5)
    rows = [Content.assemble(badge(mission, line.person), " ", (happened[0], "bold"))]
    rows += [Content.assemble(" " * 5, (more, "bold")) for more in happened[1:]]
    return (*rows, *paragraph(line.why, width, SECONDARY, indent=5))


# --- one change ----------------------------------------------------------------------------


def change_entries(change: ChangeLine | None) -> tuple[Entry, ...]:
    """The design with one thing changed, beside the design as played."""
    return (Entry("", lambda width: _change(change, width), gap=0),)


def _change(change: ChangeLine | None, width: int) -> Lines:
    if change is None:
        words = "Nothing to change: what was handed in holds as it is."
        return tuple(paragraph(words, width, SECONDARY))
    rows = paragraph(change.says, width, "bold")
    if any(figure.limit for figure in change.figures):
        key = Content.assemble(("┃", "$accent"), (" the limit", SECONDARY))
        if rows[-1].cell_length + key.cell_length + 3 <= width:
            rows[-1] = Content.assemble(rows[-1], "   ", key)
        else:
            rows.append(key)
    rows.append(Content(""))
    for figure in change.figures:
        rows += _gauges(figure, width)
    return tuple(rows)


def _gauges(figure: ChangedFigure, width: int) -> list[Content]:
    pairs = (("as played", figure.played), ("with it", figure.changed))
    texts = [written(figure.name, value) for _, value in pairs]
    most = max(burden(figure.name, value) for _, value in pairs)
    if figure.limit:
        most = max(most, burden(figure.name, figure.limit.value))
    scale = max(most * 1.15, 1e-9)
    name_room = 17
    room = max(6, width - name_room - 11 - max(len(text) for text in texts) - 1)
    best = max if figure.name in MORE_IS_BETTER else min
    better = best(figure.played, figure.changed)
    rows = []
    for number, ((label, value), text) in enumerate(zip(pairs, texts, strict=True)):
        kept = figure.limit.kept_by(value) if figure.limit else value == better
        colour = "$primary" if kept else "$error"
        name = FIGURE_NAMES[figure.name] if number == 0 else ""
        rows.append(
            Content.assemble(
                (f"{name:<{name_room}}", SECONDARY),
                (f"{label:<10}", TERTIARY),
                *_gauge(figure, value / 1.0, scale, room, colour),
                (f" {text:>{max(len(t) for t in texts)}}", f"bold {colour}"),
            )
        )
    return rows


def _gauge(figure: ChangedFigure, value: float, scale: float, room: int, colour: str) -> list[Part]:
    full = min(room, round(room * burden(figure.name, value) / scale))
    cells: list[Part] = [("━", colour) if n < full else ("─", "$rule") for n in range(room)]
    if figure.limit:
        at = min(room - 1, round(room * burden(figure.name, figure.limit.value) / scale))
        cells[at] = ("┃", "bold $accent")
    return cells


# --- the question, and what to take along -------------------------------------------------


def question_entries(mission: Mission) -> tuple[Entry, ...]:
    """The question, before its answer."""
    question = mission.debrief.question
    return (Entry("", lambda width: tuple(paragraph(question, width, "bold $accent")), gap=0),)


def take_entries(
    mission: Mission,
    answer: str,
    objectives: tuple[ObjectiveLine, ...],
    trial: NextTime | None = None,
) -> tuple[Entry, ...]:
    """The question with both answers, the one thing that transfers, the one to try next time,
    and what was set out for."""
    debrief = mission.debrief
    entries = [Entry("", lambda width: tuple(paragraph(debrief.question, width, "bold")), gap=0)]
    if answer:
        entries.append(Entry("", lambda width: _voice("You", "$primary", answer, width), gap=0))
    reader = mission.name(debrief.reader)
    colour = hue(mission, debrief.reader)
    entries += [
        Entry("", lambda width: _voice(reader, f"bold {colour}", debrief.answer, width)),
        Entry("", lambda width: _take(debrief.take_with_you, width)),
    ]
    if trial:
        entries.append(Entry("", partial(_trial, trial)))
    if objectives:
        entries.append(Entry("", lambda width: (headline("YOU SET OUT TO"),), gap=0))
    entries += [Entry("", partial(_objective, line), gap=0) for line in objectives]
    return tuple(entries)


def _voice(name: str, style: str, text: str, width: int) -> Lines:
    lines = wrap(text, width - 6)
    rows = [Content.assemble((f"{name[:5]:<6}", style), lines[0])]
    return (*rows, *(Content.assemble(" " * 6, line) for line in lines[1:]))


def _take(text: str, width: int) -> Lines:
    return (headline("TAKE WITH YOU"), *paragraph(text, width, "bold"))


def _trial(trial: NextTime, width: int) -> Lines:
    rows = [headline("TRY NEXT TIME"), *paragraph(trial.says, width)]
    rows += paragraph(trial.title, width, "bold", indent=2)
    return (
        (*rows, *paragraph(trial.more, width, SECONDARY, indent=2)) if trial.more else tuple(rows)
    )


def _objective(line: ObjectiveLine, width: int) -> Lines:
    rows = [
        Content.assemble(("· " if number == 0 else "  ", SECONDARY), text)
        for number, text in enumerate(wrap(line.objective, width - 2))
    ]
    return (*rows, *paragraph(line.says, width, SECONDARY, indent=2)) if line.says else tuple(rows)
