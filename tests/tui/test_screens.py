"""Every screen at both sizes, as text; by keys and by mouse; and text that would steer."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing, Script
from db.folders import DataFolder
from db.server import ServerAddress
from engine import actions as ac
from tests import pictures
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import game, settle
from tui.app import ScopeCreepApp, Visit
from tui.drive.hands import Hands
from tui.drive.player import ScreenPlayer
from tui.headless.newcomer import seat_player
from tui.headless.scratch import place_of
from tui.safety import harmless
from tui.screens.board import BoardScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.help import BriefScreen, HelpScreen
from tui.screens.inbox import InboxScreen
from tui.screens.notebook import NotebookScreen
from tui.screens.start_failed import StartFailedScreen
from tui.screens.studio import StudioScreen
from tui.screens.too_small import TooSmall
from tui.screens.welcome import WelcomeScreen

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MISSIONS = (("kettle-protocol", "guided"), ("client-discovery-workshop", "gold"))


@pytest.fixture
def guided(pack: Pack) -> Script:
    return pack.walkthroughs_of("kettle-protocol")[0]


@pytest.fixture
def seated(server: ServerAddress, guided: Script, pack: Pack) -> Visit:
    """The visit of the tutorial's player, who has been made as the script wants them."""
    seat_player(server, guided, pack.mission("kettle-protocol"))
    return Visit(player=guided.player.name, mission="M00", seed=guided.seed)


async def play_to(hands: Hands, script: Script, kind: str) -> None:
    """Plays a script's actions until the next one would be of this kind."""
    player, names = ScreenPlayer(hands), PinNames()
    await player.begin()
    for step in script.steps:
        if not isinstance(step, Doing):
            continue
        for action in names.actions(step, hands.session.state.shared):
            if action.kind == kind:
                return
            await player.act(action)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("slug", "name"), MISSIONS)
async def test_every_screen_of_a_mission_looks_as_it_did(
    slug: str,
    name: str,
    size: tuple[int, int],
    server: ServerAddress,
    scratch_folder: DataFolder,
    pack: Pack,
) -> None:
    mission = pack.mission(slug)
    code = mission.card.code.lower()
    script = next(s for s in pack.walkthroughs_of(slug) if s.name == name)
    seat_player(server, script, mission)
    visit = Visit(player=script.player.name, mission=mission.card.code, seed=script.seed)
    pictured = slug == pictures.MISSION and size == pictures.SIZE
    shown: dict[str, str] = {}
    async with game(place_of(scratch_folder), visit, size) as hands:
        await hands.screen(BriefScreen)
        same(f"{code}_brief", size, await settle(hands))
        player, names, seen = ScreenPlayer(hands), PinNames(), Counter[str]()
        await player.begin()
        for step in script.steps:
            if not isinstance(step, Doing):
                continue
            for action in names.actions(step, hands.session.state.shared):
                if not seen[action.kind]:
                    same(f"{code}_before_{action.kind}", size, await settle(hands))
                await player.act(action)
                seen[action.kind] += 1
                for due in pictures.pictures_after(action.kind, seen) if pictured else ():
                    shown[due] = await settle(hands)
        await hands.screen(DebriefScreen)
        shown["debrief"] = await settle(hands)
        same(f"{code}_debrief", size, shown["debrief"])
        if not pictured:
            await hands.press("space", lambda: hands.app.screen.answered, "the answer")  # type: ignore[attr-defined]
            same(f"{code}_debrief_take", size, await settle(hands))
        await hands.press("o", lambda: hands.app.screen.has_class("-score"), "the score")
        shown["score"] = await settle(hands)
        same(f"{code}_score", size, shown["score"])
        await hands.press("escape", lambda: isinstance(hands.app.screen, BoardScreen), "the board")
        hands.app.simulate_key("right")
        shown["board"] = await settle(hands)
        same(f"{code}_board", size, shown["board"])
        await hands.press(
            "question_mark", lambda: isinstance(hands.app.screen, HelpScreen), "the help"
        )
        assert "KEYS NOW" in await settle(hands)
    if pictured:
        drawn = json.loads((PICTURES / pictures.TEXTS).read_text(encoding="utf-8"))
        now = {picture: pictures.digest(text) for picture, text in shown.items()}
        assert drawn == now, "the README's pictures are stale: make pictures"


async def test_a_name_is_signed_by_keys_and_may_hold_anything(
    server: ServerAddress, scratch_folder: DataFolder
) -> None:
    async with game(place_of(scratch_folder), Visit()) as hands:
        welcome = await hands.screen(WelcomeScreen)
        await hands.until(lambda: welcome.ready, "an open office")
        welcome.name_input.value = "[/]\x1b[2J ‮[@click=app.bell]Zoë 🫖"
        await hands.press("enter", lambda: isinstance(hands.app.screen, BoardScreen), "the board")
        text = await settle(hands)
        assert "\x1b" not in text
        assert "‮" not in text
        assert "[/]" in text


async def test_leaving_at_any_moment_loses_nothing(
    seated: Visit, scratch_folder: DataFolder, guided: Script
) -> None:
    async with game(place_of(scratch_folder), seated) as hands:
        await play_to(hands, guided, "reply")
        rows = len(hands.session.rows)
        await hands.app.action_leave_game()
    async with game(place_of(scratch_folder), seated) as hands:
        brief = await hands.screen(BriefScreen)
        assert "Where you stand" in await settle(hands)
        assert brief is hands.app.screen
        assert len(hands.session.rows) == rows
        assert isinstance(await ScreenPlayer(hands)._to_phase(), InboxScreen)


async def test_the_mouse_opens_a_mail_and_chooses_a_reply(
    seated: Visit, scratch_folder: DataFolder, guided: Script
) -> None:
    async with game(place_of(scratch_folder), seated, (120, 40)) as hands:
        pilot = Pilot(hands.app)
        await ScreenPlayer(hands).begin()
        screen = await hands.screen(InboxScreen)
        await settle(hands)
        row = next(n for n, r in enumerate(screen.mails.rows) if r.id == "nine-people")
        spot = (6, row * 4 + 1)
        await pilot.click(screen.mails, offset=spot)
        await hands.until(lambda: screen.selected == "nine-people", "the mail under the pointer")
        await pilot.click(screen.mails, offset=spot)
        await hands.until(lambda: screen.opened, "the mail open")
        await settle(hands)
        await pilot.click(screen.options, offset=(6, 0))
        first = screen.options.rows[0].id
        await hands.until(lambda: screen.options.cursor_id == first, "the first reply chosen")
        await pilot.click(screen.options, offset=(6, 0))
        await hands.until(lambda: screen.draft == first, "its letter")


async def test_a_drag_on_the_grid_moves_a_component_once(
    seated: Visit, scratch_folder: DataFolder, guided: Script
) -> None:
    async with game(place_of(scratch_folder), seated, (80, 24)) as hands:
        pilot = Pilot(hands.app)
        await play_to(hands, guided, "place")
        await ScreenPlayer(hands)._to_phase()
        await settle(hands)
        screen = await hands.screen(StudioScreen)
        node = screen.design.by_id["kettle"]
        x, y = screen.view.canvas.scale.origin(node.cell)
        down = (x + 3, y + 2)
        up = (x + 3, y + 2 + screen.view.canvas.scale.cell_height)
        before = len(hands.session.rows)
        await pilot.mouse_down(screen.view.canvas, offset=down)
        await pilot.hover(screen.view.canvas, offset=up)
        await pilot.mouse_up(screen.view.canvas, offset=up)
        await hands.until(lambda: len(hands.session.rows) == before + 1, "one move")
        assert hands.session.rows[-1].action == ac.Move(
            node="kettle", x=node.cell.x, y=node.cell.y + 1
        )


async def test_under_the_floor_one_message_shows_and_goes_again(
    server: ServerAddress, scratch_folder: DataFolder
) -> None:
    place, visit = place_of(scratch_folder), Visit(player="Small")
    async with game(place, visit, (60, 20)) as hands:
        app = hands.app
        await hands.until(lambda: isinstance(app.screen, TooSmall), "the message")
        assert "needs 80x24" in await settle(hands)
        await Pilot(app).resize_terminal(80, 24)
        await hands.until(lambda: isinstance(app.screen, BoardScreen), "the board")


async def test_an_office_that_cannot_open_says_why_and_may_be_tried_again(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    app = ScopeCreepApp(place_of(DataFolder(blocked / "data")), Visit())
    async with app.run_test(size=(80, 24)):
        hands = Hands(app)
        await hands.screen(StartFailedScreen)
        text = await settle(hands)
        assert "cannot be made" in text
        assert "Try again" in text
        hands.app.simulate_key("q")
        await hands.until(lambda: app.return_value is not None, "the way out")
    assert app.return_value == 3


NASTY = "[/] [link=http://x] [@click=app.bell]x[/] \x1b]0;t\x07 \x1b[2J \x9b2J ‮ ‏ 🫖"


async def test_markup_and_escapes_in_content_are_shown_and_not_obeyed(
    server: ServerAddress, scratch_folder: DataFolder
) -> None:
    async with game(place_of(scratch_folder), Visit(player="Nasty")) as hands:
        await hands.screen(BoardScreen)
        await hands.app.screen.mount(Static(Content(NASTY), id="nasty"))
        text = await settle(hands)
        assert "[@click=app.bell]x[/]" in text
        for steering in ("\x1b", "\x9b", "\x07", "‮", "‏"):
            assert steering not in text


def test_harmless_text_keeps_its_width() -> None:
    assert len(harmless(NASTY)) == len(NASTY)
    assert harmless("Zoë, 🫖 ✓") == "Zoë, 🫖 ✓"


async def test_the_notebook_compares_two_pins_by_keys(
    seated: Visit, scratch_folder: DataFolder, guided: Script
) -> None:
    async with game(place_of(scratch_folder), seated, (120, 40)) as hands:
        await play_to(hands, guided, "compare")
        await hands.press("k", lambda: isinstance(hands.app.screen, NotebookScreen), "the notebook")
        same("notebook", (120, 40), await settle(hands))
