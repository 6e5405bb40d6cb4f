"""What happens on the way up, in order, and what it all came to."""

from __future__ import annotations

from textual.content import Content

from engine.design.losses import lost_per_second
from engine.design.stress import Moment
from tui.figures import milliseconds, of_rate, rate
from tui.stress.play import Play
from tui.studio.names import cut
from tui.studio.scene import Scene

MARKS = {
    "calm": ("○", "$mute"),
    "near": ("●", "$accent"),
    "full": ("▲", "$error"),
    "slow": ("✗", "$error"),
    "lossy": ("✗", "$error"),
    "vulnerable": ("▲", "$accent"),
    "collapsed": ("✗", "$error"),
    "goal": ("◆", "$primary"),
    "end": ("○", "$mute"),
}
STORY_NAME = 13
"""Columns of a component's name among the events."""


def moment_words(scene: Scene, play: Play, moment: Moment) -> tuple[str, str]:
    """What happened, in a few words, and a figure with it."""
    figures = play.climb.points[moment.at]
    p95 = f"p95 {milliseconds(figures.p95_ms)}" if figures.answered_share else "nobody is answered"
    name = scene.name_within(moment.node, STORY_NAME) if moment.node else ""
    limit = play.aim.p95_ms or 0.0
    match moment.kind:
        case "calm":
            return "the first few", p95
        case "near":
            return f"{name} at 80%", "near its limit"
        case "full":
            first = play.climb.first
            more = "first to give" if first and moment.node == first.node else "gives as well"
            return f"{name} full", more
        case "slow":
            return "too slow", f"p95 over {milliseconds(limit)}"
        case "lossy":
            return _lost(scene, play, moment.at)
        case "vulnerable":
            return "a burst would stay", "retries keep it up"
        case "collapsed":
            return "retries take over", f"{figures.amplification:.1f} calls for one"
        case "goal":
            return "the busiest hour", p95
        case _:
            return "a quarter past it", p95


def _lost(scene: Scene, play: Play, at: int) -> tuple[str, str]:
    losses = lost_per_second(play.climb.design, play.climb.points[at])
    most = max(losses, key=lambda loss: loss.requests, default=None)
    if most is None or most.node is None:
        return "requests are lost", "on the way"
    name = scene.names[most.node]
    if most.cause == "waiting":
        return "work waits", f"for {name}"
    return "requests are lost", f"at {name}"


def story(scene: Scene, play: Play, width: int, most: int) -> list[Content]:
    """What happens on the way up, in order: what is behind lit, what is ahead dim."""
    whole = play.climb.points[-1].offered_rps
    rows: list[Content] = []
    told = list(play.moments)
    here = max((n for n, moment in enumerate(told) if moment.at <= play.at), default=0)
    fits = max(1, most // 2)
    start = max(0, min(here - fits // 2, len(told) - fits))
    for number, moment in enumerate(told[start : start + fits], start=start):
        mark, colour = MARKS[moment.kind]
        behind = moment.at <= play.at
        words, figure = moment_words(scene, play, moment)
        amount = of_rate(moment.rate_rps, whole).partition(" of")[0].rjust(5)
        style = "bold" if number == here else "" if behind else "$faint"
        if behind and moment.kind in ("full", "slow", "lossy", "collapsed"):
            style = "bold $error"
        rows.append(
            Content.assemble(
                (amount, "$accent" if number == here else "$mute" if behind else "$faint"),
                " ",
                (mark if behind else "○", colour if behind else "$faint"),
                " ",
                (cut(words, width - 8), style),
            )
        )
        thread = "│" if number + 1 < len(told) else " "
        rows.append(
            Content.assemble(
                "      ",
                (thread, "$edge" if behind else "$rule"),
                " ",
                (cut(figure, width - 8), "$mute" if behind else "$faint"),
            )
        )
    return rows


def result(scene: Scene, play: Play) -> tuple[str, str]:
    """What a run came to, in a sentence, and a style."""
    told = play.report
    if told.first and told.first_at_rps <= told.goal_rps:
        where = of_rate(told.first_at_rps, told.goal_rps)
        return f"▲ {scene.names[told.first]} gives first, at {where}.", "bold $error"
    if not play.climb.goal.limits:
        return "✗ No request is served yet.", "bold $error"
    if told.first:
        end = of_rate(told.first_at_rps, told.goal_rps)
        return f"✓ Everything keeps up until {scene.names[told.first]} gives at {end}.", "$success"
    return f"✓ Everything keeps up to {rate(told.end_rps)}.", "bold $success"
