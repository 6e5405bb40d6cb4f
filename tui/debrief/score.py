"""Beside the ledger: the mark, what more it takes, what was learnt, which doors it opens."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from engine.ledger import PhaseLedger
from engine.mission import Mission
from engine.scoring import GRADES, Scorecard, grade_of
from engine.unlocks import level_of
from tui.call.monogram import monogram
from tui.debrief.ledger_page import losses
from tui.debrief.lines import (
    FIGURES,
    SECONDARY,
    TERTIARY,
    Part,
    first_sentence,
    paragraph,
    points,
    rule,
    spread,
    wrap,
)
from tui.debrief.standing import Door, Standing, to_next_level
from tui.widgets.entries import Entry, Lines

PASSED_AT = 60
SKILL_ROOM = 8
PROVISIONAL = (
    "Provisional: it is handed in, and your class server grades it. Score, experience and doors "
    "are yours then."
)
MOST_STEPS = 4
"""Losses that are named at most on the way to the next grade."""


def mark_line(card: Scorecard, standing: Standing) -> Content:
    """The mark in one line, for 80 columns."""
    parts: list[str | Part] = [
        (f"{card.score}", "bold $accent"),
        (" of 100, grade ", SECONDARY),
        (card.grade, "bold $accent"),
    ]
    for name, value in (("first", standing.first), ("best", standing.best)):
        if value is not None:
            parts += [(f"   {name} ", SECONDARY), (f"{value}", "bold")]
    following = next_mark(card.score)
    if following:
        parts.append((f"   {grade_of(following)} needs {following - card.score} more", TERTIARY))
    return Content.assemble(*parts)


def provisional_lines(standing: Standing, width: int) -> list[Content]:
    """That the score is not the player's yet, where the server grades and has not."""
    return paragraph(PROVISIONAL, width, "$warning") if standing.provisional else []


def next_mark(score: int) -> int | None:
    """The least score of the next better grade."""
    better = [least for least, _ in GRADES if least > score]
    return min(better) if better else None


def mark_entries(card: Scorecard, standing: Standing) -> tuple[Entry, ...]:
    """The score drawn large, its grade, and the scores that are kept."""
    return (Entry("", lambda width: (*_mark(card, standing), *_below(standing, width)), gap=0),)


def _mark(card: Scorecard, standing: Standing) -> Lines:
    drawn = zip(monogram(str(card.score)), monogram(card.grade), strict=True)
    grade = "$success" if card.score >= PASSED_AT else "$error"
    rows = [Content("")]
    rows += [
        Content.assemble("   ", (mark, "bold $accent"), "    ", (letter, f"bold {grade}"))
        for mark, letter in drawn
    ]
    wide = len(monogram(str(card.score))[0])
    rows.append(Content.styled(f"   {'of 100':<{wide + 4}}grade", SECONDARY))
    rows.append(Content(""))
    passed = "passed" if card.score >= PASSED_AT else "not passed"
    kept = [
        part
        for name, value in (("first ", standing.first), ("best ", standing.best))
        if value is not None
        for part in ((name, SECONDARY), (f"{value}   ", "bold"))
    ]
    rows.append(Content.assemble("   ", (f"{passed} at {PASSED_AT}   ", TERTIARY), *kept))
    return tuple(rows)


def _below(standing: Standing, width: int) -> Lines:
    told = provisional_lines(standing, width - 3)
    return (Content(""), *(Content.assemble("   ", line) for line in told)) if told else ()


def next_entries(card: Scorecard, pages: tuple[PhaseLedger, ...]) -> tuple[Entry, ...]:
    """What the next grade takes: the fewest losses that make up for it."""
    return (Entry("", lambda width: _next(card, pages, width), gap=0),)


def _next(card: Scorecard, pages: tuple[PhaseLedger, ...], width: int) -> Lines:
    following = next_mark(card.score)
    if following is None:
        return tuple(paragraph("There is no grade above this one.", width, SECONDARY))
    short = float(following - card.score)
    head = Content.assemble(
        (f"{grade_of(following)} ", "bold"),
        (f"from {following}: {short:g} more. The shortest way:", SECONDARY),
    )
    rows = [head]
    for number, entry in enumerate(losses(pages)):
        if short <= 0:
            break
        if number == MOST_STEPS:
            rows.append(Content.styled(" " * (FIGURES + 1) + "and more of the like", TERTIARY))
            break
        gain = f"+{points(-entry.points)}"
        lines = wrap(first_sentence(entry.title), width - FIGURES - 1)
        rows.append(Content.assemble((gain.rjust(FIGURES), "$accent"), " ", (lines[0], SECONDARY)))
        rows += [Content.styled(" " * (FIGURES + 1) + more, SECONDARY) for more in lines[1:]]
        short += entry.points
    return tuple(rows)


def learnt_entries(mission: Mission, card: Scorecard, standing: Standing) -> tuple[Entry, ...]:
    """Experience and skill points that this playthrough added."""
    return (Entry("", lambda width: _learnt(mission, card, standing, width), gap=0),)


def _learnt(mission: Mission, card: Scorecard, standing: Standing, width: int) -> Lines:
    rows = []
    have = dict(standing.skills)
    for skill, earned in standing.earned_skills(mission, card.score).items():
        total = max(have.get(skill, earned), earned)
        old = min(SKILL_ROOM, total - earned)
        new = min(SKILL_ROOM - old, earned)
        rows.append(
            spread(
                Content.styled(skill.replace("_", " "), SECONDARY),
                Content.assemble(
                    ("●" * old, "$primary"),
                    ("●" * new, "$accent"),
                    ("○" * (SKILL_ROOM - old - new), "$edge"),
                    (f" {'+' + str(earned) if earned else '·':>3}", "bold $accent"),
                ),
                width,
            )
        )
    added = standing.earned_xp(mission, card.score)
    left = Content.styled("experience", SECONDARY)
    right = Content.styled(f"+{added}", "bold $accent")
    rows += [Content(""), spread(left, right, width)]
    if standing.xp is not None:
        level, missing = level_of(standing.xp), to_next_level(standing.xp)
        span = missing + standing.xp - (20 * (level**2 - 1))
        room = max(4, width - 30)
        bar = Content.assemble(*rule(1 - missing / span, room, "$primary"))
        words = Content.assemble((f"level {level}  ", SECONDARY), bar)
        rows.append(
            spread(words, Content.styled(f"{missing} to level {level + 1}", TERTIARY), width)
        )
    if standing.before is not None and not added:
        rows += paragraph(f"The best stays at {standing.best or standing.before}.", width, TERTIARY)
    return tuple(rows)


def learnt_line(mission: Mission, card: Scorecard, standing: Standing, width: int) -> list[Content]:
    """The same in a line or two, for 80 columns."""
    parts = [("experience", standing.earned_xp(mission, card.score))]
    parts += [
        (skill.replace("_", " "), earned)
        for skill, earned in standing.earned_skills(mission, card.score).items()
        if earned
    ]
    rows = [Content.styled("once graded", TERTIARY) if standing.provisional else Content("")]
    for name, earned in parts:
        word = Content.assemble((f"{name} ", SECONDARY), (f"+{earned}", "bold $accent"))
        joined = Content.assemble(rows[-1], "   ", word) if rows[-1].plain else word
        if joined.cell_length > width:
            rows.append(word)
        else:
            rows[-1] = joined
    return rows


def door_entries(standing: Standing) -> tuple[Entry, ...]:
    """Missions that wait for this one, open or with what they still need."""
    return tuple(Entry("", partial(_door, door), gap=0) for door in standing.doors)


def _door(door: Door, width: int) -> Lines:
    mark: Part = ("✓ ", "$success") if door.open else ("○ ", "$accent")
    name = Content.assemble(mark, (wrap(door.title, width - 7)[0], "" if door.open else SECONDARY))
    rows = [spread(name, Content.styled(door.code, TERTIARY), width)]
    if not door.open:
        rows += paragraph(door.words, width, "$accent", indent=2)
    return tuple(rows)


def scoring_entries(mission: Mission) -> tuple[Entry, ...]:
    """How missions that are scored are scored."""
    return (Entry("", lambda width: _scoring(mission, width), gap=0),)


def _scoring(mission: Mission, width: int) -> Lines:
    weights = mission.weights
    rows = paragraph("This one is practice and leaves no mark. From the next on:", width)
    rows.append(Content(""))
    parts = (
        ("Inbox", weights.email_quality),
        ("Call", weights.video_performance),
        ("Design", weights.design_accuracy),
    )
    rows += [_weight(name, weight, width) for name, weight in parts]
    rows.append(Content(""))
    grades = ", ".join(f"{letter} from {least}" for least, letter in GRADES[:-1])
    rows += paragraph(f"{grades}; below that D. {PASSED_AT} passes.", width, SECONDARY)
    rows.append(Content(""))
    rows += paragraph(
        "Every point has a line that says where it came from, or where it lay. Your first score "
        "and your best are both kept, and playing again can only raise the best.",
        width,
        SECONDARY,
    )
    return tuple(rows)


def _weight(name: str, weight: int, width: int) -> Content:
    tail = Content.assemble((f"{weight:>4}", "bold"), (" of 100", SECONDARY))
    room = max(4, width - 9 - tail.cell_length - 1)
    return Content.assemble((f"{name:<9}", SECONDARY), *rule(weight / 100, room, "$primary"), tail)
