"""The scorecard in points of the mission: what each line earned and lost, to a tenth.

The lines of a phase add up to its points, and the phases to the score as it is kept; what
rounding leaves over goes to the lines that it took most from.
"""

from __future__ import annotations

from typing import Literal

from engine.frozen import Frozen
from engine.scoring import PhaseScore, Scorecard, ScoreLine, weight_of

RULE = "A required rule"
REQUIRED = {"board_decision": "What the sheet must do"}
"""What caps a phase's score, where it is not a rule of the design."""

LATE = "late"
"""The page of days beyond the deadline, which belong to no phase."""


class Entry(Frozen):
    """One line of the ledger: points that were earned, or points that were lost."""

    phase: str
    kind: Literal["fact", "decision", "rule", "criterion", "hint", "cap", "late"]
    ref: str
    title: str
    points: float
    """Above zero where earned, below zero where lost."""
    of: float
    """What the line could have earned."""
    reason: str = ""
    where: str = ""
    nodes: tuple[str, ...] = ()


class PhaseLedger(Frozen):
    """A phase's part of the mission's hundred points."""

    phase: str
    kind: str
    points: float
    of: float
    nth: int = 0
    """Which of several phases of its kind it is, from 1; 0 where there is one."""
    entries: tuple[Entry, ...]


def ledger(card: Scorecard) -> tuple[PhaseLedger, ...]:
    """Every point of a scorecard; phases without weight are left out."""
    weighted = [phase for phase in card.phases if phase.weight]
    kinds = {weight_of(phase.kind): phase.weight for phase in weighted}
    spread = sum(kinds.values())
    pages = []
    for phase in weighted:
        alike = sum(weight_of(other.kind) == weight_of(phase.kind) for other in weighted)
        page = _page(phase, 100 * phase.weight / spread / alike)
        same = [other.phase for other in card.phases if other.kind == phase.kind]
        nth = same.index(phase.phase) + 1 if len(same) > 1 else 0
        pages.append(page.model_copy(update={"nth": nth}))
    if card.late_cost:
        pages.append(_late_page(card))
    return tuple(pages)


def _late_page(card: Scorecard) -> PhaseLedger:
    """What the days beyond the deadline took, as a page of its own with one line."""
    days = "A day" if card.days_late == 1 else f"{card.days_late} days"
    entry = Entry(
        phase=LATE,
        kind="late",
        ref=LATE,
        title=f"{days} late",
        points=-float(card.late_cost),
        of=0,
        reason="Each whole day beyond what the client had costs three points.",
    )
    cost = -float(card.late_cost)
    return PhaseLedger(phase=LATE, kind=LATE, points=cost, of=0, entries=(entry,))


def _page(phase: PhaseScore, of: float) -> PhaseLedger:
    possible = sum(line.possible for line in phase.lines)
    scale = of / possible if possible else 0.0
    entries: list[Entry] = []
    for line in phase.lines:
        entries += _entries(line, scale, of)
    earned = sum(line.earned for line in phase.lines if line.kind != "hint")
    over = 100 * earned / possible - phase.cap if possible else 0.0
    if over > 0:
        entries.append(
            Entry(
                phase=phase.phase,
                kind="cap",
                ref="cap",
                title=f"{REQUIRED.get(phase.kind, RULE)} fails: no more than {phase.cap} of 100",
                points=-over * of / 100,
                of=0,
                reason=" ".join(phase.capped_by),
            )
        )
    total = round(phase.score * of / 100, 1)
    return PhaseLedger(
        phase=phase.phase,
        kind=phase.kind,
        points=total,
        of=round(of, 1),
        entries=_rounded(entries, total, round(of, 1)),
    )


def _entries(line: ScoreLine, scale: float, of: float) -> list[Entry]:
    def entry(points: float) -> Entry:
        return Entry(
            phase=line.phase,
            kind=line.kind,
            ref=line.ref,
            title=line.title,
            points=points,
            of=line.possible * scale,
            reason=line.reason,
            where=line.where,
            nodes=line.nodes,
        )

    if line.kind == "hint":
        return [entry(line.earned * of / 100)]
    earned, lost = line.earned * scale, (line.possible - line.earned) * scale
    return [entry(points) for points in (earned, -lost) if abs(points) > 1e-9]


def _rounded(entries: list[Entry], total: float, of: float) -> tuple[Entry, ...]:
    """The entries in tenths: gains add up to the total and the taken points, losses to the rest."""
    taken = sum(e.points for e in entries if e.kind in ("hint", "cap"))
    fixed = [e for e in entries if e.kind in ("hint", "cap")]
    gains = [e for e in entries if e.points > 0]
    losses = [e for e in entries if e.points <= 0 and e.kind not in ("hint", "cap")]
    floored = total == 0 and bool(fixed)
    gained = round(sum(e.points for e in gains) if floored else total - taken, 1)
    parts = _tenths([e.points for e in gains], gained)
    missed = _tenths([-e.points for e in losses], round(of - gained, 1))
    kept = _tenths([-e.points for e in fixed], round(gained - total, 1))
    by_entry = {id(e): p for e, p in zip(gains, parts, strict=True)}
    by_entry |= {id(e): -p for e, p in zip(losses, missed, strict=True)}
    by_entry |= {id(e): -p for e, p in zip(fixed, kept, strict=True)}
    rounded = [
        e.model_copy(update={"points": by_entry[id(e)], "of": round(e.of, 1)}) for e in entries
    ]
    return tuple(e for e in rounded if e.points)


def _tenths(parts: list[float], total: float) -> list[float]:
    """The parts in tenths, by largest remainders, so that they add up to the total."""
    tenths = [int(part * 10 + 1e-9) for part in parts]
    order = sorted(range(len(parts)), key=lambda n: tenths[n] - parts[n] * 10)
    short = round(total * 10) - sum(tenths)
    for place in range(max(0, short) if order else 0):
        tenths[order[place % len(order)]] += 1
    while short < 0 and any(tenths):
        for place in reversed(order):
            if short < 0 < tenths[place]:
                tenths[place] -= 1
                short += 1
    return [tenth / 10 for tenth in tenths]
