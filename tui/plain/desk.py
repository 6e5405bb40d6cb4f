"""A playthrough in plain lines: acts on its session, and tells what each step brought."""

from __future__ import annotations

from typing import TypeVar

from engine import asking
from engine import events as ev
from engine.actions import Abandon, AnyAction, AskLate, UseHint
from engine.clock import QUARTER_DAYS, clock_time, day_of
from engine.events import AnyEvent
from engine.grid_change import GridChange
from engine.hints import PRICES, steps
from engine.mission import Mission
from engine.phase_config import Phase, SystemDesign
from engine.phases.base import PhaseState
from engine.phases.changes import phase_config
from engine.rejected import Rejected
from engine.shared import Shared
from engine.state import State
from engine.texts import ADDS, YOU
from engine.values import tally
from tui.plain.menu import Letter, agree, pick
from tui.plain.voice import Voice
from tui.session import Moved, Session, StoreLost
from tui.teaching import Taught
from tui.widgets.header import energy_word, gauges, trust_word

NARRATOR = "narrator"
Own = TypeVar("Own", bound=PhaseState)


class Left(Exception):
    """The player leaves the mission; every step is stored."""


class GivenUp(Exception):
    """The player has given the mission up."""


class Ended(Exception):
    """This playthrough was closed in another terminal."""


WRITE = Letter("w", "write once more, for days")
STANDING = (
    Letter("k", "notebook"),
    Letter("b", "brief", quiet=True),
    Letter("m", "meters", quiet=True),
    Letter("h", "hint", quiet=True),
    Letter("g", "give the mission up", quiet=True),
    Letter("q", "leave; all is stored", quiet=True),
)
"""Letters that work in every phase."""
UNSTORED = Letter("q", "leave the practice", quiet=True)


GIVING_UP = "What you have done in it is not graded, and this cannot be undone."
"""What is said before a mission is given up."""


class Desk:
    """One session, and the voice that it speaks with."""

    def __init__(self, voice: Voice, session: Session, taught: Taught | None = None) -> None:
        self.voice, self.session = voice, session
        self.taught = taught or Taught()

    @property
    def mission(self) -> Mission:
        return self.session.mission

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def shared(self) -> Shared:
        return self.session.state.shared

    @property
    def config(self) -> Phase:
        """The phase that is being played, as choices have changed it."""
        phase = self.mission.phases[len(self.state.phases) - 1].id
        return phase_config(self.mission, phase, self.shared)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that work now beside the phase's own."""
        asks = any(asking.legal(self.mission, self.state))
        *others, leave = STANDING
        leave = UNSTORED if self.session.practice else leave
        return (*((WRITE,) if asks else ()), *others, leave)

    def own(self, kind: type[Own]) -> Own:
        """The state of the present phase, which is of a kind.

        Raises:
            TypeError: it is of another.
        """
        state = self.state.phases[-1]
        if not isinstance(state, kind):
            raise TypeError(f"The present phase is a {type(state).__name__}.")
        return state

    async def act(self, action: AnyAction) -> bool:
        """Takes one step and tells what came of it; False where the rules refuse it.

        Raises:
            Ended: another terminal has closed this playthrough.
        """
        before = self.state
        try:
            events = await self.session.act(action)
        except Rejected as rejected:
            self.voice.say(str(rejected))
            return False
        except StoreLost as lost:
            self.voice.say(f"{lost} Nothing is lost; try again in a moment.")
            return False
        except Moved as moved:
            self.voice.say(str(moved))
            if moved.closed:
                raise Ended from moved
            return False
        for line in told(self.mission, before, self.state, events):
            self.voice.say(line)
        return await self._stored()

    async def _stored(self) -> bool:
        """Waits until the step is stored, and says so where it is not; False where it is gone."""
        try:
            await self.session.settle()
        except StoreLost as lost:
            self.voice.say(f"{lost} This step is not stored yet, and is kept. Input waits.")
        except Moved as moved:
            self.voice.say(str(moved))
            if moved.closed:
                raise Ended from moved
            return False
        return True

    async def standing(self, letter: str) -> bool:
        """Answers a letter that works everywhere; False where it is none of them.

        Raises:
            Left: the player leaves.
            GivenUp: the player has given the mission up.
        """
        from tui.plain import notebook

        match letter:
            case "k":
                await notebook.play(self)
            case "b":
                self.brief()
            case "m":
                self.voice.say(meters(self.mission, self.state))
            case "h":
                await self._hint()
            case "w":
                await self._write()
            case "g":
                await self._give_up()
            case "q":
                raise Left
            case _:
                return False
        return True

    def teach(self) -> None:
        """Says what the phase uses and this player was never told of."""
        player = self.shared.player.name
        for lesson in self.taught.lessons(self.mission, self.config, player):
            self.voice.say(f"{lesson.title}: {lesson.plain or lesson.keys}")

    def brief(self) -> None:
        """Says what the phase asks for."""
        self.voice.say(self.config.brief or "This phase has no brief.")

    async def _write(self) -> None:
        """One more letter to somebody, at its price in days."""
        open_letters = {letter.id: letter for letter in asking.offered(self.mission, self.shared)}
        listed = [
            (one.id, f"{self.mission.name(one.to)}, {days(one.days)}: {one.label}")
            for one in open_letters.values()
        ]
        chosen = await pick(self.voice, "Whom do you ask, and what?", listed)
        if chosen is None:
            return
        letter = open_letters[chosen]
        self.voice.say(letter.letter)
        if await agree(self.voice, f"It costs {days(letter.days)}.", "Send it"):
            await self.act(AskLate(question=chosen))

    async def _give_up(self) -> None:
        if await agree(self.voice, GIVING_UP, "Give it up") and await self.act(Abandon()):
            raise GivenUp

    async def _hint(self) -> None:
        taken = tally(self.shared.hints, self.config.id)
        for hint in self.config.hints[:taken]:
            self.voice.say(f"Mina said: {hint}")
        if taken >= len(self.config.hints):
            self.voice.say("Mina has no further hint here.")
            return
        cost = f"{PRICES[taken]} points of this phase" if self.mission.scored else "nothing here"
        if await agree(
            self.voice, f"{steps(self.config.kind)[taken]}: it costs {cost}.", "Ask Mina"
        ):
            await self.act(UseHint())


def spoken(mission: Mission, ref: str) -> str:
    """Something that was said, written or seen, with who it was."""
    words = mission.texts[ref]
    if words.who == NARRATOR or not words.say:
        seen = words.say or words.silence
        return f"({seen})" if words.who == NARRATOR else f"({mission.name(words.who)}: {seen})"
    return f"{mission.name(words.who)}: {words.say}"


def told(mission: Mission, before: State, after: State, events: tuple[AnyEvent, ...]) -> list[str]:
    """What a step brought, in the order in which it happened.

    What is said as the next phase begins, that phase says under its own heading.
    """
    lines: list[str] = []
    begun = False
    for event in events:
        match event:
            case ev.PhaseBegun():
                begun = True
            case ev.LinePlayed() if f"/{ADDS}/" not in event.ref and not begun:
                lines.append(spoken(mission, event.ref))
            case ev.ReplySent() | ev.Said():
                lines.append(f"You: {mission.texts[f'{event.node}/{event.move}/{YOU}'].say}")
            case ev.LateAsked():
                lines.append(f"You: {mission.late_by_id[event.question].letter}")
            case ev.GridChanged():
                lines.append(change_of(mission, event).says)
            case ev.MailArrived():
                mail = mission.email_by_id[event.mail]
                lines.append(f"New mail from {mission.name(mail.sender)}: {mail.subject}")
            case ev.FactFound():
                lines.append(f"Now you know: {mission.fact_by_id[event.fact].says}")
            case ev.FileUnlocked():
                lines.append(f"New file: {event.filename}")
            case ev.PromiseMade():
                promise = next(p for p in mission.promises if p.id == event.promise)
                lines.append(f"In the ledger: {promise.wording}")
            case ev.PinMade():
                lines.append(f"Pinned as {event.pin}.")
            case ev.HintTaken():
                config = next(p for p in mission.phases if p.id == event.phase)
                lines.append(f"Mina: {config.hints[event.number - 1]}")
            case ev.CallEnded():
                lines.append("The call is over.")
    return [*lines, *_moved(mission, before, after)]


def _moved(mission: Mission, before: State, after: State) -> list[str]:
    """The meters that a step has moved, as far as a consultant would see it."""
    then, now = before.shared, after.shared
    lines = []
    if "trust" in mission.meters and now.trust != then.trust:
        way = "rises" if now.trust > then.trust else "falls"
        lines.append(f"Trust {way}; they are {trust_word(now.trust)}.")
    if "budget" in mission.meters and now.budget != then.budget:
        more = "more" if now.budget > then.budget else "less"
        lines.append(f"The budget is {abs(now.budget - then.budget):,} marks a month {more}.")
    if "days" in mission.meters and now.ticks != then.ticks:
        spent = days((now.ticks - then.ticks) / QUARTER_DAYS)
        lines.append(f"Spent: {spent}.")
    if "energy" in mission.meters and energy_word(now.energy) != energy_word(then.energy):
        lines.append(f"The team is {energy_word(now.energy)}.")
    return lines


def days(amount: float) -> str:
    """Days and quarters of one, in words."""
    whole, quarters = divmod(round(abs(amount) * QUARTER_DAYS), QUARTER_DAYS)
    parts = [f"{whole} day{'s' if whole != 1 else ''}"] if whole else []
    if quarters:
        parts.append("a quarter-day" if quarters == 1 else f"{quarters} quarter-days")
    return " and ".join(parts) or "no time"


def change_of(mission: Mission, event: ev.GridChanged) -> GridChange:
    """The change of a design phase that an event tells of."""
    config = mission.phase_by_id[event.phase]
    if not isinstance(config, SystemDesign):
        raise KeyError(event.phase)
    return config.change(event.change)


def meters(mission: Mission, state: State) -> str:
    """Every meter of the mission, and the time."""
    shared, now = state.shared, gauges(mission, state)
    parts = [f"It is {clock_time(shared.minute)} on day {day_of(shared.minute)}."]
    if now.trust is not None:
        parts.append(f"Trust: {trust_word(now.trust)}.")
    if now.budget:
        parts.append(f"Budget: {now.budget[0]:,.0f} of {now.budget[1]:,.0f} marks a month.")
    if now.days:
        spent, allowed = now.days
        of = f" of {days(allowed)}" if allowed else ""
        parts.append(f"Spent: {days(spent / QUARTER_DAYS)}{of}.")
    if now.energy is not None:
        parts.append(f"The team is {energy_word(now.energy)}.")
    return " ".join(parts)
