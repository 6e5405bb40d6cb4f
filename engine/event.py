"""The base of what happened."""

from __future__ import annotations

from typing import Literal

from engine.frozen import Frozen


class Event(Frozen):
    """The base of all events; `v` is the shape's version."""

    v: Literal[1] = 1
