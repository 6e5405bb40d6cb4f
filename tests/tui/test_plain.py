"""The plain game: lines and numbers on any terminal, by the same engine."""

from __future__ import annotations

import asyncio
import io
import random
from pathlib import Path

import pytest

from content.loader import Pack, load_pack
from content.reporting.folder import read
from db.play import PlayConnection
from db.server import GAME, REFEREE, ServerAddress
from engine.actions import Abandon, AnyAction, FinishPhase, OpenEmail, Pin, Reply, StaySilent
from engine.game import legal_actions
from engine.mission import Mission
from engine.notebook import whole
from tests.cli.command import scopecreep
from tests.content.reaching_pack import write_reaching
from tests.tui.stage import session_of
from tui.app import Visit
from tui.drive.hands import Stuck
from tui.drive.plain import Lines, PlainPlayer
from tui.headless.engine import EnginePlayer
from tui.headless.play import play
from tui.office import Office
from tui.plain.desk import Desk
from tui.plain.game import practise, stay
from tui.plain.menu import Choice, Letter, Menu, ask
from tui.plain.voice import Console, Gone, set_out
from tui.practice import Unkept
from tui.session import Session


def desk(mission: Mission, *actions: AnyAction) -> PlainPlayer:
    """A plain player at a playthrough in which these actions have been taken."""
    lines = Lines()
    return PlainPlayer(Desk(lines, session_of(mission, *actions)), lines)


async def guided(pack: Pack, mission: Mission) -> list[AnyAction]:
    """The actions of the tutorial's guided walkthrough."""
    script = next(s for s in pack.walkthroughs if s.mission == mission.slug)
    player = EnginePlayer(mission, script)
    await play(script, "engine", player)
    return [row.action for row in player.rows[1:]]


async def test_whatever_the_rules_allow_can_be_typed(pack: Pack, kettle: Mission) -> None:
    done: list[AnyAction] = []
    typed = 0
    for action in await guided(pack, kettle):
        session = session_of(kettle, *done)
        for legal in legal_actions(kettle, session.state):
            if isinstance(legal, Abandon):
                continue  # beginning anew does it, from the board
            allowed = whole(kettle, legal) if isinstance(legal, Pin) else legal
            player = desk(kettle, *done)
            await player.act(allowed)
            assert player.desk.session.rows[-1].action == allowed
            await player.leave()
            typed += 1
        done.append(action)
    assert typed > 200


async def test_what_is_not_offered_cannot_be_typed(kettle: Mission) -> None:
    player = desk(kettle)
    with pytest.raises(Stuck, match="not offered"):
        await player.act(StaySilent())
    await player.leave()


async def test_a_letter_is_read_before_it_is_sent(kettle: Mission) -> None:
    mail = next(m for m in kettle.email_by_id.values() if m.options)
    player = desk(kettle, OpenEmail(mail=mail.id))
    option = mail.options[0]
    for line in (f"!{mail.id}", "!reply", f"!{option.id}"):
        await player.type_in(line)
    await player.asked()
    assert set_out(option.say, 78, laid_out=False) in player.lines.said
    assert not any(isinstance(row.action, Reply) for row in player.desk.session.rows)
    await player.leave()


async def test_every_text_of_a_whole_mission_is_said_in_plain_characters(
    pack: Pack, kettle: Mission
) -> None:
    player = desk(kettle)
    for action in await guided(pack, kettle):
        await player.act(action)
    said = "\n".join(player.lines.said)
    assert player.desk.state.status == "completed"
    assert "Now you know:" in said
    assert "FULL" in said, "the kettle at half past ten"
    assert all(c == "\n" or c.isprintable() for c in said)


def test_what_could_steer_a_terminal_is_shown_and_not_obeyed() -> None:
    assert "\x1b" not in set_out("\x1b[2J\x1b]0;title\x07 and on", 78, laid_out=False)
    assert "\x1b" not in set_out("\x1b[2J", 78, laid_out=True)


async def test_a_line_that_chooses_nothing_is_told_what_would() -> None:
    menu = Menu("Which?", (Choice("one", "One"), Choice("two", "Two")), (Letter("z", "back"),))
    lines = Lines()
    asked = asyncio.create_task(ask(lines, menu))
    for typed in ("three", "0", "3", "²", ""):
        await lines.asking.wait()
        lines.type(typed)
        await asyncio.sleep(0)
    await lines.asking.wait()
    lines.type("2")
    assert await asked == "two"
    refusals = [said for said in lines.said if said.startswith("Type a number from 1 to 2")]
    assert refusals == ["Type a number from 1 to 2, or z, then Enter."] * 4
    one = Menu("", (Choice("one", "One"),), (Letter("f", "finish"), Letter("q", "leave", True)))
    assert one.refusal == "Type 1, or one of f, ?, then Enter."


async def test_letters_that_work_everywhere_are_named_when_asked_for(kettle: Mission) -> None:
    player = desk(kettle)
    await player.asked()
    first = player.lines.said[-1]
    assert "f: finish the inbox.  k: notebook.  ?: all letters." in first
    assert "give the mission up" not in first, "a listener hears this line at every choice"
    player.lines.type("?")
    await player.asked()
    assert any(said.startswith("A number and Enter chooses") for said in player.lines.said)
    assert "m: meters." in player.lines.said[-1] and "q: leave" in player.lines.said[-1]
    player.lines.type("m")
    await player.asked()
    assert any("It is 08:" in said for said in player.lines.said), "they work unnamed"
    await player.leave()


async def test_a_mail_is_pinned_by_the_letter_that_its_words_name(kettle: Mission) -> None:
    player = desk(kettle)
    await player.act(OpenEmail(mail="nine-people"))
    for typed in ("!nine-people", "!p"):
        await player.type_in(typed)
    await player.asked()
    assert player.lines.menu and player.lines.menu.title == "Which passage?"
    await player.leave()


async def test_what_opens_a_call_is_said_once_under_its_heading(kettle: Mission) -> None:
    player = desk(kettle)
    await player.act(OpenEmail(mail="nine-people"))
    await player.act(FinishPhase())
    await player.asked()
    said = " ".join(player.lines.said)
    assert said.count("Half past ten, one spout.") == 1
    assert said.index("Call, phase 2 of 4.") < said.index("Half past ten, one spout.")
    await player.leave()


async def test_the_end_of_the_input_is_heard() -> None:
    console = Console(io.StringIO("first\n"), io.StringIO())
    assert await console.hear(">") == "first"
    with pytest.raises(Gone):
        await console.hear(">")


async def test_a_terminal_without_our_characters_still_gets_its_lines() -> None:
    raw = io.BytesIO()
    console = Console(io.StringIO(""), io.TextIOWrapper(raw, encoding="ascii"))
    console.say("17 in 100 – “no”")
    assert raw.getvalue() == b"17 in 100 ? ?no?\n"


async def test_who_leaves_in_the_middle_goes_on_where_they_were(server: ServerAddress) -> None:
    first = await _visit(server, "Ash", "l\n1\n1\nz\nq\nq\n")
    assert "Nothing is promised yet." in first
    assert "Inbox, phase 1 of 4." in first
    assert first.rstrip().endswith("Everything is stored.")
    assert "by seed" not in first
    again = await _visit(server, "Ash", "1\n1\n")
    assert "1 unread mail." in again, "the mail that was read is still read"
    assert "by seed" not in again
    other = await _visit(server, "Ash", "1\n1\n", seed=8)
    assert "This goes on by seed 7, as it was begun. Begun anew it has seed 8." in other


async def test_a_mission_is_played_to_the_end_of_its_debrief_on_a_pipe(
    server: ServerAddress, pack: Pack, kettle: Mission
) -> None:
    player = desk(kettle)
    for action in await guided(pack, kettle):
        await player.act(action)
    typed = "\n".join(["1", *player.lines.typed, "", "", "", "", "tea", "", "z", "q"])
    said = await _visit(server, "Brook", typed + "\n")
    assert "TAKE WITH YOU" in said
    assert kettle.debrief.take_with_you.split(".")[0][:40] in said
    assert said.rstrip().endswith("Everything is stored.")


async def _visit(server: ServerAddress, name: str, typed: str, seed: int = 7) -> str:
    """A visit on a pipe, by what is typed; gives what was said."""
    connection = await PlayConnection.open(server.conninfo(GAME))
    office = Office(connection, server.conninfo(REFEREE), None)
    said = io.StringIO()
    try:
        await stay(office, Visit(player=name, seed=seed), Console(io.StringIO(typed), said))
    finally:
        await office.close()
    return said.getvalue()


@pytest.mark.slow
def test_the_command_needs_no_terminal(tmp_path: Path) -> None:
    done = scopecreep("--plain", "play", "--as", "Ash", data=tmp_path / "data", TERM="dumb")
    assert done.returncode == 0, done.stderr
    assert "The board. Ash, level 1." in done.stdout
    assert "\x1b" not in done.stdout


async def test_a_decision_is_practised_from_the_plain_debrief(
    server: ServerAddress, pack: Pack, kettle: Mission
) -> None:
    player = desk(kettle)
    for action in await guided(pack, kettle):
        await player.act(action)
    pages = ["", "", "", "", "tea", ""]
    typed = ["1", *player.lines.typed, *pages, "1", "q", *pages, "z", "q"]
    said = await _visit(server, "Cove", "\n".join(typed) + "\n")
    assert "Practice: nothing of this is kept." in said
    assert said.count("TAKE WITH YOU") == 2, "one's own debrief, before and after"
    assert said.rstrip().endswith("Everything is stored.")


async def test_a_practice_is_played_to_the_end_of_its_debrief_without_an_office(
    pack: Pack, kettle: Mission
) -> None:
    player = desk(kettle)
    for action in await guided(pack, kettle):
        await player.act(action)
    session = Session(kettle, session_of(kettle).rows, Unkept(), practice=True, prepared=True)
    typed = ["?", *player.lines.typed, "", "", "", "", "tea", "", "z"]
    said = io.StringIO()
    await practise(session, Console(io.StringIO("\n".join(typed) + "\n"), said))
    assert session.state.status == "completed"
    assert "Practice: Nothing of this is kept." in said.getvalue()
    assert "leave the practice" in said.getvalue()
    assert "TAKE WITH YOU" in said.getvalue()
    assert "stored" not in said.getvalue()


@pytest.mark.slow
def test_a_scene_is_practised_in_lines_without_terminal_database_or_saving(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "kim.json"
    command = ("play", "M02", "--practice", "--plain", "--seed", "2024")
    done = scopecreep(*command, "--as", "Kim", "--results", file, data=data)
    assert done.returncode == 0, done.stderr
    assert "Practice: What you choose is written to kim.json." in done.stdout
    assert read(file).player == "Kim"
    done = scopecreep(*command, "--scene", "system_design", data=data)
    assert done.returncode == 0, done.stderr
    assert "The design. It is" in done.stdout
    assert not data.exists()


async def test_random_plays_with_late_letters_and_answers_are_typed_to_the_same_log(
    tmp_path: Path,
) -> None:
    mission = load_pack(write_reaching(tmp_path)).mission("small-order")
    seen: set[str] = set()
    for chance in range(12):
        seen |= await _typed_at_random(mission, random.Random(chance))
    assert {"ask_late", "submit_design", "hear_feedback", "say", "reply", "fail"} <= seen


async def _typed_at_random(mission: Mission, chance: random.Random) -> set[str]:
    """Types what the rules allow, kinds not seen before first; gives the kinds."""
    player = desk(mission)
    seen: set[str] = set()
    while player.desk.state.status == "open" and len(player.desk.session.rows) < 60:
        legal = [
            whole(mission, action) if isinstance(action, Pin) else action
            for action in legal_actions(mission, player.desk.state)
            if not isinstance(action, Abandon)
        ]
        rare = {action.kind: action for action in legal if action.kind not in seen}
        action = chance.choice(list(rare.values()) or legal)
        await player.act(action)
        assert player.desk.session.rows[-1].action == action
        seen.add(action.kind)
    await player.leave()
    return seen
