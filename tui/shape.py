"""The base of what commands print for machines."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A part of machine output."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def text(self) -> str:
        """As printed."""
        return self.model_dump_json(indent=2)
