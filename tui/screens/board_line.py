"""The decision sheet's sequences: tasks are lifted, carried along the line and put down."""

from __future__ import annotations

from textual import on
from textual.content import Content

from engine.actions import AnyAction, DecideBoard, JoinTasks
from engine.board import line
from engine.board.fields import NOT_NOW, Sequence
from engine.board.sheet import SPLIT
from tui.decision.line_lines import draw
from tui.decision.panes import LinePane
from tui.decision.scene import Held, Scene
from tui.safety import one_line
from tui.screens.phase_screen import PhaseScreen
from tui.widgets.finder import Finder
from tui.widgets.rows import Row, RowList

TALL_FROM = 34
"""Rows of the terminal from which periods stand apart."""
UNANSWERED = "?"


class BoardLine(PhaseScreen):
    """What a decision sheet's screen does while a sequence is laid out."""

    line_pane: LinePane
    tasks: RowList
    finder: Finder
    laid: str = ""
    """The sequence that is laid out."""
    picked: str = ""
    held: Held | None = None
    joining: str = ""

    def scene(self) -> Scene:
        """What is to be seen now."""
        raise NotImplementedError

    @property
    def field(self) -> Sequence | None:
        """The sequence that is laid out, if one is."""
        return self.scene().field

    @property
    def in_list(self) -> bool:
        """Whether the cursor goes through the list, not along the line."""
        return self.tasks.has_focus

    # --- painting ------------------------------------------------------------------------

    def show_line(self, scene: Scene) -> None:
        """Paints the line and the list of its tasks."""
        found = scene.field
        if found is None:
            return
        width = self.app.size.width - 4
        drawn = draw(scene, found, width - 1, not self.narrow and self.app.size.height >= TALL_FROM)
        self.line_pane.show(drawn, scene.task)
        self.line_pane.border_title = Content(one_line(found.label))
        self.line_pane.border_subtitle = self._carried(scene, found)
        rows = tuple(self._row(scene, found, name) for name in scene.tasks(found))
        self.tasks.show(rows, scene.task)
        count = len(rows)
        self.tasks.border_title = Content("1 task" if count == 1 else f"{count} tasks")
        self.tasks.border_subtitle = self._tally(scene, found)

    def _carried(self, scene: Scene, found: Sequence) -> Content:
        name = scene.joining or (scene.held.task if scene.held else scene.task)
        if name not in found.task_by_id:
            return Content("")
        task = found.task_by_id[name]
        verb = "joining " if scene.joining else "holding " if scene.held else ""
        return Content.assemble(
            (verb, "$mute"),
            (one_line(task.label), "bold $accent"),
            (f"  {task.length:g} {one_line(found.points)}", "$mute"),
        )

    def _tally(self, scene: Scene, found: Sequence) -> Content:
        lines = dict(scene.sheet.lines(found.id))
        off = len(lines.get(NOT_NOW, ()))
        left = len(scene.unanswered(found))
        placed = len(scene.on.placed(found))
        parts: list[tuple[str, str]] = [(f"{placed} placed · {off} not now", "$mute")]
        if left:
            parts.append((f" · {left} unanswered", "$accent"))
        return Content.assemble(*parts)

    def _row(self, scene: Scene, found: Sequence, name: str) -> Row:
        task = found.task_by_id[name]
        place = line.place_of(scene.sheet.lines(found.id), name)
        periods = {period.id: one_line(period.label) for period in found.periods}
        word, style = (
            (periods[place], "bold $primary")
            if place in periods
            else ("not now", "$mute")
            if place == NOT_NOW
            else (UNANSWERED, "bold $accent")
        )
        needs = ", ".join(one_line(found.task_by_id[n].label).lower() for n in task.waits_for)
        note = one_line(task.note) or (f"needs the {needs}" if needs else "")
        room = max(12, self.tasks.scrollable_content_region.width - 37)
        return Row(
            name,
            (
                Content.assemble(
                    (f"{one_line(task.label)[:22]:<23}", "" if place in periods else "$mute"),
                    (f"{task.length:>3g} ", "$mute"),
                    (f"{_cut(note, room - 1):<{room}}", "$mute"),
                    (f"{word:>8}", style),
                ),
            ),
            gap=0,
        )

    # --- going about ---------------------------------------------------------------------

    def lay_out(self, field: str) -> None:
        """Lays a sequence out on its line."""
        self.laid = field
        self.picked, self.held, self.joining = "", None, ""
        self.set_class(True, "-line")
        scene = self.scene()
        if scene.field is not None:
            names = scene.tasks(scene.field)
            placed = [spot.task.id for spot in scene.on.placed(scene.field)]
            self.picked = (placed or list(names))[0]
            self.repaint(())
            (self.line_pane if placed else self.tasks).focus()
            if not placed:
                self.set_class(True, "-list")
        self.call_after_refresh(self.repaint, ())

    def leave_line(self) -> None:
        """Goes back to the sheet."""
        self.laid = ""
        self.remove_class("-line", "-list")

    def to_list(self, there: bool) -> None:
        """Goes to the list of tasks, or back to the line."""
        self.set_class(there, "-list")
        (self.tasks if there else self.line_pane).focus()
        self.call_after_refresh(self.repaint, ())

    def walk(self, across: int, down: int) -> None:
        """Moves the cursor, or what is held, along the line and from period to period."""
        if self.held is not None:
            self._carry(across, down)
            return
        scene = self.scene()
        if scene.field is None:
            return
        spots = scene.on.placed(scene.field)
        here = next((spot for spot in spots if spot.task.id == scene.task), None)
        if here is None:
            if spots:
                self.picked = spots[0].task.id
                self.repaint(())
            return
        order = [period.id for period in scene.field.periods]
        if across:
            names = [spot.task.id for spot in spots]
            place = names.index(here.task.id) + across
            self.picked = names[max(0, min(len(names) - 1, place))]
        else:
            place = order.index(here.period.id)
            wanted = order[place + down :] if down > 0 else order[place + down :: -1]
            if place + down < 0:
                wanted = []
            for period in wanted:
                near = [spot for spot in spots if spot.period.id == period]
                if near:
                    best = min(near, key=lambda spot: abs(spot.offset - here.offset))
                    self.picked = best.task.id
                    break
        self.repaint(())

    def _carry(self, across: int, down: int) -> None:
        found, held = self.field, self.held
        if found is None or held is None:
            return
        order = [period.id for period in found.periods]
        place = order.index(held.period)
        if down:
            place = max(0, min(len(order) - 1, place + down))
            self.held = Held(held.task, order[place], min(held.at, self._room(order[place])))
        else:
            at = held.at + across
            if at > self._room(held.period) and place + 1 < len(order):
                self.held = Held(held.task, order[place + 1], 0)
            elif at < 0 and place > 0:
                self.held = Held(held.task, order[place - 1], self._room(order[place - 1]))
            else:
                at = max(0, min(self._room(held.period), at))
                self.held = Held(held.task, held.period, at)
        self.repaint(())

    def _room(self, period: str) -> int:
        """How many other tasks stand in a period."""
        scene = self.scene()
        lines = dict(scene.entered.lines(self.laid))
        held = self.held.task if self.held else ""
        return len([task for task in lines.get(period, ()) if task != held])

    # --- what is done to a task ----------------------------------------------------------

    def lift_or_drop(self) -> None:
        """Lifts the task under the cursor; puts down what is held; joins what is to be joined."""
        scene = self.scene()
        found = scene.field
        if found is None:
            return
        if self.joining:
            action = JoinTasks(field=found.id, one=self.joining, other=scene.task)
            self.joining = ""
            self.enter(action)
        elif self.held is not None:
            held, self.held = self.held, None
            self.picked = held.task
            if held == self._place(scene, found, held.task):
                self.repaint(())
                return
            self.enter(DecideBoard(field=found.id, part=held.task, value=held.period, at=held.at))
        elif scene.task:
            place = self._place(scene, found, scene.task)
            self.held = place or self._free(scene, found, scene.task)
            self.to_list(False)

    def _place(self, scene: Scene, found: Sequence, task: str) -> Held | None:
        """Where a task stands on the line, if it does."""
        for period, tasks in scene.entered.lines(found.id):
            if task in tasks and period != NOT_NOW:
                return Held(task, period, tasks.index(task))
        return None

    def _free(self, scene: Scene, found: Sequence, task: str) -> Held:
        """The end of the first period with room for a task, or of the last one."""
        lines = dict(scene.entered.lines(found.id))
        length = found.task_by_id[task].length
        for period in found.periods:
            tasks = lines.get(period.id, ())
            taken = sum(found.task_by_id[name].length for name in tasks)
            if taken + length <= period.capacity:
                break
        return Held(task, period.id, len(lines.get(period.id, ())))

    def action_put_off(self) -> None:
        """Puts the task under the cursor off."""
        self._decide(NOT_NOW)

    def action_split(self) -> None:
        """Takes apart what was joined."""
        self._decide(SPLIT)

    def _decide(self, value: str | None) -> None:
        found = self.field
        if found is not None and self.picked and not self.joining:
            self.held = None
            self.enter(DecideBoard(field=found.id, part=self.picked, value=value))

    def action_join(self) -> None:
        """Begins to join the task under the cursor with another."""
        if self.field is None or self.held is not None:
            return
        if self.joining:
            self.lift_or_drop()
        else:
            self.joining = self.picked
            self.repaint(())

    def action_list(self) -> None:
        """Goes to the list and back."""
        if self.field is not None and self.held is None:
            self.to_list(not self.in_list)

    # --- finding -------------------------------------------------------------------------

    @property
    def finding(self) -> bool:
        """Whether a task is being looked for by its name."""
        return self.has_class("-find")

    def action_find(self) -> None:
        """Looks for a task by its name."""
        scene = self.scene()
        if scene.field is None or self.held is not None:
            return
        tasks = scene.field.task_by_id
        lines = scene.sheet.lines(scene.field.id)
        self.finder.offer(
            tuple(
                (name, one_line(tasks[name].label), line.place_of(lines, name) or UNANSWERED)
                for name in scene.tasks(scene.field)
            )
        )
        self.set_class(True, "-find")
        self.finder.focus()

    def close_finder(self) -> None:
        """Goes back to the list."""
        self.remove_class("-find")
        self.to_list(True)

    @on(Finder.Chosen)
    @on(Finder.Clicked)
    def _found(self, event: Finder.Chosen | Finder.Clicked) -> None:
        self.picked = event.id
        self.close_finder()

    def enter(self, action: AnyAction) -> None:
        """Asks the engine for an entry."""
        raise NotImplementedError

    @on(RowList.Moved, "#tasks")
    def _walked(self, event: RowList.Moved) -> None:
        if self.held is None:
            self.picked = event.id
            self.repaint(())

    @on(RowList.Chosen, "#tasks")
    def _taken(self, event: RowList.Chosen) -> None:
        self.picked = event.id
        self.lift_or_drop()

    @on(LinePane.Picked)
    def _picked(self, event: LinePane.Picked) -> None:
        if self.held is not None or event.task == self.picked:
            self.lift_or_drop()
        else:
            self.picked = event.task
            self.repaint(())

    @on(LinePane.Pointed)
    def _pointed(self, event: LinePane.Pointed) -> None:
        if self.held is not None:
            at = min(event.at, self._room(event.period))
            self.held = Held(self.held.task, event.period, at)
            self.lift_or_drop()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
