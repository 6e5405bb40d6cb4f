"""Design edits in the words of a script: the debrief's 'one change', a change's opening grid."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from content.verbs import VerbFault, edits_of
from engine.grid_change import DesignStep


def _edits(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    steps = []
    for number, step in enumerate(value):
        try:
            actions = edits_of(step)
        except VerbFault as fault:
            raise PydanticCustomError(
                "verb",
                "{message}",
                {
                    "message": fault.message,
                    "path": (number, *fault.path),
                    "remedy": fault.remedy,
                    "key": fault.key,
                },
            ) from fault
        steps += [
            DesignStep(verb=action.kind, detail=action.model_dump(exclude={"kind", "v"}))
            for action in actions
        ]
    return steps


def _start(value: Any) -> Any:
    """Edits of an opening grid, in which a component's name may stand under `id`."""
    if not isinstance(value, list):
        return value
    return _edits([_named(step) for step in value])


def _named(step: Any) -> Any:
    if not isinstance(step, dict) or not isinstance(placed := step.get("place"), dict):
        return step
    if "id" not in placed or "as" in placed:
        return step
    return {"place": {("as" if key == "id" else key): told for key, told in placed.items()}}


Edits = Annotated[
    tuple[DesignStep, ...],
    BeforeValidator(_edits),
    WithJsonSchema({"type": "array", "items": {"type": "object"}}),
]
"""Steps `place`, `remove`, `configure`, `connect`, `disconnect`; the details are the actions'
fields."""

Start = Annotated[
    tuple[DesignStep, ...],
    BeforeValidator(_start),
    WithJsonSchema({"type": "array", "items": {"type": "object"}}),
]
"""The same steps on the grid as it opens; `id` does for `as`, as in `initial`."""
