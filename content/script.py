"""What a playthrough script holds: steps, and what is expected of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from engine.actions import AnyAction
from engine.frozen import Frozen
from engine.values import PromisesThen, Tally, Text


class Bounds(Frozen):
    """What a number may be."""

    exactly: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    def allow(self, value: float) -> bool:
        """Whether a number is within the bounds."""
        return (
            (self.exactly is None or value == self.exactly)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
        )

    def __str__(self) -> str:
        words = (("", self.exactly), ("at least ", self.at_least), ("at most ", self.at_most))
        return " and ".join(f"{word}{value:g}" for word, value in words if value is not None)


def _bounds(value: Any) -> Any:
    return {"exactly": value} if isinstance(value, int | float) else value


Expected = Annotated[
    Bounds,
    BeforeValidator(_bounds),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "object",
                    "properties": {k: {"type": "number"} for k in ("at_least", "at_most")},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }
    ),
]


def _pairs(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, dict) else value


ByName = Annotated[
    tuple[tuple[str, Expected], ...],
    BeforeValidator(_pairs),
    WithJsonSchema({"type": "object"}),
]
"""Bounds by name."""


class Expectation(Frozen):
    """What must hold of a playthrough at one moment; what is not named is not checked."""

    status: Literal["open", "completed", "abandoned"] | None = None
    phase: str | None = None
    """The phase that is being played."""
    grade: str | None = None
    score: Expected | None = None
    phases: ByName = ()
    trust: Expected | None = None
    budget: Expected | None = None
    days: Expected | None = None
    """Days spent."""
    energy: Expected | None = None
    facts: tuple[str, ...] = ()
    not_facts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    not_flags: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    not_promises: tuple[str, ...] = ()
    kept_promises: tuple[str, ...] = ()
    """Promises that were kept, made here or fallen due here; told when the mission is over."""
    not_kept_promises: tuple[str, ...] = ()
    broken_promises: tuple[str, ...] = ()
    not_broken_promises: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    not_opened: tuple[str, ...] = ()
    arrived: tuple[str, ...] = ()
    not_arrived: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    """Requirements that the design keeps."""
    not_requirements: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """Changes of the grid that hold."""
    not_changes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    """Options on offer now."""
    not_offers: tuple[str, ...] = ()
    metrics: ByName = ()
    """Figures of the design as it stands."""
    figures: ByName = ()
    """Amounts, thresholds and figures of the decision sheet as it stands."""
    constraints: tuple[str, ...] = ()
    """Constraints that the sheet keeps."""
    not_constraints: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    """What stands on the sheet: a field or part, or `rights.night=nkechi`."""
    not_entered: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return self == Expectation()


class Located(Frozen):
    """The base of steps: where the step stands, and its number from 1."""

    number: int
    line: int
    column: int


class Act(Located):
    """An action; `pin_as` names the pin that it makes."""

    kind: Literal["act"] = "act"
    action: AnyAction
    pin_as: str = ""


class Passage(Frozen):
    """A pin to compare: by name, or by the passage itself."""

    name: str = ""
    source: str = ""
    quote: Text = ""


class ComparePins(Located):
    """A comparison of two pins, which are found when it is played."""

    kind: Literal["compare"] = "compare"
    left: Passage
    right: Passage


class DropPin(Located):
    """A pin to take off, by name."""

    kind: Literal["unpin"] = "unpin"
    pin: str


class Expect(Located):
    """Expectations in mid-play."""

    kind: Literal["expect"] = "expect"
    expectation: Expectation


class Refused(Located):
    """A step that the rules must refuse."""

    kind: Literal["refused"] = "refused"
    step: Act | ComparePins | DropPin = Field(discriminator="kind")
    because: str = ""
    """Text that the reason or the hint must hold."""


Doing = Act | ComparePins | DropPin
"""Steps that come to actions."""


class Restart(Located):
    """The game is left, and opened again on what was stored."""

    kind: Literal["restart"] = "restart"


class Resize(Located):
    """The terminal takes another size."""

    kind: Literal["resize"] = "resize"
    columns: int
    rows: int


class Press(Located):
    """Keys, pressed as they are."""

    kind: Literal["press"] = "press"
    keys: tuple[str, ...]


class Sees(Located):
    """What stands before the player's eyes: on the screen, or in the lines since the last step.

    Rows and columns are counted from 1, from the far end where they are negative.
    """

    kind: Literal["sees"] = "sees"
    text: tuple[Text, ...] = ()
    not_text: tuple[Text, ...] = ()
    screen: str = ""
    rows: tuple[int, int] | None = None
    columns: tuple[int, int] | None = None


OfflineStep = Annotated[
    Act | ComparePins | DropPin | Expect | Refused | Resize | Press | Sees,
    Field(discriminator="kind"),
]
"""What may be done while the database is away."""


class Offline(Located):
    """Steps during which the database is away."""

    kind: Literal["offline"] = "offline"
    steps: tuple[OfflineStep, ...]


Step = Annotated[
    Act | ComparePins | DropPin | Expect | Refused | Restart | Resize | Press | Sees | Offline,
    Field(discriminator="kind"),
]


class Player(Frozen):
    """Who plays."""

    name: Text = "Test Pilot"


class Start(Frozen):
    """What the player brings along."""

    flags: tuple[str, ...] = ()
    skills: Tally = ()
    trust: Tally = ()
    """Opening trust by client, where it is not 50."""
    energy: int = Field(default=70, ge=0, le=100)
    completed: Tally = ()
    """Best scores of earlier missions."""
    promises: PromisesThen = ()
    """Promises of earlier missions, and how they stand: open, kept or broken."""


MatrixSize = Annotated[str, Field(pattern=r"^[1-9][0-9]{1,2}x[1-9][0-9]{1,2}$")]
"""Columns x rows."""
MatrixTheme = Literal["night", "day", "contrast", "xterm", "grey"]


class Matrix(Frozen):
    """What a script is played under: each seed with each size with each theme is a run of its
    own. Size and theme are the screen's alone."""

    seed: tuple[Annotated[int, Field(ge=0, le=2**63 - 1)], ...] = ()
    size: tuple[MatrixSize, ...] = ()
    """Of the terminal, at least 80x24."""
    theme: tuple[MatrixTheme, ...] = ()


class Script(Frozen):
    """A playthrough script."""

    file: str
    format: Literal[1] = 1
    mission: str
    player: Player = Player()
    start: Start = Start()
    seed: int = 0
    matrix: Matrix = Matrix()
    steps: tuple[Step, ...] = ()
    expect: Expectation = Expectation()
    expect_line: int = 1

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.file.rsplit("/", 1)[-1].removesuffix(".yaml")


class Recorded(Frozen):
    """What a recorded playthrough was played on; told, and not held against a later replay."""

    revision: int
    rules: int


class ScriptForm(Frozen):
    """A script as written; its steps are read apart, since they keep their places."""

    format: Literal[1]
    recorded: Recorded | None = None
    mission: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    player: Player = Player()
    start: Start = Start()
    seed: int = Field(default=0, ge=0, le=2**63 - 1)
    matrix: Matrix = Matrix()
    steps: tuple[Any, ...] = ()
    expect: Expectation = Expectation()
