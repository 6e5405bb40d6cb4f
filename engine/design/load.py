"""The traffic that a design is put under."""

from __future__ import annotations

from pydantic import Field

from engine.design.kind import ClassKind
from engine.frozen import Hashed


class RequestClass(Hashed):
    """One kind of request within the load."""

    name: str
    kind: ClassKind = "read"
    share: float = Field(gt=0, le=1)
    data: tuple[str, ...] = ()
    """Classes of data that these requests carry, such as `personal`."""
    crowd: int = Field(default=0, ge=0)
    """How many of them there are in all, where everybody comes at once: see `cleared_within`."""


class Load(Hashed):
    """Requests a second at the peak, split into classes; `average_rps` is an ordinary hour."""

    rps: float = Field(gt=0)
    average_rps: float = Field(default=0, ge=0)
    peak_s: float = Field(default=3600, gt=0)
    """How long the peak lasts, in seconds: what is put aside piles up for so long."""
    burstiness: float = Field(default=1, ge=1, le=20)
    """Squared coefficient of variation of the time between requests; 1 where each comes for
    itself, more where they come in bursts."""
    classes: tuple[RequestClass, ...] = (RequestClass(name="requests", share=1.0),)

    def at(self, rps: float) -> Load:
        """The same mixture at another rate."""
        return self.model_copy(update={"rps": rps})
