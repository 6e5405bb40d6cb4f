"""The card of one mission: what it is, why it is locked, and the nearest way in."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content

from engine.mission import MissionCard
from engine.results import ALL_PLUS_FROM, card_experience
from engine.values import tally
from engine.ways import Step, Way
from tui.board.entries import BoardEntry
from tui.board.tree import tree_rows
from tui.widgets.header import PHASE_NAMES

SHOWN_STEPS = 3
"""Steps of a way that are told one by one."""
NOT_WRITTEN = "Not yet written: this edition holds its door only."
ON_THE_WEB = "It is played in the web front end alone."
HANDED_IN = "Your class server grades it. Until then the score is provisional, and opens no door."
BEGUN_THERE = "What is done there is not graded here."
BEGUN_ELSEWHERE = "What is done there is not graded. Enter begins it here."
CHANGED_ELSEWHERE = "Another program wrote into what the game keeps of it. The log counts."
Rows = list[Content]


@dataclass(frozen=True)
class CardFacts:
    """What a card is written from."""

    entry: BoardEntry
    entries: Mapping[str, BoardEntry]
    way: Way | None
    shorter: Way | None
    opened: tuple[str, ...]
    """Codes of the missions that this one opened."""


def duration(minutes: int) -> str:
    """A time to play, in minutes below the hour."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def page(told: CardFacts, width: int, height: int) -> Rows:
    """The card in one column; air between its parts gives way, from the top, where it is long.

    What is still too long scrolls, and leaves a column for the scrollbar.
    """
    rows = _aired(told, width, height)
    return rows if len(rows) <= height else _aired(told, width - 1, height)


def _aired(told: CardFacts, width: int, height: int) -> Rows:
    stands = standing(told, width)
    rows = [*about(told.entry, width), *([Content("")] if stands else []), *stands]
    gaps = [number for number, row in enumerate(rows) if not row.plain]
    left_out = set(gaps[: max(0, len(rows) - height)])
    return [row for number, row in enumerate(rows) if number not in left_out]


def about(entry: BoardEntry, width: int) -> Rows:
    """What the mission is, its phases, what it practises, and what it gives."""
    card = entry.card
    gap = [Content("")]
    state = {"locked": "new", "open": "new", "in_progress": "in play", "completed": "done"}
    words = "handed in" if entry.handed_in else state[entry.status]
    words = "elsewhere" if entry.begun_elsewhere else words
    line = f"{card.difficulty} · {card.estimated_duration} min · {words}"
    rows = [*_wrapped(card.client, width, "bold"), *_wrapped(line, width, "$mute"), *gap]
    rows += _wrapped(card.teaser, width)
    if entry.missing:
        told = ON_THE_WEB if card.elsewhere else NOT_WRITTEN
        rows += [*gap, *_wrapped(told, width, "$accent")]
    if card.phases:
        rows += [*gap, _head("PHASES"), *_wrapped(_phases(card.phases), width)]
    if card.learning_objectives:
        rows += [*gap, _head("YOU PRACTISE")]
    for objective in card.learning_objectives:
        lines = textwrap.wrap(objective, width - 2)
        rows += [Content(("· " if n == 0 else "  ") + line) for n, line in enumerate(lines)]
    if card.skills and entry.status != "completed":
        rows += [*gap, *_rewards(card, width)]
    return rows


def standing(told: CardFacts, width: int) -> Rows:
    """What follows from where the player stands with it."""
    rows = _standing(told, width)
    if told.entry.changed_elsewhere:
        rows += [*([Content("")] if rows else []), _head("CHANGED ELSEWHERE")]
        rows += _wrapped(CHANGED_ELSEWHERE, width)
    return rows


def _standing(told: CardFacts, width: int) -> Rows:
    entry = told.entry
    waits = [_head("HANDED IN"), *_wrapped(HANDED_IN, width)] if entry.handed_in else []
    match entry.status:
        case "in_progress" if waits:
            return waits
        case "in_progress" if entry.begun_elsewhere:
            words = BEGUN_ELSEWHERE if entry.card.playable else BEGUN_THERE
            return [_head("BEGUN ELSEWHERE"), *_wrapped(words, width)]
        case "locked":
            return [*_lock(entry, width), Content(""), *way_rows(told, width)]
        case "in_progress":
            place = f"{entry.phase_name.capitalize()}, {entry.phase} of {len(entry.card.phases)}"
            left = f"{duration(entry.minutes_left)} left"
            return [
                _between(_head("YOU STAND AT"), (left, "$mute"), width),
                Content(place),
                *_wrapped("Enter goes on there. x begins it anew.", width, "$mute"),
            ]
        case "completed":
            return [*_results(told, width), *([Content("")] if waits else []), *waits]
    return []


def title(entry: BoardEntry) -> Content:
    """The card's name, for its border."""
    return Content.assemble((f"{entry.card.code} ", "bold $accent"), entry.card.title)


def state_line(entry: BoardEntry) -> Content:
    """The state, for the card's lower border."""
    if entry.status == "locked":
        left = entry.explanation.unmet()
        return Content.assemble(("◌ locked ", "$mute"), ("✗", "$error"), (f" {left} left", "$mute"))
    if entry.missing:
        return Content.styled(f"○ {entry.absence}", "$mute")
    if entry.handed_in:
        return Content.styled("◐ handed in, not graded yet", "$accent")
    if entry.begun_elsewhere:
        return Content.styled("◐ begun elsewhere", "$accent")
    if entry.status == "completed":
        first = f", first {entry.first_grade}" if entry.improved else ""
        return Content.assemble((f"✓ done {entry.grade}".strip(), "$success"), (first, "$mute"))
    if entry.status == "in_progress":
        return Content.styled(f"◐ in play, {entry.phase_name}", "$accent")
    return Content.styled("○ open", "$primary")


def _head(words: str) -> Content:
    return Content.styled(words, "bold $primary")


def _wrapped(text: str, width: int, style: str = "") -> Rows:
    return [Content.styled(line, style) for line in textwrap.wrap(text, width)]


def _between(left: Content, right: tuple[str, str], width: int) -> Content:
    gap = max(1, width - left.cell_length - Content(right[0]).cell_length)
    return Content.assemble(left, " " * gap, right)


def _phases(kinds: tuple[str, ...]) -> str:
    """The phases in a line; a pair that is played twice running is named once."""
    names = [PHASE_NAMES[kind] for kind in kinds]
    if len(names) >= 4 and names[-2:] == names[-4:-2]:
        before = f"{', '.join(names[:-4])}, " if names[:-4] else ""
        return f"{before}{names[-2]} + {names[-1]} twice"
    return ", ".join(names)


def _rewards(card: MissionCard, width: int) -> Rows:
    most = f"  up to {card_experience(card, 100)} XP"
    rows = [Content.assemble(("REWARDS", "bold $primary"), (most, "$mute"))]
    line = Content("")
    for skill in card.skills:
        part = Content.assemble(
            f"{skill.name.replace('_', ' ')} ", (f"+{skill.value}", "bold $primary")
        )
        if line and line.cell_length + part.cell_length + 2 > width:
            rows.append(line)
            line = part
        else:
            line = Content.assemble(line, "  ", part) if line else part
    return [*rows, line]


# --- where the player stands -----------------------------------------------------------------


def _lock(entry: BoardEntry, width: int) -> Rows:
    head = _between(_head("WHY LOCKED"), ("have of need", "$mute"), width)
    return [head, *tree_rows(entry.explanation, width)]


def way_rows(told: CardFacts, width: int) -> Rows:
    """The nearest way in, step by step, with what it takes."""
    way = told.way
    if way is None:
        text = "No mission opens this door as things stand."
        return [_head("NEAREST WAY IN"), *_wrapped(text, width)]
    rows = [_between(_head("NEAREST WAY IN"), (duration(way.minutes), "$mute"), width)]
    shown = way.steps if len(way.steps) <= SHOWN_STEPS + 1 else way.steps[:SHOWN_STEPS]
    for number, step in enumerate(shown, start=1):
        rows += _step(number, step, told, width)
    rest = [told.entries[step.slug].card.code for step in way.steps[len(shown) :]]
    if rest:
        rows += _wrapped(f"then {' '.join(rest)}", width, "$mute")
    if told.shorter:
        steps = ", ".join(_short(step, told.entries) for step in told.shorter.steps)
        lines = textwrap.wrap(steps, width - 3)
        rows += [
            Content.assemble(("or " if n == 0 else "   ", "bold $accent"), line)
            for n, line in enumerate(lines)
        ]
    return rows


def _step(number: int, step: Step, told: CardFacts, width: int) -> Rows:
    entry = told.entries[step.slug]
    code, minutes = entry.card.code, duration(entry.minutes_left)
    aim = f" at {step.score} or better" if step.score else ""
    words, notes = f"Finish {code}{aim}", ["any score"] if not aim else []
    match entry.status:
        case "locked" if number > 1:
            words = f"That opens {code}. Finish it"
            notes = [f"{step.score} or better" if aim else "any score"]
        case "completed":
            words = f"Play {code} again, to {step.score}"
        case "in_progress" if entry.handed_in:
            notes = ["handed in, not graded yet"]
        case "in_progress":
            notes, minutes = ["in play"], f"{minutes} left"
    notes.append(entry.absence or minutes)
    rows = [
        Content.assemble((f"{number} " if n == 0 else "  ", "bold $accent"), line)
        for n, line in enumerate(textwrap.wrap(words, width - 2))
    ]
    return rows + _indented(", ".join(notes), width)


def _indented(text: str, width: int) -> Rows:
    return [Content.styled(f"  {line}", "$mute") for line in textwrap.wrap(text, width - 2)]


def _short(step: Step, entries: Mapping[str, BoardEntry]) -> str:
    code = entries[step.slug].card.code
    return f"{code} at {step.score}" if step.score else code


def way_in_brief(way: Way | None, entries: Mapping[str, BoardEntry], room: int) -> str:
    """The nearest way in one line: 'M02 at 60, then M06'."""
    if way is None:
        return "none as things stand"
    steps = [_short(step, entries) for step in way.steps]
    for shown in range(len(steps), 0, -1):
        rest = len(steps) - shown
        text = ", then ".join(steps[:shown]) + (f", then {rest} more" if rest else "")
        if len(text) <= room:
            return text
    return f"{len(steps)} missions"


def _results(told: CardFacts, width: int) -> Rows:
    entry = told.entry
    if not entry.grade or entry.score is None:
        return [_head("DONE"), *_wrapped("It is not scored.", width)]
    rows = [_score("BEST", entry.grade, entry.score, width)]
    for kind in dict.fromkeys(entry.card.phases):
        score = tally(entry.phase_scores, kind, -1)
        if score >= 0:
            full = min(10, round(score / 10))
            name = f"{PHASE_NAMES[kind]:<10}"
            bar = (("█" * full, "$primary"), ("·" * (10 - full), "$edge"))
            rows.append(Content.assemble(name, *bar, (f"  {score:>3}", "bold")))
    if entry.improved and entry.first_score is not None:
        rows += [Content(""), _score("FIRST", entry.first_grade, entry.first_score, width)]
        rows += _wrapped("is what people remember", width, "$mute")
    if entry.skills_earned:
        words = ", ".join(f"{n.replace('_', ' ')} {p}" for n, p in entry.skills_earned if p)
        rows += [Content(""), _head("EARNED"), *_wrapped(words or "nothing yet", width)]
        if entry.score < ALL_PLUS_FROM:
            rows += _wrapped(f"{ALL_PLUS_FROM} would add one to each", width, "$mute")
    if told.opened:
        rows += [Content(""), _head("IT OPENED")]
        rows += [
            Content.assemble(("✓ ", "bold $success"), line)
            for line in textwrap.wrap(" ".join(told.opened), width - 2)
        ]
    return rows


def _score(words: str, grade: str, score: int, width: int) -> Content:
    right = f"{grade} {score}"
    style = "bold $success" if grade in "AB" else "bold"
    return _between(_head(words), (right, style), width)
