"""After every action of every walkthrough its mission is published anew with another word, and the
playthrough is taken along, as `scopecreep publish --migrate` does: it stands where it stood."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from content.loader import Pack
from db import migrator, publish
from db.server import SUPERUSER, ServerAddress
from engine.actions import AnyAction
from engine.log import Row, first_difference, first_row, log_hash, started_of
from engine.mission import Mission
from engine.state import State
from tests.shipped import shipped
from tui.headless import engine
from tui.headless.database import SessionPlayer, Sitting, seated
from tui.headless.play import play
from tui.headless.result import failure_lines
from tui.session import Session

SCRIPTS = {f"{s.mission}/{s.name}": s for s in shipped().walkthroughs}
QUICK = {"kettle-protocol/guided"}
EACH = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in SCRIPTS]
SPOKEN = ("subject", "brief", "say", "question", "why")
"""Where words stand that are only read."""


def words_of(value: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every text of a mission's document that is only read: what holds it, and its name there."""
    if isinstance(value, dict):
        yield from ((value, name) for name in SPOKEN if value.get(name))
    inner = value.values() if isinstance(value, dict) else value
    for one in inner if isinstance(inner, list) or isinstance(value, dict) else ():
        yield from words_of(one)


class Editions:
    """A mission again and again, each time with one more of its texts another than it was."""

    def __init__(self, mission: Mission) -> None:
        self._whole = mission.model_dump(mode="json")
        self._places = list(words_of(self._whole))
        random.Random(mission.slug).shuffle(self._places)
        self.count = 0

    def next(self) -> Mission:
        holder, name = self._places[self.count % len(self._places)]
        self.count += 1
        holder[name] += f" Edition {self.count}."
        return Mission.model_validate(self._whole)


def unnumbered(rows: Sequence[Row]) -> list[Row]:
    """A log without the revision that it was played on."""
    return [first_row(started_of(rows).model_copy(update={"rev": 0})), *rows[1:]]


def standing(state: State) -> State:
    """A state without the revision that it was come to on."""
    return state.model_copy(update={"shared": state.shared.model_copy(update={"rev": 0})})


class TakenAlong(SessionPlayer):
    """Finds a newer edition of the mission after each action, and goes on in it."""

    def __init__(self, session: Session, sitting: Sitting) -> None:
        super().__init__(session, sitting)
        self.editions = Editions(session.mission)

    async def act(self, action: AnyAction) -> None:
        await super().act(action)
        before = self.session
        if before.state.status != "open":
            return
        changed = self.editions.next()
        await asyncio.to_thread(self._publish, changed)
        row = next(r for r in await self.office.board() if r.card.slug == changed.slug)
        self.session = await self.office.start(row)
        assert self.session.renewed
        assert self.session.mission.phases == changed.phases
        assert standing(self.session.state) == standing(before.state), action.kind
        assert self.session.rows[1:] == before.rows[1:]
        before.leave()

    def _publish(self, mission: Mission) -> None:
        """A pack of this mission alone, to which whoever plays it is brought."""
        keeper = self.address.conninfo(SUPERUSER)
        made = publish.publish((mission.card,), (mission,), keeper)
        assert made is not None and made.changed == (mission.slug,)
        assert migrator.queue_open(keeper) == 1
        assert [one.status for one in migrator.settle_all(keeper)] == ["migrated"]


@pytest.mark.parametrize("name", EACH)
async def test_a_walkthrough_survives_a_new_edition_after_every_action(
    name: str, pack: Pack, own_database: ServerAddress
) -> None:
    script = SCRIPTS[name]
    mission = pack.mission(script.mission)
    bare = await engine.run(script, mission)
    async with seated(script, mission, own_database) as (sitting, session):
        player = TakenAlong(session, sitting)
        result = await play(script, "database", player)
        assert result.passed, failure_lines(result)
        assert player.editions.count >= bare.actions - 1
        assert result.score == bare.score
        assert first_difference(player.mission, player.rows) is None
        assert log_hash(unnumbered(player.rows)) == log_hash(unnumbered(bare.rows))
