"""What every kind of content row shares."""

from __future__ import annotations

from typing import Any

from engine.frozen import Frozen
from engine.mission import Person

Json = dict[str, Any]


class ContentRow(Frozen):
    """One row of `mission_content` with its answers."""

    key: str
    phase_name: str
    content_type: str
    sequence_order: int
    position: int
    content_data: dict[str, Any]
    answers: dict[str, Any]


class ShapeFault(Exception):
    """Rows that do not make a mission: what is missing, or does not fit together."""


def person_shown(person: Person) -> Json:
    """A person as the source schema shows who sends a mail."""
    return {"name": person.name, "email": person.email, "role": person.role}


def parted(items: list[Json], name: str, public: tuple[str, ...]) -> tuple[list[Json], list[Json]]:
    """What any front end may show of each item, and the rest of it; both carry the item's name."""
    shown = [{key: item[key] for key in public} for item in items]
    hidden = [{k: v for k, v in item.items() if k == name or k not in public} for item in items]
    return shown, hidden


def joined(shown: list[Json], hidden: list[Json], name: str) -> list[Json]:
    """The items whole again, in the order in which they are shown.

    Rows of the first release do not carry the name on the hidden side; theirs go by place.
    """
    if any(name not in item for item in hidden):
        return [{**one, **other} for one, other in zip(shown, hidden, strict=True)]
    by_name = {item[name]: item for item in hidden}
    if sorted(by_name) != sorted(str(item.get(name)) for item in shown):
        raise ShapeFault(f"what is shown of {sorted(by_name)} has other names")
    return [{**one, **by_name[one[name]]} for one in shown]
