"""What a run has to say at a moment: which component, how much of what, and why."""

from __future__ import annotations

import re
import textwrap
from itertools import product

from textual.content import Content

from engine.design.figures import NodeFigures
from engine.design.outage import Outage
from engine.design.routes import plan
from engine.design.stress import Queue
from tui.figures import FACTORS, milliseconds, of_rate, percent, rate, unit_of
from tui.stress.play import SPEEDS, Play
from tui.studio.metrics import answered_share, bar, pair, part_of
from tui.studio.names import cut
from tui.studio.scene import Scene

STATE_STYLES = {"saturated": "$error", "near": "$accent"}
STATE_MARKS = {"saturated": "▲ ", "near": "● "}
BURSTS = {
    "vulnerable": "A short burst would not pass",
    "collapsed": "Retries have taken over",
}
KEPT_UP = "  what is tried again keeps it up"
RECKONING = "working the climb out"
LOST_FROM = 1e-6
"""Share of requests from which any count as lost."""
TURNED_AWAY = 0.005
"""Share of a component's requests from which those that it turns away are told of."""
STATE_WORDS = {
    "saturated": "is full",
    "near": "is near its limit",
    "busy": "has room",
    "idle": "has room",
}


def subject(scene: Scene, play: Play, chosen: str | None) -> str | None:
    """The component that is spoken of: the chosen one, else the one nearest to its limit."""
    if chosen in scene.design.by_id:
        return chosen
    return play.now.limits[0] if play.now.limits else None


def without(scene: Scene, lost: tuple[Outage, ...]) -> str:
    """What is lost, as the end of a sentence; nothing where nothing is."""
    if not lost:
        return ""
    names = [scene.names[name] if what == "component" else f"zone {name}" for what, name in lost]
    return f"without {', '.join(names)}"


def title(scene: Scene, play: Play, lost: tuple[Outage, ...]) -> Content:
    """The heading over the grid: what is lost, and what gives or is about to."""
    head = without(scene, lost)
    told = _state(scene, play)
    if not head:
        return told or Content("Traffic run")
    shown = Content.styled(f"✗ {head[0].upper()}{head[1:]}", "bold $error")
    return Content.assemble(shown, "  ", told) if told else shown


def _state(scene: Scene, play: Play) -> Content | None:
    now, first = play.now, play.climb.first
    if now.stability == "collapsed":
        calls = f"  {now.amplification:.1f} calls for one that was meant"
        return Content.assemble((f"▲ {BURSTS['collapsed']}", "bold $error"), (calls, "$mute"))
    if now.saturated:
        node = now.saturated[0]
        more = "  first to give" if first and node == first.node else ""
        if len(now.saturated) > 1:
            others = len(now.saturated) - 1
            more = f"  and {others} more" if others > 1 else "  and one more"
        return Content.assemble((f"▲ {scene.names[node]} is full", "bold $error"), (more, "$mute"))
    if now.limits and now.nodes[now.limits[0]].state == "near":
        node = now.limits[0]
        limit = full_from(play, node)
        more = f"  full at {limit}" if limit else ""
        near = f"● {scene.names[node]} is near its limit"
        return Content.assemble((near, "bold $accent"), (more, "$mute"))
    if now.stability == "vulnerable":
        return Content.assemble((f"▲ {BURSTS['vulnerable']}", "bold $accent"), (KEPT_UP, "$mute"))
    if now.problems and now.error_share > LOST_FROM and not play.climb.without:
        return Content.styled("✗ Not every request finds a way", "bold $error")
    return None


def full_from(play: Play, node: str) -> str:
    """The rate of the whole at which a component will be full; empty where it never is."""
    found = (m for m in play.climb.strained if m.kind == "full" and m.node == node)
    moment = next(found, None)
    return rate(moment.rate_rps, unit_of(play.climb.load.rps)) if moment else ""


def why_title(scene: Scene, play: Play, node: str | None) -> Content:
    """The heading of the reason: the component and how it stands."""
    if node is None:
        return Content("Nothing is served")
    use, name = play.now.nodes[node], scene.names[node]
    if use.down:
        return Content.styled(f"✗ {name} is lost", "bold $error")
    style = STATE_STYLES.get(use.state, "$foreground 75%")
    return Content.styled(f"{STATE_MARKS.get(use.state, '')}{name} {STATE_WORDS[use.state]}", style)


def standing(play: Play, reckoning: bool) -> Content:
    """Whether it plays, and how fast, or why it stands still."""
    if reckoning:
        return Content.styled(RECKONING, "$primary")
    speed = f"{SPEEDS[play.speed]:g}×"
    if play.playing:
        return Content.styled(f"climbing, {speed}", "$primary")
    if play.at_knee:
        return Content.styled("paused at the knee", "bold $accent")
    word = "at the end" if play.over else "at rest" if play.where == 0 else "paused"
    return Content.styled(f"{word}, {speed}", "$mute")


def why(scene: Scene, play: Play, node: str | None, width: int) -> list[Content]:
    """How much is asked of a component, what it can do, and what waits: the whole reason."""
    if node is None:
        return [Content.styled(line, "$mute") for line in _wrapped(_nobody(scene, play), width)]
    use, queue = play.now.nodes[node], play.climb.queues[play.at].get(node)
    if scene.kind(scene.design.by_id[node].kind).role == "source":
        return _source(play, width)
    if use.down:
        text = (
            f"{rate(use.rate_rps)} come to it, and nobody is there."
            if use.rate_rps
            else ("Nothing is sent to it any more.")
        )
        return [_plain(line, "bold $error") for line in _wrapped(text, width)]
    if use.rate_rps <= 0 or not use.capacity_rps:
        return [Content.styled("Nothing comes here.", "$mute")]
    style = STATE_STYLES.get(use.state, "$success")
    rows = _asked_and_done(use, width, style)
    rows += [_plain(line) for line in _wrapped(_does(scene, play, node, use), width)]
    rows += _waiting(use, queue, width)
    if use.approximate:
        rough = f"≈ Approximate here: {lowered(use.approximate)}"
        rows += [Content.styled(line, "$mute") for line in _wrapped(rough, width)]
    return rows


def lowered(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]


def _wrapped(text: str, width: int) -> list[str]:
    """In lines, no figure apart from its unit."""
    bound = re.sub(r"(?<=\d) (?=(ms|s|min|h)\b)", "\xa0", text)
    return [line.replace("\xa0", " ") for line in textwrap.wrap(bound, width)]


def _plain(text: str, style: str = "$foreground 75%") -> Content:
    return Content.styled(text, style)


def _nobody(scene: Scene, play: Play) -> str:
    gone = [scene.names[node] for node, use in play.now.nodes.items() if use.down]
    if gone:
        return f"Nobody is served without {' and '.join(gone[:2])}."
    return play.now.problems[0].message if play.now.problems else "No request is served yet."


def burst(play: Play, width: int) -> list[Content]:
    """Whether a short burst would pass by itself, where anything is tried again."""
    if not play.retried:
        return []
    word, style = {
        "stable": ("✓ passes", "$success"),
        "vulnerable": ("▲ would stay", "$accent"),
        "collapsed": ("✗ stays", "$error"),
    }[play.now.stability]
    return [pair("a short burst", word, width, f"bold {style}")]


def _source(play: Play, width: int) -> list[Content]:
    now = play.now
    rows = [f"sends {rate(now.offered_rps, unit_of(play.climb.load.rps))}"]
    done = now.goodput_rps / now.offered_rps if now.offered_rps else 0.0
    rows.append(f"{percent(done)} are answered and done")
    return [_plain(cut(row, width)) for row in rows]


def figures(scene: Scene, play: Play, width: int) -> Content:
    """Rate, p95 and share answered in one line; what does not fit is left out whole."""
    now, goal = play.now, play.climb.load.rps
    share = answered_share(now)
    served = now.answered_share > LOST_FROM
    quick = now.p95_ms <= play.aim.p95_ms if play.aim.p95_ms and served else None
    enough = share >= play.aim.answered if play.aim.answered else None
    rates = (against_goal(now.offered_rps, goal), rate(now.offered_rps, unit_of(goal)))
    parts = [
        part_of("p95", milliseconds(now.p95_ms) if served else "–", quick),
        part_of("done", percent(share, 0), enough),
    ]
    shown = Content("")
    for count, told in product((2, 1, 0), rates):
        shown = Content("  ").join([Content.styled(told, "bold $accent"), *parts[:count]])
        if shown.cell_length <= width:
            break
    return shown


def against_goal(offered: float, goal: float) -> str:
    """How much comes of what was promised; no longer as a part of it once there is more."""
    if offered <= goal * 1.001:
        return of_rate(offered, goal)
    whole = rate(goal)
    return f"{rate(offered, unit_of(goal))}, goal {whole.partition('/')[0]}"


def _asked_and_done(use: NodeFigures, width: int, style: str) -> list[Content]:
    """Two bars on one scale, so that it shows which is longer."""
    most = max(use.rate_rps, use.capacity_rps)
    asked, does = asked_and_done(use)
    room = max(4, width - 7 - max(len(asked), len(does)) - 1)
    rows = []
    for label, value, words, colour in (
        ("asked", use.rate_rps, asked, style),
        ("does", use.capacity_rps, does, "$primary"),
    ):
        rows.append(
            Content.assemble(
                (label.ljust(6), "$mute"),
                bar(value / most if most else 0.0, room, colour),
                f" {words}".rjust(width - 6 - room),
            )
        )
    return rows


def asked_and_done(use: NodeFigures) -> tuple[str, str]:
    """What is asked and what it can do, in the unit of the second, so that it stays the same
    while more comes; with more digits where the two could not be told apart."""
    unit = unit_of(use.capacity_rps)
    asked, does = rate(use.rate_rps, unit), rate(use.capacity_rps, unit)
    if asked != does or use.rate_rps == use.capacity_rps:
        return asked, does
    factor = FACTORS[unit]
    return f"{use.rate_rps * factor:,.2f}/{unit}", f"{use.capacity_rps * factor:,.2f}/{unit}"


def _does(scene: Scene, play: Play, node: str, use: NodeFigures) -> str:
    """Where the figure of what it can do comes from: how many at once, how long each."""
    at_once = servers(scene, play, node)
    each = at_once / use.capacity_rps * 1000 if use.capacity_rps else 0.0
    count = f"{at_once:,} at once" if at_once > 1 else "One at a time"
    return f"{count}, {milliseconds(each)} each: {use.utilisation:.0%} of what it can do."


def servers(scene: Scene, play: Play, node: str) -> int:
    """How many requests a component serves at the same time."""
    run = play.climb
    return plan(run.design, run.catalogue, run.without).parts[node].servers


def _waiting(use: NodeFigures, queue: Queue | None, width: int) -> list[Content]:
    if queue is None:
        return [_plain(line) for line in _wrapped(_alone(use), width)]
    many = count_of(queue.waiting)
    if queue.room is None:
        words = f"{many} lie undone, {milliseconds(queue.wait_ms)} of work; {_more(queue)}."
    elif queue.waiting < queue.room and use.error_share >= TURNED_AWAY:
        words = (
            f"{many} of {queue.room:,} places to wait are taken on average; "
            f"{percent(use.error_share, 0)} find none free."
        )
    elif queue.full_in_s is not None and queue.waiting < queue.room:
        words = (
            f"{many} of {queue.room:,} places to wait are taken; "
            f"full in {milliseconds(queue.full_in_s * 1000)}."
        )
    elif queue.waiting >= queue.room:
        words = (
            f"All {queue.room:,} places to wait are taken, {milliseconds(queue.wait_ms)} deep: "
            f"{percent(use.error_share, 0)} are turned away."
        )
    else:
        words = f"{many} still wait, {milliseconds(queue.wait_ms)} deep."
    return [_plain(line, "bold $error") for line in _wrapped(words, width)]


def _alone(use: NodeFigures) -> str:
    if use.later:
        return "Nobody waits for it."
    return f"19 of 20 are through in {milliseconds(use.p95_ms)}."


def _more(queue: Queue) -> str:
    return f"{rate(queue.grows_per_s)} more" if queue.grows_per_s > 0 else "it shrinks"


def count_of(waiting: float) -> str:
    """How many wait."""
    return f"{waiting:,.0f}" if waiting >= 1 else "Less than one"


def line(scene: Scene, play: Play, chosen: str | None, width: int) -> tuple[str, str, str]:
    """The same in one line: what leads, what follows as far as it fits, and a style."""
    node = subject(scene, play, chosen)
    if node is None:
        return "✗", _nobody(scene, play), "bold $error"
    use, name = play.now.nodes[node], scene.names[node]
    if use.down:
        return (
            f"✗ {name} is lost:",
            f"{rate(use.rate_rps)} come to it. x puts it back.",
            "bold $error",
        )
    if scene.kind(scene.design.by_id[node].kind).role == "source" or not use.capacity_rps:
        return f"{name}:", f"{rate(use.rate_rps)}.", "bold"
    mark, style = STATE_MARKS.get(use.state, ""), STATE_STYLES.get(use.state, "$foreground")
    asked, does = asked_and_done(use)
    at_once = servers(scene, play, node)
    each = milliseconds(at_once / use.capacity_rps * 1000)
    lead = f"{mark}{name} {STATE_WORDS[use.state]}:"
    told = f"asked {asked}, does {does}"
    reason = f" ({at_once:,} at once, {each} each)"
    rough = f" ≈ Approximate: {lowered(use.approximate)}" if use.approximate else ""
    for more in (f"{reason}.{rough}", f".{rough}", f"{reason}."):
        if len(lead) + 1 + len(told) + len(more) <= width:
            return lead, told + more, f"bold {style}"
    return lead, f"{told}.", f"bold {style}"
