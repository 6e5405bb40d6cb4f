"""The part of the state that all phases share."""

from __future__ import annotations

from functools import cached_property

from engine.bands import GUARDED
from engine.design.graph import Design
from engine.expressions import Leaf, Named
from engine.frozen import Frozen, Hashed
from engine.values import Numbers, PlayerThen, PromiseState, Tally, tally

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


class TakenOver(Hashed):
    """The design with which a later one opened, and the money that came with it."""

    phase: str
    """The later one."""
    design: Design
    budget: int
    """Marks a month that this costs as the later one opens, and those that were kept for it."""


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
    taken_over: tuple[TakenOver, ...] = ()
    """What the designs opened with that continue an earlier one."""
    asked: tuple[Asked, ...] = ()
    kept: tuple[str, ...] = ()
    """The requirements that the work keeps, once it is judged."""
    hints: Tally = ()
    decided: tuple[Decided, ...] = ()
    """The decision sheets that were handed in, in order."""

    @property
    def arrived(self) -> tuple[str, ...]:
        """The mails that have come, in order."""
        return tuple([came.mail for came in self.came])

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(found.fact for found in self.facts)

    def knows(self, fact: str) -> bool:
        return fact in [found.fact for found in self.facts]

    def has_flag(self, flag: str) -> bool:
        return flag in self.flags or flag in self.player.flags

    def has_promised(self, promise: str) -> bool:
        return promise in [made.promise for made in self.promises]

    def has_opened(self, source: str) -> bool:
        return source in self.opened

    def has_chosen(self, node: str, option: str | None) -> bool:
        for choice in self.choices:  # asked for at every turn: a loop is twice as quick as any()
            if choice.node == node and (option is None or option == choice.move):
                return True
        return False

    def had_floor(self, person: str) -> bool:
        return person in [name for name, _ in self.floor]

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
