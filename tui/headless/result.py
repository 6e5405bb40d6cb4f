"""What a headless run comes to, as data and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from math import isfinite

from content.expectations import Failure
from engine.debrief import submitted_design
from engine.log import Row, log_hash
from engine.mission import Mission
from engine.phases.system_design import figures
from engine.scoring import score_mission
from engine.state import State
from tui.run_shapes import Run

METRICS = (
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "offered_rps",
    "goodput_rps",
    "error_share",
    "availability",
    "monthly_cost",
)


@dataclass(frozen=True)
class Result:
    """One script, played one way."""

    script: str
    mission: str
    through: str
    seed: int
    status: str
    score: int
    grade: str
    phases: dict[str, int]
    facts: tuple[str, ...]
    flags: tuple[str, ...]
    metrics: dict[str, float]
    actions: int
    log_hash: str
    failures: tuple[Failure, ...]
    skipped: str = ""
    """Why it was not played this way; empty where it was."""
    notes: tuple[str, ...] = ()
    """What a reader should know beside the failures: steps that had nothing to look at."""
    name: str = ""
    """The script's name, with what its matrix varies."""
    size: tuple[int, int] | None = None
    theme: str = ""
    crashed: bool = False
    """Whether the game failed, rather than an expectation."""
    parts: tuple[Result, ...] = ()
    """Of a script of several missions, the results of those that were played."""
    seconds: float = field(default=0.0, compare=False)
    rows: tuple[Row, ...] = field(default=(), compare=False, repr=False)

    @property
    def passed(self) -> bool:
        """Whether nothing failed; what was skipped did not."""
        return not self.failures


def result_of(
    script: str,
    through: str,
    mission: Mission,
    state: State,
    rows: list[Row],
    failures: list[Failure],
    *,
    skipped: str = "",
    notes: Sequence[str] = (),
    seconds: float = 0.0,
) -> Result:
    """The result of a run that stands at this state."""
    card = score_mission(mission, state)
    design = submitted_design(mission, state)
    measured = figures(mission, *design) if design else None
    return Result(
        script=script,
        mission=mission.slug,
        through=through,
        seed=state.shared.seed,
        status=state.status,
        score=card.score,
        grade=card.grade,
        phases=dict(card.phase_tally),
        facts=tuple(found.fact for found in state.shared.facts),
        flags=state.shared.flags,
        metrics={name: round(getattr(measured, name), 6) for name in METRICS} if measured else {},
        actions=len(rows) - 1,
        log_hash=log_hash(rows),
        failures=tuple(failures),
        skipped=skipped,
        notes=tuple(notes),
        seconds=seconds,
        rows=tuple(rows),
    )


def result_of_parts(script: str, parts: Sequence[Result]) -> Result:
    """The result of missions in a row: as the last stands, with what failed in all of them."""
    last = parts[-1]
    rows = tuple(row for part in parts for row in part.rows)
    hashes = "".join(part.log_hash for part in parts)
    return replace(
        last,
        script=script,
        actions=sum(part.actions for part in parts),
        log_hash=sha256(hashes.encode()).hexdigest(),
        failures=tuple(failure for part in parts for failure in part.failures),
        notes=tuple(note for part in parts for note in part.notes),
        parts=tuple(parts),
        seconds=sum(part.seconds for part in parts),
        rows=rows,
    )


def failure_lines(result: Result) -> list[str]:
    """Each failure in one line: script, line, step, what was expected and what was found."""
    return [str(failure) for failure in result.failures]


def as_run(result: Result) -> Run:
    """The stable machine form of a result."""
    kept = {name: getattr(result, name) for name in Run.model_fields}
    kept["size"] = f"{result.size[0]}x{result.size[1]}" if result.size else None
    kept["theme"] = result.theme or None
    kept["parts"] = [as_run(part) for part in result.parts]
    kept["failures"] = [asdict(failure) for failure in result.failures]
    kept["metrics"] = {
        name: value if isfinite(value) else None for name, value in result.metrics.items()
    }
    return Run.model_validate(kept)
