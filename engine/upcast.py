"""Stored actions and events of older shapes, brought up to the present one.

Every action and event carries `v`, the version of its shape. A shape changes by raising the
version of its class and adding one step here; what is stored is never rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Step = Callable[[Json], Json]

STEPS: Mapping[tuple[str, int], Step] = {}
"""Kind and version to the step that gives the next version; a step sets `v` itself."""


def upcast(stored: Json, steps: Mapping[tuple[str, int], Step] = STEPS) -> Json:
    """A stored action or event in its newest shape.

    Raises:
        ValueError: a step does not raise the version, and would be taken for ever.
    """
    while (step := steps.get((str(stored.get("kind")), stored.get("v", 1)))) is not None:
        raised = step(dict(stored))
        if raised.get("v", 1) <= stored.get("v", 1):
            raise ValueError(
                f"The step from {stored.get('kind')} {stored.get('v', 1)} stands still."
            )
        stored = raised
    return stored
