"""Design edits in the words of a script, for the debrief's 'one change'."""

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from content.verbs import VerbFault, edits_of
from engine.mission import DesignStep


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


Edits = Annotated[
    tuple[DesignStep, ...],
    BeforeValidator(_edits),
    WithJsonSchema({"type": "array", "items": {"type": "object"}}),
]
"""Steps `place`, `remove`, `configure`, `connect`, `disconnect`; the details are the actions'
fields."""
