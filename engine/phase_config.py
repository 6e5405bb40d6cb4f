"""What an author declares for each kind of phase."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from engine.bands import BandMove
from engine.board.fields import Board
from engine.conditions import Kept
from engine.design.graph import Design
from engine.design.load import Load
from engine.design.outage import ALL_UP, Outage
from engine.design.rules import Rule
from engine.dialogue import Exchange, Line
from engine.frozen import Frozen
from engine.grid_change import GridChange
from engine.grid_terms import Blackout, EditLimit
from engine.mail import Arrival, Email

Feature = Literal["drag_enabled", "connection_validation", "real_time_metrics"]
"""The source schema's `interactive_features`: whether components may be moved, whether links that
make no sense are refused, and whether figures follow every edit or only a traffic run."""


class PhaseBase(Frozen):
    """What all phases share."""

    id: str
    begins: Arrival
    brief: str = ""
    hints: tuple[str, ...] = ()


class EmailDiscovery(PhaseBase):
    """An inbox of client mail with replies to choose."""

    kind: Literal["email_discovery"] = "email_discovery"
    emails: tuple[Email, ...]

    @cached_property
    def by_arrival(self) -> tuple[Email, ...]:
        """The mails by when they come at the earliest."""
        return tuple(sorted(self.emails, key=lambda mail: mail.arrives.minute))


class VideoCall(PhaseBase):
    """A call, played as a live transcript."""

    kind: Literal["video_call"] = "video_call"
    participants: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    default_silence: tuple[Line, ...] = ()
    default_floor: tuple[Line, ...] = ()
    """What a person says, given the floor, where the exchange has nothing for them."""
    closing: tuple[Line, ...] = ()
    early_end: tuple[Line, ...] = ()
    """Said when trust falls under 20 and the client hangs up."""
    note: str = ""
    """What stands under the caption all through, e.g. that a board sits at noon."""
    media_url: str = ""
    """Where other front ends find the recording; the terminal never opens it."""
    captions: str = ""
    """What is seen and heard in the recording."""
    bands: tuple[BandMove, ...] = ()
    """What people are seen to do as trust comes into a band."""

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each exchange stands in their order."""
        return {exchange.id: place for place, exchange in enumerate(self.exchanges)}


class BoardSize(Frozen):
    """The design grid's extent in cells."""

    columns: int = Field(ge=1, le=40)
    rows: int = Field(ge=1, le=40)


class SystemDesign(PhaseBase):
    """A grid on which an architecture is built and put under load."""

    kind: Literal["system_design"] = "system_design"
    initial: Design
    board: BoardSize
    palette: tuple[str, ...]
    load: Load
    budget: int
    """Marks a month; of a design that continues another, what may be spent on top of it."""
    rules: tuple[Rule, ...]
    known_without_asking: tuple[str, ...] = ()
    """Ids of rules that the brief states openly."""
    changes: tuple[GridChange, ...] = ()
    """What choices made elsewhere change here, in the order in which they are told."""
    lesson: tuple[str, ...] = ()
    """Kinds, families or categories without which no design wins, for the tests of the grid."""
    continues: str = ""
    """The id of an earlier design: this one opens with what was handed in there."""
    reserve: int = 0
    """Marks a month of the budget that a later design may spend, as far as they are left."""
    outage: Blackout | None = None
    """What is down all through the phase."""
    edits: EditLimit | None = None
    """How much of what it opens with may be exchanged; None where all may be changed."""
    interactive_features: dict[str, Any] = Field(default_factory=dict)
    """What the grid offers, as in the source schema; all of it where nothing is said."""

    def offers(self, feature: Feature) -> bool:
        """Whether the grid has a feature: only `false` takes it away."""
        return self.interactive_features.get(feature) is not False

    def down(self, design: Design) -> frozenset[Outage]:
        """What of a design is down here from the start."""
        return self.outage.of(design) if self.outage else ALL_UP

    def change(self, name: str) -> GridChange:
        """A change by its id.

        Raises:
            KeyError: there is none of this name.
        """
        for change in self.changes:
            if change.id == name:
                return change
        raise KeyError(name)


class BoardDecision(PhaseBase):
    """A decision sheet, judged in place of a design."""

    kind: Literal["board_decision"] = "board_decision"
    sheet: Board


class ClientFeedback(PhaseBase):
    """The client's people answer, requirement by requirement."""

    kind: Literal["client_feedback"] = "client_feedback"
    opening: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    answers: tuple[Exchange, ...] = ()
    """What the player answers for once everybody is heard; it is told and never scored."""

    @cached_property
    def asks_verdicts(self) -> bool:
        """Whether anything that is said here depends on what the work keeps."""
        return _asks((self.opening, self.closing, self.answers))


def _asks(value: Any) -> bool:
    if isinstance(value, Kept):
        return True
    if isinstance(value, Frozen):
        return any(_asks(getattr(value, name)) for name in type(value).model_fields)
    return isinstance(value, tuple) and any(map(_asks, value))


Phase = Annotated[
    EmailDiscovery | VideoCall | SystemDesign | BoardDecision | ClientFeedback,
    Field(discriminator="kind"),
]
