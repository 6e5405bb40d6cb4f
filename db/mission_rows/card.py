"""A mission's card as a row of `missions`, and back."""

from __future__ import annotations

import textwrap

from pydantic import ValidationError

from db.mission_rows.row import Json
from engine.mission import Mission, MissionCard

COLUMNS = ("slug", "title", "order_index", "difficulty", "prerequisites")
ELSEWHERE = "Filed by the web front end."


def config_of(card: MissionCard, mission: Mission | None) -> Json:
    """The source schema's `missions.config`, with what the board shows beside it."""
    config: Json = card.model_dump(mode="json", exclude=set(COLUMNS))
    if mission:
        config["scoring"] = mission.weights.model_dump(mode="json")
    return config


def card_from(row: Json) -> MissionCard:
    """The card of a row of `missions` with its prerequisites.

    A mission that another front end has put there has a config of the source's shape alone;
    the board shows it without offering to play it.
    """
    config = {key: value for key, value in row["config"].items() if key != "scoring"}
    columns = {key: row[key] for key in COLUMNS}
    try:
        return MissionCard.model_validate({**config, **columns})
    except ValidationError:
        return _foreign(config, columns)


def _foreign(config: Json, columns: Json) -> MissionCard:
    title = str(columns["title"])
    known = {"unlock_conditions": config.get("unlock_conditions"), **columns}
    bare = {
        "code": f"X{columns['order_index']:02}",
        "act": 0,
        "client": "elsewhere",
        "client_short": "elsewhere",
        "map_title": tuple(textwrap.wrap(title, 13)[:2]) or ("–",),
        "short_title": title[:15],
        "teaser": ELSEWHERE,
        "phases": (),
        "estimated_duration": _number(config.get("estimated_duration")),
        "learning_objectives": _words(config.get("learning_objectives")),
        "playable": False,
    }
    trees = ("unlock_conditions", "prerequisites")
    return MissionCard.model_validate(
        {**bare, **{k: v for k, v in known.items() if k not in trees or isinstance(v, dict)}}
    )


def _number(told: object) -> int:
    return told if isinstance(told, int) else 0


def _words(told: object) -> tuple[str, ...]:
    return tuple(str(one) for one in told) if isinstance(told, list) else ()
