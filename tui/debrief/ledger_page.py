"""The ledger: every point with its reason, and what would have counted where none are given."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from engine.clock import clock_time
from engine.ledger import LATE, PhaseLedger
from engine.ledger import Entry as LedgerEntry
from engine.scoring import Scorecard
from engine.shared import Shared
from tui.debrief.lines import (
    FIGURES,
    SECONDARY,
    TERTIARY,
    Part,
    headline,
    paragraph,
    points,
    solid,
    spread,
    wrap,
)
from tui.widgets.entries import Entry, Lines
from tui.widgets.header import PHASE_NAMES

LATE_NAME = "Late"


def ledger_entries(
    pages: tuple[PhaseLedger, ...], shared: Shared, *, earned: bool
) -> tuple[Entry, ...]:
    """Each phase with its bar, then what was lost in it, and what was earned where asked for."""
    entries: list[Entry] = []
    for page in pages:
        shown = _shown(page, earned)
        entries.append(Entry("", partial(_phase, page), gap=0 if shown else 1))
        entries += _points(page, shown, shared, True)
    return tuple(entries)


def bar_entries(pages: tuple[PhaseLedger, ...]) -> tuple[Entry, ...]:
    """The bars of all phases, one under the other."""
    last = len(pages) - 1
    return tuple(
        Entry("", partial(_phase, page), gap=int(n == last)) for n, page in enumerate(pages)
    )


def loss_entries(
    pages: tuple[PhaseLedger, ...], shared: Shared, *, earned: bool
) -> tuple[Entry, ...]:
    """The points under the names of their phases, for below the bars."""
    entries: list[Entry] = []
    for page in pages:
        shown = _shown(page, earned)
        if shown:
            name = headline(page_name(page).upper())
            entries.append(Entry("", partial(_same, name), gap=0))
            entries += _points(page, shown, shared, False)
    return tuple(entries)


def page_name(page: PhaseLedger) -> str:
    """What a page is called: its phase, with its number where there are several."""
    name = PHASE_NAMES.get(page.kind) or LATE_NAME
    return f"{name} {page.nth}" if page.nth else name


def _same(line: Content, width: int) -> Lines:
    return (line,)


Shown = tuple[int, LedgerEntry, float]
"""A line's place in the ledger, the line, and what was earned of it beside its loss."""


def _shown(page: PhaseLedger, earned: bool) -> list[Shown]:
    """The lines to show: gains, then losses; a line with both is one, with what was earned."""
    lost = {(e.kind, e.ref) for e in page.entries if e.points < 0}
    gains = {(e.kind, e.ref): e.points for e in page.entries if e.points > 0}
    shown = [
        (place, entry, 0.0 if entry.points > 0 else gains.get((entry.kind, entry.ref), 0.0))
        for place, entry in enumerate(page.entries)
        if entry.points < 0 or (earned and (entry.kind, entry.ref) not in lost)
    ]
    return sorted(shown, key=lambda line: line[1].points < 0)


def _points(page: PhaseLedger, shown: list[Shown], shared: Shared, reasons: bool) -> list[Entry]:
    last = len(shown) - 1
    return [
        Entry(
            f"point:{page.phase}:{place}",
            partial(_point, entry, kept, shared, reasons),
            gap=int(number == last),
        )
        for number, (place, entry, kept) in enumerate(shown)
    ]


def _phase(page: PhaseLedger, width: int) -> Lines:
    share = page.points / page.of if page.of else 0.0
    if page.kind == LATE:
        lost = Content.styled(f"−{points(-page.points)}", "bold $error")
        return (spread(Content.styled(LATE_NAME, "bold"), lost, width),)
    tail = Content.assemble(
        (f"{points(page.points):>6}", "bold"),
        (f" of {points(page.of)}", SECONDARY),
        (f"{share:>6.0%}", TERTIARY),
    )
    head = Content.styled(f"{page_name(page):<9}", "bold")
    room = max(6, width - head.cell_length - tail.cell_length - 1)
    return (Content.assemble(head, *solid(share, room, "$primary", "$loss"), tail),)


def _point(line: LedgerEntry, kept: float, shared: Shared, reasons: bool, width: int) -> Lines:
    lost = line.points < 0
    figure = f"{'−' if lost else '+'}{points(abs(line.points))}".rjust(FIGURES)
    place = _place(line, shared)
    tail = Content.assemble(
        (f"+{points(kept)}  " if kept else "", "$success"),
        (place, "$accent" if lost else TERTIARY),
    )
    titles = wrap(line.title, width - FIGURES - 3 - tail.cell_length)
    style = "" if lost else SECONDARY
    head = Content.assemble(
        (figure, "bold $error" if lost else "$success"), " ", (titles[0], style)
    )
    rows = [spread(head, tail, width)]
    rows += [Content.assemble(" " * (FIGURES + 1), (more, style)) for more in titles[1:]]
    if lost and line.kind == "fact":
        rows += paragraph(f"to be had: {line.where}", width, TERTIARY, indent=FIGURES + 1)
    elif line.kind == "cap" or (lost and reasons and line.kind in ("decision", "criterion")):
        rows += paragraph(line.reason, width, TERTIARY, indent=FIGURES + 1)
    return tuple(rows)


PLACES = {
    "rule": "on the grid",
    "criterion": "on the sheet",
    "hint": "hints",
    "cap": "cap",
    "late": "the calendar",
}
"""Where what is neither a choice nor a fact earned its points."""


def _place(line: LedgerEntry, shared: Shared) -> str:
    if line.kind == "decision":
        choice = shared.choice(line.ref)
        return clock_time(choice.minute) if choice else ""
    if line.kind == "fact":
        found = next((f for f in shared.facts if f.fact == line.ref), None)
        return clock_time(found.minute) if found else "not found"
    return PLACES[line.kind]


def ledger_note(score: int) -> Content:
    """Points earned and lost, all together."""
    return Content.assemble((f"+{score}", "$success"), "  ", (f"−{100 - score}", "$error"))


def losses(pages: tuple[PhaseLedger, ...]) -> list[LedgerEntry]:
    """What cost most, first."""
    lost = [entry for page in pages for entry in page.entries if entry.points < 0]
    return sorted(lost, key=lambda entry: entry.points)


# --- a mission that is not scored ----------------------------------------------------------


def unscored_entries(card: Scorecard, kept: tuple[tuple[str, bool], ...]) -> tuple[Entry, ...]:
    """What would have counted: the same ledger, without points."""
    entries: list[Entry] = []
    for phase in card.phases:
        lines = [line for line in phase.lines if line.possible]
        if not lines:
            continue
        full = sum(line.earned >= line.possible - 1e-9 for line in lines)
        name = PHASE_NAMES[phase.kind]
        count = f"{full} of {len(lines)}"
        entries.append(Entry("", partial(_tally, name, count), gap=0))
        for number, line in enumerate(lines):
            share = line.earned / line.possible
            title = line.title if line.kind != "rule" else line.reason
            entries.append(
                Entry(
                    f"line:{phase.phase}:{phase.lines.index(line)}",
                    partial(_tick, share, title),
                    gap=1 if number == len(lines) - 1 else 0,
                )
            )
    if kept:
        count = f"{sum(good for _, good in kept)} of {len(kept)}"
        entries.append(Entry("", partial(_tally, "Feedback", count), gap=0))
        entries += [Entry("", partial(_tick, float(good), title), gap=0) for title, good in kept]
    return tuple(entries)


def _tally(name: str, count: str, width: int) -> Lines:
    return (spread(Content.styled(name, "bold"), Content.styled(count, SECONDARY), width),)


def _tick(share: float, title: str, width: int) -> Lines:
    mark: Part = (
        ("  ✓ ", "bold $success")
        if share > 0.999
        else ("  ◐ ", "bold $accent")
        if share > 0
        else ("  ✗ ", "bold $error")
    )
    lines = wrap(title, width - 4)
    style = SECONDARY if share > 0.999 else ""
    rows = [Content.assemble(mark, (lines[0], style))]
    return (*rows, *(Content.styled(" " * 4 + more, style) for more in lines[1:]))
