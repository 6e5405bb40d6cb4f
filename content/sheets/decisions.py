"""Every decision of a mission: its signal, its options, their lures and what they cost."""

from __future__ import annotations

from collections.abc import Iterator

from content.reporting.tables import BEST
from content.reporting.tables import decisions as asked
from content.reporting.words import says
from content.sheets.markdown import cell, flat, table
from engine.dialogue import Effects, Exchange, Line, Option, Silence, Unanswered
from engine.mail import Email
from engine.mission import Mission
from engine.phase_config import ClientFeedback


def decisions(mission: Mission) -> Iterator[str]:
    """The section on decisions."""
    yield "## Decisions"
    yield ""
    yield (
        "*Worth* is out of 100 where an answer is not the best; *costs and gives* is what it sets "
        "in motion at once. Answers stand in another order on the screen."
    )
    for phase, node in asked(mission):
        yield ""
        yield from _node(mission, node)
        if isinstance(mission.phase_by_id[phase], ClientFeedback):
            yield ""
            yield "It is answered after the verdicts, and told; it does not score."


def _node(mission: Mission, node: Email | Exchange) -> Iterator[str]:
    if isinstance(node, Email):
        yield f"### {mission.name(node.sender)}: {flat(node.subject)} (`{node.id}`)"
    else:
        spoken = [line for line in node.lines if line.say]
        last = spoken[-1] if spoken else None
        heading = f"{mission.name(last.who)}: {flat(last.say)}" if last else node.id
        yield f"### {heading} (`{node.id}`)"
    yield ""
    when = says(node.when, mission) if isinstance(node, Exchange) and node.when else ""
    if when:
        yield f"Comes up where {when}."
        yield ""
    if node.signal:
        yield f"**Signal.** {flat(node.signal)}"
        yield ""
    yield f"**Best.** {_best(mission, node)}"
    yield ""
    heads = ["answer", "draws by", "worth", "costs and gives", "why"]
    yield from table(heads, [*_options(mission, node), *_others(mission, node)])


def _best(mission: Mission, node: Email | Exchange) -> str:
    told = []
    for number, case in enumerate(node.best):
        when = says(case.when, mission)
        words = f"`{case.option}`"
        told.append(
            f"{words} where {when}" if when else words if not number else f"otherwise {words}"
        )
    return "; ".join(told) + "." if told else "None."


def _options(mission: Mission, node: Email | Exchange) -> Iterator[list[str]]:
    best = {case.option for case in node.best}
    for option in node.options:
        words = cell(option.label or option.say)
        needs = cell(says(option.needs, mission)) if option.needs else ""
        offered = f" (offered where {needs})" if needs else ""
        yield [
            f"`{option.id}` {words}{offered}",
            (option.lure or "").replace("-", " "),
            _worth(option, best),
            cell(effects(mission, option)),
            cell(option.after.why),
        ]


def _worth(option: Option, best: set[str]) -> str:
    if option.id not in best:
        return str(option.worth)
    return "best" if option.worth == BEST else f"{option.worth}, or best"


def _others(mission: Mission, node: Email | Exchange) -> Iterator[list[str]]:
    """What else can be done: silence, giving the floor, cutting in; where it was written."""
    ways: list[tuple[str, Silence | Unanswered]] = []
    if isinstance(node, Email):
        ways += [("sending nothing", node.unanswered)] if node.unanswered else []
    else:
        ways += [("silence", node.silence)] if node.silence else []
        ways += [(f"the floor to {mission.name(one.person)}", one) for one in node.floors]
        ways += [("cutting in", node.interrupt)] if node.interrupt else []
    for words, way in ways:
        told = _moved(mission, way.effects, way.brings)
        yield [words, "", str(way.worth), cell(told), cell(way.after.why)]


def effects(mission: Mission, option: Option) -> str:
    """What an option sets in motion, in a few words."""
    told = _moved(mission, option.effects, option.brings)
    floor = f"gives {mission.name(option.floor)} the floor" if option.floor else ""
    return ", ".join(part for part in (floor, told) if part)


def _moved(mission: Mission, own: Effects, brings: tuple[Line, ...]) -> str:
    parts = list(_words(mission, own))
    for line in brings:
        when = says(line.when, mission) if line.when else ""
        told = list(_words(mission, line.effects))
        if told:
            parts.append(f"{', '.join(told)}{f' where {when}' if when else ''}")
    return ", ".join(dict.fromkeys(parts))


def _words(mission: Mission, own: Effects) -> Iterator[str]:
    if own.trust:
        yield f"trust {own.trust:+d}"
    if own.budget:
        yield f"budget {own.budget:+,d} marks"
    if own.days:
        yield f"days {own.days:+g}"
    if own.energy:
        yield f"energy {own.energy:+d}"
    for points in own.reserve:
        shyer = "harder" if points.value > 0 else "easier"
        yield f"{mission.name(points.name)} {shyer} to open by {abs(points.value)}"
    for fact in own.facts:
        known = mission.fact_by_id.get(fact)
        yield f"finds '{known.title if known else fact}'"
    for flag in own.flags:
        yield f"raises {flag.replace('_', ' ')}"
    for promise in own.promises:
        made = next((one for one in mission.promises if one.id == promise), None)
        yield f"promises '{flat(made.wording) if made else promise}'"
    for name in own.unlocks:
        yield f"brings {name}"
