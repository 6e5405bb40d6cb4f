"""The report of a run: how far it held, what gave, what was lost and why, what it costs.

Every line that names a component leads to it, and every line that names a rate to its point.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from engine.design.losses import Loss, Report
from engine.design.stress import Climb
from tui.figures import marks, milliseconds, of_rate, percent, rate, unit_of
from tui.stress.load import state_at
from tui.stress.play import Play
from tui.stress.words import lowered
from tui.studio.metrics import answered_share
from tui.studio.names import cut
from tui.studio.scene import Scene

GOOD, BAD, WARN = ("✓", "$success"), ("✗", "$error"), ("▲", "$error")
PLAIN = (" ", "$mute")
ROUGH = ("≈", "$mute")
MOST_ROUGH = 3
"""Components that are told to be approximate."""
TABLE_STEPS = 5
"""Points from one line of the table to the next."""
HELD = 0.995
"""Share of a class under which its requests falter."""


@dataclass(frozen=True)
class Line:
    """One line: a mark, words, a figure at the right, and where it leads."""

    mark: tuple[str, str]
    words: str
    figure: str = ""
    node: str | None = None
    at: int | None = None
    head: bool = False


def lines(
    scene: Scene, play: Play, whole: Climb | None, earlier: Report | None = None
) -> list[Line]:
    """The report; `whole` is the climb with nothing lost, `earlier` what another design's run
    before came to, where there was one."""
    told = play.report
    rows = [_held(scene, play, told), *_first(scene, told), *_time(scene, play, told)]
    rows += _losses(scene, told)
    rows += _classes(play)
    rows += _storms(play)
    if whole is not None and play.climb.without != whole.without:
        rows += _survives(scene, play, whole)
    rows.append(_money(scene, told))
    rows += _rough(scene, play)
    if earlier is not None and (whole is None or play.climb.without == whole.without):
        rows += _since(earlier)
    return [*rows, *_table(scene, play)]


def painted(line: Line, width: int) -> Content:
    """A line in so many columns."""
    if line.head:
        return Content.styled(cut(line.words, width), "$mute")
    room = width - 2 - (len(line.figure) + 1 if line.figure else 0)
    words = cut(line.words, room)
    bad = line.mark in (BAD, WARN)
    return Content.assemble(
        (f"{line.mark[0]} ", f"bold {line.mark[1]}"),
        (words, "bold" if bad else ""),
        " " * max(1, width - 2 - len(words) - len(line.figure)),
        (line.figure, "bold $error" if bad else "$mute"),
    )


def _held(scene: Scene, play: Play, told: Report) -> Line:
    share = told.held_rps / told.goal_rps
    unit = unit_of(told.goal_rps)
    held, figure = rate(told.held_rps, unit), "peak held"
    if told.held_rps >= told.end_rps * 0.9999:
        words = f"All holds up to {held}, a quarter past the busiest hour."
        return Line(GOOD, words, figure, at=play.last)
    at = _point_of(play, told.held_rps)
    if share >= 1:
        words = f"Holds up to {held}, {(share - 1):.0%} past the busiest hour."
        return Line(GOOD, words, figure, at=at)
    if told.held_rps <= 0:
        return Line(BAD, "Holds at no rate at all.", figure, at=0)
    held = of_rate(told.held_rps, told.goal_rps)
    return Line(BAD, f"Holds up to {held}, {share:.0%} of the busiest hour.", figure, at=at)


def _point_of(play: Play, rps: float) -> int:
    points = play.climb.points
    return max((n for n, figures in enumerate(points) if figures.offered_rps <= rps), default=0)


def _first(scene: Scene, told: Report) -> list[Line]:
    if told.first is None:
        return []
    name, where = scene.names[told.first], of_rate(told.first_at_rps, told.goal_rps)
    late = told.first_at_rps > told.goal_rps
    mark = GOOD if late else WARN
    more = ", past what is asked" if late else ""
    words = f"{name} gives first, at {where}{more}."
    return [Line(mark, words, "first to give", node=told.first)]


def _time(scene: Scene, play: Play, told: Report) -> list[Line]:
    """For how much of the climb a goal was missed, and which."""
    if told.over_s <= 0:
        return []
    figure = f"goals missed {told.over_s / told.whole_s:.0%} of {_span(told.whole_s)}"
    if play.aim.p95_ms and told.worst_p95_ms > play.aim.p95_ms:
        where = f"; most wait at {scene.names[told.slowest]}" if told.slowest else ""
        words = f"p95 up to {milliseconds(told.worst_p95_ms)}{where}."
        return [Line(BAD, words, figure, node=told.slowest)]
    at = next((loss.node for loss in told.losses if loss.node), told.first)
    if at is None:
        return [Line(BAD, "Nobody is served.", figure)]
    words = f"Too few are answered, because of {scene.names[at]}."
    return [Line(BAD, words, figure, node=at)]


def _span(seconds: float) -> str:
    return milliseconds(seconds * 1000)


CAUSES = {
    "full": "turned away: {name} had no place left",
    "down": "came to {name}, which is lost",
    "waiting": "wait for {name}, and are done once it is back",
    "late": "given up: {name} waited too long for an answer",
    "behind": "put aside for {name}, which falls behind",
    "no route": "found no way on from {name}",
}


def _losses(scene: Scene, told: Report) -> list[Line]:
    if told.lost < max(0.5, told.asked * 1e-6):
        return [Line(GOOD, f"Of {_many(told.asked)} requests none is lost.")]
    share = percent(told.lost / told.asked)
    waiting = all(loss.cause == "waiting" for loss in told.losses)
    what = "are answered and not done yet" if waiting else "are lost"
    head = f"{_many(told.lost)} of {_many(told.asked)} requests {what}, {share}:"
    return [Line(BAD, head), *(_loss(scene, loss) for loss in told.losses[:4])]


def _loss(scene: Scene, loss: Loss) -> Line:
    name = scene.names[loss.node] if loss.node else "where they began"
    words = CAUSES[loss.cause].format(name=name)
    return Line(PLAIN, f"{_many(loss.requests).rjust(9)} {words}", node=loss.node)


def _many(count: float) -> str:
    return f"{count:,.0f}" if count < 9_999_999.5 else f"{count / 1_000_000:,.0f}M"


def _classes(play: Play) -> list[Line]:
    """Each named kind of request, where there are several and one of them does not hold."""
    classes = play.climb.goal.classes
    if len(classes) < 2 or all(each.error_share <= 1 - HELD for each in classes):
        return []
    found = []
    for number, each in enumerate(classes):
        done = 1 - each.error_share
        word = "holds" if done >= HELD else "falters" if done > 0.01 else "stops"
        end = play.climb.points[-1].classes[number]
        mark = GOOD if done >= HELD else BAD
        after = percent(1 - end.error_share)
        words = f"'{each.name}' {word}: {percent(done)} done at the peak, {after} at the end."
        found.append(Line(mark, words))
    return found


def _storms(play: Play) -> list[Line]:
    """Whether a short burst would pass by itself, where calls are tried again."""
    found = []
    for moment in play.moments:
        where = of_rate(moment.rate_rps, play.climb.load.rps)
        if moment.kind == "vulnerable":
            words = f"From {where} a short burst would not pass by itself."
            found.append(Line(WARN, words, "vulnerable", at=moment.at))
        elif moment.kind == "collapsed":
            words = f"From {where} retries are most of the load."
            found.append(Line(BAD, words, "collapsed", at=moment.at))
    if play.retried and not found:
        return [Line(GOOD, "A short burst passes by itself, retries and all.", "stable")]
    return found


def _rough(scene: Scene, play: Play) -> list[Line]:
    """Where the figures are rougher than elsewhere, and why."""
    reasons: dict[str, str] = {}
    for now in play.climb.points:
        for node, use in now.nodes.items():
            if use.approximate:
                reasons.setdefault(node, use.approximate)
    return [
        Line(ROUGH, f"Approximate at {scene.names[node]}: {lowered(reason)}", node=node)
        for node, reason in list(reasons.items())[:MOST_ROUGH]
    ]


def _since(earlier: Report) -> list[Line]:
    """What the run before, through another design, came to."""
    held = rate(earlier.held_rps, unit_of(earlier.goal_rps))
    gone, paid = percent(earlier.lost / earlier.asked), marks(earlier.monthly_cost)
    words = f"It held up to {held}, lost {gone} and cost {paid} a month."
    return [Line(PLAIN, words, "the run before")]


def _survives(scene: Scene, play: Play, whole: Climb) -> list[Line]:
    """What is left at the busiest hour, beside what there is with nothing lost."""
    before, now = whole.goal, play.climb.goal
    share, was = answered_share(now), answered_share(before)
    enough = share >= min(was, play.aim.answered or HELD) - 1e-6
    figure = "survives" if enough else "does not survive"
    words = f"{percent(share)} answered at the peak, {percent(was)} with all there."
    rows = [Line(GOOD if enough else BAD, words, figure, at=play.climb.goal_at)]
    if share > 0 and was > 0:
        slow, quick = milliseconds(now.p95_ms), milliseconds(before.p95_ms)
        rows.append(Line(PLAIN, f"p95 {slow} at the peak, {quick} with all there."))
    first = play.climb.first
    if first and first.node and (whole.first is None or first.node != whole.first.node):
        name = scene.names[first.node]
        rows.append(Line(WARN, f"What it did falls on {name}.", node=first.node))
    return rows


def _money(scene: Scene, told: Report) -> Line:
    within = told.monthly_cost <= scene.budget
    dearest = f"; most for {scene.names[told.dearest]}" if told.dearest else ""
    words = f"{marks(told.monthly_cost)} of {marks(scene.budget)} a month{dearest}."
    return Line(GOOD if within else BAD, words, "money", node=told.dearest)


def _table(scene: Scene, play: Play) -> list[Line]:
    """The climb in steps: rate, answered, p95, and what is busiest."""
    head = f"{'  asked':>11} {'answered':>9} {'p95':>9}  busiest"
    rows = [Line(PLAIN, ""), Line(PLAIN, head, head=True)]
    points, unit = play.climb.points, unit_of(play.climb.load.rps)
    for at in range(TABLE_STEPS - 1, len(points), TABLE_STEPS):
        now = points[at]
        busiest = ""
        if now.limits:
            node = now.limits[0]
            busiest = f"{scene.names[node]} {now.nodes[node].utilisation:.0%}"
        state = state_at(play, at)
        mark = {"calm": PLAIN, "near": ("●", "$accent"), "full": WARN}[state]
        goal = "  ◆ the busiest hour" if at == play.climb.goal_at else ""
        words = (
            f"{rate(now.offered_rps, unit):>9} {percent(answered_share(now)):>9} "
            f"{milliseconds(now.p95_ms) if now.goodput_rps else '–':>9}  {busiest}{goal}"
        )
        rows.append(Line(mark, words, at=at))
    return rows
