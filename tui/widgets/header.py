"""The two lines on top of every mission screen: meters above, phase rail below."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from engine.asking import days_allowed
from engine.bands import band_of
from engine.clock import QUARTER_DAYS, clock_time, day_of
from engine.mission import Mission
from engine.phases import StudioState
from engine.phases.changes import design_config
from engine.phases.system_design import budget_of, figures
from engine.state import State

Part = tuple[str, str]

PHASE_NAMES = {
    "email_discovery": "Inbox",
    "video_call": "Call",
    "system_design": "Design",
    "board_decision": "Decision",
    "client_feedback": "Feedback",
}
FULL_WIDTH = 100
"""From this many columns the word-mark stands beside the diamond."""


def trust_word(trust: int) -> str:
    """Trust as people show it, in five bands."""
    return band_of(trust)


TRUST_STYLE = {
    "curt": "bold $error",
    "guarded": "bold $accent",
    "fair": "bold $primary",
    "open": "bold $primary",
    "candid": "bold $success",
}


RESTED, TIRED = 40, 25
"""From this much energy the team is rested, or tired; asleep below (SCREENS, decisions)."""
ENERGY = {
    "rested": ("▮▮▮", "$success"),
    "tired": ("▮▮▯", "$accent"),
    "asleep": ("▮▯▯", "$error"),
}
PARTS = ("", "¼", "½", "¾")
"""Quarters of a day."""
STEPS = 5
"""How often the meters give way before the title does."""


@dataclass(frozen=True)
class Gauges:
    """What the meters show; None where the mission does not use one."""

    trust: int | None = None
    budget: tuple[float, float] | None = None
    """Cost and limit, in marks a month."""
    days: tuple[int, int] | None = None
    """The quarter-days that are spent, and how many whole days may be; 0 where none are set.

    What is spent is no date: the mission's clock, in the second line, tells the day.
    """
    energy: int | None = None
    trust_by: int = 0
    """By how much the last action moved trust; an arrow shows it."""


def gauges(mission: Mission, state: State, trust_by: int = 0) -> Gauges:
    """The meters of a mission as they stand."""
    shared = state.shared
    return Gauges(
        trust=shared.trust if "trust" in mission.meters else None,
        budget=_budget(mission, state) if "budget" in mission.meters else None,
        days=(shared.ticks, _allowed(mission, state)) if "days" in mission.meters else None,
        energy=shared.energy if "energy" in mission.meters else None,
        trust_by=trust_by,
    )


def _budget(mission: Mission, state: State) -> tuple[float, float] | None:
    first = mission.design_phase
    if first is None:
        return None
    begun = [own for own in state.phases if isinstance(own, StudioState)]
    config = design_config(mission, begun[-1].phase if begun else first.id, state.shared)
    design = begun[-1].design if begun else config.initial
    return figures(mission, config, design).monthly_cost, budget_of(config, state.shared)


def _allowed(mission: Mission, state: State) -> int:
    """The whole days that a mission may take before it is late."""
    return math.ceil(days_allowed(mission, state.shared) or 0)


def thousands(marks: float) -> str:
    """Marks a month as the header writes them: 8,940 is 8.9K, 12,000 is 12K, 20 is 20."""
    if marks < 1000:
        return f"{marks:.0f}"
    rounded = f"{marks / 1000:.1f}".removesuffix(".0")
    return f"{rounded}K"


def energy_word(energy: int) -> str:
    """The team's energy, in three states."""
    return "rested" if energy >= RESTED else "tired" if energy >= TIRED else "asleep"


def energy_part(energy: int, words_only: bool = False) -> list[Part]:
    """The team's energy, as ticks and word."""
    word = energy_word(energy)
    ticks, style = ENERGY[word]
    return [(word, style)] if words_only else [(f"{ticks} {word}", style)]


def meters(told: Gauges, step: int) -> Content:
    """The meters that are in use, the shorter the higher the step."""
    groups: list[list[Part]] = []
    if told.trust is not None:
        word = trust_word(told.trust)
        moved = " ↑" if told.trust_by > 0 else " ↓" if told.trust_by < 0 else ""
        groups.append([("trust ", "$mute"), (word + moved, TRUST_STYLE[word])])
    if told.budget:
        cost, limit = (thousands(marks) for marks in told.budget)
        over = told.budget[0] > told.budget[1]
        groups.append([("budget ", "$mute")] if step == 0 else [])
        groups[-1].append((cost, "bold $error" if over else "bold"))
        groups[-1].append((f" of {limit}" if step < 2 else f"/{limit}", "$mute"))
    if told.days:
        groups.append(_spent(*told.days, step))
    if told.energy is not None:
        groups.append(energy_part(told.energy, words_only=step >= 3))
    gap = "   " if step < 2 else "  "
    parts: list[Part] = []
    for group in groups:
        parts += [(gap, ""), *group] if parts else group
    return Content.assemble(*parts)


def _spent(quarters: int, days: int, step: int) -> list[Part]:
    """Every day there is while there is room; else the one begun; at last a number alone.

    Time that was won before any was spent is none spent.
    """
    quarters = max(0, quarters)
    late = quarters > days * QUARTER_DAYS > 0
    hue = "$error" if late else "$accent"
    whole, rest = divmod(quarters, QUARTER_DAYS)
    if step == 4:
        number, of = f"{whole or ''}{PARTS[rest]}" or "0", f"/{days}" if days else ""
        return [("spent ", "$mute"), (number, hue), (of, "$mute")]
    if step >= 2:
        unit = "day" if days == 1 else "days"
        tail = f" of {days} {unit}" if step == 2 and days else ""
        begun = f"{whole} " if whole else ""
        return [("spent ", "$mute"), (f"{begun}{_ticks(rest)}", hue), (tail, "$mute")]
    parts: list[Part] = [("days spent", "$mute")]
    for day in range(max(days, math.ceil(quarters / QUARTER_DAYS), 1)):
        ticks = min(QUARTER_DAYS, max(0, quarters - day * QUARTER_DAYS))
        parts.append((f" {_ticks(ticks)}", hue if ticks else "$faint"))
    return parts


def _ticks(spent: int) -> str:
    return "▰" * spent + "▱" * (QUARTER_DAYS - spent)


def first_line(width: int, mission: Mission, state: State, trust_by: int = 0) -> Content:
    """Brand, code, title and meters of a mission in one line."""
    told = gauges(mission, state, trust_by)
    return fitted_line(width, mission.card.code, mission.card.title, told)


def fitted_line(width: int, code: str, title: str, told: Gauges) -> Content:
    """Takes the first of five steps that fits; then the title gives way, never the code."""
    middle = Content.assemble((f"{code} ", "$mute"), (title, "bold"))
    brand, right = Content(""), Content("")
    for step in range(STEPS):
        named = width >= FULL_WIDTH and step < 3
        right = meters(told, step)
        brand = Content.assemble(("◆ ", "$accent"), ("SCOPE CREEP  ", "bold") if named else "")
        if brand.cell_length + middle.cell_length + right.cell_length + 4 <= width:
            break
    room = max(1, width - 4 - brand.cell_length - right.cell_length)
    if middle.cell_length > room:
        middle = middle.truncate(room, ellipsis=True)
    return spread(width, Content.assemble(brand, middle), right)


def rail(mission: Mission, state: State, width: int) -> Content:
    """The phases, with those done and the present one; shortens in four steps."""
    names = [PHASE_NAMES[phase.kind] for phase in mission.phases]
    at = len(state.phases) - 1 if state.status == "open" else len(names)
    content = Content("")
    for step in range(4):
        content = _rail_step(names, at, step)
        if content.cell_length <= width:
            break
    return content


def _rail_step(names: list[str], at: int, step: int) -> Content:
    parts: list[Part] = []
    if step < 2:
        for number, name in enumerate(names):
            if number:
                parts.append((" ── " if step == 0 else " ─ ", "$edge"))
            if number < at:
                parts.append((f"✓ {name}", "$success"))
            elif number == at:
                parts.append((f"● {name}", "bold $accent"))
            else:
                parts.append((f"○ {name}", "$mute"))
        return Content.assemble(*parts)
    present = names[min(at, len(names) - 1)]
    if step == 2:
        parts += [("✓" * at, "$success"), (" ─ ", "$edge")] if at else []
        parts.append((f"● {present}", "bold $accent"))
        for name in names[at + 1 :]:
            parts += [(" ─ ", "$edge"), (f"○ {name}", "$mute")]
        return Content.assemble(*parts)
    shown = min(at + 1, len(names))
    return Content.assemble(
        (f"● {present}", "bold $accent"), (f" {shown} of {len(names)}", "$mute")
    )


def second_line(width: int, mission: Mission, state: State, note: str) -> Content:
    """The phase rail, and the client and mission clock at the right."""
    clock = clock_time(state.shared.minute)
    day = day_of(state.shared.minute)
    when = note or (clock if "days" not in mission.meters and day == 1 else f"day {day}, {clock}")
    tails = [when]
    if width >= FULL_WIDTH:
        tails = [f"{name}   {when}" for name in (mission.card.client, mission.card.client_short)]
        tails.append(when)
    whole = rail(mission, state, width).cell_length
    tail = next((t for t in tails if whole + cell_len(t) + 4 <= width), when)
    right = Content.styled(tail, "$mute")
    return spread(width, rail(mission, state, width - 4 - right.cell_length), right)


def spread(width: int, left: Content, right: Content) -> Content:
    """Two texts at the ends of a line."""
    gap = max(1, width - 2 - left.cell_length - right.cell_length)
    return Content.assemble(" ", left, " " * gap, right, " ")


class MissionHeader(Vertical):
    """Brand, meters, phase rail and clock of the mission that is being played."""

    DEFAULT_CSS = """
    MissionHeader { height: 2; dock: top; }
    MissionHeader > .header-meters { height: 1; background: $panel; }
    MissionHeader > .header-rail { height: 1; background: $surface; }
    """

    def __init__(self, mission: Mission, state: State, note: str = "") -> None:
        super().__init__()
        self._mission = mission
        self._state = state
        self._note = note
        self._trust_by = 0
        self._lines = (
            Static(Content(""), classes="header-meters"),
            Static(Content(""), classes="header-rail"),
        )

    def compose(self) -> ComposeResult:
        yield from self._lines

    def show(self, state: State, note: str = "", trust_by: int = 0) -> None:
        """Paints a state; a note, such as 'saved 11:04', takes the clock's place.

        `trust_by` is the move of trust that the last action came to.
        """
        self._state, self._note, self._trust_by = state, note, trust_by
        if self.is_mounted:
            self._paint(self.app.size.width)

    def on_resize(self, event: Resize) -> None:
        self._paint(event.size.width)

    def _paint(self, width: int) -> None:
        lines = (
            first_line(width, self._mission, self._state, self._trust_by),
            second_line(width, self._mission, self._state, self._note),
        )
        for widget, line in zip(self._lines, lines, strict=True):
            if not (isinstance(widget.content, Content) and line.is_same(widget.content)):
                widget.update(line, layout=False)
