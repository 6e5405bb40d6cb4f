"""The sample designs and the first client's shop, built and spoiled by keys on the real screen."""

from __future__ import annotations

from typing import Any, cast

import pytest

from content.loader import Pack
from content.verbs import edits_of
from engine import actions as ac
from engine.actions import AnyAction, SubmitDesign
from engine.design.graph import Design
from engine.design.kind import Catalogue
from engine.design.rules import CAPPED_AT
from engine.events import DesignSubmitted
from engine.mission import Mission
from engine.phase_config import BoardSize, SystemDesign
from tests.content.test_discovery_workshop import TABLE
from tests.engine.design.sampled import NAMES, Sample, more_of_everything, sample
from tests.tui.stage import on_stage, session_of
from tests.tui.studio_hands import settle
from tui.drive import studio
from tui.screens.studio import StudioScreen
from tui.session import Session
from tui.studio.metrics import limit_words

WIDE = (120, 40)
EACH = [NAMES[0], *(pytest.param(name, marks=pytest.mark.slow) for name in NAMES[1:])]
"""One in every run, all in test-all: the figures of each are held by tests/engine/design."""
Edits = tuple[dict[str, Any], ...]


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


def actions(edits: Edits) -> list[AnyAction]:
    return [action for edit in edits for action in edits_of(edit)]


def to(design: Design, wanted: Design, catalogue: Catalogue) -> list[AnyAction]:
    """The settings by which one design differs from another of the same components."""
    found: list[AnyAction] = []
    for node in wanted.nodes:
        kind, before = catalogue.kind(node.kind), design.by_id[node.id]
        for name, value in node.settings.items():
            default = kind.knob_by_name[name].default
            if before.value(kind, name, default) != value:
                found.append(ac.Configure(node=node.id, knob=name, value=value))
    return found


REFUSED = -1
"""Of a design so dear that nobody reads it."""


async def handed_in(session: Session, taken: list[AnyAction]) -> tuple[int, str]:
    """What a design scores that is edited and handed in by keys, and what was said before."""
    async with on_stage(session, StudioScreen, WIDE) as (hands, _):
        screen = await hands.screen(StudioScreen)
        await hands.until(lambda: screen.view.canvas.size.width > 20, "a grid with room")
        for action in taken:
            await studio.play(hands, screen, action)
        await hands.press("d", lambda: screen.over == "hand-in", "what is handed in")
        said = await settle(hands)
        limit, _ = limit_words(screen.scene())
        assert limit[2:12] in said, "the screen says what is busiest"
        if "it would be refused unread" in said:
            hands.app.simulate_key("enter")
            assert "by more than a quarter, and is refused unread." in await settle(hands)
            assert not isinstance(session.rows[-1].action, SubmitDesign)
            return REFUSED, said
        await studio.play(hands, screen, SubmitDesign())
    score = next(
        event.score for row in session.rows for event in row.events
        if isinstance(event, DesignSubmitted)
    )  # fmt: skip
    return score, said


# --- the samples -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", EACH)
async def test_a_reference_built_by_keys_scores_all(pack: Pack, name: str) -> None:
    one = sample(name, pack.catalogue)
    score, said = await handed_in(session_of(grid_of(one, pack)), actions(one.form.reference))
    assert score == 100
    assert "over the budget" not in said


@pytest.mark.parametrize("name", EACH)
async def test_a_reference_spoiled_by_keys_loses(pack: Pack, name: str) -> None:
    """Without the key of its lesson, and in each of the other ways that tempt."""
    one = sample(name, pack.catalogue)
    for edits in (one.form.without_key, *one.form.bad.values()):
        session = session_of(grid_of(one, pack), *actions(one.form.reference))
        score, _ = await handed_in(session, actions(edits))
        assert score <= CAPPED_AT, edits


@pytest.mark.parametrize("name", EACH)
async def test_a_grid_that_nobody_touched_loses(pack: Pack, name: str) -> None:
    one = sample(name, pack.catalogue)
    score, _ = await handed_in(session_of(grid_of(one, pack)), [])
    assert score < CAPPED_AT


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
async def test_more_of_everything_by_keys_breaks_the_budget(pack: Pack, name: str) -> None:
    one = sample(name, pack.catalogue)
    most = more_of_everything(one.opening, pack.catalogue)
    score, said = await handed_in(
        session_of(grid_of(one, pack)), to(one.opening, most, pack.catalogue)
    )
    assert "over the budget" in said
    assert score == REFUSED


# --- the first client's shop -----------------------------------------------------------------


def shop_grid(pack: Pack) -> Mission:
    workshop = pack.mission("client-discovery-workshop")
    return workshop.model_copy(update={"phases": (workshop.design_phase,)})


QUICK = ("as found", "reference")


@pytest.mark.parametrize(
    "name",
    [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in TABLE],
)
async def test_the_shops_reference_passes_by_keys_and_what_tempts_fails(
    pack: Pack, name: str
) -> None:
    row = TABLE[name]
    mission = shop_grid(pack)
    budget = cast(SystemDesign, mission.phases[0]).budget
    score, said = await handed_in(session_of(mission), actions(row.steps))
    assert score == row.score
    assert ("over the budget" in said) == (row.cost > budget)
    assert (score > CAPPED_AT) == (name == "reference")
