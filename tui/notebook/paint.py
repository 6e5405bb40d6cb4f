"""The notebook's contents as styled text; no widget and no rule lives here."""

from __future__ import annotations

import textwrap

from textual.content import Content

from engine.knowledge import Contradiction
from engine.mission import Mission
from engine.notebook import costs_a_tick
from engine.shared import Compared, Pinned, Shared
from tui.notebook.sources import card_origin, origin, when, who_said
from tui.people import badge, full_name
from tui.quoted import quoted
from tui.safety import harmless, one_line
from tui.widgets.rows import Row

SECONDARY = "$foreground 62%"
SIDES = ("◧", "◨")
HUES = ("$accent", "$primary")
"""Glyph and colour of the left and the right place on the desk."""
MOST_LINES = 3
"""Lines that a list gives to one pin."""
Part = str | tuple[str, str]


def pin_row(mission: Mission, pin: Pinned, side: int | None, width: int, narrow: bool) -> Row:
    """A pin: its letter, its place on the desk, the passage, and where it comes from."""
    mark = f"{SIDES[side]} " if side is not None else "  "
    hue = HUES[side] if side is not None else ""
    strong = f"bold {hue}" if hue else "$foreground 90%"
    name = Content.assemble((f"{pin.id:<3}", "bold $accent"), (mark, hue))
    source = Content.styled(origin(mission, pin), SECONDARY)
    quote = quoted(mission, pin.source, pin.quote)
    room = width - name.cell_length
    lines = textwrap.wrap(quote, room)
    if narrow and len(quote) + source.cell_length + 2 <= room:
        gap = " " * (room - len(quote) - source.cell_length)
        return Row(pin.id, (Content.assemble(name, (quote, strong), gap, source),))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: room - 1]}…"]
    indent = Content(" " * name.cell_length)
    painted = [
        Content.assemble(name if number == 0 else indent, (line, strong))
        for number, line in enumerate(lines or [""])
    ]
    return Row(pin.id, (*painted, Content.assemble(indent, source)))


def card(mission: Mission, pin: Pinned | None, side: int, width: int, narrow: bool) -> Content:
    """What lies in one place of the desk."""
    if pin is None:
        place = "left" if side == 0 else "right"
        return Content.assemble(
            ("Enter", "bold $accent"), (f" lays a pin here, on the {place}.", SECONDARY)
        )
    who = who_said(mission, pin)
    hue = HUES[side]
    lines = textwrap.wrap(quoted(mission, pin.source, pin.quote), max(10, width - 2)) or [""]
    parts: list[Part] = []
    place = card_origin(mission, pin)
    if narrow:
        told = f"{one_line(mission.name(who)) if who != 'you' else 'You'}, {place}"
        parts += [("\n".join(textwrap.wrap(told, width)), SECONDARY)]
    else:
        known = mission.person_by_id.get(who)
        name = full_name(mission, who) + (f", {one_line(known.role)}" if known else "")
        name, place = ("\n      ".join(textwrap.wrap(words, width - 6)) for words in (name, place))
        parts += [badge(mission, who), "  ", (name, "bold"), "\n      ", (place, SECONDARY), "\n"]
    for number, line in enumerate(lines):
        parts += ["\n", ("“" if number == 0 else " ", hue), (line, f"bold underline {hue}")]
    parts.append(("”", hue))
    return Content.assemble(*parts)


def card_title(pin: Pinned | None, side: int) -> Content:
    """The card's border: its place, the pin's letter, and when it was pinned."""
    parts: list[Part] = [(SIDES[side], HUES[side])]
    if pin is not None:
        parts += [
            (f" {pin.id}", f"bold {HUES[side]}"),
            (f"   pinned {when(pin.minute)}", SECONDARY),
        ]
    return Content.assemble(*parts)


def join(done: Compared | None, ready: bool, width: int) -> Content:
    """What stands between the cards."""
    run = "─" * ((width - 1) // 2)
    if done and done.contradiction:
        return Content.assemble((run, HUES[0]), ("≠", "bold $error"), (run, HUES[1]))
    if ready and done is None:
        return Content.assemble((run, "$edge"), ("=", "bold $accent"), (run, "$edge"))
    return Content.styled("─" * width, "$edge")


def result_title(done: Compared | None) -> Content:
    """What the panel under the cards is."""
    if done is None:
        return Content("Side by side")
    return Content("Contradiction" if done.contradiction else "Compared")


def result(mission: Mission, done: Compared | None, ready: bool, width: int) -> Content:
    """What the comparison came to, or how to make one."""
    if done is None and ready:
        price = (f"\n\n{PRICE}.", SECONDARY) if costs_a_tick(mission) else ""
        return Content.assemble(("=", "bold $accent"), " compares the two.", price)
    if done is None:
        return Content.styled(
            "Lay two passages on the desk. Look for what cannot both be true.", SECONDARY
        )
    contradiction = next((c for c in mission.contradictions if c.id == done.contradiction), None)
    if contradiction:
        return _disagree(mission, contradiction, width)
    if done.half:
        return Content.assemble(
            ("One of these matters.", "bold $accent"),
            "\n\nThe other does not contradict it.",
            spent(mission),
        )
    return Content.assemble("Nothing follows from these two.", spent(mission))


PRICE = "A pair that is no contradiction takes a quarter-day"
"""What comparing costs, said before it is done."""


def spent(mission: Mission) -> str:
    """What a pair that is no contradiction has cost."""
    return " A quarter-day is spent." if costs_a_tick(mission) else ""


def _disagree(mission: Mission, contradiction: Contradiction, width: int) -> Content:
    parts: list[Part] = [("≠ These two disagree.", "bold $error"), "\n\n"]
    parts.append(harmless(contradiction.means))
    label = "NOW YOU KNOW  "
    for fact in contradiction.effects.facts:
        says = textwrap.wrap(one_line(mission.fact_by_id[fact].says), width - len(label))
        parts += ["\n\n", (label, "bold $primary"), f"\n{' ' * len(label)}".join(says)]
    return Content.assemble(*parts)


def compared_rows(compared: tuple[Compared, ...]) -> tuple[Row, ...]:
    """The pairs that were laid side by side, the latest first."""
    rows = []
    for number, done in reversed(tuple(enumerate(compared))):
        text, style = (
            ("≠ these two disagree", "$error")
            if done.contradiction
            else ("one of these matters", "$accent")
            if done.half
            else ("nothing follows", "$foreground 85%")
        )
        line = Content.assemble(
            (f"{done.left} {done.right}   ", "bold $accent"),
            (f"{text:<24}", style),
            (when(done.minute), SECONDARY),
        )
        rows.append(Row(str(number), (line,), gap=0))
    return tuple(rows)


def known(mission: Mission, shared: Shared, wanted: str, width: int) -> Content:
    """What has been found out, the latest first."""
    parts: list[Part] = []
    for found in reversed(shared.facts):
        says = one_line(mission.fact_by_id[found.fact].says)
        if not matches(wanted, says):
            continue
        time = when(found.minute)
        lines = textwrap.wrap(says, max(20, width - 2))
        parts += [("· ", "$primary"), "\n  ".join(lines)]
        fits = len(lines[-1]) + 2 + 3 + len(time) <= width if lines else True
        parts += [(("   " if fits else "\n  ") + time, SECONDARY), "\n"]
    parts += _promised(mission, shared, wanted, width)
    if not parts:
        text = f"Nothing known says '{one_line(wanted)}'." if wanted else "Nothing yet."
        return Content.styled(text, SECONDARY)
    return Content.assemble(*parts[:-1])


def _promised(mission: Mission, shared: Shared, wanted: str, width: int) -> list[Part]:
    """What was promised here, under a heading of its own."""
    parts: list[Part] = []
    by_id = {promise.id: promise for promise in mission.promises}
    for made in reversed(shared.promises):
        promise = by_id[made.promise]
        says = f"{one_line(promise.wording)} To {one_line(mission.name(promise.to))}."
        if matches(wanted, says):
            lines = textwrap.wrap(says, max(20, width - 2))
            parts += [("○ ", "$accent"), "\n  ".join(lines), "\n"]
    return [("\nPROMISED\n", "bold $primary"), *parts] if parts else []


def matches(wanted: str, *texts: str) -> bool:
    """Whether every word that is looked for stands in one of the texts."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in wanted.casefold().split())
