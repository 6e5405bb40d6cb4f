"""The keys that work in the studio at a moment."""

from __future__ import annotations

from engine.phases import StudioState
from tui.studio.scene import Scene
from tui.widgets.key_bar import Key

HELP, BACK = Key("?", "Help", "question_mark"), Key("Esc", "Back", "escape")
ARROWS = "↑↓←→"
WORDS = {"place": "Place", "copy": "Place", "link": "Link", "frame": "Label"}
"""What Enter does with what is held."""


def keys(scene: Scene, own: StudioState, slim: bool) -> tuple[Key, ...]:
    """The most useful first, help last."""
    if scene.over:
        return _over(scene)
    if scene.held:
        word = WORDS.get(scene.held.what, "Drop")
        let_go = Key("Esc", "Let go", "escape")
        also: tuple[Key, ...] = ()
        if scene.held.what == "frame":
            also = (Key("Tab", "Other corner", "tab"),)
            word = "Set" if scene.framed else word
        elif scene.held.what == "link":
            also = (Key("Tab", "What it may call", "tab"),)
        return (Key(ARROWS, "To", "-"), Key("Enter", word, "enter"), *also, let_go, HELP)
    found = [Key("b", "Build")]
    if scene.selected:
        found = [Key("c", "Link")]
        if scene.settable:
            found.append(Key("Enter", "Set", "enter"))
        elif scene.links:
            found.append(Key("Enter", "Links", "enter"))
        if not scene.selected.fixed:
            found.append(Key("x", "Remove"))
    elif scene.frame_here:
        found += [Key("o", "Label"), Key("O", "Corners"), Key("g", "Move frame")]
    found += [Key("t", "Run"), Key("d", "Hand in")]
    if own.past:
        found.append(Key("u", "Undo"))
    if own.future:
        found.append(Key("U", "Redo"))
    if slim:
        found.append(Key("f", "Figures"))
    if scene.selected and scene.config.offers("drag_enabled"):
        found.append(Key("g", "Move"))
    if scene.selected:
        found.append(Key("y", "Copy"))
    found += [Key("s", "Keep"), Key("v", "Compare")]
    found += [Key("/", "Find", "slash"), Key("Tab", "Next", "tab")]
    found += [Key("z", "Zoom")]
    if scene.selected and scene.frame_here:
        found += [Key("o", "Label"), Key("O", "Corners")]
    elif not scene.frame_here:
        found.append(Key("o", "Frame"))
    found += [Key("k", "Notes"), Key("e", "Export")]
    return (*found, HELP)


def _over(scene: Scene) -> tuple[Key, ...]:
    choose = Key("↑↓", "Choose", "-")
    if scene.over == "hand-in":
        return (Key("Enter", "Hand in", "enter"), BACK, HELP)
    if scene.over == "palette":
        return (choose, Key("1–9 a–z", "Pick", "-"), Key("Enter", "Place", "enter"), BACK, HELP)
    if scene.over == "find":
        return (choose, Key("Enter", "Go there", "enter"), BACK, HELP)
    if scene.over == "label":
        return (Key("Enter", "Set it", "enter"), BACK)
    if scene.over == "compare":
        lay = (Key("Enter", "Lay on the grid", "enter"),) if scene.stored != scene.now else ()
        return (choose, Key("v", "Next"), *lay, Key("s", "Keep"), BACK, HELP)
    if scene.over == "inspect" and scene.typed:
        drop = Key("Esc", "As it was", "escape")
        return (Key("0–9", "Type", "-"), Key("Enter", "Set", "enter"), drop, HELP)
    if scene.over == "inspect":
        found = [choose]
        if scene.settable:
            found += [Key("←", "Less", "left"), Key("→", "More", "right")]
            found.append(Key("Enter", "Set", "enter"))
        if scene.typable:
            found.append(Key("0–9", "Type", "-"))
        if scene.links:
            found.append(Key("x", "Cut link"))
        return (*found, BACK, HELP)
    return (Key("↑↓", "Scroll", "-"), BACK, HELP)
