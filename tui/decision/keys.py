"""The keys that work at a decision sheet now, and what `?` says of it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from engine.board.fields import Amount, Sequence, Threshold
from tui.decision.scene import Scene
from tui.widgets.key_bar import Key

HELP = (
    "Everything on the sheet hangs together: whatever you change, what is known to hold or not, "
    "and what each person gives up, is told beside it at once. ✓ holds, ▲ by little, ═ is at its "
    "limit, ✗ does not. Constraints and losses that nobody told you of are not there; they "
    "count all the same. Where the sections are tabs, ○ and a number tell how many of a section's "
    "lines are empty, ✗ that something which leans on them does not hold, ✓ that neither is so."
    "\n\n"
    "By keys: ↑ and ↓ go from line to line, a digit to that line, Tab to the next section. ← and "
    "→ change what is shown; Enter enters it, and so does going on to another line; Esc leaves it "
    "as it was. On a number Enter without a change lets you type it, PgUp and PgDn go by ten "
    "steps. Backspace empties a line. u and U undo and redo, l tells all losses, d hands in, "
    "after a page that sums the sheet up.\n\n"
    "A sequence is laid out by Enter: arrows go from task to task, Enter lifts one and puts it "
    "down, x puts it off, m joins two that are the same job, s takes them apart, / finds one by "
    "its name, Tab or b goes to the list and back.\n\n"
    "By mouse: click what is to be chosen, the arrows beside a number, then the number itself to "
    "enter it. In a sequence click a task, click it again to lift it, then a place."
)
BINDINGS: list[BindingType] = [
    Binding("up", "step(0, -1)", show=False),
    Binding("down", "step(0, 1)", show=False),
    Binding("left", "step(-1, 0)", show=False),
    Binding("right", "step(1, 0)", show=False),
    Binding("pageup", "turn(10)", show=False),
    Binding("pagedown", "turn(-10)", show=False),
    Binding("tab", "section(1)", show=False, priority=True),
    Binding("shift+tab", "section(-1)", show=False, priority=True),
    Binding("enter", "confirm", show=False),
    Binding("escape", "back", show=False),
    Binding("backspace,delete", "clear", show=False),
    Binding("full_stop", "type('.')", show=False),
    Binding("u,z,ctrl+z", "undo", show=False),
    Binding("U,ctrl+y", "redo", show=False),
    Binding("l", "losses", show=False),
    Binding("d", "hand_in", show=False),
    Binding("n", "notebook", show=False),
    Binding("x", "put_off", show=False),
    Binding("m", "join", show=False),
    Binding("s", "split", show=False),
    Binding("b", "list", show=False),
    Binding("slash", "find", show=False),
    *[Binding(str(n), f"digit({n})", show=False) for n in range(10)],
]
HELP_KEY = Key("?", "Help", "question_mark")


def keys_of(
    scene: Scene, leave: Key, *, may_undo: bool, hints: bool, in_list: bool, alone: bool
) -> tuple[Key, ...]:
    """The keys that work where the player is.

    `leave` is the one that leaves the sheet, and a sequence that is `alone` on it.
    """
    if scene.field is not None:
        own = _of_line(scene, in_list, leave if alone else Key("Esc", "Sheet", "escape"))
    else:
        own = _of_sheet(scene, leave)
    undo = [Key("u", "Undo")] if may_undo else []
    tail = [Key("d", "Hand in"), *undo, Key("l", "Losses"), Key("k", "Notebook")]
    if scene.typing is not None or scene.held is not None or scene.joining:
        return (*own, HELP_KEY)
    hint = [Key("h", "Hint")] if hints else []
    return (*own, *tail, *hint, HELP_KEY)


def _of_sheet(scene: Scene, leave: Key) -> list[Key]:
    if scene.typing is not None:
        return [
            Key("0-9", "Type", "-"),
            Key("Enter", "Enter it", "enter"),
            Key("Esc", "As it was", "escape"),
        ]
    slot = scene.slot
    found = scene.field_of(slot) if slot else None
    keys = [Key("↑↓", "Line", "-")]
    if isinstance(found, Sequence):
        keys.append(Key("Enter", "Lay out", "enter"))
    elif scene.pending is not None:
        keys += [
            Key("←→", "Change", "-"),
            Key("Enter", "Enter it", "enter"),
            Key("Esc", "As it was", "escape"),
        ]
        return keys
    else:
        keys.append(Key("←→", "Change", "-"))
        if isinstance(found, Amount | Threshold):
            keys.append(Key("Enter", "Type", "enter"))
    keys.append(Key("Tab", "Section", "tab"))
    keys.append(leave)
    return keys


def _of_line(scene: Scene, in_list: bool, back: Key) -> list[Key]:
    if scene.joining:
        return [
            Key("↑↓", "Task", "-"),
            Key("Enter", "Join the two", "enter"),
            Key("Esc", "Leave it", "escape"),
        ]
    if scene.held is not None:
        return [
            Key("←→", "Move in the line", "-"),
            Key("↑↓", "Period", "-"),
            Key("Enter", "Drop", "enter"),
            Key("Esc", "Leave it", "escape"),
        ]
    keys = [Key("↑↓", "Task", "-")] if in_list else [Key("←→↑↓", "Task", "-")]
    keys += [Key("Enter", "Lift", "enter"), Key("x", "Not now"), Key("m", "Join two")]
    keys += [Key("b", "Line" if in_list else "List"), back]
    if scene.field is not None and f"{scene.field.id}.{scene.task}" in scene.sheet.joined:
        keys.append(Key("s", "Take apart"))
    return [*keys, Key("/", "Find", "slash")]
