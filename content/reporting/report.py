"""From the files of a class to one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from content.recording import stamp_of
from content.reporting.folder import Learner, Told, learners, read_all, shown_names
from content.reporting.shapes import FileNote, MissionReport, Report
from content.reporting.tables import Seat, seats, tabled
from engine.game import RULES_VERSION
from engine.mission import Mission


def report(
    missions: Sequence[Mission],
    paths: Sequence[Path],
    *,
    which: str = "first",
    only: str = "",
    key: bool = True,
) -> Report:
    """The report on some files, by this game's missions, in their order.

    `which` of a learner's completed playthroughs counts: `first`, `last` or `best`. `only` is the
    slug of the mission that is asked for, where one is.
    """
    sound, bad = read_all(paths)
    everybody, notes = learners(sound)
    known = {mission.slug for mission in missions}
    for name, export in sound:
        if export.mission not in known:
            bad.append(Told(name, f"It is of '{export.mission}', which this game does not play."))
    names = shown_names(everybody)
    told: list[MissionReport] = []
    for mission in missions:
        own = [one for one in everybody if one.mission == mission.slug]
        if not own or (only and mission.slug != only):
            continue
        class_, idle = seats(own, names, which)
        notes += [Told(one.files[0], f"{names[one.number]} has not begun.") for one in idle]
        notes += _elsewhere(mission, class_)
        if class_:
            told.append(tabled(mission, class_, key=key))
    return Report(
        files=len(sound),
        bad=[FileNote(file=one.file, says=one.says) for one in bad],
        notes=[FileNote(file=one.file, says=one.says) for one in notes],
        missions=told,
    )


def _elsewhere(mission: Mission, class_: Sequence[Seat]) -> Iterator[Told]:
    """Who played other content or rules than this game's: once for all who played the same."""
    now = stamp_of(mission)
    content: dict[str, list[Seat]] = {}
    rules: dict[int, list[Seat]] = {}
    for seat in class_:
        if seat.played.content != now:
            content.setdefault(seat.played.content, []).append(seat)
        elif seat.played.rules != RULES_VERSION:
            rules.setdefault(seat.played.rules, []).append(seat)
    for theirs, own in content.items():
        yield Told(
            _file(own[0].learner),
            f"{_all_of(own)} played other content than this game's (revision "
            f"{own[0].played.revision}, {theirs}; here it is {now}). What is unknown here is shown "
            "by its name.",
        )
    for version, own in rules.items():
        says = f"{_all_of(own)} played by rules {version}; this game has {RULES_VERSION}."
        yield Told(_file(own[0].learner), says)


def _all_of(own: Sequence[Seat]) -> str:
    others = len(own) - 1
    if not others:
        return own[0].name
    return f"{own[0].name} and {others} other{'s' if others > 1 else ''}"


def _file(learner: Learner) -> str:
    return learner.files[0]
