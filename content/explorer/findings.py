"""What a search comes to, as findings with their places and remedies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.explorer import rules
from content.explorer.desk import repeats
from content.explorer.layout import OUTSIDE
from content.explorer.places import Places
from content.explorer.sites import Key
from content.problem import Problem, Rule
from engine import conditions as c
from engine.mission import Mission
from engine.phase_config import ClientFeedback, SystemDesign, VideoCall

WALKED = ("promise", "spoke", "debrief")
"""Conditions that are asked at the end of seeded walks alone: of what they never came to as a whole
nothing is said."""


@dataclass(frozen=True)
class SideSeen:
    """One atom of a condition at its place, and on which sides it was seen."""

    key: Key
    words: str
    held: bool
    failed: bool


@dataclass(frozen=True)
class Seen:
    """Everything that the searches of a mission saw together."""

    reached: frozenset[Key]
    sides: tuple[SideSeen, ...]
    facts: frozenset[str]
    flags: frozenset[str]
    promises: frozenset[str]
    wholes: tuple[SideSeen, ...] = ()
    """Conditions of several parts, as a whole."""
    whole: bool = True
    """Whether every state was looked at, so that what was not seen cannot be."""
    dead_ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One sort of thing, and how much of it was reached."""

    what: str
    reached: int
    of: int


class Findings:
    """Compares what a mission declares with what was seen of it."""

    def __init__(self, mission: Mission, places: Places, seen: Seen) -> None:
        self._mission = mission
        self._places = places
        self._seen = seen

    def problems(self) -> Iterator[Problem]:
        """Everything that cannot happen, and every condition that never decides."""
        for rule, key, message in self._missing():
            yield self._problem(rule, key, message)
        yield from self._conditions()
        for stage in self._seen.dead_ends:
            message = f"Nothing can be done at '{stage}' in some state."
            yield self._problem(rules.DEAD_END, ("node", stage), message)
        for pair in self._mission.contradictions:
            if repeats(pair):
                message = (
                    f"'{pair.id}' can be found with several pairs, and moves a meter each time."
                )
                yield self._problem(rules.REPEATED, ("pair", pair.id), message)

    def rows(self) -> tuple[Row, ...]:
        """How much of each sort was reached."""
        rows = []
        for what, wanted in self._wanted().items():
            hit = sum(self._has(key) for key in wanted)
            rows.append(Row(what, hit, len(wanted)))
        sides = [side.held for side in self._seen.sides] + [s.failed for s in self._seen.sides]
        rows.append(Row("sides of conditions", sum(sides), len(sides)))
        return tuple(rows)

    def _problem(self, rule: Rule, key: Key, message: str) -> Problem:
        return Problem(rule.severity, rule.code, self._places.of(key), message, rule.remedy)

    def _has(self, key: Key) -> bool:
        match key:
            case ("fact", name):
                return name in self._seen.facts
            case ("flag", name):
                return name in self._seen.flags
            case ("promise", name):
                return name in self._seen.promises
            case ("late", name):
                return ("late", name) in self._seen.reached
        return key in self._seen.reached

    def _wanted(self) -> dict[str, list[Key]]:
        """Every part of the mission that should be reached, by its sort."""
        mission = self._mission
        options = [(mail.id, mail.options) for mail in mission.email_by_id.values()]
        options += [(one.id, one.options) for one in mission.exchange_by_id.values()]
        grid: list[Key] = [
            ("change", design.id, change.id)
            for design in mission.phases
            if isinstance(design, SystemDesign)
            for change in design.changes
        ]
        calls = [phase for phase in mission.phases if isinstance(phase, VideoCall)]
        told = ("kept", "broken", "unasked")
        feedback = any(isinstance(phase, ClientFeedback) for phase in mission.phases)
        endings: list[Key] = [("ending", call.id, "closing") for call in calls]
        endings += [("ending", call.id, "early") for call in calls if call.early_end]
        reactions: list[Key] = [
            ("reaction", one.id, side)
            for one in mission.requirements
            for side in told
            if feedback and (side != "unasked" or (one.unasked and one.facts))
        ]
        at_the_end = mission.deadline.late if mission.deadline else ()
        wanted: dict[str, list[Key]] = {
            "options": [("chose", node, option.id) for node, those in options for option in those],
            "lines": [("line", ref) for ref in mission.line_by_ref if not _spare(ref)],
            "mails": [("mail", mail) for mail in mission.email_by_id],
            "exchanges": [("exchange", exchange) for exchange in mission.exchange_by_id],
            "facts": [("fact", fact.id) for fact in mission.facts],
            "flags": [("flag", flag) for flag in mission.flags if flag not in at_the_end],
            "promises": [("promise", promise.id) for promise in mission.promises],
            "contradictions": [("pair", pair.id) for pair in mission.contradictions],
            "late letters": [("late", letter.id) for letter in mission.late],
            "changes of the grid": grid,
            "endings of calls": endings,
            "reactions": reactions,
        }
        return {what: keys for what, keys in wanted.items() if keys}

    def _missing(self) -> Iterator[tuple[Rule, Key, str]]:
        told: dict[str, tuple[Rule, str]] = {
            "options": (rules.NEVER_OFFERED, "The option '{1}' of '{0}' is never offered."),
            "lines": (rules.NEVER_SAID, "The line {0} is never said."),
            "mails": (rules.NEVER_COMES, "The mail '{0}' never comes."),
            "exchanges": (rules.NEVER_COMES, "The exchange '{0}' is never reached."),
            "facts": (rules.NEVER_FOUND, "The fact '{0}' is never found."),
            "flags": (rules.NEVER_RAISED, "The flag '{0}' is never raised."),
            "promises": (rules.NEVER_RAISED, "The promise '{0}' is never made."),
            "contradictions": (rules.NEVER_PAIRED, "Nobody can lay '{0}' side by side."),
            "late letters": (rules.NEVER_ASKED, "The letter '{0}' is never on offer."),
            "changes of the grid": (rules.NEVER_CHANGES, "The change '{1}' of '{0}' never comes."),
            "endings of calls": (rules.NEVER_ENDS_SO, "'{0}' never has the ending '{1}'."),
            "reactions": (rules.NEVER_TOLD, "What '{0}' says where it is {1} is never told."),
        }
        for what, keys in self._wanted().items():
            rule, words = told[what]
            for key in keys:
                if not self._has(key) and not self._follows(key):
                    sampled = not self._seen.whole or self._sampled(key)
                    yield rules.NOT_SEEN if sampled else rule, key, words.format(*key[1:])

    def _sampled(self, key: Key) -> bool:
        """Whether it hangs on designs and sheets, of which some alone were tried."""
        when = None
        if key[0] == "line":
            when = self._mission.line_by_ref[key[1]].when
        elif key[0] == "exchange":
            when = self._mission.exchange_by_id[key[1]].when
        leaves = c.atoms(when) if when is not None else ()
        return any(isinstance(leaf, OUTSIDE) for leaf in leaves)

    def _follows(self, key: Key) -> bool:
        """Whether something else that is told already keeps this from being reached."""
        if key[0] == "chose":
            return key[1] in self._mission.exchange_by_id and not self._has(("exchange", key[1]))
        if key[0] != "line":
            return False
        node, move, _ = key[1].split("/")
        exchange = self._mission.exchange_by_id.get(node)
        if exchange and not self._has(("exchange", node)):
            return True
        if move == "early_end":
            return not self._has(("ending", node, "early"))
        options = exchange.options if exchange else ()
        mail = self._mission.email_by_id.get(node)
        options = mail.options if mail else options
        return any(o.id == move for o in options) and not self._has(("chose", node, move))

    def _conditions(self) -> Iterator[Problem]:
        for side in self._deciding() if self._seen.whole else ():
            if side.held and side.failed:
                continue
            if not side.held and not side.failed:
                continue  # It is never come to, which is told where that was written.
            rule = rules.NEVER_FALSE if side.held else rules.NEVER_TRUE
            how = "always" if side.held else "never"
            where = " ".join((side.key[0], "/".join(side.key[1:])))
            yield self._problem(rule, side.key, f"'{side.words}' {how} holds at {where}.")

    def _deciding(self) -> Iterator[SideSeen]:
        """The parts of conditions, and conditions whose parts come and go, as a whole."""
        yield from self._seen.sides
        one_sided = {side.key for side in self._seen.sides if not (side.held and side.failed)}
        for whole in self._seen.wholes:
            told = whole.key in one_sided or whole.key[0] in WALKED
            if not told and (whole.held or whole.key[0] in ("best", "outcome")):
                yield whole


def _spare(ref: str) -> bool:
    """Whether a line is said only where an exchange has none of its own: it may stay unused."""
    return ref.split("/")[1] in ("default_silence", "default_floor")
