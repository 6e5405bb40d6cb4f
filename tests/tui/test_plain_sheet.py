"""The decision sheet in plain lines: what an entry changes, and what a choice would bring."""

from __future__ import annotations

from content.lint.boards import Everything
from content.loader import Pack
from engine.actions import DecideBoard
from engine.board.sheet import Sheet
from engine.mission import Mission
from tests.shipped import shipped
from tests.tui.sheet_hands import TO_BOARD, gold
from tests.tui.stage import session_of
from tui.decision.scene import Scene
from tui.drive.plain import Lines, PlainPlayer
from tui.plain.board import _offer
from tui.plain.desk import Desk


def at_sheet(mission: Mission, sheets: Pack, entries: int) -> PlainPlayer:
    """The sheet after so many of the gold script's entries."""
    lines = Lines()
    session = session_of(mission, *gold(sheets)[: TO_BOARD + entries])
    return PlainPlayer(Desk(lines, session), lines)


async def test_after_an_entry_only_what_it_changed_is_said(weir: Mission, sheets: Pack) -> None:
    player = at_sheet(weir, sheets, 2)
    await player.asked()
    opened = len(player.lines.said)
    await player.act(DecideBoard(field="cap", value=70))
    said = player.lines.said[opened:]
    news = said[said.index(next(line for line in said if "vote" in line)) :]
    assert any(line.startswith("Does not hold: Members' vote above 80K") for line in said)
    assert not any("Silence, weeks 20 to 26" in line for line in news), "it held before, and holds"
    assert any(line.endswith(" do not.") for line in news)
    await player.leave()


def test_a_choice_is_offered_with_its_note() -> None:
    mission = shipped().mission("taxi-promise")
    config = mission.board_phase
    assert config
    scene = Scene(
        mission=mission,
        board=config.sheet,
        entered=Sheet(),
        situation=Everything(all=True),  # type: ignore[arg-type]
    )
    feed = next(slot for slot in scene.slots if slot.address == "feed")
    told = _offer(scene, feed, "ten", "ten minutes")
    assert told == "ten minutes (eight in the van, two on the way; 7 days, 29K)"


async def test_what_a_line_is_about_is_said_before_it_is_set(weir: Mission, sheets: Pack) -> None:
    player = at_sheet(weir, sheets, 0)
    await player.type_in("!shape")
    await player.asked()
    assert any(line == "How the price is made." for line in player.lines.said)
    await player.type_in("!z")
    await player.leave()
