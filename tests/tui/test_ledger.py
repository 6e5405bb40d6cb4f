"""The promise ledger: over all missions on the board, and of this one in the notebook."""

from __future__ import annotations

import pytest

from content.loader import Pack
from db.ledger import LedgerRow
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from engine.actions import FinishPhase, OpenEmail, Reply, StaySilent, SubmitDesign
from engine.game import step
from engine.mission import Mission
from tests.tui.campaigns import BoardApp, begun, board_of, facts
from tests.tui.grid import screen_text
from tests.tui.snapshot import SIZES, same
from tests.tui.stage import session_of
from tui.board.ledger import ledger_lines, ledger_page
from tui.inbox.news import news
from tui.notebook import paint
from tui.office import Office

MADE = (
    LedgerRow(
        "Set aside and fetched within two hours, by the pilot on the 21st.",
        "Philippa Thimblewick",
        "Anselm Rudd",
        "kept",
        "client-discovery-workshop",
        "",
    ),
    LedgerRow(
        "No sixth tablet, in any shop.", "Yusra Bell", "", "broken", "client-discovery-workshop", ""
    ),
    LedgerRow(
        "A live map, if the safety plan allows it.",
        "Delphine Oakshott",
        "Harold Nwankwo-Pell",
        "open",
        "lantern-parade-promise",
        "parade-night",
    ),
)

OPENING = (
    OpenEmail(mail="nine-people"),
    Reply(mail="nine-people", option="promise-the-floor"),
    FinishPhase(),
)


@pytest.mark.parametrize("size", SIZES)
async def test_l_opens_the_ledger_which_looks_as_it_did(size: tuple[int, int], pack: Pack) -> None:
    board = board_of(begun(pack), facts(pack), "M02")
    board.promises = MADE
    app = BoardApp(board)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("l")
        same("ledger", size, screen_text(app))  # type: ignore[arg-type]
        await pilot.press("escape")
        assert "Promise ledger" not in screen_text(app)  # type: ignore[arg-type]


def test_the_plain_board_tells_the_ledger_in_sentences(pack: Pack) -> None:
    cards = {mission.card.slug: mission.card for mission in pack.missions}
    told = ledger_lines(MADE, cards)
    assert told[0] == "Promise ledger: 1 open, 1 kept, 1 broken."
    assert told[1].startswith("Open: A live map, if the safety plan allows it. To Delphine")
    assert "Harold Nwankwo-Pell heard it. Due in M09" in told[1]
    assert told[3].startswith("Kept: Set aside and fetched")
    assert ledger_lines((), cards)[0].startswith("Nothing is promised yet.")


async def test_an_empty_ledger_says_what_is_entered_there(pack: Pack) -> None:
    app = BoardApp(board_of(begun(pack), facts(pack), "M02"))
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.pause()
        await pilot.click("KeyBar", offset=(0, 0))
        await pilot.press("l")
        assert "Nothing is promised yet." in screen_text(app)  # type: ignore[arg-type]


def test_what_is_open_stands_on_top_and_steering_text_is_harmless() -> None:
    hostile = LedgerRow("\x1b[2J[bold]now[/]", "[/]", "", "broken", "nowhere", "")
    page = ledger_page((*MADE, hostile), {})
    told = ["\n".join(line.plain for line in entry.lay_out(60)) for entry in page.entries]
    assert told[0].startswith("○ open    A live map")
    assert "\x1b" not in "".join(told)
    assert page.title == "Promise ledger · 1 open, 1 kept, 2 broken"


def test_a_promise_is_told_when_it_is_made_and_stands_in_the_notebook(kettle: Mission) -> None:
    session = session_of(kettle, OpenEmail(mail="nine-people"))
    reply = Reply(mail="nine-people", option="promise-the-floor")
    state, events = step(kettle, session.state, reply)
    head, rest = news(kettle, events)
    assert "In the ledger: Nobody waits for tea beyond 10:34." in f"{head} {rest}"
    known = paint.known(kettle, state.shared, "", 60).plain
    assert "PROMISED\n○ Nobody waits for tea beyond 10:34. To Pip." in known
    assert "PROMISED" not in paint.known(kettle, state.shared, "decaf", 60).plain


async def test_the_board_is_given_what_the_database_keeps(
    server: ServerAddress, kettle: Mission
) -> None:
    connection = await PlayConnection.open(server.conninfo(GAME))
    office = Office(connection, server.conninfo(REFEREE), None)
    try:
        await office.sign_in("Ledger Keeper")
        assert await office.ledger() == ()
        row = next(r for r in await office.board() if r.card.slug == kettle.slug)
        session = await office.start(row, seed=7)
        for action in OPENING:
            await session.act(action)
        while not session.state.phases[-1].ended:  # type: ignore[union-attr]
            await session.act(StaySilent())
        for action in (FinishPhase(), SubmitDesign(), FinishPhase()):
            await session.act(action)
        await session.settle()
        await office.close_playthrough(session)
        (made,) = await office.ledger()
        assert (made.made_to, made.witness) == ("Pip Larkspur", "Greta Umber")
        assert (made.state, made.made_in, made.due) == ("broken", kettle.slug, "")
    finally:
        await office.close()
