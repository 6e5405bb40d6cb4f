"""The part of the state that all phases share, and how events change it."""

from __future__ import annotations

from functools import cached_property

from engine import events as ev
from engine.bands import GUARDED
from engine.events import AnyEvent
from engine.expressions import Leaf, Named
from engine.frozen import Frozen
from engine.values import Numbers, PlayerThen, PromiseState, Tally, tally, with_tally

OPENING_TRUST = 50
OPENING_ENERGY = 70
GUARDED_SURCHARGE = 10
"""What hidden facts need on top while trust is under `GUARDED`."""


class Found(Frozen):
    """A fact that the player knows, from where, and since when."""

    fact: str
    via: str
    minute: int


class Made(Frozen):
    """A promise and when it was made."""

    promise: str
    minute: int


class Pinned(Frozen):
    """A passage in the notebook."""

    id: str
    source: str
    quote: str
    minute: int


class Compared(Frozen):
    """Two pins that were laid side by side."""

    left: str
    right: str
    contradiction: str | None
    half: str | None
    minute: int


class Chosen(Frozen):
    """A player's answer to a mail or an exchange."""

    phase: str
    node: str
    move: str
    """An option's id, `silence`, `interrupt` or `floor:<person>`."""
    worth: int
    minute: int


class HandedIn(Frozen):
    """A design or a sheet that was handed in, and when."""

    phase: str
    minute: int
    over: float | None = None
    """By how many hundredths a design cost more than its budget; None for a sheet."""


class Changed(Frozen):
    """A choice that reached the grid, and when."""

    phase: str
    change: str
    as_it_opens: bool
    minute: int


class Asked(Frozen):
    """A late letter, and when it went out."""

    question: str
    phase: str
    minute: int


class Decided(Frozen):
    """What stood on a decision sheet that was handed in; see `BoardSubmitted`."""

    phase: str
    numbers: Numbers
    entered: tuple[str, ...]
    kept: tuple[str, ...]


class Played(Frozen):
    """Words that were spoken or written, by reference to the content."""

    ref: str
    phase: str
    minute: int


class Came(Frozen):
    """A mail, and when it came."""

    mail: str
    minute: int


class Shared(Frozen):
    """What every phase may read: meters, knowledge, notebook, choices, transcript."""

    seed: int
    rev: int
    rules_version: int
    player: PlayerThen
    minute: int = 0
    trust: int = OPENING_TRUST
    budget: int = 0
    """Marks a month added to the design's budget by choices."""
    ticks: int = 0
    """Quarter-days spent."""
    energy: int = OPENING_ENERGY
    facts: tuple[Found, ...] = ()
    flags: tuple[str, ...] = ()
    promises: tuple[Made, ...] = ()
    reserve: Tally = ()
    floor: Tally = ()
    """Person to the trust there was when they last took the floor."""
    came: tuple[Came, ...] = ()
    opened: tuple[str, ...] = ()
    unlocked: tuple[str, ...] = ()
    pins: tuple[Pinned, ...] = ()
    next_pin: int = 0
    compared: tuple[Compared, ...] = ()
    choices: tuple[Chosen, ...] = ()
    transcript: tuple[Played, ...] = ()
    handed_in: tuple[HandedIn, ...] = ()
    changes: tuple[Changed, ...] = ()
    asked: tuple[Asked, ...] = ()
    kept: tuple[str, ...] = ()
    """The requirements that the work keeps, once it is judged."""
    hints: Tally = ()
    decided: tuple[Decided, ...] = ()
    """The decision sheets that were handed in, in order."""

    @cached_property
    def arrived(self) -> tuple[str, ...]:
        """The mails that have come, in order."""
        return tuple(came.mail for came in self.came)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(found.fact for found in self.facts)

    def knows(self, fact: str) -> bool:
        return fact in [found.fact for found in self.facts]

    def has_flag(self, flag: str) -> bool:
        return flag in self.flags or flag in self.player.flags

    def has_promised(self, promise: str) -> bool:
        return any(made.promise == promise for made in self.promises)

    def has_opened(self, source: str) -> bool:
        return source in self.opened

    def has_chosen(self, node: str, option: str | None) -> bool:
        for choice in self.choices:  # asked for at every turn: a loop is twice as quick as any()
            if choice.node == node and (option is None or option == choice.move):
                return True
        return False

    def had_floor(self, person: str) -> bool:
        return any(name == person for name, _ in self.floor)

    def opens(self, person: str, trust: int) -> bool:
        if not self.had_floor(person):
            return False
        then = tally(self.floor, person)
        surcharge = GUARDED_SURCHARGE if then < GUARDED else 0
        return then >= trust + tally(self.reserve, person) + surcharge

    def over_budget(self, percent: int) -> bool:
        """Whether the last design that was handed in cost more than its budget and so much."""
        over = next((done.over for done in reversed(self.handed_in) if done.over is not None), 0.0)
        return over > percent

    def has_kept(self, requirement: str) -> bool:
        return requirement in self.kept

    def promise_state(self, promise: str) -> PromiseState | None:
        """How a promise of an earlier mission stood when this one began; None if never made."""
        return next((state for name, state in self.player.promises if name == promise), None)

    def has_asked(self, question: str) -> bool:
        return any(asked.question == question for asked in self.asked)

    def meter(self, name: str) -> int:
        return {
            "trust": self.trust,
            "budget": self.budget,
            "days": self.ticks,
            "energy": self.energy,
        }[name]

    def has_entered(self, field: str, item: str | None) -> bool:
        """Whether a sheet that was handed in held something in a field."""
        name = field if item is None else f"{field}={item}"
        return any(name in sheet.entered for sheet in self.decided)

    def keeps(self, constraint: str) -> bool:
        """Whether a sheet that was handed in kept a constraint."""
        return any(constraint in sheet.kept for sheet in self.decided)

    def reading(self, leaf: Leaf) -> float | None:
        """An amount, threshold or figure of the last sheet that was handed in with it."""
        if not isinstance(leaf, Named):
            return None
        found = (dict(sheet.numbers).get(leaf.name) for sheet in reversed(self.decided))
        return next((number for number in found if number is not None), None)

    def spread(self, estimate: str, kind: str, over: float) -> float | None:
        """Nothing: what an estimate comes to is a figure of the sheet."""
        return None

    def pin(self, pin_id: str) -> Pinned | None:
        return next((pin for pin in self.pins if pin.id == pin_id), None)

    def choice(self, node: str) -> Chosen | None:
        return next((c for c in self.choices if c.node == node), None)


def pin_name(number: int) -> str:
    """The notebook's name for its nth pin: A to Z, then A1, B1 and on."""
    return chr(ord("A") + number % 26) + (str(number // 26) if number >= 26 else "")


def _clamp(value: int) -> int:
    return max(0, min(100, value))


def evolve_shared(shared: Shared, phase: str, event: AnyEvent) -> Shared:
    """The shared state after an event; events of no shared meaning leave it as it is."""
    change: dict[str, object] = {}
    match event:  # what comes oftenest stands first
        case ev.LinePlayed():
            change["transcript"] = (*shared.transcript, _played(shared, phase, event.ref))
        case ev.MinutesPassed():
            change["minute"] = shared.minute + event.minutes
        case ev.MeterMoved(meter="trust"):
            change["trust"] = _clamp(shared.trust + event.by)
        case ev.MeterMoved(meter="budget"):
            change["budget"] = shared.budget + event.by
        case ev.MeterMoved(meter="days"):
            change["ticks"] = shared.ticks - event.by
        case ev.MeterMoved(meter="energy"):
            change["energy"] = _clamp(shared.energy + event.by)
        case ev.ReserveMoved():
            now = tally(shared.reserve, event.person)
            change["reserve"] = with_tally(shared.reserve, event.person, now + event.by)
        case ev.FactFound():
            found = Found(fact=event.fact, via=event.via, minute=shared.minute)
            change["facts"] = (*shared.facts, found)
        case ev.FlagRaised():
            change["flags"] = tuple(sorted({*shared.flags, event.flag}))
        case ev.PromiseMade():
            made = Made(promise=event.promise, minute=shared.minute)
            change["promises"] = (*shared.promises, made)
        case ev.FileUnlocked():
            change["unlocked"] = (*shared.unlocked, event.filename)
        case ev.MailArrived():
            change["came"] = (*shared.came, Came(mail=event.mail, minute=shared.minute))
        case ev.MailOpened():
            change["opened"] = (*shared.opened, event.mail)
        case ev.FileOpened():
            change["opened"] = (*shared.opened, event.filename)
        case ev.FloorTaken():
            change["floor"] = with_tally(shared.floor, event.person, event.trust)
        case ev.HintTaken():
            change["hints"] = with_tally(shared.hints, event.phase, event.number)
        case ev.DesignSubmitted():
            handed = HandedIn(phase=phase, minute=shared.minute, over=event.over)
            change["handed_in"] = (*shared.handed_in, handed)
        case ev.GridChanged():
            changed = Changed(
                phase=event.phase,
                change=event.change,
                as_it_opens=event.as_it_opens,
                minute=shared.minute,
            )
            change["changes"] = (*shared.changes, changed)
        case ev.LateAsked():
            asked = Asked(question=event.question, phase=phase, minute=shared.minute)
            letter = _played(shared, phase, f"{event.question}/late/you")
            change["asked"] = (*shared.asked, asked)
            change["transcript"] = (*shared.transcript, letter)
        case ev.RequirementsJudged():
            change["kept"] = event.kept
        case ev.BoardSubmitted():
            handed = HandedIn(phase=phase, minute=shared.minute)
            change["handed_in"] = (*shared.handed_in, handed)
            sheet = Decided(
                phase=phase, numbers=event.numbers, entered=event.entered, kept=event.kept
            )
            change["decided"] = (*shared.decided, sheet)
        case _:
            change = _notebook_and_choices(shared, phase, event)
    return shared.model_copy(update=change) if change else shared


def _notebook_and_choices(shared: Shared, phase: str, event: AnyEvent) -> dict[str, object]:
    match event:
        case ev.PinMade():
            pin = Pinned(id=event.pin, source=event.source, quote=event.quote, minute=shared.minute)
            return {"pins": (*shared.pins, pin), "next_pin": shared.next_pin + 1}
        case ev.PinDropped():
            return {"pins": tuple(pin for pin in shared.pins if pin.id != event.pin)}
        case ev.PairCompared():
            compared = Compared(
                left=event.left,
                right=event.right,
                contradiction=event.contradiction,
                half=event.half,
                minute=shared.minute,
            )
            return {"compared": (*shared.compared, compared)}
        case (
            ev.ReplySent()
            | ev.MailLeft()
            | ev.Said()
            | ev.FloorGiven()
            | ev.SilenceKept()
            | ev.Interrupted()
        ):
            chosen = Chosen(
                phase=phase,
                node=event.node,
                move=event.move,
                worth=event.worth,
                minute=shared.minute,
            )
            change: dict[str, object] = {"choices": (*shared.choices, chosen)}
            if isinstance(event, ev.ReplySent | ev.Said):
                spoken = _played(shared, phase, f"{event.node}/{event.move}/you")
                change["transcript"] = (*shared.transcript, spoken)
            return change
    return {}


def _played(shared: Shared, phase: str, ref: str) -> Played:
    return Played(ref=ref, phase=phase, minute=shared.minute)
