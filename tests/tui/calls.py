"""Calls with one to five people, on a mission of the small pack, without a database."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from content.loader import load_pack
from engine.dialogue import (
    Aftermath,
    BestWhen,
    Effects,
    Exchange,
    FloorAnswer,
    Line,
    Option,
    Silence,
)
from engine.mission import Mission, Person
from engine.phase_config import VideoCall
from tests.content.small_pack import write
from tests.tui.grid import screen_text
from tests.tui.stage import Stage
from tui.drive.hands import Hands
from tui.screens.call import INERT, CallScreen
from tui.session import Session

NASTY = "[/] [@click=app.bell]x[/] \x1b[2J \x9b ‮ [link=http://x] 🫖"
AFTER = Aftermath(happened="It happened.", why="It had to.")


def _person(person: str, name: str, role: str, posture: str) -> Person:
    first, last = name.split()
    return Person(
        id=person,
        name=name,
        role=role,
        organisation="bakery",
        email=f"{person}@bakery.example",
        short=first,
        initials=first[0] + last[0],
        posture=posture,
    )


PEOPLE = (
    _person("ada", "Ada Rye", "Owner", "flour on one sleeve"),
    _person("benedict", "Benedict Oatcake", "Head baker", "washing both his hands"),
    _person("cleo", "Cleo Bun", "Counter", "the till drawer open"),
    _person("dunstan", "Dunstan Pretzel", "Accounts", "a pencil behind an ear"),
    _person("effie", "Effie Scone", "Deliveries", "in the van, parked"),
)


def _option(name: str, say: str, **more: object) -> Option:
    plain = {"id": name, "say": say, "tactic": "ask", "tone": "plain", "worth": 40, "after": AFTER}
    return Option.model_validate({**plain, **more})


def _exchanges() -> tuple[Exchange, ...]:
    count = Exchange(
        id="how-many",
        lines=(
            Line(
                who="ada",
                say="Benedict. HOW MANY OVENS DID WE SAY?",
                posture="counting on fingers",
            ),
            Line(who="narrator", say="Benedict looks at the floor. Cleo closes the drawer."),
        ),
        best=(BestWhen(option="floor-ben"),),
        options=(
            _option(
                "floor-ben",
                "Benedict, you stand beside them all day; how many are there?",
                floor="benedict",
                effects=Effects(trust=-6),
                brings=(
                    Line(
                        who="benedict",
                        say="Two, since the fire, and the second one only when the wind is from "
                        "the west. We bake forty loaves before seven, and after that the shop "
                        "takes what there is.",
                        effects=Effects(facts=("two-ovens",)),
                        posture="hands dry, looking up",
                    ),
                    Line(who="ada", say="Quickly, Benedict. I HAVE A QUEUE."),
                ),
            ),
            _option(
                "say-three",
                "Three ovens, Ada, as your first mail has it, with one to spare.",
                effects=Effects(trust=4),
                brings=(Line(who="ada", say="Quite so."),),
            ),
            _option("later", "Could we count them all together, later in this same week?"),
            _option("nasty", NASTY, brings=(Line(who="ada", say=NASTY),)),
        ),
        silence=Silence(
            worth=50,
            brings=(Line(who="benedict", say="Two, since the fire."),),
            after=AFTER,
        ),
        floors=(
            FloorAnswer(
                person="benedict", worth=60, brings=(Line(who="benedict", say="Two."),), after=AFTER
            ),
        ),
        interrupt=Silence(worth=10, brings=(Line(who="ada", say="Excuse me."),), after=AFTER),
    )
    goodbye = Exchange(
        id="goodbye",
        lines=(Line(who="ada", say="Well. Two, then. What follows?"),),
        best=(BestWhen(option="list"),),
        options=(_option("list", "A list by noon."), _option("nothing", "Nothing, for today.")),
    )
    return count, goodbye


def call_mission(people: int) -> Mission:
    """The small mission, opening with a call of so many people."""
    with tempfile.TemporaryDirectory() as folder:
        mission = load_pack(write(Path(folder))).mission("small-order")
    was = next(phase for phase in mission.phases if isinstance(phase, VideoCall))
    call = VideoCall(
        id=was.id,
        begins=was.begins,
        participants=tuple(person.id for person in PEOPLE[:people]),
        exchanges=_exchanges(),
        default_silence=(Line(who="ada", say="Hello?"),),
        default_floor=tuple(Line(who=p.id, say="I have said it.") for p in PEOPLE),
        closing=(
            Line(who="ada", say="Bread, then."),
            Line(who="narrator", say="The bell rings."),
        ),
        note="the oven is hot",
    )
    rest = tuple(p for p in mission.phases if p.kind in ("system_design", "client_feedback"))
    return mission.model_copy(
        update={"people": (*PEOPLE, *mission.people[2:]), "phases": (call, *rest)}
    )


@asynccontextmanager
async def in_call(
    session: Session, size: tuple[int, int] = (120, 40), *, motion: bool = False
) -> AsyncIterator[tuple[CallScreen, Hands, Pilot[int]]]:
    """The call's screen, running."""
    app = Stage(session, CallScreen)
    app.animation_level = "full" if motion else "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        hands = Hands(app)
        screen = await hands.screen(CallScreen)
        await pilot.pause()
        yield screen, hands, pilot
    assert app.failure is None


async def acted(hands: Hands, rows: int) -> None:
    await hands.until(lambda: len(hands.session.rows) == rows, f"{rows} rows")


async def digits_work(hands: Hands, screen: CallScreen) -> None:
    """Waits out the moment in which digits are taken for keys meant for the talk."""
    screen.since -= INERT


async def spot(hands: Hands, text: str) -> tuple[int, int]:
    """Where some text stands on the screen."""
    await hands.until(lambda: text in screen_text(hands.app), f"'{text}' on the screen")
    rows = screen_text(hands.app).split("\n")
    y = next(n for n, row in enumerate(rows) if text in row)
    return rows[y].index(text) + 1, y
