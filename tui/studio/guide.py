"""The line under the grid: what may be done at the cursor now, so that nobody has to guess."""

from __future__ import annotations

from textual.content import Content

from engine.design.graph import Node
from engine.design.outage import component
from tui.studio.names import cut
from tui.studio.scene import Held, Scene

QUIET = "$foreground 72%"
OVER = {
    "find": ("Type a part of its name.", "↑↓ chooses, Enter goes there, Esc back."),
    "label": ("Type what these cells have in common.", "Enter sets it; empty takes it away."),
    "hand-in": ("Enter hands it in, once and for all.", "Esc goes back to the grid."),
    "compare": ("↑↓ shows a kept design.", "Enter lays it on the grid, s keeps. Esc back."),
}
"""What the panes say that take the keys whatever is held."""
WHERE_TO = "Tab goes to what it may call."
"""Said of a link where the list of all that is longer than the line."""


def guide(scene: Scene, untouched: bool, width: int) -> Content:
    """The guide in one line; `untouched` while nothing was built or run yet."""
    lead, rest, style = _words(scene, untouched)
    if scene.held and scene.held.what == "link" and len(lead) + 1 + len(rest) > width:
        rest = WHERE_TO
    lead = cut(lead, width)
    rest = cut(rest, width - len(lead) - 1)
    return Content.assemble((lead, style), " ", (rest, QUIET))


def _words(scene: Scene, untouched: bool) -> tuple[str, str, str]:
    if scene.told and not (scene.held or scene.over):
        return scene.told[0], "l looks again, t runs anew.", scene.told[1]
    if scene.over in OVER:
        return (*OVER[scene.over], QUIET)
    if scene.held:
        return _held(scene, scene.held)
    if scene.over == "inspect":
        return _setting(scene)
    if scene.over == "figures":
        return "↑↓ scrolls.", "Esc goes back to the grid.", QUIET
    outage = scene.config.outage
    if outage and scene.selected and component(scene.selected.id) in outage.of(scene.design):
        return f"✗ {scene.names[scene.selected.id]} is down.", outage.says, "bold $error"
    if untouched and outage:
        return "✗", outage.says, "bold $error"
    if untouched:
        return _first(scene)
    for problem in scene.figures.problems:
        if scene.selected and scene.selected.id in problem.nodes:
            mends = "c links from it." if scene.selected.fixed else "c links, x removes it."
            return f"✗ {problem.message}", mends, "bold $error"
    if scene.selected:
        return f"{scene.names[scene.selected.id]}:", _may(scene, scene.selected), "bold"
    if scene.frame_here:
        lead = f"Frame '{scene.frame_here.label}':"
        return lead, "b builds here. o changes its label, O its corners, g moves it.", "bold"
    return "Free cell:", "b builds here. Tab goes to the next component.", "bold"


def _may(scene: Scene, node: Node) -> str:
    """What may be done with a component."""
    ways = ["c links from it"]
    if scene.settable:
        ways.append("Enter sets it")
    elif scene.links:
        ways.append("Enter shows its links")
    if scene.config.offers("drag_enabled"):
        ways.append("g lifts it")
    if not node.fixed:
        ways.append("x removes it")
    return f"{', '.join(ways)}."


def _setting(scene: Scene) -> tuple[str, str, str]:
    cuts = "x cuts a link." if scene.links else ""
    if scene.typed and scene.selected:
        knob = scene.kind(scene.selected.kind).knob_by_name[scene.typed.knob]
        unit = f" {knob.unit}" if knob.unit else ""
        runs = f"from {knob.low:g} to {knob.high:g}{unit}"
        return f"{knob.label}:", f"{runs}. Enter sets it, Esc leaves it.", "bold"
    if scene.typable:
        return "↑↓ chooses, ←→ or digits change a setting, Enter sets it.", cuts, QUIET
    if scene.settable:
        return "↑↓ chooses, ←→ turns a setting, Enter sets it.", cuts, QUIET
    if scene.links:
        return "Nothing can be set here. ↑↓ chooses,", cuts, QUIET
    return "Nothing can be set here, and nothing is linked.", "Esc goes back.", QUIET


def _first(scene: Scene) -> tuple[str, str, str]:
    """What to do first, for somebody who has never seen the grid."""
    if scene.selected:
        text = "Arrows to a free cell, b builds. c links from here, t runs traffic."
        return "Begin:", text, "bold $accent"
    if not scene.design.nodes:
        return "Begin:", "b shows the components, Enter places one in this cell.", "bold $accent"
    return (
        "Begin:",
        "b builds in this cell. Tab goes to a component, c links from it.",
        "bold $accent",
    )


def _held(scene: Scene, held: Held) -> tuple[str, str, str]:
    refusal = scene.refusal
    if held.what == "place":
        name = scene.kind(held.id).name
        if scene.over == "palette":
            return f"{name}:", "Enter places it at the cursor, a click in any free cell.", "bold"
        lead, rest = f"Place {name}:", "go to a free cell, Enter places it. Esc lets it go."
    elif held.what == "copy":
        name = scene.names[held.id]
        lead, rest = f"Copy {name}:", "go to a free cell, Enter places it. Esc lets it go."
        if refusal and scene.selected is None:
            return f"✗ {refusal.reason}", refusal.hint, "bold $error"
    elif held.what in ("frame", "carry"):
        lead, rest = "Frame:", "go to the opposite corner, Enter labels it. Esc lets it go."
        if scene.framed:
            lead = f"Frame '{scene.framed.label}':"
            rest = (
                "arrows move this corner, Tab goes to the other. Enter sets it."
                if held.what == "frame"
                else "arrows carry it, Enter sets it down. Esc leaves it."
            )
        if refusal:
            return f"✗ {refusal.reason}", refusal.hint, "bold $error"
        return lead, rest, "bold $accent"
    elif held.what == "move":
        name = scene.names[held.id]
        lead, rest = f"Move {name}:", "go to a free cell, Enter drops it. Esc leaves it."
    else:
        name = scene.names[held.id]
        lead, rest = f"Link from {name}:", "Tab goes to what it may call, Enter links. Esc lets go."
        if scene.selected and not refusal:
            target = scene.names[scene.selected.id]
            return lead, f"Enter links it to {target}.", "bold $accent"
    at_home = scene.selected is not None and scene.selected.id == held.id
    if refusal and scene.selected and not at_home:
        return f"✗ {refusal.reason}", refusal.hint, "bold $error"
    return lead, rest, "bold $accent"
