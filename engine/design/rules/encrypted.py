"""What is kept is kept encrypted."""

from __future__ import annotations

from typing import ClassVar, Literal

from engine.design.graph import Node
from engine.design.kind import Value
from engine.design.rules.store_setting import StoreSetting
from engine.design.rules.view import View, labels


class Encrypted(StoreSetting):
    """Stores keep what they hold encrypted. What has no such switch is left aside."""

    KNOB: ClassVar[str] = "encrypted"
    kind: Literal["encrypted"] = "encrypted"

    def right(self, value: Value) -> bool:
        return bool(value)

    def praise(self, stores: list[Node]) -> str:
        return f"Encrypted: {labels(stores)}."

    def blame(self, view: View, stores: list[Node]) -> str:
        return f"{labels(stores)} can be read by whoever takes the disk."
