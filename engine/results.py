"""What a finished playthrough leaves behind: score, experience, skills, flags, trust, promises."""

from __future__ import annotations

from typing import Any

from engine.mission import Mission, MissionCard
from engine.promises import promise_lines, settled
from engine.scoring import score_mission
from engine.shared import OPENING_TRUST
from engine.state import State
from engine.values import tally

XP_FACTOR = {"beginner": 1.0, "intermediate": 1.5, "advanced": 2.0}
"""Experience a point of score is worth (CAMPAIGN, growth)."""
FULL_SKILLS_FROM, FIRST_PLUS_FROM, ALL_PLUS_FROM = 60, 80, 95


def skill_points(mission: Mission, score: int) -> dict[str, int]:
    """Skill points for a score: as listed from 60, halved below; one more from 80 and 95."""
    return card_skills(mission.card, score)


def card_skills(card: MissionCard, score: int) -> dict[str, int]:
    """The skill points that a mission's card promises for a score."""
    points: dict[str, int] = {}
    for number, skill in enumerate(card.skills):
        earned = skill.value if score >= FULL_SKILLS_FROM else skill.value // 2
        if score >= ALL_PLUS_FROM or (number == 0 and score >= FIRST_PLUS_FROM):
            earned += 1
        points[skill.name] = earned
    return points


def experience(mission: Mission, score: int) -> int:
    """Experience for a score."""
    return card_experience(mission.card, score)


def card_experience(card: MissionCard, score: int) -> int:
    """The experience that a mission's card promises for a score."""
    return round(score * XP_FACTOR[card.difficulty])


def carried_trust(state: State, client: str) -> int:
    """The client's opening trust next time: half of any gain or loss carries over."""
    opening = tally(state.shared.player.trust, client, OPENING_TRUST)
    return opening + (state.shared.trust - opening) // 2


def result_of(mission: Mission, state: State) -> dict[str, Any]:
    """What the referee writes, as JSON.

    A mission that is not scored leaves nothing but its completion behind.
    """
    card = score_mission(mission, state)
    score = card.score if mission.scored else 0
    skills = skill_points(mission, score) if mission.scored else {}
    return {
        "score": score,
        "phases": dict(card.phase_tally),
        "xp": experience(mission, score) if mission.scored else 0,
        "skills": skills,
        "flags": list(state.shared.flags),
        "trust": {mission.card.client: carried_trust(state, mission.card.client)},
        "energy": state.shared.energy,
        "promises": [
            {
                "promise": line.promise.id,
                "wording": line.promise.wording,
                "made_to": _name(mission, line.promise.to),
                "witness": _name(mission, line.promise.witness),
                "due": line.promise.due,
                "state": line.state,
            }
            for line in promise_lines(mission, state)
        ],
        "settled": [one.model_dump(mode="json") for one in settled(mission, state)],
    }


def _name(mission: Mission, person: str) -> str:
    """A person's whole name, as a ledger across missions shows it."""
    known = mission.person_by_id.get(person)
    return known.name if known else person
