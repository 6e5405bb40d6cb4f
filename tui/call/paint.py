"""The call's contents as styled text; no widget and no rule lives here."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from engine.clock import clock_time
from engine.mission import Mission
from engine.phase_config import VideoCall
from engine.shared import Shared
from tui.call.monogram import monogram
from tui.people import badge, hue

SECONDARY = "$foreground 62%"
WAVE = "▁▂▃▅▆▅▃▂▁▁▂▄▆▇▆▄▂▁▁▂▃▄▃▂▁"
"""A voice, as the speaker's tile draws it; it only moves while motion is on."""


@dataclass(frozen=True)
class Turn:
    """One entry of the call's transcript."""

    ref: str
    who: str
    say: str
    minute: int


def turns(mission: Mission, config: VideoCall, shared: Shared) -> tuple[Turn, ...]:
    """Everything said in this call, in order."""
    entries = []
    for played in shared.transcript:
        if played.phase == config.id:
            words = mission.texts[played.ref]
            entries.append(Turn(played.ref, words.who, words.say or words.silence, played.minute))
    return tuple(entries)


def speaker(spoken: tuple[Turn, ...]) -> str | None:
    """Who of the participants, or the player, spoke last."""
    return next((turn.who for turn in reversed(spoken) if turn.who != "narrator"), None)


def spoken_count(spoken: tuple[Turn, ...], person: str) -> int:
    """How many lines somebody has had."""
    return sum(turn.who == person for turn in spoken)


def posture(mission: Mission, config: VideoCall, shared: Shared, person: str) -> str:
    """What a camera sees of somebody: the last posture that a played line set."""
    for played in reversed(shared.transcript):
        line = mission.line_by_ref.get(played.ref)
        if played.phase == config.id and line and line.who == person and line.posture:
            return line.posture
    known = mission.person_by_id.get(person)
    return known.posture if known else ""


def tile_state(spoken: tuple[Turn, ...], person: str) -> tuple[str, str]:
    """The word on top of a tile, and its style."""
    if speaker(spoken) == person:
        return ("● speaking", "bold $accent")
    if spoken_count(spoken, person):
        return ("○ listens", "$mute")
    return ("○ not heard yet", "$mute")


def tall_tile(
    mission: Mission, config: VideoCall, shared: Shared, person: str, width: int, phase: int
) -> Content:
    """A tile with a monogram, a voice, a name and a posture."""
    known = mission.person_by_id[person]
    spoken = turns(mission, config, shared)
    colour = hue(mission, person)
    speaking = speaker(spoken) == person
    style = f"bold {colour}" if speaking else f"{colour} 60%"
    drawn = [Content.styled(row, style) for row in monogram(known.initials)]
    voice = Content.styled(wave(width - 8, phase), colour) if speaking else _quiet(spoken, person)
    rows = [Content(""), *drawn, Content(""), voice]
    centred = [_centre(row, width) for row in rows]
    name = Content.assemble((known.name, "bold"))
    role = Content.styled(known.role, SECONDARY)
    return Content("\n").join(
        [
            *centred,
            Content(""),
            _cut(name, width),
            _cut(role, width),
            _cut(Content.styled(posture(mission, config, shared, person), "italic"), width),
        ]
    )


def flat_tile(
    mission: Mission, config: VideoCall, shared: Shared, person: str, width: int
) -> Content:
    """A tile of three lines, for 80 columns."""
    known = mission.person_by_id[person]
    name = Content.assemble(badge(mission, person), " ", (known.short, "bold"))
    seen = posture(mission, config, shared, person)
    role = Content.styled(known.role, SECONDARY)
    return Content("\n").join(
        [_cut(name, width), _cut(role, width), _cut(Content.styled(seen, "italic"), width)]
    )


def _quiet(spoken: tuple[Turn, ...], person: str) -> Content:
    if spoken_count(spoken, person):
        return Content.styled("─" * 12, "$edge")
    return Content.styled("· · ·  quiet  · · ·", "$faint")


def wave(width: int, phase: int) -> str:
    """A voice of some width; `phase` shifts it."""
    width = max(4, min(width, 24))
    return "".join(WAVE[(n + phase) % len(WAVE)] for n in range(width))


def _centre(row: Content, width: int) -> Content:
    left = max(0, (width - row.cell_length) // 2)
    return Content.assemble(" " * left, row)


def _cut(row: Content, width: int) -> Content:
    return row if row.cell_length <= width else row.truncate(width, ellipsis=True)


def air_time(mission: Mission, config: VideoCall, shared: Shared, width: int) -> Content:
    """Lines spoken by each, as bars and figures."""
    spoken = turns(mission, config, shared)
    people = ["you", *config.participants]
    counts = {person: spoken_count(spoken, person) for person in people}
    most = max([*counts.values(), 1])
    room = max(4, width - 14)
    rows = []
    for person, count in sorted(counts.items(), key=lambda item: -item[1]):
        name = "You" if person == "you" else mission.name(person)
        colour = "$primary" if person == "you" else hue(mission, person)
        full = round(room * count / most)
        rows.append(
            Content.assemble(
                (f"{name:<10}"[:10], SECONDARY),
                ("━" * full, colour),
                ("┈" * (room - full), "$rule"),
                (f" {count:>2}", "bold"),
            )
        )
    return Content("\n").join(rows)


def caption(mission: Mission, turn: Turn, shown: int | None = None) -> Content:
    """One spoken entry, cut at `shown` characters while it is being said."""
    text = turn.say if shown is None else turn.say[:shown]
    if turn.who == "narrator":
        return Content.styled(text, f"italic {SECONDARY}")
    colour = "$primary" if turn.who == "you" else hue(mission, turn.who)
    return Content.styled(text, f"bold {colour}" if turn.who != "you" else colour)


def heading(mission: Mission, turn: Turn) -> Content:
    """The clock and the name that stand over a transcript entry."""
    colour = "$primary" if turn.who == "you" else hue(mission, turn.who)
    name = "You" if turn.who == "you" else mission.name(turn.who)
    return Content.assemble((f"{clock_time(turn.minute)} ", "$faint"), (name, f"bold {colour}"))
