"""What stands beside the call: transcript, air time, pins, and the words of its end."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from engine.clock import clock_time
from engine.mission import Mission
from engine.phase_config import VideoCall
from engine.shared import Pinned
from tui.call.captions import voice
from tui.call.story import NARRATOR, YOU, Story, Turn, called, times_spoken
from tui.quoted import quoted
from tui.reading import lines
from tui.safety import one_line

SECONDARY = "$foreground 62%"


def heading(mission: Mission, turn: Turn) -> Content:
    """The clock and the name that stand over a transcript entry."""
    name = called(mission, turn.who)
    return Content.assemble(
        (f"{clock_time(turn.minute)} ", "$faint"), (name, f"bold {voice(mission, turn.who)}")
    )


def transcript(
    mission: Mission, turns: Sequence[Turn], pins: tuple[Pinned, ...], width: int, height: int
) -> Content:
    """The last entries that fit, from the foot upwards."""
    sources = {pin.source for pin in pins}
    rows: list[Content] = []
    for number in reversed(range(len(turns))):
        turn = turns[number]
        before = turns[number - 1] if number else None
        entry = _entry(mission, turn, before, turn.ref in sources and turn.ref != "", width)
        if rows and len(rows) + len(entry) > height:
            break
        rows = [*entry, *rows]
    while rows and not rows[0].plain:
        rows.pop(0)
    return Content("\n").join(rows[-max(1, height) :])


def _entry(
    mission: Mission, turn: Turn, before: Turn | None, pinned: bool, width: int
) -> list[Content]:
    wordless = not turn.spoken
    style = "italic $foreground 80%" if turn.who == NARRATOR else SECONDARY
    style = f"italic {SECONDARY}" if turn.move else style
    text = Content.styled(turn.shown, style)
    rows = [
        Content.assemble("  ", text[row.start : row.end])
        for row in lines(turn.shown, max(8, width - 2), False)
    ]
    if pinned:
        mark = Content.styled("  ◈ pinned", "$accent")
        fits = rows[-1].cell_length + mark.cell_length <= width
        rows = [*rows[:-1], Content.assemble(rows[-1], mark)] if fits else [*rows, mark]
    if wordless:
        return [Content(""), *rows] if turn.move else rows
    same = before is not None and before.who == turn.who and before.minute == turn.minute
    return rows if same else [Content(""), heading(mission, turn), *rows]


def air_time(mission: Mission, config: VideoCall, turns: Sequence[Turn], width: int) -> Content:
    """Turns of each, as bars and figures, the longest first."""
    people = [YOU, *config.participants]
    counts = {person: times_spoken(turns, person) for person in people}
    names = {person: called(mission, person) for person in people}
    most = max([*counts.values(), 1])
    column = max(cell_len(name) for name in names.values()) + 1
    room = max(4, width - column - 4)
    rows = []
    for person, count in sorted(counts.items(), key=lambda item: -item[1]):
        full = round(room * count / most)
        rows.append(
            Content.assemble(
                (set_cell_size(names[person], column), SECONDARY),
                ("━" * full, voice(mission, person)),
                ("┈" * (room - full), "$rule"),
                (f" {count:>2}", "bold"),
            )
        )
    return Content("\n").join(rows)


def pinned(mission: Mission, pins: tuple[Pinned, ...], width: int, most: int) -> Content:
    """The newest pins, a row each."""
    if not pins:
        return Content.styled("p pins the line on show.", SECONDARY)
    return Content("\n").join(
        Content.assemble(
            (f"{pin.id:<3}", "bold $primary"), quoted(mission, pin.source, pin.quote)
        ).truncate(width, ellipsis=True)
        for pin in pins[-most:]
    )


def ending(mission: Mission, config: VideoCall, told: Story, early: bool) -> list[Content]:
    """What the call came to: how long, who was heard, what is known since."""
    turns = told.turns
    minutes = turns[-1].minute - turns[0].minute if turns else 0
    length = "one minute" if minutes == 1 else f"{minutes} minutes"
    heard = sum(times_spoken(turns, person) > 0 for person in config.participants)
    count = len(config.participants)
    people = f"{heard} of {count} were heard" if count > 1 else "one voice beside yours"
    cut = "It ended early. " if early else ""
    facts = [one_line(mission.fact_by_id[fact].title) for fact in told.learned]
    known = Content.assemble(
        ("Known now: ", SECONDARY), "; ".join(facts) if facts else "nothing new", "."
    )
    return [Content.assemble(f"{cut}It took {length}; {people}."), known]
