"""A design as the studio draws it, in plain text: boxes with figures, and routed links."""

from __future__ import annotations

from dataclasses import replace

from engine.design.graph import Cell, Design
from engine.design.load import Load
from engine.mail import Arrival
from engine.mission import Mission
from engine.phase_config import BoardSize, SystemDesign
from engine.shared import Shared
from engine.values import PlayerThen
from tui.safety import one_line
from tui.studio.drawing import Scale
from tui.studio.painter import paint
from tui.studio.router import drawn
from tui.studio.scene import Scene

SCALE = Scale(cell_width=27, cell_height=8, box_width=18, box_height=6, left=3, top=2)
"""Boxes as large as the studio draws them at most, with room for links."""
UNSEEN = ("dot", "cursor")
"""What is painted for whoever edits."""


def text_art(design: Design, mission: Mission, load: Load, *, measured: bool = True) -> str:
    """The drawing with its figures under a load, where they are `measured`; empty rows and
    columns of cells left out.

    Of the mission only the catalogue is used.
    """
    design = _close_together(_harmless(design))
    columns = max((node.cell.x for node in design.nodes), default=0) + 1
    rows = max((node.cell.y for node in design.nodes), default=0) + 1
    scene = replace(_scene(design, mission, load, columns, rows), ran=measured)
    width = columns * SCALE.cell_width + 6
    height = (rows + 1) * SCALE.cell_height + 4
    canvas = paint(scene, drawn(design, SCALE, width, height), SCALE)
    lines = [
        "".join(" " if style in UNSEEN else character for character, style in row).rstrip()
        for row in canvas.rows
    ]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return "".join(f"{line[margin:]}\n" for line in lines)


def _harmless(design: Design) -> Design:
    nodes = tuple(
        node.model_copy(update={"label": one_line(node.label) or node.kind})
        for node in design.nodes
    )
    frames = tuple(
        frame.model_copy(update={"label": one_line(frame.label)}) for frame in design.frames
    )
    return design.model_copy(update={"nodes": nodes, "frames": frames})


def _close_together(design: Design) -> Design:
    """The design with its columns and rows counted from 0, and none without a component."""
    across = {x: n for n, x in enumerate(sorted({node.cell.x for node in design.nodes}))}
    down = {y: n for n, y in enumerate(sorted({node.cell.y for node in design.nodes}))}
    nodes = tuple(
        node.model_copy(update={"cell": Cell(x=across[node.cell.x], y=down[node.cell.y])})
        for node in design.nodes
    )
    frames = []
    for frame in design.frames:
        held = [node.cell for node in design.nodes if frame.holds(node.cell)]
        if held:
            left, top = min(across[c.x] for c in held), min(down[c.y] for c in held)
            size = {
                "columns": max(across[c.x] for c in held) - left + 1,
                "rows": max(down[c.y] for c in held) - top + 1,
            }
            frames.append(frame.model_copy(update={"cell": Cell(x=left, y=top), **size}))
    return design.model_copy(update={"nodes": nodes, "frames": tuple(frames)})


def _scene(design: Design, mission: Mission, load: Load, columns: int, rows: int) -> Scene:
    """The moment of a grid that belongs to nobody, and on which nobody stands."""
    config = SystemDesign(
        id="design",
        begins=Arrival(at="00:00"),
        initial=design,
        board=BoardSize.model_construct(columns=columns, rows=rows),
        palette=(),
        load=load,
        budget=0,
        rules=(),
        interactive_features={"real_time_metrics": False},
    )
    return Scene(
        mission=mission,
        config=config,
        shared=Shared(seed=0, rev=0, rules_version=0, player=PlayerThen(name="")),
        stored=design,
        cursor=Cell(x=0, y=rows),
    )
