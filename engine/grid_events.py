"""What happened at the grid."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from engine.design.outage import Outage, What
from engine.event import Event
from engine.values import Text


class ComponentPlaced(Event):
    """A component stands on a cell."""

    kind: Literal["component_placed"] = "component_placed"
    component: str
    node: Text
    label: Text
    x: int
    y: int


class ComponentDuplicated(Event):
    """A component like another stands on a cell, set and calling as that does."""

    kind: Literal["component_duplicated"] = "component_duplicated"
    source: Text
    node: Text
    x: int
    y: int


class ComponentMoved(Event):
    """A component stands elsewhere."""

    kind: Literal["component_moved"] = "component_moved"
    node: Text
    x: int
    y: int


class ComponentRemoved(Event):
    """A component and its links are gone."""

    kind: Literal["component_removed"] = "component_removed"
    node: Text


class ComponentConfigured(Event):
    """A knob is set."""

    kind: Literal["component_configured"] = "component_configured"
    node: Text
    knob: str
    value: bool | int | float | str


class LinkMade(Event):
    """Two components are linked."""

    kind: Literal["link_made"] = "link_made"
    source: Text
    target: Text


class LinkCut(Event):
    """A link is gone."""

    kind: Literal["link_cut"] = "link_cut"
    source: Text
    target: Text


class GridChanged(Event):
    """A choice reached the grid: one of the phase's changes holds from now on."""

    kind: Literal["grid_changed"] = "grid_changed"
    phase: str
    change: str
    as_it_opens: bool = False
    """Whether the phase was opening, so that the change's edits of the grid were made."""


class FrameDrawn(Event):
    """A frame with a label stands round some cells."""

    kind: Literal["frame_drawn"] = "frame_drawn"
    group: Text
    label: Text
    x: int
    y: int
    columns: int
    rows: int


class FrameTaken(Event):
    """A frame is gone."""

    kind: Literal["frame_taken"] = "frame_taken"
    group: Text


class DesignKept(Event):
    """The design as it stands was put aside under a name."""

    kind: Literal["design_kept"] = "design_kept"
    name: Text


class DesignRestored(Event):
    """A kept design stands on the grid again."""

    kind: Literal["design_restored"] = "design_restored"
    name: Text


class EditUndone(Event):
    """The last edit was taken back."""

    kind: Literal["edit_undone"] = "edit_undone"


class EditRedone(Event):
    """The edit was made again."""

    kind: Literal["edit_redone"] = "edit_redone"


class TrafficRun(Event):
    """The peak load was played through the design."""

    kind: Literal["traffic_run"] = "traffic_run"


class PartLost(Event):
    """A component or a zone was taken away under the load."""

    kind: Literal["part_lost"] = "part_lost"
    what: What
    name: Text

    @property
    def outage(self) -> Outage:
        """What is meant, as a scenario names it."""
        return Outage(self.what, self.name)


class PartPutBack(Event):
    """A component or a zone that was taken away is there again."""

    kind: Literal["part_put_back"] = "part_put_back"
    what: What
    name: Text

    @property
    def outage(self) -> Outage:
        """What is meant, as a scenario names it."""
        return Outage(self.what, self.name)


class DesignSubmitted(Event):
    """The design was handed in; its score by the rules, out of 100."""

    kind: Literal["design_submitted"] = "design_submitted"
    score: int
    monthly_cost: int
    budget: int | None = None
    """Marks a month that it was to keep to, where it costs more; None where it keeps to them."""

    @property
    def over(self) -> float:
        """By how many hundredths of the budget it costs more."""
        return 100 * (self.monthly_cost - self.budget) / self.budget if self.budget else 0.0

    @model_serializer(mode="wrap")
    def _without_none(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """A design within its budget is written as it always was: the hash of its log stands."""
        plain: dict[str, Any] = whole(self)
        if self.budget is None:
            del plain["budget"]
        return plain


DesignEdit = (
    ComponentPlaced
    | ComponentDuplicated
    | ComponentMoved
    | ComponentRemoved
    | ComponentConfigured
    | LinkMade
    | LinkCut
    | FrameDrawn
    | FrameTaken
)
