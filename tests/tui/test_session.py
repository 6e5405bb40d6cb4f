"""What a session does while its store is slow, away, back, or has moved on."""

from __future__ import annotations

import asyncio

import pytest

from engine import actions as ac
from engine.events import Started
from engine.game import RULES_VERSION
from engine.log import Row, first_row
from engine.mission import Mission
from engine.state import State
from engine.values import PlayerThen
from tui import session as sessions
from tui.session import Moved, News, Session, StoreLost, Summary


class Shelf:
    """A store that is away, slow or contested when a test says so."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.attempts = 0
        self.away = False
        self.answers = asyncio.Event()
        self.answers.set()

    async def record(self, row: Row, summary: Summary, state: State) -> None:
        self.attempts += 1
        await self.answers.wait()
        if self.away:
            raise StoreLost("The database does not answer.")
        if len(self.rows) != row.seq - 2:
            raise Moved(())
        self.rows.append(row)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(sessions, "SLOW_SECONDS", 0.05)
    monkeypatch.setattr(sessions, "PATIENT_SECONDS", 0.4)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def played(kettle: Mission, shelf: Shelf) -> tuple[Session, list[News]]:
    started = Started(
        mission=kettle.slug,
        rev=1,
        rules_version=RULES_VERSION,
        seed=7,
        player=PlayerThen(name="Ana"),
    )
    session, heard = Session(kettle, (first_row(started),), shelf), list[News]()
    session.listen(heard.append)
    return session, heard


READ = (ac.OpenEmail(mail="your-desk"), ac.OpenEmail(mail="nine-people"))


async def until(wanted: object) -> None:
    for _ in range(400):
        if wanted():  # type: ignore[operator]
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to that")


async def test_a_row_that_waits_is_stored_once_its_store_is_back(
    shelf: Shelf, played: tuple[Session, list[News]]
) -> None:
    session, heard = played
    shelf.away = True
    await session.act(READ[0])
    await until(lambda: shelf.attempts > 2)
    assert [str(news) for news in heard] == ["The database does not answer."]
    with pytest.raises(StoreLost):
        await session.act(READ[1])
    assert len(session.rows) == 2
    shelf.away = False
    await until(lambda: session.stored)
    assert heard[1:] == [None]
    await session.act(READ[1])
    await session.settle()
    assert [row.action for row in shelf.rows] == list(READ)


async def test_a_slow_store_is_told_and_nothing_is_sent_twice(
    shelf: Shelf, played: tuple[Session, list[News]]
) -> None:
    session, heard = played
    shelf.answers.clear()
    await session.act(READ[0])
    await until(lambda: heard)
    assert "slow" in str(heard[0])
    with pytest.raises(StoreLost):
        await session.act(READ[1])
    shelf.answers.set()
    await until(lambda: session.stored)
    assert (shelf.attempts, heard[1:]) == (1, [None])


async def test_a_slow_store_is_waited_for_where_a_playthrough_is_put_away(
    shelf: Shelf, played: tuple[Session, list[News]]
) -> None:
    session, heard = played
    shelf.answers.clear()
    await session.act(READ[0])
    early = asyncio.create_task(session.settle())
    await until(lambda: heard)
    late = asyncio.create_task(session.settle())
    await asyncio.sleep(0.1)
    assert not early.done()
    assert not late.done()
    shelf.answers.set()
    await asyncio.gather(early, late)
    assert (session.stored, shelf.attempts) == (True, 1)


async def test_a_store_that_never_answers_is_not_waited_for_for_ever(
    shelf: Shelf, played: tuple[Session, list[News]]
) -> None:
    session, _ = played
    shelf.answers.clear()
    await session.act(READ[0])
    with pytest.raises(StoreLost, match="slow"):
        await session.settle()
    session.leave()


async def test_news_of_another_terminal_comes_without_waiting_for_a_key(
    shelf: Shelf, played: tuple[Session, list[News]], kettle: Mission
) -> None:
    session, heard = played
    before = tuple(session.rows)

    class Contested(Shelf):
        async def record(self, row: Row, summary: Summary, state: State) -> None:
            raise Moved(before)

    session.store = Contested()
    await session.act(READ[0])
    await until(lambda: heard)
    assert isinstance(heard[0], Moved)
    assert tuple(session.rows) == before
    session.store = shelf
    await session.act(READ[1])
    await session.settle()
    assert [row.action for row in shelf.rows] == [READ[1]]


async def test_a_key_pressed_before_the_news_is_not_played_after_it(
    played: tuple[Session, list[News]],
) -> None:
    session, _ = played
    before, gate = tuple(session.rows), asyncio.Event()

    class Contested(Shelf):
        async def record(self, row: Row, summary: Summary, state: State) -> None:
            await gate.wait()
            raise Moved(before)

    session.store = Contested()
    await session.act(READ[0])
    second = asyncio.create_task(session.act(READ[1]))
    await asyncio.sleep(0.01)
    gate.set()
    with pytest.raises(Moved):
        await second
    assert tuple(session.rows) == before


async def test_leaving_with_a_row_unstored_does_not_hang(
    shelf: Shelf, played: tuple[Session, list[News]]
) -> None:
    session, _ = played
    shelf.answers.clear()
    await session.act(READ[0])
    await session.settle_quietly(patience=0.1)
    assert not session.stored
    session.leave()


async def test_a_fault_of_the_store_itself_is_not_swallowed(
    played: tuple[Session, list[News]],
) -> None:
    session, _ = played

    class Faulty(Shelf):
        async def record(self, row: Row, summary: Summary, state: State) -> None:
            raise ValueError("a bug")

    session.store = Faulty()
    await session.act(READ[0])
    with pytest.raises(ValueError, match="a bug"):
        await session.act(READ[1])
