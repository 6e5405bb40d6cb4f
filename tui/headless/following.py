"""What a script could go on with: the steps that would be taken where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from content.recording import step_of
from engine import actions as ac
from engine.actions import AnyAction
from engine.dialogue import Option
from engine.game import legal_actions
from engine.log import Row, state_of
from engine.mission import Mission
from engine.phases.changes import phase_config

MOST = 12
"""How many steps of one verb are named."""
SAID = 72
"""Characters of an answer's words that are shown."""
ANYWHERE = (ac.Pin, ac.Unpin, ac.Compare)
"""What is possible with any passage, and not listed."""


def following(mission: Mission, rows: Sequence[Row]) -> list[str]:
    """Steps as lines of a script; an answer has its words beside it."""
    state = state_of(mission, rows)
    if state.status != "open":
        return []
    config = phase_config(mission, mission.phases[len(state.phases) - 1].id, state.shared)
    words = dict(_words(config))
    possible = [a for a in legal_actions(mission, state) if not isinstance(a, ANYWHERE)]
    lines: list[str] = []
    for _, group in groupby(possible, key=type):
        actions = list(group)
        lines += [_line(action, words) for action in actions[:MOST]]
        if len(actions) > MOST:
            lines.append(f"  # ... and {len(actions) - MOST} more of these")
    return lines


def _line(action: AnyAction, words: dict[str, str]) -> str:
    step = step_of(action)
    text = step if isinstance(step, str) else _flow(step)
    said = words.get(action.option, "") if isinstance(action, ac.Reply | ac.Say) else ""
    cut = f"{said[: SAID - 1]}…" if len(said) > SAID else said
    return f"  - {text}" + (f"    # {cut}" if cut else "")


def _flow(step: dict[str, Any]) -> str:
    """A step of one verb on one line."""
    yaml, out = YAML(), StringIO()
    yaml.width = 100_000
    yaml.default_flow_style = True
    yaml.dump(step, out)
    return out.getvalue().strip()[1:-1]


def _words(part: object) -> Iterator[tuple[str, str]]:
    """The words of every answer of a phase, by its name."""
    if isinstance(part, Option):
        yield part.id, " ".join((part.label or part.say).split())
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _words(getattr(part, name))
    elif isinstance(part, tuple):
        for inner in part:
            yield from _words(inner)
