"""What commands print for machines. `docs/schemas` holds the JSON Schema of each; shapes only
ever gain keys."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from content.reporting.handed_in import Export
from content.reporting.shapes import Report
from tui.lint_shapes import Fault, Lint, LintRules
from tui.run_shapes import Runs
from tui.shape import Shape


class BoardLine(Shape):
    """One mission as a player has it."""

    code: str
    slug: str
    title: str
    status: Literal["locked", "open", "in_progress", "completed"]
    playable: bool
    """False where the mission is announced and not written yet, or played elsewhere."""
    elsewhere: bool
    """Whether another front end has filed it, and plays it."""
    score: int | None
    first_score: int | None
    handed_in: bool
    """Whether a playthrough of it is over and waits for its grade."""
    wants: list[str]
    """What its door still wants, in words."""


class Board(Shape):
    """`scopecreep missions --json`."""

    player: str
    missions: list[BoardLine]


class BotRow(Shape):
    """One bot at one mission."""

    mission: str
    policy: str
    runs: int
    median: float
    p10: float
    p90: float
    share_passing: float
    """Share of the runs that come to 60 or more."""


class BotBreach(Shape):
    """A rule of bots that a mission breaks."""

    mission: str
    policy: str
    says: str
    code: str
    """The rule's; `scopecreep lint --explain CODE` tells more."""
    remedy: str


class GridBreach(Shape):
    """A design that should win or lose on a grid, and did not."""

    mission: str
    phase: str = ""
    design: str = ""
    load: str = ""
    says: str
    code: str
    remedy: str


class BotLeak(Shape):
    """With `--nodes`: what following a cue does at one node."""

    mission: str
    node: str
    policy: str
    picks: str
    """The answer that it picks most often."""
    best_share: float
    """How often that is the best move."""
    chance_share: float
    """How often any answer would be."""
    points: float
    """Points of the mission's score that it gains over chance."""


class Bots(Shape):
    """`scopecreep bots --json`."""

    rows: list[BotRow]
    breaches: list[BotBreach] = []
    grids: list[GridBreach] = []
    """Not looked at with `--policy`."""
    nodes: list[BotLeak] = []


class ExploredRow(Shape):
    """One sort of thing in a mission, and how much of it can be reached."""

    what: str
    reached: int
    of: int


class ExploredPhase(Shape):
    """The least and the most that a phase was seen to score."""

    phase: str
    lowest: int
    highest: int


class ExploredMission(Shape):
    """One mission, searched."""

    mission: str
    states: int
    moves: int
    walks: int
    seconds: float
    bounds: list[str]
    """What was left out, in words."""
    reached: list[ExploredRow]
    findings: list[Fault]
    lowest: int | None
    """The least that a playthrough was found to score; null where scores were not looked for."""
    highest: int | None
    phases: list[ExploredPhase]
    grades: list[str]
    """The grades for which a playthrough was found."""


class CampaignMission(Shape):
    """One mission of a campaign, and the shortest way to it."""

    mission: str
    opens: bool
    way: list[str]


class CampaignRun(Shape):
    """One sort of player, sent through the whole campaign."""

    player: str
    finished: int
    of: int
    replays: int
    """Missions that had to be played again, for more."""
    says: str


class CampaignExplored(Shape):
    """The doors between the missions."""

    missions: list[CampaignMission]
    runs: list[CampaignRun]
    bounds: list[str]
    findings: list[Fault]


class Explore(Shape):
    """`scopecreep explore --json`."""

    missions: list[ExploredMission]
    campaign: CampaignExplored | None = None


class TakenOver(Shape):
    """What became of one playthrough that was under way on older content."""

    mission: str
    player: str
    playthrough: str
    status: Literal["migrated", "kept", "failed"]
    now: str | None
    """The playthrough that follows it, where it was taken over."""
    reason: str
    """Why it was not: what is refused on the newest content, or what is broken."""


class Publication(Shape):
    """`scopecreep publish --json`."""

    pack: str
    version: str
    revision: int | None
    """Null where this pack was published last and nothing is changed."""
    changed: list[str]
    """Missions whose content has new versions."""
    playthroughs: list[TakenOver]
    """With `--migrate`: all that waited."""
    waiting: int
    """Playthroughs that wait to be taken over."""


class DatabaseStatus(Shape):
    """`scopecreep db status --json`."""

    embedded: bool
    schema_version: str | None
    """The newest migration it has had; null where nothing is laid out."""
    current: bool
    """Whether it is this release's."""
    changed_elsewhere: int | None = None
    """How often another program wrote into what the game keeps; null where that is not known."""


class DatabaseUpgrade(Shape):
    """`scopecreep db upgrade --json`."""

    before: str | None
    """The newest migration that it had; null where nothing was laid out."""
    schema_version: str
    changed: bool
    """False where it was this release's already."""
    backup: str | None
    """Where the embedded database of before is kept."""


class DatabaseBackup(Shape):
    """`scopecreep db backup --json`."""

    file: str
    size: int
    """In bytes."""
    schema_version: str


class DatabaseRestore(Shape):
    """`scopecreep db restore --json`."""

    file: str
    came_with: str
    """The newest migration that the backup had."""
    schema_version: str


class Finding(Shape):
    """One thing that `doctor` looked at."""

    mark: Literal["good", "doubt", "bad"]
    name: str
    told: str


class Doctor(Shape):
    """`scopecreep doctor --json`."""

    findings: list[Finding]


class DesignFigures(Shape):
    """What a design does under its load."""

    offered_rps: float
    goodput_rps: float
    error_share: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    availability: float
    monthly_cost: float


class DesignNode(Shape):
    """One component under the load."""

    id: str
    kind: str
    label: str
    rate_rps: float
    capacity_rps: float
    utilisation: float
    """Load over capacity; above 1 it cannot keep up."""
    p95_ms: float
    error_share: float
    monthly_cost: float
    state: Literal["idle", "busy", "near", "saturated"]


class DesignProblem(Shape):
    """What keeps requests from being served, or a mission from taking the design."""

    message: str
    nodes: list[str]


class DesignRule(Shape):
    """What one rule says."""

    id: str
    kind: str
    score: float
    weight: float
    required: bool
    met: bool
    says: str
    nodes: list[str]


class DesignReport(Shape):
    """`scopecreep design --json`."""

    file: str
    mission: str | None
    load_rps: float
    figures: DesignFigures
    nodes: list[DesignNode]
    problems: list[DesignProblem]
    rules: list[DesignRule]
    score: int | None
    """Out of 100; null where nothing is asked of the design."""


OUTPUTS: dict[str, type[BaseModel]] = {
    "run": Runs,
    "missions": Board,
    "bots": Bots,
    "explore": Explore,
    "lint": Lint,
    "lint-rules": LintRules,
    "publish": Publication,
    "db-status": DatabaseStatus,
    "db-upgrade": DatabaseUpgrade,
    "db-backup": DatabaseBackup,
    "db-restore": DatabaseRestore,
    "doctor": Doctor,
    "design": DesignReport,
    "export": Export,
    "report": Report,
}
"""By the name of the schema file in `docs/schemas`."""
