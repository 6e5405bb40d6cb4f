"""The grid in plain lines: what stands there, what may be changed, and what comes of it."""

from __future__ import annotations

from engine import actions as ac
from engine.design import graph
from engine.design.frames import free_name as frame_name
from engine.design.graph import Cell, Design
from engine.design.kind import Knob
from engine.phase_config import SystemDesign
from engine.phases import StudioState, losses
from engine.phases.design_edits import linked
from engine.phases.system_design import KEPT_NAMES
from tui.plain import studio_words as words
from tui.plain.desk import Desk
from tui.plain.menu import Choice, Letter, Menu, agree, ask, pick

LOOK = Letter("l", "look at the design")
FIGURES = Letter("f", "figures, and what is met")
EXPLAIN = Letter("e", "explain a component or a term")
DOINGS = (
    ("place", "Place a component"),
    ("connect", "Link two components"),
    ("disconnect", "Cut a link"),
    ("configure", "Change a setting"),
    ("move", "Move a component"),
    ("duplicate", "Duplicate a component"),
    ("remove", "Remove a component"),
    ("undo", "Undo"),
    ("redo", "Redo"),
    ("traffic", "Run the traffic"),
    ("fail", "Lose a component or a zone, or put it back"),
    ("keep", "Keep the design as it stands"),
    ("restore", "Lay a kept design on the grid"),
    ("frame", "Draw a frame with a label"),
    ("unframe", "Take a frame away"),
    ("submit", "Hand the design in"),
)


def opening(desk: Desk, config: SystemDesign) -> None:
    """Says what stands on the grid."""
    for line in words.design(desk.mission, config, desk.shared, own(desk).design):
        desk.voice.say(line)


def own(desk: Desk) -> StudioState:
    """The grid as it stands."""
    return desk.own(StudioState)


async def play(desk: Desk, config: SystemDesign) -> None:
    """One edit, run or question."""
    menu = Menu(
        "The grid",
        tuple(Choice(name, label) for name, label in DOINGS),
        (LOOK, FIGURES, EXPLAIN, *desk.letters),
    )
    chosen = await ask(desk.voice, menu)
    if chosen == LOOK.letter:
        opening(desk, config)
    elif chosen == FIGURES.letter:
        _say(desk, words.figures(desk.mission, config, desk.shared, own(desk).design))
    elif chosen == EXPLAIN.letter:
        await _explain(desk, config)
    elif chosen in dict(DOINGS):
        action = await Asking(desk, config).action(chosen)
        if action is not None and await desk.act(action):
            _after(desk, config, action)
    else:
        await desk.standing(chosen)


def _say(desk: Desk, lines: list[str]) -> None:
    for line in lines:
        desk.voice.say(line)


def _after(desk: Desk, config: SystemDesign, action: ac.AnyAction) -> None:
    if isinstance(action, ac.SubmitDesign):
        return
    design, mission = own(desk).design, desk.mission
    if isinstance(action, ac.RunTraffic | ac.Fail | ac.PutBack):
        _say(desk, words.run(mission, config, desk.shared, design, own(desk).lost))
    elif config.offers("real_time_metrics"):
        desk.voice.say(words.short(mission, config, design))
    else:
        desk.voice.say("Done.")


async def _explain(desk: Desk, config: SystemDesign) -> None:
    found = words.explained(desk.mission, config)
    chosen = await pick(desk.voice, "What of?", [(term, term) for term in found])
    if chosen:
        desk.voice.say(f"{chosen}: {found[chosen]}")


class Asking:
    """Asks what an edit needs, one thing at a time; None where the player goes back."""

    def __init__(self, desk: Desk, config: SystemDesign) -> None:
        self.desk, self.config = desk, config
        self.design: Design = own(desk).design

    async def action(self, doing: str) -> ac.AnyAction | None:
        """The action of one line of the menu."""
        match doing:
            case "undo":
                return ac.Undo()
            case "redo":
                return ac.Redo()
            case "traffic":
                return ac.RunTraffic()
            case "submit":
                return await self._submit()
            case "fail":
                return await self._fail()
            case "keep" | "restore" | "frame" | "unframe":
                return await self._aside(doing)
            case "place":
                return await self._place()
            case "connect" | "disconnect":
                return await self._link(doing)
        node = await self._node("Which component?")
        if node is None:
            return None
        match doing:
            case "remove":
                return ac.Remove(node=node)
            case "configure":
                return await self._configure(node)
            case "move":
                cell = await self._cell()
                return ac.Move(node=node, x=cell.x, y=cell.y) if cell else None
        cell = await self._cell()
        name = graph.free_name(self.design, self.design.by_id[node].kind)
        return ac.Duplicate(source=node, node=name, x=cell.x, y=cell.y) if cell else None

    async def _node(self, title: str) -> str | None:
        names = self.design.names
        return await pick(
            self.desk.voice, title, [(node.id, names[node.id]) for node in self.design.nodes]
        )

    async def _place(self) -> ac.AnyAction | None:
        catalogue = self.desk.mission.catalogue
        kinds = [catalogue.kind(name) for name in self.config.palette]
        chosen = await pick(
            self.desk.voice,
            "Which kind?",
            [(k.id, f"{k.name}, {k.monthly_cost:,.0f} a month. {k.purpose}") for k in kinds],
        )
        cell = await self._cell() if chosen else None
        if not (chosen and cell):
            return None
        name = graph.free_name(self.design, chosen)
        return ac.Place(component=chosen, node=name, x=cell.x, y=cell.y)

    async def _cell(self) -> Cell | None:
        """A cell by column and row; Enter alone takes the first that is free."""
        board = self.config.board
        asked = (
            f"Column 0 to {board.columns - 1} and row 0 to {board.rows - 1}, e.g. 2 1; "
            "Enter for the first free place, z for back:"
        )
        while True:
            typed = await self.desk.voice.hear(asked)
            if typed == "z":
                return None
            if not typed:
                return self._first_free()
            parts = typed.replace(",", " ").split()
            if len(parts) == 2 and all(part.isdecimal() for part in parts):
                return Cell(x=int(parts[0]), y=int(parts[1]))
            self.desk.voice.say("Two numbers are needed, the column first.")

    def _first_free(self) -> Cell | None:
        board = self.config.board
        cells = (Cell(x=x, y=y) for y in range(board.rows) for x in range(board.columns))
        found = next((cell for cell in cells if self.design.at(cell) is None), None)
        if found is None:
            self.desk.voice.say("The grid is full. Remove a component first.")
        return found

    async def _link(self, doing: str) -> ac.AnyAction | None:
        names, voice = self.design.names, self.desk.voice
        if doing == "disconnect":
            links = list(self.design.edges)
            listed = [(e.id, f"{names[e.source]} to {names[e.target]}") for e in links]
            chosen = await pick(voice, "Which link?", listed)
            edge = next((e for e in links if e.id == chosen), None)
            return ac.Disconnect(source=edge.source, target=edge.target) if edge else None
        source = await self._node("From which component?")
        if source is None:
            return None
        allowed, refused = self._targets(source)
        for node, reason in refused:
            voice.say(f"Not {names[node]}: {reason}")
        target = await pick(voice, "To which?", [(node, names[node]) for node in allowed])
        return ac.Connect(source=source, target=target) if target else None

    def _targets(self, source: str) -> tuple[list[str], list[tuple[str, str]]]:
        """Where a link from a component may lead, and why it may not lead elsewhere."""
        allowed, refused = [], []
        for node in self.design.nodes:
            if node.id == source:
                continue
            try:
                linked(self.desk.mission, self.config, self.design, source, node.id)
            except graph.Illegal as illegal:
                refused.append((node.id, illegal.reason))
            else:
                allowed.append(node.id)
        return allowed, refused

    async def _configure(self, node_id: str) -> ac.AnyAction | None:
        node = self.design.by_id[node_id]
        kind = self.desk.mission.catalogue.kind(node.kind)
        knobs = {knob.name: knob for knob in kind.knobs}
        if not (knobs and node.configurable):
            self.desk.voice.say(f"{self.design.names[node_id]} has nothing to set.")
            return None
        listed = [
            (k.name, words.setting(k, node.value(kind, k.name, k.default))) for k in kind.knobs
        ]
        chosen = await pick(self.desk.voice, "Which setting?", listed)
        if chosen is None:
            return None
        value = await self._value(knobs[chosen])
        return None if value is None else ac.Configure(node=node_id, knob=chosen, value=value)

    async def _value(self, knob: Knob) -> int | float | bool | str | None:
        if knob.kind == "switch":
            chosen = await pick(self.desk.voice, knob.label, (("on", "On"), ("off", "Off")))
            return None if chosen is None else chosen == "on"
        if knob.kind == "choice":
            return await pick(self.desk.voice, knob.label, [(c, c) for c in knob.choices])
        unit = f" {knob.unit}" if knob.unit else ""
        asked = f"{knob.label}, from {knob.low:g} to {knob.high:g}{unit}:"
        typed = await self.desk.voice.hear(asked)
        try:
            return int(typed) if knob.kind == "whole" else float(typed)
        except ValueError:
            self.desk.voice.say("That is not a number; nothing is changed.")
            return None

    async def _fail(self) -> ac.AnyAction | None:
        found = list(losses.legal(self.desk.mission, self.config, own(self.desk)))
        if not found:
            self.desk.voice.say("No traffic runs through this design. Run the traffic first.")
            return None
        labels = []
        for number, action in enumerate(found):
            part = f"zone {action.name}"
            if action.what == "component":
                part = self.design.names[action.name]
            verb = "Lose" if isinstance(action, ac.Fail) else "Put back"
            labels.append((str(number), f"{verb} {part}"))
        chosen = await pick(self.desk.voice, "What is lost?", labels)
        return found[int(chosen)] if chosen else None

    async def _aside(self, doing: str) -> ac.AnyAction | None:
        """Kept designs, and frames."""
        kept, voice = own(self.desk).kept_by_name, self.desk.voice
        if doing == "keep":
            named = [(n, f"{n}, in place of what is kept" if n in kept else n) for n in KEPT_NAMES]
            name = await pick(voice, "Under which letter?", named)
            return ac.KeepDesign(name=name) if name else None
        if doing == "restore":
            name = await pick(voice, "Which one?", [(name, name) for name in kept])
            return ac.RestoreDesign(name=name) if name else None
        if doing == "unframe":
            frames = [(frame.id, frame.label) for frame in self.design.frames]
            group = await pick(voice, "Which frame?", frames)
            return ac.Unframe(group=group) if group else None
        voice.say("From which cell?")
        one = await self._cell()
        if one is None:
            return None
        voice.say("To which cell?")
        other = await self._cell()
        label = await voice.hear("Its label:") if other else ""
        if other is None:
            return None
        return ac.Frame(
            group=frame_name(self.design),
            label=label,
            x=min(one.x, other.x),
            y=min(one.y, other.y),
            columns=abs(one.x - other.x) + 1,
            rows=abs(one.y - other.y) + 1,
        )

    async def _submit(self) -> ac.AnyAction | None:
        mission, shared = self.desk.mission, self.desk.shared
        _say(self.desk, words.figures(mission, self.config, shared, self.design))
        said = "It is handed in once, and judged by all they need, asked for or not."
        return ac.SubmitDesign() if await agree(self.desk.voice, said, "Hand it in") else None
