"""The JSON Schema of a script's step, so that an editor completes verbs and marks wrong details.

What only reading can tell (a pin that was never made, steps that do not follow) is not in it:
whatever can be read meets the schema, and most of what cannot does not.
"""

from __future__ import annotations

from typing import Any

from content.directions import EXAMPLES, MOST_KEYS, SCREENS
from content.verbs import BARE, WITH_DETAIL, example

Schema = dict[str, Any]

NAME: Schema = {"type": ["string", "number"]}
WHOLE: Schema = {"type": "integer"}
CELL: Schema = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
"""Column and row."""


def _object(needed: dict[str, Schema], more: dict[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**needed, **(more or {})},
        "required": list(needed),
        "additionalProperties": False,
    }


def _by_name(inner: Schema) -> Schema:
    return {"type": "object", "additionalProperties": inner, "minProperties": 1}


def _pair(inner: Schema) -> Schema:
    return {"type": "array", "items": inner, "minItems": 2, "maxItems": 2}


def _either(*forms: Schema) -> Schema:
    return {"anyOf": list(forms)}


PASSAGE = {"type": "object", "properties": {"in": NAME, "quote": NAME}, "required": ["in", "quote"]}
PART = {**_object({}, {"node": NAME, "zone": NAME}), "minProperties": 1, "maxProperties": 1}
"""A component or a zone."""
ENTRY: Schema = {"type": ["string", "number", "null"]}
KNOB: Schema = {"type": ["string", "number", "boolean"]}
ITEMS: Schema = {"type": "array", "minItems": 1}

DETAILS: dict[str, Schema] = {
    "open": _either(NAME, _object({"attachment": NAME})),
    "reply": _object({"to": NAME, "with": NAME}),
    "pin": _object({"in": NAME, "quote": NAME}, {"as": NAME}),
    "compare": _pair(_either(NAME, PASSAGE)),
    "place": _object({"kind": NAME, "as": NAME, "at": CELL}, {"label": NAME}),
    "duplicate": _object({"node": NAME, "as": NAME, "at": CELL}),
    "frame": _object({"as": NAME, "label": NAME, "from": CELL, "to": CELL}),
    "move": _by_name(CELL),
    "configure": _by_name(_by_name(KNOB)),
    "connect": _pair(NAME),
    "disconnect": _pair(NAME),
    "restore": _either(NAME, PART),
    "fail": PART,
    "set": _by_name(_either(ENTRY, _object({"value": ENTRY, "at": WHOLE}))),
    "pick": _by_name(_either(ITEMS, _by_name(ENTRY))),
    "own": _by_name(_by_name(ENTRY)),
    "order": _by_name(_by_name({"type": "array"})),
    "join": _by_name({"type": "array", "minItems": 2, "maxItems": 2}),
}
"""What stands beside a verb, where that is more than a name."""

SPAN: Schema = _pair({"type": "integer", "not": {"const": 0}})
TEXTS: Schema = _either(NAME, {"type": "array", "items": NAME})
KEY: Schema = {"type": ["string", "integer"]}
SEEN = _object(
    {},
    {
        "text": TEXTS,
        "not": TEXTS,
        "screen": {"enum": ["", *SCREENS]},
        "rows": SPAN,
        "columns": SPAN,
    },
)
DIRECTIONS: dict[str, Schema] = {
    "expect": {"$ref": "#/$defs/Expectation"},
    "offline": _either(
        _object({"for": {"type": "integer", "minimum": 1}}),
        {"type": "array", "items": {"$ref": "#/$defs/Step"}, "minItems": 1},
    ),
    "resize": {"type": "string", "pattern": r"^\d{1,4}x\d{1,4}$"},
    "press": _either(KEY, {"type": "array", "items": KEY, "minItems": 1, "maxItems": MOST_KEYS}),
    "sees": _either({"type": "string", "minLength": 1}, {**SEEN, "minProperties": 1}),
}
"""Steps that are no action of the player's; `restart` stands alone."""


def _action(verb: str) -> Schema:
    return {**DETAILS.get(verb, NAME), "description": example(verb)}


def step_schema() -> Schema:
    """The schema of one step; it names `Expectation` and itself, `Step`, among the `$defs`."""
    bare = {"enum": sorted([*BARE, "finish"])}
    actions: Schema = {
        "type": "object",
        "properties": {verb: _action(verb) for verb in WITH_DETAIL},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    said = {
        verb: {**form, "description": EXAMPLES.get(verb, "")} for verb, form in DIRECTIONS.items()
    }
    told = {**actions, "properties": {**actions["properties"], **said}}
    refused = _object({"refused": _either(bare, actions)}, {"because": NAME})
    return _either({"enum": [*bare["enum"], "restart"]}, told, refused)


def with_steps(schema: Schema) -> Schema:
    """The schema of a script, whose `steps` are now told as steps."""
    definitions = {**schema.get("$defs", {}), "Step": step_schema()}
    for form in (schema, *definitions.values()):
        steps = form.get("properties", {}).get("steps")
        if steps:
            steps["items"] = {"$ref": "#/$defs/Step"}
    return {**schema, "$defs": definitions}
