"""Pydantic's faults in plain words, at the place of the YAML that caused them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from content import faults
from content.problem import Report, did_you_mean
from content.source import Node, Path, Place, place_of, scalar_at

_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "fields of its own",
    "model_type": "fields of its own",
    "model_attributes_type": "fields of its own",
    "mapping_type": "fields of its own",
    "is_instance_of": "fields of its own",
}


def tell(error: ErrorDetails, model: type[BaseModel], root: Node, report: Report) -> None:
    """Reports one fault that pydantic found in the plain values of `root`."""
    path: Path = tuple(error["loc"])
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    name = _name(path)
    value_place = place_of(root, path)
    match kind:
        case "extra_forbidden":
            remedy = did_you_mean(str(path[-1]), field_names(model, path[:-1]))
            place = place_of(root, path, key=True)
            report.add(faults.UNKNOWN_FIELD, place, f"There is no field '{path[-1]}' here.", remedy)
        case "missing":
            place = place_of(root, path[:-1])
            report.add(faults.MISSING_FIELD, place, f"The field '{path[-1]}' is missing.")
        case "condition":
            place = _inside(root, path, int(context["offset"]))
            report.add(faults.CONDITION, place, f"{context['message']}.", context["remedy"])
        case "sum":
            place = _inside(root, path, int(context["offset"]))
            report.add(faults.SUM, place, f"{context['message']}.", context["remedy"])
        case "verb":
            place = place_of(root, (*path, *context["path"]), key=context["key"])
            report.add(faults.SCRIPT, place, f"{context['message']}.", context["remedy"])
        case "bounds":
            wanted = "a number, {at_least: n}, {at_most: n}, or both"
            message = f"{name} needs {wanted}, not {_seen(error['input'])}."
            report.add(faults.WRONG_TYPE, value_place, message)
        case "no_number":
            message = f"{name} expects {context['bounds']}, and no number is so."
            report.add(faults.BAD_VALUE, value_place, message, "Change one of the two.")
        case "out_of":
            message = (
                f"'{context['name']}' is {context['number']}; it must be 0 to {context['most']}."
            )
            report.add(faults.BAD_VALUE, place_of(root, (*path, context["name"])), message)
        case "size":
            message = f"A terminal of {error['input']} is not tried; {context['sizes']} are."
            report.add(faults.BAD_VALUE, value_place, message, "Write e.g. 80x24 or 120x40.")
        case "weights":
            message = f"The weights sum to {context['total']}, not to 100."
            report.add(faults.BAD_WEIGHTS, value_place, message)
        case _ if kind in _KINDS:
            seen = _seen(error["input"])
            remedy = "Put it in quotes." if _wants_quotes(kind, error["input"]) else ""
            message = f"{name} needs {_KINDS[kind]}, not {seen}."
            report.add(faults.WRONG_TYPE, value_place, message, remedy)
        case _:
            message, remedy = _bounds(kind, context, name, error)
            report.add(faults.BAD_VALUE, value_place, message, remedy)


def _bounds(kind: str, context: dict[str, Any], name: str, error: ErrorDetails) -> tuple[str, str]:
    value = error["input"]
    match kind:
        case "literal_error" | "enum":
            choices = _choices(str(context["expected"]))
            message = f"{name} cannot be {_seen(value)}."
            return message, did_you_mean(str(value), choices) or f"It is {', '.join(choices)}."
        case "union_tag_invalid":
            choices = _choices(str(context["expected_tags"]))
            tag = str(context["tag"])
            message = f"{name} has no kind '{tag}'."
            return message, did_you_mean(tag, choices) or f"It is {', '.join(choices)}."
        case "union_tag_not_found":
            field = str(context.get("discriminator", "kind")).strip("'")
            return f"{name} does not say its '{field}'.", f"Add '{field}'."
        case "string_too_long":
            most = context["max_length"]
            return f"{name} has {len(value)} characters; the limit is {most}.", "Shorten it."
        case "string_too_short" | "too_short":
            return f"{name} may not be empty.", "Fill it in."
        case "too_long":
            return f"{name} has more than {context['max_length']} entries.", "Take some away."
        case "string_pattern_mismatch":
            return f"{name} cannot be {_seen(value)}.", _pattern_remedy(str(context["pattern"]))
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            sign, bound = next((_SIGNS[k], v) for k, v in context.items() if k in _SIGNS)
            return f"{name} is {value}; it must be {sign} {bound}.", ""
        case "multiple_of":
            return f"{name} is {value}; it must be a multiple of {context['multiple_of']}.", ""
    return f"{name}: {error['msg']}.".replace("Value error, ", "").replace("..", "."), ""


_SIGNS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def _pattern_remedy(pattern: str) -> str:
    if "0-5" in pattern:
        return 'Write a time as "09:41".'
    if "x" in pattern:
        return "Write columns x rows, as 80x24."
    if pattern.startswith("^[A-Z]"):
        return "Write a capital, then capitals or digits, as M01."
    if "." in pattern:
        return "Use letters, digits, '.', '_' and '-'."
    return "Use lower-case letters, digits, '-' and '_', beginning with a letter."


def _choices(expected: str) -> list[str]:
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",") if part.strip()]


def _wants_quotes(kind: str, value: Any) -> bool:
    return kind == "string_type" and isinstance(value, int | float | bool)


def _seen(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "fields"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    short = text if len(text) <= 40 else f"{text[:39]}…"
    return f"'{short}'" if isinstance(value, str) else short


def _name(path: Path) -> str:
    named = next((step for step in reversed(path) if isinstance(step, str)), None)
    if named is None:
        return "This"
    if path and isinstance(path[-1], int):
        return f"An entry of '{named}'"
    return f"'{named}'"


def _inside(root: Node, path: Path, offset: int) -> Place:
    scalar = scalar_at(root, path)
    return scalar.inside(offset) if scalar else place_of(root, path)


def field_names(model: type[BaseModel], path: Path) -> list[str]:
    """The names that may stand in a file at a path below a form."""
    models = [model]
    for step in path:
        if isinstance(step, int):
            continue
        below = [
            inner
            for outer in models
            for name, info in outer.model_fields.items()
            if step in (info.alias or name, name)
            for inner in _models_in(info.annotation)
        ]
        models = below or [m for m in models if _tag(m) == step] or models
    return [info.alias or name for m in models for name, info in m.model_fields.items()]


def _tag(model: type[BaseModel]) -> Any:
    """The `kind` by which a union knows a model."""
    kind = model.model_fields.get("kind")
    return kind.default if kind else None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
