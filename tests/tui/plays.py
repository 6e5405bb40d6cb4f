"""Whole playthroughs, of the small pack and of any script, without a screen."""

from __future__ import annotations

from pathlib import Path

from content.career import begun
from content.loader import Pack, load_pack
from content.playthrough import PinNames
from content.script import Doing, Script
from db.play import PlayConnection
from db.server import GAME, ServerAddress
from engine.actions import AnyAction, HearFeedback, OpenAttachment, OpenEmail
from engine.mission import Mission
from tests.content.small_pack import HERE, write
from tests.tui.stage import session_of
from tui.headless.database import SessionPlayer
from tui.headless.newcomer import seat_player
from tui.headless.play import play
from tui.office import Office
from tui.session import Session

READ = OpenEmail(mail="first-order")
LOG = OpenAttachment(filename="oven_log.txt")
POOR = """\
format: 1
mission: small-order
player: {name: Test Pilot}
seed: 7
steps:
  - open: first-order
  - reply: {to: first-order, with: big-page}
  - finish: email_discovery
  - say: later
  - finish
  - configure: {shop: {replicas: 1}}
  - disconnect: [shop, orders]
  - submit
  - hear: rush-served
  - hear: counted
  - finish
expect: {status: completed}
"""


def small(folder: Path, which: str) -> tuple[Mission, Script]:
    """The small mission with its `gold` or its `poor` script."""
    pack = load_pack(write(folder, {f"{HERE}/walkthroughs/poor.yaml": POOR}))
    mission = pack.mission("small-order")
    scripts = pack.walkthroughs_of("small-order")
    return mission, next(s for s in scripts if Path(s.file).stem == which)


def played(mission: Mission, script: Script, *, before_feedback: bool = False) -> Session:
    """A playthrough of a script, to its end or to where the first answer would be heard."""
    actions: list[AnyAction] = []
    names = PinNames()
    player = begun(script.start, (mission.card,)).player(script.player.name)
    session = session_of(mission, seed=script.seed, player=player)
    for step in script.steps:
        if not isinstance(step, Doing):
            continue
        for action in names.actions(step, session.state.shared):
            if before_feedback and isinstance(action, HearFeedback):
                return session
            actions.append(action)
            session = session_of(mission, *actions, seed=script.seed, player=player)
    return session


async def at_the_last_step(server: ServerAddress, pack: Pack, slug: str) -> str:
    """Stores a playthrough that is over and not handed in; gives its player's name."""
    script = next(s for s in pack.walkthroughs_of(slug) if s.name in ("gold", "guided"))
    seat_player(server, script, pack.mission(slug))
    office = Office(await PlayConnection.open(server.conninfo(GAME)), None, None)
    await office.sign_in(script.player.name)
    row = next(r for r in await office.board() if r.card.slug == slug)
    session = await office.start(row, seed=script.seed)
    await play(script, "database", SessionPlayer(session))
    await office.close()
    assert session.state.status == "completed"
    return script.player.name
