"""After every action of every walkthrough the game is left, and goes on from what is stored."""

from __future__ import annotations

import pytest

from content.loader import Pack
from db.server import ServerAddress
from engine.actions import AnyAction
from engine.log import first_difference, log_hash
from tests.shipped import shipped
from tui.headless import engine
from tui.headless.database import SessionPlayer, seated
from tui.headless.play import play
from tui.headless.result import failure_lines

SCRIPTS = {f"{s.mission}/{s.name}": s for s in shipped().walkthroughs}
EACH = [
    name if name.endswith(("/gold", "/guided")) else pytest.param(name, marks=pytest.mark.slow)
    for name in SCRIPTS
]


class Forgetful(SessionPlayer):
    """Drops its session after each action, and opens the playthrough again as a new game does."""

    async def act(self, action: AnyAction) -> None:
        await super().act(action)
        before = self.session
        row = next(r for r in await self.office.board() if r.card.slug == before.mission.slug)
        if before.state.status != "open":
            return
        self.session = await self.office.start(row)
        assert self.session is not before
        assert self.session.state == before.state, action.kind
        assert log_hash(self.session.rows) == log_hash(before.rows)
        before.leave()


@pytest.mark.parametrize("name", EACH)
async def test_a_walkthrough_survives_being_left_after_every_action(
    name: str, pack: Pack, server: ServerAddress
) -> None:
    script = SCRIPTS[name]
    mission = pack.mission(script.mission)
    async with seated(script, mission, server) as (sitting, session):
        player = Forgetful(session, sitting)
        result = await play(script, "database", player)
        assert result.passed, failure_lines(result)
        bare = await engine.run(script, mission)
        assert result.log_hash == bare.log_hash
        assert first_difference(mission, player.rows) is None
