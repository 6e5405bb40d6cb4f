"""The decision sheet of a mission: what should hold, what earns points, and what was entered."""

from __future__ import annotations

from collections.abc import Iterator

from content.bots.table import Handed, Table
from content.loader import Pack
from content.reporting.words import says
from content.sheets.design import TOLD
from content.sheets.markdown import cell, flat, table
from engine.board.fields import Board
from engine.board.judge import CAPPED_AT, capping, total
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.sheet_told import entries_told

ALL = 0.995
"""From this share on a criterion is met."""


def boards(pack: Pack, mission: Mission) -> Iterator[str]:
    """The section on the decision sheet; nothing where a mission has none."""
    configs = [phase for phase in mission.phases if isinstance(phase, BoardDecision)]
    if not configs:
        return
    yield "## The decision sheet"
    for config in configs:
        yield ""
        yield from _holds(mission, config.sheet)
        yield ""
        yield from _earns(config.sheet)
    scripts = {one.name: one for one in pack.walkthroughs_of(mission.slug)}
    for name in TOLD:
        if name in scripts:
            for handed in Table(mission, scripts[name]).sheets():
                yield ""
                yield from _told(name, handed)


def _holds(mission: Mission, board: Board) -> Iterator[str]:
    yield f"“{flat(board.title)}”. What should hold of it, and where the sheet tells it:"
    yield ""
    rows = []
    for one in board.constraints:
        known = says(one.when, mission) if one.when else ""
        must = " It cannot be handed in without." if one.hard else ""
        rows.append([cell(one.title), cell(known or "from the start"), cell(one.broken + must)])
    yield from table(["what should hold", "told where", "what is wrong otherwise"], rows)


def _earns(board: Board) -> Iterator[str]:
    yield (
        f"What it is judged by, and with what weight; bold caps the whole at {CAPPED_AT} where it "
        "earns less than a half:"
    )
    yield ""
    rows = []
    for one in board.rubric:
        title = f"**{cell(one.title)}**" if one.required else cell(one.title)
        best = max(one.cases, key=lambda case: case.score)
        rows.append([title, f"{one.weight:g}", cell(best.says), cell(one.where)])
    yield from table(["criterion", "weight", "at its best", "where it was to be found"], rows)


def _told(name: str, handed: Handed) -> Iterator[str]:
    """One sheet that a walkthrough hands in: what stood on it, and what that failed to earn."""
    yield f"**{name.capitalize()}**: {round(total(handed.earned))} of 100."
    entries = entries_told(handed.config.sheet, handed.decided)
    yield f"- Enters: {flat('; '.join(entries))}."
    for line in handed.earned:
        if line.score < ALL:
            yield f"- Earns {line.score:.0%} of “{flat(line.title)}”: {flat(line.says)}"
    if capping(handed.earned):
        yield f"- Keeps {CAPPED_AT} at most."
