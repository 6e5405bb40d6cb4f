"""`simulation` rows: decision sheets."""

from __future__ import annotations

from typing import Any

from db.mission_rows.row import ContentRow, Json
from engine.phase_config import BoardDecision

SHOWN = ("title", "sections", "estimates", "figures", "constraints")
"""What other front ends may draw; rubric, losses and outcomes are answers."""
SHEET_ATOMS = ("compared", "entered", "within", "not", "all", "any", "always")
"""Kinds of condition that ask nothing but the sheet itself."""


def row(phase: BoardDecision, order: int) -> ContentRow:
    """The sheet as everybody sees it; what depends on something found is an answer."""
    whole = phase.sheet.model_dump(mode="json")
    data: Json = {name: whole[name] for name in SHOWN}
    cut: list[Json] = []
    data = _public(data, (), cut)
    answers: Json = {name: value for name, value in whole.items() if name not in SHOWN}
    answers["hidden"] = cut
    return ContentRow(
        key=phase.id,
        phase_name=phase.id,
        content_type="simulation",
        sequence_order=order,
        position=0,
        content_data={"key": "board", **data},
        answers=answers,
    )


def fields(row: ContentRow) -> Json:
    """The sheet of its row."""
    shown: Any = {name: row.content_data[name] for name in SHOWN}
    answers = dict(row.answers)
    for entry in answers.pop("hidden"):
        shown = _with(shown, tuple(entry["path"]), entry["at"], entry["item"])
    return {"sheet": {**shown, **answers}}


def _public(value: Any, path: tuple[str | int, ...], cut: list[Json]) -> Any:
    """A value without the entries of its lists that are secret; those are noted in `cut`.

    They are noted from the outside in and from the first to the last, so that each can be put
    back at its place once those before it are there.
    """
    if isinstance(value, dict):
        return {
            key: _public(inner, (*path, key), cut)
            for key, inner in value.items()
            if not (key == "when" and inner is None)
        }
    if not isinstance(value, list):
        return value
    kept = []
    for at, item in enumerate(value):
        if _secret(path, item):
            cut.append({"path": list(path), "at": at, "item": item})
        else:
            kept.append((at, item))
    return [_public(item, (*path, at), cut) for at, item in kept]


def _secret(path: tuple[str | int, ...], item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    if item.get("when") is not None:
        return True
    if path == ("figures",):
        return not item["section"]
    return path == ("constraints",) and not _of_the_sheet([item["holds"], item["near"]])


def _of_the_sheet(conditions: list[Any]) -> bool:
    """Whether conditions ask nothing of the playthrough."""
    for condition in conditions:
        if condition is None:
            continue
        if condition["kind"] not in SHEET_ATOMS:
            return False
        inner = condition.get("inner", [])
        if not _of_the_sheet(inner if isinstance(inner, list) else [inner]):
            return False
    return True


def _with(value: Any, path: tuple[str | int, ...], at: int, item: Any) -> Any:
    """A value with an entry put back into one of its lists."""
    if not path:
        return [*value[:at], item, *value[at:]]
    step, *rest = path
    if isinstance(value, dict):
        return {**value, step: _with(value[str(step)], tuple(rest), at, item)}
    place = int(step)
    return [*value[:place], _with(value[place], tuple(rest), at, item), *value[place + 1 :]]
