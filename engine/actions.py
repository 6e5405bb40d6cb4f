"""What a player asks for: imperatives, one log row each once accepted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from engine.design.outage import Outage, What
from engine.frozen import Frozen
from engine.values import Text


class Action(Frozen):
    """The base of all actions; `v` is the shape's version."""

    v: Literal[1] = 1


class Start(Action):
    """Open the playthrough; always row 1, made by the database."""

    kind: Literal["start"] = "start"


class OpenEmail(Action):
    """Read a mail."""

    kind: Literal["open_email"] = "open_email"
    mail: str


class OpenAttachment(Action):
    """Open a file that came with a mail."""

    kind: Literal["open_attachment"] = "open_attachment"
    filename: str


class Pin(Action):
    """Pin a passage, verbatim, to the notebook."""

    kind: Literal["pin"] = "pin"
    source: str
    quote: Text


class Unpin(Action):
    """Take a pin off the notebook."""

    kind: Literal["unpin"] = "unpin"
    pin: str


class Compare(Action):
    """Lay two pins side by side."""

    kind: Literal["compare"] = "compare"
    left: str
    right: str


class Reply(Action):
    """Send the letter of one option."""

    kind: Literal["reply"] = "reply"
    mail: str
    option: str


class LeaveMail(Action):
    """Decide to send nothing."""

    kind: Literal["leave_mail"] = "leave_mail"
    mail: str


class Say(Action):
    """Take one option of the present exchange."""

    kind: Literal["say"] = "say"
    option: str


class GiveFloor(Action):
    """Ask one person to speak."""

    kind: Literal["give_floor"] = "give_floor"
    person: str


class StaySilent(Action):
    """Let it sit."""

    kind: Literal["stay_silent"] = "stay_silent"


class Interrupt(Action):
    """Cut in."""

    kind: Literal["interrupt"] = "interrupt"


class Place(Action):
    """Put a component on a free cell."""

    kind: Literal["place"] = "place"
    component: str
    node: Text
    label: Text = ""
    x: int
    y: int


class Duplicate(Action):
    """Put a second component like one that stands, set and calling as it does."""

    kind: Literal["duplicate"] = "duplicate"
    source: Text
    node: Text
    x: int
    y: int


class Move(Action):
    """Move a component to a free cell."""

    kind: Literal["move"] = "move"
    node: Text
    x: int
    y: int


class Remove(Action):
    """Take a component and its links away."""

    kind: Literal["remove"] = "remove"
    node: Text


class Configure(Action):
    """Set one knob."""

    kind: Literal["configure"] = "configure"
    node: Text
    knob: str
    value: bool | int | float | str


class Connect(Action):
    """Link two components in the direction of the requests."""

    kind: Literal["connect"] = "connect"
    source: Text
    target: Text


class Disconnect(Action):
    """Take a link away."""

    kind: Literal["disconnect"] = "disconnect"
    source: Text
    target: Text


class Frame(Action):
    """Draw a frame with a label round some cells, or draw one anew."""

    kind: Literal["frame"] = "frame"
    group: Text
    label: Text
    x: int
    y: int
    columns: int
    rows: int


class Unframe(Action):
    """Take a frame away; what stands in it stays."""

    kind: Literal["unframe"] = "unframe"
    group: Text


class KeepDesign(Action):
    """Put the design as it stands aside under a name."""

    kind: Literal["keep_design"] = "keep_design"
    name: Text


class RestoreDesign(Action):
    """Lay a kept design on the grid again."""

    kind: Literal["restore_design"] = "restore_design"
    name: Text


class Undo(Action):
    """Take the last edit back."""

    kind: Literal["undo"] = "undo"


class Redo(Action):
    """Make the edit again that was taken back."""

    kind: Literal["redo"] = "redo"


class RunTraffic(Action):
    """Play the peak load through the design."""

    kind: Literal["run_traffic"] = "run_traffic"


class Fail(Action):
    """Take a component or a zone away under the load, to see what holds without it."""

    kind: Literal["fail"] = "fail"
    what: What
    name: Text

    @property
    def outage(self) -> Outage:
        """What is meant, as a scenario names it."""
        return Outage(self.what, self.name)


class PutBack(Action):
    """Give a component or a zone back that was taken away."""

    kind: Literal["put_back"] = "put_back"
    what: What
    name: Text

    @property
    def outage(self) -> Outage:
        """What is meant, as a scenario names it."""
        return Outage(self.what, self.name)


class SubmitDesign(Action):
    """Hand the design in."""

    kind: Literal["submit_design"] = "submit_design"


class DecideBoard(Action):
    """Enter something on the decision sheet; None empties the line.

    Of a sequence, `part` is the task, `value` the period, `not-now` or `split`, and `at` the
    place among the tasks there.
    """

    kind: Literal["decide_board"] = "decide_board"
    field: Text
    part: Text = ""
    value: int | float | Text | None
    at: int = 0


class JoinTasks(Action):
    """Make one of two tasks that are the same job."""

    kind: Literal["join_tasks"] = "join_tasks"
    field: Text
    one: Text
    other: Text


class SubmitBoard(Action):
    """Hand the decision sheet in."""

    kind: Literal["submit_board"] = "submit_board"


class HearFeedback(Action):
    """Listen to the answer on one requirement."""

    kind: Literal["hear_feedback"] = "hear_feedback"
    requirement: str


class AskLate(Action):
    """Write one more letter, for the days that it costs."""

    kind: Literal["ask_late"] = "ask_late"
    question: str


class UseHint(Action):
    """Ask Mina for the phase's next hint."""

    kind: Literal["use_hint"] = "use_hint"


class FinishPhase(Action):
    """Close the present phase."""

    kind: Literal["finish_phase"] = "finish_phase"


class Abandon(Action):
    """Give the playthrough up."""

    kind: Literal["abandon"] = "abandon"


AnyAction = Annotated[
    Start
    | OpenEmail
    | OpenAttachment
    | Pin
    | Unpin
    | Compare
    | Reply
    | LeaveMail
    | Say
    | GiveFloor
    | StaySilent
    | Interrupt
    | Place
    | Duplicate
    | Move
    | Remove
    | Configure
    | Connect
    | Disconnect
    | Frame
    | Unframe
    | KeepDesign
    | RestoreDesign
    | Undo
    | Redo
    | RunTraffic
    | Fail
    | PutBack
    | SubmitDesign
    | DecideBoard
    | JoinTasks
    | SubmitBoard
    | HearFeedback
    | AskLate
    | UseHint
    | FinishPhase
    | Abandon,
    Field(discriminator="kind"),
]

ACTIONS: TypeAdapter[AnyAction] = TypeAdapter(AnyAction)
