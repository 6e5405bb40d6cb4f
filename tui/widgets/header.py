"""The two lines on top of every mission screen: meters above, phase rail below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from engine.clock import clock_time, day_of
from engine.mission import Mission
from engine.phases import StudioState
from engine.phases.system_design import budget_of, figures
from engine.shared import CURT, FAIR, GUARDED, OPEN
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
    for bound, word in ((CURT, "curt"), (GUARDED, "guarded"), (FAIR, "fair"), (OPEN, "open")):
        if trust < bound:
            return word
    return "candid"


TRUST_STYLE = {
    "curt": "bold $error",
    "guarded": "bold $accent",
    "fair": "bold $primary",
    "open": "bold $primary",
    "candid": "bold $success",
}


def thousands(marks: float) -> str:
    """Marks a month as the header writes them: 8,940 is 8.9K, 12,000 is 12K."""
    rounded = f"{marks / 1000:.1f}".removesuffix(".0")
    return f"{rounded}K"


def _budget(mission: Mission, state: State) -> tuple[str, str] | None:
    config = mission.design_phase
    if config is None:
        return None
    design = next((p.design for p in state.phases if isinstance(p, StudioState)), config.initial)
    cost = figures(mission, config, design).monthly_cost
    return thousands(cost), thousands(budget_of(config, state.shared))


def meters(mission: Mission, state: State, step: int) -> Content:
    """The meters that this mission uses, the shorter the higher the step (0 to 2)."""
    parts: list[Part] = []
    if "trust" in mission.meters:
        word = trust_word(state.shared.trust)
        parts += [("trust ", "$mute"), (word, TRUST_STYLE[word])]
    budget = _budget(mission, state) if "budget" in mission.meters else None
    if budget:
        cost, limit = budget
        gap = "   " if step < 2 else "  "
        parts += [(gap, "")] if parts else []
        parts += [("budget ", "$mute")] if step == 0 else []
        parts += [(cost, "bold"), (f" of {limit}" if step < 2 else f"/{limit}", "$mute")]
    return Content.assemble(*parts)


def first_line(width: int, mission: Mission, state: State) -> Content:
    """Brand, code, title and meters in one line that never overflows."""
    middle = Content.assemble((f"{mission.card.code} ", "$mute"), (mission.card.title, "bold"))
    brand, right = Content(""), Content("")
    for step, name in ((0, width >= FULL_WIDTH), (1, width >= FULL_WIDTH), (2, False)):
        right = meters(mission, state, step)
        brand = Content.assemble(("◆ ", "$accent"), ("SCOPE CREEP  ", "bold") if name else "")
        if brand.cell_length + middle.cell_length + right.cell_length + 4 <= width:
            break
    room = width - 4 - brand.cell_length - right.cell_length
    if middle.cell_length > room:
        middle = middle.truncate(room, ellipsis=True)
    return _spread(width, Content.assemble(brand, middle), right)


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
    when = clock if "days" not in mission.meters and day == 1 else f"day {day}, {clock}"
    wide = f"{mission.card.client_short}   {note or when}"
    right = Content.styled(wide if width >= FULL_WIDTH else (note or when), "$mute")
    return _spread(width, rail(mission, state, width - 4 - right.cell_length), right)


def _spread(width: int, left: Content, right: Content) -> Content:
    gap = max(1, width - 2 - left.cell_length - right.cell_length)
    return Content.assemble(" ", left, " " * gap, right, " ")


class MissionHeader(Vertical):
    """Brand, meters, phase rail and clock of the mission that is being played."""

    DEFAULT_CSS = """
    MissionHeader { height: 2; dock: top; }
    MissionHeader > .header-meters { height: 1; background: $panel; }
    MissionHeader > .header-rail { height: 1; background: $surface; }
    """

    def __init__(self, mission: Mission, state: State) -> None:
        super().__init__()
        self._mission = mission
        self._state = state
        self._note = ""

    def compose(self) -> ComposeResult:
        yield Static(classes="header-meters")
        yield Static(classes="header-rail")

    def show(self, state: State, note: str = "") -> None:
        """Paints a state; a note, such as 'saved 11:04', takes the clock's place."""
        self._state, self._note = state, note
        if self.is_mounted:
            self._paint(self.app.size.width)

    def on_resize(self, event: Resize) -> None:
        self._paint(event.size.width)

    def _paint(self, width: int) -> None:
        first, second = self.query(Static)
        first.update(first_line(width, self._mission, self._state))
        second.update(second_line(width, self._mission, self._state, self._note))
