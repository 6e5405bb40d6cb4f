"""A demo of the small mission, and a stage for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from content.demo import Demo, parse_demo
from db.folders import DataFolder
from engine.mission import Mission, MissionCard
from tui.demo.app import DemoApp
from tui.demo.course import Course
from tui.demo.director import Director
from tui.demo.notes import NotesFile
from tui.drive.hands import Hands
from tui.place import Place

SMALL = """\
format: 1
title: "A small demo"
mission: small-order
seed: 7
questions: ["Who bakes before seven?"]
steps:
  - scene: {id: opening, title: "Opening", minutes: 1}
  - note: "Ada wants a page."
  - open: first-order
  - press: [end]
  - hold:
      ask: "Which letter?"
      reply: first-order
      usual: big-page
      then: {big-page: [note: "Lovely."]}
  - scene: {id: the-log, title: "The log", minutes: 1, back_to: opening}
  - note: {say: "Rewind.", aside: "Let them look."}
  - open: first-order
  - open: {attachment: oven_log.txt}
  - sees: "forty loaves"
  - reply: {to: first-order, with: ask-hours}
  - expect: {facts: [dawn-rush]}
  - scene: {id: the-call, title: "The call", minutes: 1}
  - meanwhile: [finish]
  - note: "Who has not spoken?"
  - say: floor-ben
  - expect: {flags: [ben_heard]}
  - show: promises
"""

OPENED = 3
"""Its step after the mail is open."""


def small_demo() -> Demo:
    """The demo above."""
    return parse_demo(SMALL)


class CountedTime:
    """Adds the seconds up, and waits for none of them."""

    slice = 5.0

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> float:
        """Seconds that were let pass so far."""
        return self.passed

    async def sleep(self, seconds: float) -> None:
        """Counts; others have their turn."""
        self.passed += seconds
        await asyncio.sleep(0)


class Presenting:
    """A demo on a stage: keys as a presenter types them, and waiting for what they come to."""

    def __init__(self, app: DemoApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot
        self.hands = Hands(app)

    @property
    def director(self) -> Director:
        return self.app.director

    @property
    def kinds(self) -> list[str]:
        """The actions of the playthrough that is shown."""
        return [row.action.kind for row in self.app.house.rows[1:]]

    @property
    def seen(self) -> str:
        return self.app.house.seen()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, wanted: object, what: str) -> None:
        assert callable(wanted)
        await self.hands.until(wanted, what)

    async def step(self, at: int) -> None:
        """Presses n, and waits until the script stands before a step and is paused."""
        await self.press("n")
        await self.until(
            lambda: self.director.at == at and not self.director.stepping, f"step {at}"
        )


@asynccontextmanager
async def presenting(
    mission: Mission,
    demo: Demo,
    size: tuple[int, int] = (80, 24),
    *,
    unattended: bool = False,
    seed: int | None = None,
    notes: tuple[NotesFile, ...] = (),
    folder: Path = Path("nowhere"),
    cards: Mapping[str, MissionCard] | None = None,
) -> AsyncIterator[Presenting]:
    """A demo in counted time, up to its first page."""
    app = DemoApp(
        Place(folder=DataFolder(folder)),
        Course(demo, mission, seed),
        cards or {mission.slug: mission.card},
        tempo=CountedTime(),
        unattended=unattended,
        notes=notes,
    )
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        shown = Presenting(app, pilot)
        if not unattended:
            await shown.until(lambda: "Begin" in shown.seen and "? keys" in shown.seen, "page one")
        yield shown
    assert app.failure is None
