"""What of an expectation a playthrough does not meet, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from content.career import Career
from content.expected import Bounds, Expectation, Line
from content.known_names import nearest, unknown
from engine.actions import Reply, Say
from engine.board.standing import OnSheet
from engine.clock import QUARTER_DAYS
from engine.debrief import requirement_verdicts, submitted_design
from engine.design.figures import NUMBERS
from engine.frozen import Frozen
from engine.game import legal_actions
from engine.ledger import ledger
from engine.mail import Email
from engine.mission import Mission
from engine.phases.changes import design_config
from engine.phases.system_design import budget_of, figures
from engine.promises import promise_lines, settled
from engine.scoring import Scorecard, grade_of, score_mission
from engine.sheet_change import submitted_sheet
from engine.state import State
from engine.values import PromiseState, tally


class View:
    """What expectations may ask of a playthrough, worked out once."""

    def __init__(self, mission: Mission, state: State, career: Career | None = None) -> None:
        self.mission = mission
        self.state = state
        self.career = career

    @cached_property
    def card(self) -> Scorecard:
        """The scorecard as it stands."""
        return score_mission(self.mission, self.state)

    @property
    def score(self) -> int:
        return self.card.score if self.state.score is None else self.state.score

    @property
    def grade(self) -> str:
        return self.card.grade

    @property
    def phase(self) -> str:
        present = self.state.present
        return present.phase if present else ""

    def number(self, meter: str) -> float:
        shared = self.state.shared
        if meter == "days":
            return shared.ticks / QUARTER_DAYS
        if meter == "budget":
            begun = submitted_design(self.mission, self.state)
            if begun:
                return budget_of(begun[0], shared)
            first = self.mission.design_phase
            if first is None:
                return shared.budget
            return budget_of(design_config(self.mission, first.id, shared), shared)
        return shared.meter(meter)

    def names(self, field: str) -> Iterable[str]:
        shared = self.state.shared
        sets: dict[str, Callable[[], Iterable[str]]] = {
            "facts": lambda: shared.known,
            "flags": lambda: (*shared.flags, *shared.player.flags),
            "promises": lambda: (made.promise for made in shared.promises),
            "opened": lambda: shared.opened,
            "arrived": lambda: shared.arrived,
            "unread": lambda: (mail for mail in shared.arrived if not shared.has_opened(mail)),
            "unlocks": lambda: self.career.unlocked if self.career else (),
            "offers": self._offers,
            "changes": lambda: (changed.change for changed in shared.changes),
            "requirements": self._kept,
            "constraints": self._constraints,
            "entered": lambda: self.on.entered if self.on else (),
            "kept_promises": lambda: self._promises("kept"),
            "broken_promises": lambda: self._promises("broken"),
        }
        return sets[field]()

    def _offers(self) -> Iterator[str]:
        for action in legal_actions(self.mission, self.state):
            if isinstance(action, Reply | Say):
                yield action.option

    def _kept(self) -> Iterator[str]:
        for verdict in requirement_verdicts(self.mission, self.state):
            if verdict.kept:
                yield verdict.requirement.id

    @cached_property
    def on(self) -> OnSheet | None:
        """The decision sheet as it stands, if a mission has come to one."""
        found = submitted_sheet(self.mission, self.state)
        return OnSheet(found[0].sheet, found[1], self.state.shared) if found else None

    def _constraints(self) -> Iterator[str]:
        for constraint in self.on.board.constraints if self.on else ():
            if self.on and constraint.holds.holds(self.on):
                yield constraint.id

    def _promises(self, wanted: PromiseState) -> Iterator[str]:
        for line in promise_lines(self.mission, self.state):
            if line.state == wanted:
                yield line.promise.id
        if self.state.status == "completed":
            for one in settled(self.mission, self.state):
                if one.state == wanted:
                    yield one.promise

    def threads(self) -> dict[str, list[str]]:
        """The mails that have come, by the one that began their thread."""
        found: dict[str, list[str]] = {}
        for mail in self.state.shared.arrived:
            found.setdefault(_root(self.mission, self.mission.email_by_id[mail]), []).append(mail)
        return found

    def last_words(self, person: str) -> str:
        """What somebody said or wrote last; empty where nobody has heard of them."""
        for played in reversed(self.state.shared.transcript):
            words = self.mission.texts.get(played.ref)
            if words is not None and words.who == person:
                return words.say or words.silence
        return ""

    def people(self) -> dict[str, float]:
        """Trust by person: the client's, less what each holds back."""
        shared = self.state.shared
        return {
            person.id: shared.trust - tally(shared.reserve, person.id)
            for person in self.mission.people
        }

    def metrics(self) -> dict[str, Any]:
        design = submitted_design(self.mission, self.state)
        if design is None:
            return {}
        found = figures(self.mission, *design)
        return {name: getattr(found, name) for name in NUMBERS}


_SETS = (
    "facts",
    "flags",
    "promises",
    "kept_promises",
    "broken_promises",
    "opened",
    "arrived",
    "unread",
    "requirements",
    "offers",
    "changes",
    "constraints",
    "entered",
)
_METERS = ("trust", "budget", "days", "energy")


def unmet(expectation: Expectation, view: View) -> Iterator[tuple[str, str]]:
    yield from _standing(expectation, view)
    if expectation.score is not None:
        yield from _number("score", expectation.score, view.score)
    phases = view.card.phases if expectation.phases else ()
    scores = {phase.phase: phase.score for phase in phases}
    for name, bounds in expectation.phases:
        yield from _named_number(f"phases.{name}", bounds, scores, name)
    for meter in _METERS:
        wanted: Bounds | None = getattr(expectation, meter)
        if wanted is not None:
            yield from _number(meter, wanted, view.number(meter))
    for name, bounds in expectation.trust_of:
        yield from _named_number(f"trust_of.{name}", bounds, view.people(), name)
    for field in _SETS:
        yield from _members(expectation, view, field)
    if expectation.ledger or expectation.scorecard:
        yield from _lines(expectation, view)
    yield from _words(expectation, view)
    if expectation.of_career:
        yield from _career(expectation, view)
    if expectation.figures:
        numbers = dict(view.on.numbers) if view.on else {}
        for name, bounds in expectation.figures:
            yield from _named_number(f"figures.{name}", bounds, numbers, name)
    if expectation.metrics:
        figures_now = view.metrics()
        for name, bounds in expectation.metrics:
            yield from _named_number(f"metrics.{name}", bounds, figures_now, name)


def _standing(expectation: Expectation, view: View) -> Iterator[tuple[str, str]]:
    if expectation.status is not None and expectation.status != view.state.status:
        yield f"status {expectation.status}", view.state.status
    if expectation.phase is not None and expectation.phase != view.phase:
        yield f"phase {expectation.phase}", view.phase or "none"
    if expectation.grade is not None and expectation.grade != view.grade:
        yield f"grade {expectation.grade}", view.grade


def _lines(expectation: Expectation, view: View) -> Iterator[tuple[str, str]]:
    """The lines of the ledger and of the scorecard that are missing."""
    entries = [entry for page in ledger(view.card) for entry in page.entries]
    for due in expectation.ledger:
        wanted = (("points", due.points),)
        if not any(_fits(entry, due, wanted) for entry in entries):
            found = [f"{_words_of(entry)}, {entry.points:g} points" for entry in entries]
            yield f"ledger with {_words_of(due)}{_asks(wanted)}", "; ".join(found) or "none"
    scored = [line for phase in view.card.phases for line in phase.lines]
    for line in expectation.scorecard:
        asked = (("earned", line.earned), ("possible", line.of))
        if not any(_fits(entry, line, asked) for entry in scored):
            found = [f"{_words_of(e)}, {e.earned:g} of {e.possible:g}" for e in scored]
            yield f"scorecard with {_words_of(line)}{_asks(asked)}", "; ".join(found) or "none"


def _fits(entry: Frozen, wanted: Line, numbers: Iterable[tuple[str, Bounds | None]]) -> bool:
    same = all(getattr(entry, name) == value for name, value in wanted.named.items())
    return same and all(
        bounds is None or bounds.allow(round(getattr(entry, name), 6)) for name, bounds in numbers
    )


def _asks(numbers: Iterable[tuple[str, Bounds | None]]) -> str:
    return "".join(f", {name} {bounds}" for name, bounds in numbers if bounds is not None)


def _words_of(line: Any) -> str:
    """A line by its phase, its kind and what it is about."""
    about = line.about if isinstance(line, Line) else line.ref
    parts = (line.phase, getattr(line, "kind", None), about)
    return " ".join(part for part in parts if part) or "any line"


def _words(expectation: Expectation, view: View) -> Iterator[tuple[str, str]]:
    """Threads, grades by phase, and what was said last."""
    threads = view.threads() if expectation.threads else {}
    for root, mails in expectation.threads:
        if threads.get(root, []) != list(mails):
            found = ", ".join(threads.get(root, [])) or "nothing has come"
            yield f"the thread {root} to be {', '.join(mails)}", found
    scored = view.card.phases if expectation.grades else ()
    grades = {phase.phase: grade_of(phase.score) for phase in scored if phase.weight}
    for phase, grade in expectation.grades:
        if grades.get(phase) != grade:
            known = ", ".join(f"{name} {found}" for name, found in grades.items())
            yield (
                f"grades.{phase} {grade}",
                grades.get(phase) or f"none; there is {known or 'none'}",
            )
    for person, words in expectation.said:
        last = view.last_words(person)
        if words not in last:
            yield f"{person} to have said {words!r} last", repr(last) if last else "nothing"


def _career(expectation: Expectation, view: View) -> Iterator[tuple[str, str]]:
    """What the player has from mission to mission."""
    career = view.career
    if career is None:
        yield "what is carried from mission to mission", "that is not known here"
        return
    numbers = {"level": career.level, "xp": career.xp}
    for name, number in numbers.items():
        wanted: Bounds | None = getattr(expectation, name)
        if wanted is not None:
            yield from _number(name, wanted, number)
    tallies = {
        "skills": career.skills,
        "completed": career.completed,
        "carried_trust": career.trust,
    }
    for field, pairs in tallies.items():
        for key, bounds in getattr(expectation, field):
            yield from _named_number(f"{field}.{key}", bounds, dict(pairs), key)
    promises = dict(career.promises)
    for promise, stands in expectation.carried_promises:
        if promises.get(promise) != stands:
            yield f"the promise {promise} {stands}", promises.get(promise, "never made")
    yield from _members(expectation, view, "unlocks")


def _root(mission: Mission, mail: Email) -> str:
    """The mail that began a mail's thread."""
    seen: set[str] = set()
    while mail.thread and mail.thread in mission.email_by_id and mail.id not in seen:
        seen.add(mail.id)
        mail = mission.email_by_id[mail.thread]
    return mail.id


def _number(name: str, bounds: Bounds, value: float) -> Iterator[tuple[str, str]]:
    if not bounds.allow(value):
        yield f"{name} {bounds}", f"{value:g}"


def _named_number(
    name: str, bounds: Bounds, values: dict[str, Any], key: str
) -> Iterator[tuple[str, str]]:
    value = values.get(key)
    if not isinstance(value, int | float):
        known = sorted(k for k, v in values.items() if isinstance(v, int | float))
        yield f"{name} {bounds}", f"none; there is {', '.join(known) or 'no figure'}"
        return
    yield from _number(name, bounds, value)


def _members(expectation: Expectation, view: View, field: str) -> Iterator[tuple[str, str]]:
    wanted: tuple[str, ...] = getattr(expectation, field)
    unwanted: tuple[str, ...] = getattr(expectation, f"not_{field}")
    if not wanted and not unwanted:
        return
    present = set(view.names(field))
    found = ", ".join(sorted(present)) or "none"
    for name in wanted:
        if name not in present:
            told = _nowhere(view, field, name)
            yield f"{field} to hold {name}", f"{found}; {told}" if told else found
    for name in unwanted:
        if name in present:
            yield f"{field} not to hold {name}", found
        elif told := _nowhere(view, field, name):
            yield f"{field} to know {name}", told


def _nowhere(view: View, field: str, name: str) -> str:
    """That nothing has a name, and which name it may be meant to be; '' where something has it."""
    if not unknown(view.mission, view.state, field, name):
        return ""
    near = nearest(view.mission, view.state, field, name)
    meant = f"; did you mean '{near}'?" if near else ""
    return f"nothing in this mission is called '{name}'{meant}"
