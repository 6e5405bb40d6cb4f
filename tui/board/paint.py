"""The board as styled text: cells, boxes, the card."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.mission import MissionCard
from engine.unlocks import Explanation
from tui.board.entries import GLYPHS, BoardEntry
from tui.widgets.header import PHASE_NAMES

SECONDARY = "$foreground 62%"
STATUS_STYLE = {
    "locked": "$faint",
    "open": "$primary",
    "in_progress": "$accent",
    "completed": "$success",
}
ACTS = ("I", "II", "III", "IV")
ACT_TITLES = ("Statement of Work", "Change Request", "Out of Scope", "Acceptance Criteria")
BOX_WIDTH, BOX_HEIGHT = 19, 4


def box(entry: BoardEntry, selected: bool) -> tuple[Content, ...]:
    """Four lines: code and client in the top border, two of title, the state in the bottom."""
    inside = BOX_WIDTH - 2
    style = "bold $accent" if selected else STATUS_STYLE[entry.status]
    tl, tr, bl, br, h, v = _border(entry, selected)
    label = f" {entry.card.code} {entry.card.client_short} "[: inside - 1]
    top = Content.assemble(
        (tl + h, style),
        (label, style if selected else STATUS_STYLE[entry.status]),
        (h * (inside - 1 - len(label)) + tr, style),
    )
    state = f" {GLYPHS[entry.status]} {entry.words()} "[: inside - 1]
    bottom = Content.assemble(
        (bl + h, style),
        (state, STATUS_STYLE[entry.status]),
        (h * (inside - 1 - len(state)) + br, style),
    )
    strong = entry.status in ("open", "in_progress") and not entry.missing
    words = "bold $foreground" if strong or selected else "$foreground 70%"
    lines = [*entry.card.map_title, ""][:2]
    middle = [
        Content.assemble((v, style), (f" {line:<{inside - 1}}"[:inside], words), (v, style))
        for line in lines
    ]
    ground = "on $lit" if selected else ""
    painted = (top, *middle, bottom)
    return tuple(line.stylize_before(ground) if ground else line for line in painted)


def _border(entry: BoardEntry, selected: bool) -> tuple[str, str, str, str, str, str]:
    if selected:
        return ("┏", "┓", "┗", "┛", "━", "┃")
    if entry.status == "locked":
        return ("╭", "╮", "╰", "╯", "┄", "┆")
    return ("╭", "╮", "╰", "╯", "─", "│")


def cell(entry: BoardEntry, selected: bool, width: int) -> tuple[Content, ...]:
    """Two lines for 80 columns: state, then the short title."""
    mark = ("▌" if selected else " ", "$accent")
    first = Content.assemble(
        mark,
        (GLYPHS[entry.status], STATUS_STYLE[entry.status]),
        " ",
        (entry.card.code, "bold $accent" if selected else SECONDARY),
        (f" {entry.words()}", STATUS_STYLE[entry.status]),
    )
    strong = entry.status in ("open", "in_progress") and not entry.missing
    second = Content.assemble(
        mark, "  ", (entry.card.short_title, "bold" if strong or selected else SECONDARY)
    )
    return tuple(_fit(line, width, selected) for line in (first, second))


def _fit(line: Content, width: int, selected: bool) -> Content:
    line = line if line.cell_length <= width else line.truncate(width, ellipsis=True)
    line = Content.assemble(line, " " * (width - line.cell_length))
    return line.stylize_before("on $lit") if selected else line


def act_heading(
    act: int, cards: list[BoardEntry], current: bool, width: int
) -> tuple[Content, Content]:
    """The act's number with how much of it is done, and its title."""
    done = sum(entry.status == "completed" for entry in cards)
    first = Content.assemble(
        (f" ACT {ACTS[act]:<4}", "bold $accent" if current else "bold"),
        (f" {done} of {len(cards)}", SECONDARY),
    )
    second = Content.styled(f" {ACT_TITLES[act]}", SECONDARY)
    return _fit(first, width, False), _fit(second, width, False)


def card_page(entry: BoardEntry, way: str, width: int) -> Content:
    """Everything about one mission, as the card shows it."""
    card = entry.card
    rows: list[Content] = [
        *[Content.styled(line, "bold") for line in textwrap.wrap(card.title, width)],
        Content.styled(
            f"{card.client_short} · {card.difficulty} · {card.estimated_duration} min", SECONDARY
        ),
        Content(""),
        *[Content(line) for line in textwrap.wrap(card.teaser, width)],
        Content(""),
        Content.styled("PHASES", "bold $primary"),
        *[Content(line) for line in textwrap.wrap(_phases(card), width)],
        Content(""),
        Content.styled("YOU PRACTISE", "bold $primary"),
    ]
    for objective in card.learning_objectives:
        wrapped = textwrap.wrap(objective, width - 2)
        rows += [Content(("· " if n == 0 else "  ") + line) for n, line in enumerate(wrapped)]
    if card.skills:
        skills = ", ".join(f"{s.name.replace('_', ' ')} +{s.value}" for s in card.skills)
        rows += [Content(""), Content.styled("REWARDS", "bold $primary")]
        rows += [Content(line) for line in textwrap.wrap(skills, width)]
    rows += _state_rows(entry, way, width)
    return Content("\n").join(rows)


def _phases(card: MissionCard) -> str:
    return ", ".join(PHASE_NAMES[phase] for phase in card.phases)


def _state_rows(entry: BoardEntry, way: str, width: int) -> list[Content]:
    if entry.status == "completed" and entry.score is not None:
        best = f"best {entry.score}, grade {entry.grade}" if entry.grade else "Not scored."
        first = (
            f"first {entry.first_score}" if entry.first_score is not None and entry.grade else ""
        )
        return [Content(""), Content.styled("DONE", "bold $success"), Content(f"{best}  {first}")]
    if entry.status == "locked":
        rows = [
            Content(""),
            Content.assemble(("WHY LOCKED", "bold $primary"), ("   have of need", SECONDARY)),
        ]
        rows += tree_rows(entry.explanation, width)
        if way:
            rows += [Content(""), Content.styled("NEAREST WAY IN", "bold $primary"), Content(way)]
        return rows
    if entry.missing:
        text = "The door is open; the mission is not in this edition yet."
        return [Content(""), *[Content.styled(t, "$accent") for t in textwrap.wrap(text, width)]]
    return []


def tree_rows(told: Explanation, width: int, prefix: str = "") -> list[Content]:
    """The unlock tree: each clause with a tick or a cross, and what is had of what is needed."""
    mark = ("✓ ", "$success") if told.met else ("✗ ", "$error")
    left = Content.assemble((prefix, "$edge"), mark, (told.words, "bold" if told.inner else ""))
    gap = max(1, width - left.cell_length - len(told.have))
    right = (told.have, "$success" if told.met else "$error")
    rows = [Content.assemble(left, " " * gap, right) if told.have else left]
    for number, clause in enumerate(told.inner):
        last = number == len(told.inner) - 1
        branch = prefix.replace("├─", "│ ").replace("└─", "  ") + ("└─" if last else "├─")
        rows += tree_rows(clause, width, branch)
    return rows
