"""Settings of the studio: turned by steps or typed, and set by Enter as one edit."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from engine.actions import Configure, Disconnect
from engine.design.graph import Node
from engine.design.kind import Knob, Value
from tui.screens.studio_framing import StudioFraming
from tui.studio import inspector, words
from tui.studio.typing import LONGEST, Typed
from tui.widgets.inspector import Inspector


class StudioSetting(StudioFraming):
    """Turns the settings of the component under the cursor, or has their numbers typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("full_stop,comma", "type_point", show=False),
        Binding("backspace", "type_back", show=False),
    ]

    def _knob_here(self) -> tuple[Node, Knob, Value] | None:
        """The component that is being set, the setting under the cursor, and its stored value."""
        row, node = self.view.knobs.cursor_id or "", self.selected
        if self.over != "inspect" or node is None or not row.startswith("knob:"):
            return None
        kind = self.session.mission.catalogue.kind(node.kind)
        knob = kind.knob_by_name[row.removeprefix("knob:")]
        return node, knob, node.value(kind, knob.name, knob.default)

    def action_turn(self, by: int) -> None:
        """Turns the knob that is chosen; Enter sets it."""
        here = self._knob_here()
        if here is None:
            return
        node, knob, stored = here
        if not node.configurable:
            self._say_it_stays(node)
            return
        now = self.pending.get(knob.name, stored)
        value = inspector.turned(knob, now, by)
        if value == now and self.typed is None:
            self.status.say(knob.fault(knob.low - 1) or f"{knob.label} has no other value.")
            return
        self.typed = None
        self._turn_to(knob, value, stored)

    def _turn_to(self, knob: Knob, value: Value | None, stored: Value) -> None:
        """Shows the grid with another value of a setting; None shows it as it is set."""
        self.pending = {name: turned for name, turned in self.pending.items() if name != knob.name}
        if value is not None and value != stored:
            self.pending[knob.name] = value
        self.status.clear()
        self._show_step(tools=True)

    # --- typing --------------------------------------------------------------------------

    def type_figure(self, sign: str) -> None:
        """Types a digit or the point of a number into the setting under the cursor."""
        here = self._knob_here()
        if here is None:
            self.status.say("A link has no number.", "x cuts it.")
            return
        node, knob, stored = here
        if not node.configurable:
            self._say_it_stays(node)
        elif knob.kind not in ("whole", "number"):
            self.status.say(f"{knob.label} is no number.", "←→ turns it, then Enter sets it.")
        else:
            text = self.typed.text if self.typed else ""
            self._type(knob, f"{text}{sign}"[:LONGEST], stored)

    def action_type_point(self) -> None:
        """Types the point of a number."""
        here = self._knob_here()
        if here and here[1].kind == "number" and "." not in (self.typed.text if self.typed else ""):
            self.type_figure(".")
        elif here:
            self.status.say(f"{here[1].label} takes no point.")

    def action_type_back(self) -> None:
        """Takes back the digit that was typed last."""
        here = self._knob_here()
        if here and self.typed:
            self._type(here[1], self.typed.text[:-1], here[2])

    def _type(self, knob: Knob, text: str, stored: Value) -> None:
        self.typed = Typed(knob.name, text) if text else None
        value = self.typed.value(knob) if self.typed else None
        fits = value is not None and not knob.fault(value)
        self._turn_to(knob, value if fits else None, stored)

    def action_back(self) -> None:
        """Out of a number that is being typed first: the setting stands as it was."""
        here = self._knob_here()
        if self.typed and here:
            self._type(here[1], "", here[2])
        else:
            super().action_back()

    # --- rows ----------------------------------------------------------------------------

    @on(Inspector.Moved, "#knobs")
    def _row_moved(self, event: Inspector.Moved) -> None:
        typed = self.typed
        if typed and event.id != f"knob:{typed.knob}":
            self.typed = None
            if typed.knob not in self.pending:
                self.status.say("What was typed is not set.", "Enter sets it, before ↑ or ↓.")
        self._show()

    @on(Inspector.Chosen, "#knobs")
    def _row_chosen(self, event: Inspector.Chosen) -> None:
        self._set_knob(event.id)

    @on(Inspector.Clicked, "#knobs")
    def _row_clicked(self, event: Inspector.Clicked) -> None:
        self.over, row_id = "inspect", event.id
        row = next((row for row in self.view.knobs.rows if row.id == row_id), None)
        zone = inspector.zone(row, event.column) if row else None
        if self.typed and row_id != f"knob:{self.typed.knob}":
            self.typed = None
        if zone in ("down", "up"):
            self.action_turn(1 if zone == "up" else -1)
        elif zone == "take" and row_id.startswith("link:"):
            self.cut_link()
        elif zone == "take":
            self._set_knob(row_id)
        else:
            self._show()
            self._explain_knob(row_id.removeprefix("knob:"))

    def _explain_knob(self, name: str) -> None:
        kinds = self.session.mission.catalogue
        knob = kinds.kind(self.selected.kind).knob_by_name.get(name) if self.selected else None
        self.explain(words.of_knob(self.session.mission, knob) if knob else None)

    def _set_knob(self, row_id: str) -> None:
        name, here = row_id.removeprefix("knob:"), self._knob_here()
        fault = here and self.typed and self.typed.fault(here[1])
        if fault:
            self.status.say(fault, "Type another, or Esc leaves it as it was.")
        elif self.selected and name in self.pending:
            value = self.pending[name]
            self._edit(Configure(node=self.selected.id, knob=name, value=value))
        elif row_id.startswith("link:"):
            self.status.say("This link stands.", "x cuts it.")
        elif self.selected and not self.selected.configurable:
            self._say_it_stays(self.selected)
        else:
            self.typed = None
            self._show_step(tools=True)
            self.status.say("It stands so already.", "←→ or digits change it, then Enter sets it.")

    def cut_link(self) -> bool:
        """Cuts the link under the cursor; False where there is none."""
        cutting = self._link_under_cursor()
        if cutting:
            self._edit(Disconnect(source=cutting[0], target=cutting[1]))
        return cutting is not None

    def _say_it_stays(self, node: Node) -> None:
        self.status.say(f"{self.scene().names[node.id]} stays as it is set.", "c links it.")
