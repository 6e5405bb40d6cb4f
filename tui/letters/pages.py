"""What a late letter costs, how the list shows it, and the thread that it becomes."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.asking import days_allowed
from engine.clock import QUARTER_DAYS, clock_time, day_of
from engine.late import LateLetter
from engine.mission import Mission
from engine.scoring import LATE_COST
from engine.shared import Shared
from engine.texts import LATE
from tui.inbox.mail_page import answer_page
from tui.people import badge, full_name
from tui.safety import one_line
from tui.widgets.reader import Document
from tui.widgets.rows import Row

SECONDARY = "$foreground 62%"
INDENT = " " * 5
QUARTERS = ("", "¼", "½", "¾")
IN_WORDS = {1: "a quarter of a day", 2: "half a day", 3: "three quarters of a day", 4: "a day"}


def price(letter: LateLetter) -> str:
    """What a letter costs, in words: a day, half a day, 1¼ days."""
    quarters = round(letter.days * QUARTER_DAYS)
    return IN_WORDS.get(quarters) or f"{days_written(quarters)} days"


def days_written(quarters: int) -> str:
    """Quarter-days as days with a fraction: 5 is 1¼, 8 is 2, 1 is ¼."""
    whole, rest = divmod(max(0, quarters), QUARTER_DAYS)
    return f"{whole or ''}{QUARTERS[rest]}" or "0"


def standing(mission: Mission, shared: Shared) -> str:
    """What letters cost, how much time is spent, and what more would cost, in two sentences."""
    spent = days_written(shared.ticks)
    told = "A letter costs its time, whatever it brings."
    days = days_allowed(mission, shared)
    if days is None:
        return f"{told} Spent so far: {spent} {'day' if shared.ticks <= 4 else 'days'}."
    quarters = round(days * QUARTER_DAYS)
    allowed = f"{days_written(quarters)} {'day' if quarters <= QUARTER_DAYS else 'days'}"
    cost = f"each whole day more costs {LATE_COST} points" if mission.scored else "then it is late"
    return f"{told} Spent so far: {spent} of {allowed}; {cost}."


def listed(mission: Mission, shared: Shared, offered: tuple[LateLetter, ...]) -> list[LateLetter]:
    """The letters that may be written and those that were, person by person."""
    open_ids = {letter.id for letter in offered}
    shown = [one for one in mission.late if one.id in open_ids or shared.has_asked(one.id)]
    order = [person.id for person in mission.people]
    return sorted(shown, key=lambda one: order.index(one.to) if one.to in order else len(order))


def row(mission: Mission, shared: Shared, letter: LateLetter, width: int, gap: int) -> Row:
    """A letter in the list: to whom, what it costs, and what about; blank lines after it."""
    asked = next((a for a in shared.asked if a.question == letter.id), None)
    end: tuple[str, str] = (price(letter), "bold $accent")
    if asked:
        end = (f"✓ sent on day {day_of(asked.minute)}, {clock_time(asked.minute)}", "$success")
    name = Content.assemble(
        badge(mission, letter.to), "  ", (full_name(mission, letter.to), "bold")
    )
    space = max(1, width - name.cell_length - Content(end[0]).cell_length - 1)
    label = one_line(letter.label)
    lines = textwrap.wrap(label, max(20, width - len(INDENT) - 1)) or [""]
    return Row(
        letter.id,
        (
            Content.assemble(name, " " * space, end),
            *(Content.assemble(INDENT, (line, SECONDARY if asked else "")) for line in lines),
        ),
        gap,
    )


def draft(mission: Mission, letter: LateLetter) -> Content:
    """The letter as it would be sent, with its price."""
    return Content.assemble(
        badge(mission, letter.to),
        "  ",
        (f"To {full_name(mission, letter.to)}", "bold"),
        (f"   {price(letter)}", "bold $accent"),
        "\n\n",
        "\n".join(textwrap.wrap(" ".join(letter.letter.split()), 72)),
    )


def thread(mission: Mission, shared: Shared, question: str) -> tuple[Document, ...]:
    """A late letter and what came back, one under the other."""
    return tuple(
        answer_page(mission, played.ref, played.minute, dated=True)
        for played in shared.transcript
        if played.ref.startswith(f"{question}/{LATE}/")
    )
