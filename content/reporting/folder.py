"""Reads the files of a class: what is sound, and one plain message for each that is not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from content.reporting.handed_in import Export, Played

MAX_BYTES = 4_000_000
MAX_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Told:
    """Something to say of a file."""

    file: str
    says: str


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner's playthroughs of one mission, from one or several files."""

    number: int
    name: str
    mission: str
    files: tuple[str, ...]
    played: tuple[Played, ...]
    """The earliest first, each once."""


class BadFile(Exception):
    """A file that is no learner's result; the message says why."""


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those in folders that are named."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*.json") if p.is_file())
        else:
            yield path


def read(path: Path) -> Export:
    """A learner's file.

    Raises:
        BadFile: it is none.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"It cannot be read: {error.strerror}.") from error
    if len(raw) > MAX_BYTES:
        raise BadFile(f"It is larger than {MAX_BYTES // 1_000_000} MB; no result is.")
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile("It is no JSON file.") from error
    if not isinstance(document, dict) or document.get("format") != "scopecreep-results":
        raise BadFile("It is no result of 'scopecreep export'.")
    version = document.get("version")
    if version != 1:
        newer = isinstance(version, int) and version > 1
        told = "A newer game has written it. Report with that one."
        raise BadFile(told if newer else "It names no version that this game reads.")
    try:
        return Export.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise BadFile(f"Its '{where}' is damaged: {first['msg']}.") from error


def read_all(paths: Sequence[Path]) -> tuple[list[tuple[str, Export]], list[Told]]:
    """Every sound file with its name, and what is wrong with the others."""
    sound: list[tuple[str, Export]] = []
    bad: list[Told] = []
    for path in paths:
        try:
            sound.append((str(path), read(path)))
        except BadFile as fault:
            bad.append(Told(str(path), str(fault)))
    return sound, bad


def learners(found: Sequence[tuple[str, Export]]) -> tuple[list[Learner], list[Told]]:
    """One entry a learner and mission, and what is to be known of files that belong together.

    A file that is handed in twice counts once; of a playthrough that went on between two files,
    the longer log counts.
    """
    groups: dict[tuple[int, str], list[tuple[str, Export]]] = {}
    for name, export in found:
        groups.setdefault((export.learner, export.mission), []).append((name, export))
    notes = []
    merged = []
    for (number, mission), own in groups.items():
        kept: dict[str, Played] = {}
        for name, export in own:
            before = dict(kept)
            for one in export.playthroughs:
                if one.playthrough not in kept or one.actions > kept[one.playthrough].actions:
                    kept[one.playthrough] = one
            if name != own[0][0]:
                more = "it adds to that" if kept != before else "it adds nothing"
                notes.append(Told(name, f"The same learner as in {own[0][0]}; {more}."))
        told = next((e.player for _, e in own if e.player), "")
        files = tuple(name for name, _ in own)
        merged.append(Learner(number, told, mission, files, tuple(kept.values())))
    return merged, notes


def shown_names(everybody: Sequence[Learner]) -> dict[int, str]:
    """What each learner is called: by name, with the number where two share it, or by number."""
    names: dict[str, set[int]] = {}
    for one in everybody:
        names.setdefault(one.name, set()).add(one.number)
    return {
        one.number: f"Learner {one.number}"
        if not one.name
        else one.name
        if len(names[one.name]) == 1
        else f"{one.name} ({one.number})"
        for one in everybody
    }


def counted(learner: Learner, which: str) -> Played | None:
    """The playthrough that counts: the first completed one, or the last, or the best.

    Where none is completed, that which came furthest; None where nothing was answered or found.
    """
    begun = [one for one in learner.played if one.moves or one.facts or one.status == "completed"]
    done = [one for one in begun if one.status == "completed"]
    if not done:
        return max(begun, key=lambda one: one.actions, default=None)
    match which:
        case "last":
            return done[-1]
        case "best":
            return max(done, key=lambda one: one.score or 0)
    return done[0]
