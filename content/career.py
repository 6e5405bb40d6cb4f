"""What a player carries from mission to mission, by the rules of the database's referee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from content.script import Start
from engine.frozen import Frozen
from engine.mission import Mission, MissionCard
from engine.results import card_experience, result_of
from engine.state import State
from engine.unlocks import BadTree, Facts, door, holds, level_of
from engine.values import PlayerThen, PromiseState, PromisesThen, Tally


class Best(Frozen):
    """What the best playthrough of a mission has given."""

    mission: str
    score: int
    xp: int = 0
    skills: Tally = ()


class Career(Frozen):
    """A player between missions."""

    best: tuple[Best, ...] = ()
    xp: int = 0
    skills: Tally = ()
    flags: tuple[str, ...] = ()
    energy: int = 70
    trust: Tally = ()
    """Client to opening trust, where it is not 50."""
    promises: PromisesThen = ()
    unlocked: tuple[str, ...] = ()
    """Missions whose door is open, or that are done, once the doors were tried."""

    @property
    def level(self) -> int:
        """The level that the experience gives."""
        return level_of(self.xp)

    @property
    def completed(self) -> Tally:
        """Best scores by mission."""
        return tuple((best.mission, best.score) for best in self.best)

    @property
    def facts(self) -> Facts:
        """What of the player decides about doors."""
        return Facts(
            completed=self.completed,
            level=self.level,
            skills=self.skills,
            flags=self.flags,
            energy=self.energy,
        )

    def player(self, name: str) -> PlayerThen:
        """The player as a mission begins."""
        return PlayerThen(
            name=name,
            flags=self.flags,
            trust=self.trust,
            skills=self.skills,
            energy=self.energy,
            promises=self.promises,
        )

    def with_doors(self, cards: Iterable[MissionCard]) -> Career:
        """The same with the doors that stand open now."""
        done = {best.mission for best in self.best}
        opened = tuple(c.slug for c in cards if c.slug in done or is_open(c, self.facts))
        return self.model_copy(update={"unlocked": opened})


def is_open(card: MissionCard, facts: Facts) -> bool:
    """Whether a mission's door stands open."""
    try:
        return holds(door(card.prerequisites, card.unlock_conditions), facts)
    except BadTree:
        return False


def begun(start: Start, cards: Iterable[MissionCard] = ()) -> Career:
    """The player whom a script describes.

    What was completed has given its experience, where the missions are known; skills are as
    the script says. Trust may be given under a client's short name.
    """
    known = {card.slug: card for card in cards}
    names = {card.client_short.casefold(): card.client for card in known.values()}
    best = tuple(
        Best(mission=slug, score=score, xp=_experience(known.get(slug), score))
        for slug, score in start.completed
    )
    trust = {names.get(name.casefold(), name): value for name, value in start.trust}
    return Career(
        best=best,
        xp=sum(one.xp for one in best),
        skills=tuple(sorted(start.skills)),
        flags=tuple(sorted(start.flags)),
        energy=start.energy,
        trust=tuple(sorted(trust.items())),
        promises=tuple(sorted(start.promises)),
    )


def _experience(card: MissionCard | None, score: int) -> int:
    return card_experience(card, score) if card and card.act > 0 else 0


def after(career: Career, mission: Mission, state: State) -> Career:
    """The player after a playthrough: a better score gives what it earns beyond the best before,
    and the first completion alone is remembered."""
    if state.status != "completed":
        return career
    result = result_of(mission, state)
    earned = Best(
        mission=mission.slug,
        score=result["score"],
        xp=result["xp"],
        skills=tuple(result["skills"].items()),
    )
    before = next((best for best in career.best if best.mission == mission.slug), None)
    change: dict[str, Any] = {}
    if before is None or earned.score > before.score:
        change = _growth(career, earned, before)
    if before is None:
        change |= _memory(career, mission, result)
    return career.model_copy(update=change)


def _growth(career: Career, earned: Best, before: Best | None) -> dict[str, Any]:
    had = dict(before.skills) if before else {}
    skills = dict(career.skills)
    for name, points in earned.skills:
        skills[name] = skills.get(name, 0) + points - had.get(name, 0)
    others = tuple(best for best in career.best if best.mission != earned.mission)
    return {
        "best": (*others, earned),
        "xp": career.xp + earned.xp - (before.xp if before else 0),
        "skills": tuple(sorted(skills.items())),
    }


def _memory(career: Career, mission: Mission, result: dict[str, Any]) -> dict[str, Any]:
    promises: dict[str, PromiseState] = {
        made["promise"]: made["state"] for made in result["promises"]
    } | dict(career.promises)
    for one in result["settled"]:
        if promises.get(one["promise"]) == "open":
            promises[one["promise"]] = one["state"]
    return {
        "flags": tuple(sorted({*career.flags, *result["flags"]})),
        "trust": tuple(sorted({**dict(career.trust), **result["trust"]}.items())),
        "energy": result["energy"],
        "promises": tuple(sorted(promises.items())),
    }
