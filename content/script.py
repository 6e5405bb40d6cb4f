"""What a playthrough script holds: steps, and what is expected of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from content.expected import Expectation
from engine.actions import AnyAction
from engine.frozen import Frozen
from engine.values import PromisesThen, Tally, Text


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
    phase: str = ""
    """The phase that must be the present one for this; any, where it is empty."""


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

    name: Annotated[Text, Field(min_length=1, max_length=60)] = "Test Pilot"


def _within(most: int) -> Callable[[Tally], Tally]:
    def held(pairs: Tally) -> Tally:
        for name, number in pairs:
            if not 0 <= number <= most:
                told = {"name": name, "number": number, "most": most}
                raise PydanticCustomError("out_of", "a number out of its bounds", told)
        return pairs

    return held


def _by_name(most: int) -> WithJsonSchema:
    number = {"type": "integer", "minimum": 0, "maximum": most}
    return WithJsonSchema({"type": "object", "additionalProperties": number})


MOST_POINTS = 1_000
PercentByName = Annotated[Tally, AfterValidator(_within(100)), _by_name(100)]
PointsByName = Annotated[Tally, AfterValidator(_within(MOST_POINTS)), _by_name(MOST_POINTS)]
StateByName = Annotated[
    PromisesThen,
    WithJsonSchema(
        {"type": "object", "additionalProperties": {"enum": ["open", "kept", "broken"]}}
    ),
]


class Start(Frozen):
    """What the player brings along."""

    flags: tuple[str, ...] = ()
    skills: PointsByName = ()
    trust: PercentByName = ()
    """Opening trust by client, where it is not 50."""
    energy: int = Field(default=70, ge=0, le=100)
    completed: PercentByName = ()
    """Best scores of earlier missions."""
    promises: StateByName = ()
    """Promises of earlier missions, and how they stand: open, kept or broken."""


LEAST_PLAYED, MOST_SIZE = (80, 24), (400, 200)
"""Columns and rows of the smallest terminal in which the game is played, and of the largest that
is tried."""


def _size(written: str) -> str:
    columns, _, rows = written.partition("x")
    fits = LEAST_PLAYED[0] <= int(columns) <= MOST_SIZE[0]
    if not (fits and LEAST_PLAYED[1] <= int(rows) <= MOST_SIZE[1]):
        sizes = " to ".join(f"{size[0]}x{size[1]}" for size in (LEAST_PLAYED, MOST_SIZE))
        raise PydanticCustomError("size", "a size", {"sizes": sizes})
    return written


MatrixSize = Annotated[
    str, Field(pattern=r"^[1-9][0-9]{1,2}x[1-9][0-9]{1,2}$"), AfterValidator(_size)
]
"""Columns x rows."""
MatrixTheme = Literal["night", "day", "contrast", "xterm", "grey"]


class Matrix(Frozen):
    """What a script is played under: each seed with each size with each theme is a run of its
    own. Size and theme are the screen's alone."""

    seed: tuple[Annotated[int, Field(ge=0, le=2**63 - 1)], ...] = ()
    size: tuple[MatrixSize, ...] = ()
    """Of the terminal, at least 80x24."""
    theme: tuple[MatrixTheme, ...] = ()


class Recorded(Frozen):
    """What a recorded playthrough was played on; told, and not held against a later replay."""

    revision: int
    """Of the database that it was played on."""
    rules: int
    content: str = ""
    """The stamp of the mission as it was then."""


class Script(Frozen):
    """A playthrough script."""

    file: str
    format: Literal[1] = 1
    mission: str
    player: Player = Player()
    start: Start = Start()
    seed: int = 0
    matrix: Matrix = Matrix()
    recorded: Recorded | None = None
    steps: tuple[Step, ...] = ()
    expect: Expectation = Expectation()
    expect_line: int = 1
    part: int = 0
    """Of a mission among several, its place from 1; 0 where it is the only one."""
    part_line: int = 1
    part_seed: int | None = None
    """The seed of a part that has its own."""
    after_all: Expectation = Expectation()
    """What is expected once the last of several missions was played."""
    after_all_line: int = 1
    parts: tuple[Script, ...] = ()
    """Missions that are played in a row, by one player; the script's own steps are then none."""

    @property
    def missions(self) -> tuple[str, ...]:
        """The missions that it plays, in order."""
        return tuple(part.mission for part in self.parts) or (self.mission,)

    @property
    def played(self) -> tuple[Script, ...]:
        """The missions as scripts of their own, each with its player and seed."""
        return tuple(
            part.model_copy(
                update={
                    "seed": self.seed if part.part_seed is None else part.part_seed,
                    "player": self.player,
                    "start": self.start if part.part == 1 else Start(),
                }
            )
            for part in self.parts
        )

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.file.rsplit("/", 1)[-1].removesuffix(".yaml")


MissionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Seed = Annotated[int, Field(ge=0, le=2**63 - 1)]


class PartForm(Frozen):
    """One of several missions as written."""

    mission: MissionName
    seed: Seed | None = None
    steps: tuple[Any, ...] = ()
    expect: Expectation = Expectation()


class ScriptForm(Frozen):
    """A script as written; its steps are read apart, since they keep their places."""

    format: Literal[1]
    recorded: Recorded | None = None
    mission: MissionName | None = None
    missions: tuple[PartForm, ...] = ()
    """Instead of `mission` and `steps`: several in a row, by one player."""
    player: Player = Player()
    start: Start = Start()
    seed: int = Field(default=0, ge=0, le=2**63 - 1)
    matrix: Matrix = Matrix()
    steps: tuple[Any, ...] = ()
    expect: Expectation = Expectation()
