"""The sample designs, built and spoiled by keys on the real screen."""

from __future__ import annotations

from typing import Any, cast

import pytest

from content.loader import Pack
from content.verbs import edits_of
from engine.actions import AnyAction, SubmitDesign
from engine.design.rules import CAPPED_AT
from engine.events import DesignSubmitted
from engine.mission import Mission
from engine.phase_config import BoardSize, SystemDesign
from tests.engine.design.sampled import NAMES, Sample, sample
from tests.tui.stage import on_stage, session_of
from tui.drive import studio
from tui.drive.hands import Hands
from tui.screens.studio import StudioScreen
from tui.session import Session

WIDE = (120, 40)
EACH = [NAMES[0], *(pytest.param(name, marks=pytest.mark.slow) for name in NAMES[1:])]
"""One in every run, all in test-all: the figures of each are held by tests/engine/design."""


def grid_of(one: Sample, pack: Pack) -> Mission:
    """A mission of nothing but the sample's grid."""
    kettle = pack.mission("kettle-protocol")
    cells = [node.cell for node in (*one.opening.nodes, *one.reference.nodes)]
    kinds = {node.kind for node in (*one.opening.nodes, *one.reference.nodes)}
    grid = cast(SystemDesign, kettle.design_phase).model_copy(
        update={
            "board": BoardSize(
                columns=max(cell.x for cell in cells) + 1, rows=max(cell.y for cell in cells) + 1
            ),
            "palette": tuple(kind.id for kind in pack.catalogue.kinds if kind.id in kinds),
            "initial": one.opening,
            "load": one.form.load,
            "budget": int(one.budget.at_most),
            "rules": one.form.rules,
        }
    )
    return kettle.model_copy(
        update={"phases": (grid,), "requirements": (), "catalogue": pack.catalogue}
    )


def actions(edits: tuple[dict[str, Any], ...]) -> list[AnyAction]:
    return [action for edit in edits for action in edits_of(edit)]


async def score_by_keys(session: Session, taken: list[AnyAction]) -> int:
    """What a design scores that is edited and handed in by keys."""
    async with on_stage(session, StudioScreen, WIDE) as (hands, _):
        screen = await hands.screen(StudioScreen)
        await hands.until(lambda: screen.view.canvas.size.width > 20, "a grid with room")
        for action in (*taken, SubmitDesign()):
            await _play(hands, screen, action)
    return next(
        event.score for row in session.rows for event in row.events
        if isinstance(event, DesignSubmitted)
    )  # fmt: skip


async def _play(hands: Hands, screen: StudioScreen, action: AnyAction) -> None:
    await studio.play(hands, screen, action)


@pytest.mark.parametrize("name", EACH)
async def test_a_reference_built_by_keys_scores_all(pack: Pack, name: str) -> None:
    one = sample(name, pack.catalogue)
    session = session_of(grid_of(one, pack))
    assert await score_by_keys(session, actions(one.form.reference)) == 100


@pytest.mark.parametrize("name", EACH)
async def test_a_reference_spoiled_by_keys_loses(pack: Pack, name: str) -> None:
    one = sample(name, pack.catalogue)
    session = session_of(grid_of(one, pack), *actions(one.form.reference))
    assert await score_by_keys(session, actions(one.form.without_key)) <= CAPPED_AT
