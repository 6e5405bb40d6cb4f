"""First-time help: each mechanic is told of once, on the page before its first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from db.folders import DataFolder
from engine.dialogue import Effects
from engine.mission import Mission
from engine.phase_config import ClientFeedback, EmailDiscovery, Phase, SystemDesign, VideoCall
from tui import settings


@dataclass(frozen=True)
class Lesson:
    """How one mechanic is used: in one or two short sentences, for the keys and without them."""

    mechanic: str
    title: str
    keys: str
    plain: str = ""
    """The same for the plain game, where the keys say nothing."""


LESSONS = (
    Lesson(
        "reading",
        "Mail",
        "Enter opens, o a file. r answers: Enter shows it, Enter sends.",
        "A mail is opened by its number. A letter is shown before it is sent.",
    ),
    Lesson(
        "pins",
        "Pins",
        "p pins. k opens the notebook: Enter lays out two, = compares.",
        "Any sentence may be pinned. k opens the notebook, where two pins are laid side by side: "
        "two that cannot both be true are a discovery.",
    ),
    Lesson(
        "trust",
        "Trust",
        "How they stand to you, at the top: curt, guarded, fair, open or candid. The less trust "
        "there is, the less is told.",
        "How they stand to you: curt, guarded, fair, open or candid; m tells it. The less trust "
        "there is, the less is told.",
    ),
    Lesson(
        "budget",
        "Budget",
        "Marks a month for the design; what you settle moves it.",
        "Marks a month that the design may cost; m tells them. What you settle with the client "
        "moves it.",
    ),
    Lesson(
        "days",
        "Days",
        "What you spend of the days you have, in quarters, at the top. Some answers take one, and "
        "so does a pair of pins from which nothing follows. The calendar below goes its own way.",
        "What you spend of the days you have, in quarters; m tells it. Some answers take one, and "
        "so does a pair of pins from which nothing follows.",
    ),
    Lesson(
        "energy",
        "Energy",
        "What the team has left: rested, tired or asleep. It goes from mission to mission.",
    ),
    Lesson(
        "ledger",
        "Ledger",
        "What you promise is written down. l opens it on the board.",
        "What you promise is written down, and is kept or broken in the end. l on the board tells "
        "it.",
    ),
    Lesson(
        "call",
        "The call",
        "A number and Enter say it. s lets it sit: a silence is an answer too.",
        "A number says it. s lets it sit: a silence is an answer too. Nothing moves until you do.",
    ),
    Lesson(
        "floor",
        "The floor",
        "f gives the floor to one person, and what they say depends on how they are used to being "
        "asked.",
    ),
    Lesson(
        "grid",
        "The grid",
        "Arrows move, b builds, c connects, Enter sets, x removes, u takes back. t runs it, d "
        "hands in.",
        "A component is placed, linked and set by its number in a list. Run the traffic before you "
        "hand the design in.",
    ),
    Lesson(
        "changes",
        "What your choices changed",
        "Mails and calls reach the grid: load, budget, targets and parts. The brief names what "
        "they have changed.",
        "Mails and calls reach the grid: load, budget, targets and parts. The brief names it.",
    ),
    Lesson(
        "reserve",
        "The reserve",
        "A part of the budget is for later. What you leave of it can be spent then, and not "
        "before.",
    ),
    Lesson(
        "exchange",
        "One for another",
        "This design is built: so many may go, and as many may come. u gives one back. What is "
        "left stands beside the budget.",
        "This design is built: so many may go, and as many may come. An undo gives one back.",
    ),
    Lesson(
        "late",
        "One more letter",
        "w writes once more to anybody, for a day, until you hand in. What was not asked can still "
        "be bought.",
    ),
    Lesson(
        "decision",
        "The sheet",
        "Every field may be set and set again. What must hold stands at the right with ✓ and ✗, "
        "and what each person would lose.",
        "Every field may be set and set again. What must hold is told, and what each would lose.",
    ),
    Lesson(
        "answering",
        "Answering for it",
        "When all have spoken, somebody may ask you why. It is not scored, and it is remembered.",
    ),
)
"""In the order in which a page tells them."""


def _effects(value: object) -> Iterable[Effects]:
    if isinstance(value, Effects):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _effects(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _effects(one)


def _promises(mission: Mission, config: Phase) -> bool:
    return bool(mission.promises) and any(effects.promises for effects in _effects(config))


def _writes(mission: Mission, config: Phase) -> bool:
    """Whether letters go out from a phase: not while something is down."""
    if isinstance(config, SystemDesign) and config.outage:
        return False
    return bool(mission.late) and config.kind in ("system_design", "board_decision")


USES: dict[str, Callable[[Mission, Phase], bool]] = {
    "reading": lambda _, config: isinstance(config, EmailDiscovery),
    "pins": lambda m, config: isinstance(config, EmailDiscovery) and bool(m.contradictions),
    "trust": lambda m, _: "trust" in m.meters,
    "budget": lambda m, _: "budget" in m.meters,
    "days": lambda m, _: "days" in m.meters,
    "energy": lambda m, _: "energy" in m.meters,
    "ledger": _promises,
    "call": lambda _, config: isinstance(config, VideoCall),
    "floor": lambda _, config: isinstance(config, VideoCall) and len(config.participants) > 1,
    "grid": lambda _, config: isinstance(config, SystemDesign),
    "changes": lambda _, config: isinstance(config, SystemDesign) and bool(config.changes),
    "reserve": lambda _, config: isinstance(config, SystemDesign) and config.reserve > 0,
    "exchange": lambda _, config: isinstance(config, SystemDesign) and config.edits is not None,
    "late": _writes,
    "decision": lambda _, config: config.kind == "board_decision",
    "answering": lambda _, config: isinstance(config, ClientFeedback) and bool(config.answers),
}
"""Whether a phase uses a mechanic."""


def lessons(mission: Mission, config: Phase, taught: Iterable[str]) -> tuple[Lesson, ...]:
    """The mechanics that a phase uses and that were not told of yet."""
    known = set(taught)
    return tuple(
        lesson
        for lesson in LESSONS
        if lesson.mechanic not in known and USES[lesson.mechanic](mission, config)
    )


class Taught:
    """Who was told of what, kept with the settings of a data folder, or for this visit alone."""

    def __init__(self, folder: DataFolder | None = None) -> None:
        self._folder = folder
        self._settings = (settings.load(folder) if folder else None) or settings.Settings()

    def lessons(self, mission: Mission, config: Phase, player: str) -> tuple[Lesson, ...]:
        """What a phase uses and a player was never told of; from now on they were."""
        found = lessons(mission, config, self._settings.taught.get(player, ()))
        if found:
            self._settings = self._settings.knowing(player, (one.mechanic for one in found))
            if self._folder:
                settings.save(self._folder, self._settings)
        return found
