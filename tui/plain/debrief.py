"""The debrief in plain lines: the story first, the score last."""

from __future__ import annotations

from engine.clock import clock_time, day_of
from engine.debrief import choice_lines, fact_lines, objective_lines, one_change
from engine.ledger import Entry, ledger
from engine.next_time import next_time
from engine.scoring import score_mission
from engine.story import story
from tui.debrief.ledger_page import page_name
from tui.debrief.lines import FIGURE_NAMES
from tui.debrief.standing import Standing
from tui.figures import written
from tui.plain.desk import Desk
from tui.plain.menu import pick
from tui.plain.voice import Voice, sentence

GOES_ON = "Enter goes on."


async def play(desk: Desk, standing: Standing) -> str | None:
    """The whole debrief, page by page; gives the decision from which to practise, if any."""
    voice, mission = desk.voice, desk.mission
    reader = mission.name(mission.debrief.reader)
    voice.say(f"Debrief. {reader} reads.")
    for title, lines in (
        ("TIMELINE", _timeline(desk)),
        ("WHAT WAS THERE", _facts(desk)),
        ("WHAT YOU CHOSE", _choices(desk)),
        ("ONE CHANGE, SAME SEED", _change(desk)),
    ):
        await _page(voice, title, lines)
    voice.say()
    voice.say("BEFORE YOU READ ON")
    voice.say(mission.debrief.question)
    answer = await voice.hear("Your answer, which is not marked:")
    if answer:
        voice.say(f"You: {answer}")
    voice.say(f"{reader}: {mission.debrief.answer}")
    for line in objective_lines(mission, desk.state):
        voice.say(f"{line.objective}. {line.says}")
    await _page(voice, "TAKE WITH YOU", [mission.debrief.take_with_you])
    await _page(voice, "TRY NEXT TIME", _trial(desk))
    if mission.scored:
        await _page(voice, "THE SCORE", _score(desk, standing))
    decisions = [(line.chosen.node, line.happened) for line in choice_lines(mission, desk.shared)]
    said = "Practise from a decision? What comes of it is shown, and never recorded."
    return await pick(voice, said, decisions) if decisions else None


async def _page(voice: Voice, title: str, lines: list[str]) -> None:
    if not lines:
        return
    voice.say()
    voice.say(title)
    for line in lines:
        voice.say(line)
    await voice.hear(GOES_ON)


def _timeline(desk: Desk) -> list[str]:
    return [
        f"Day {day_of(moment.minute)} {clock_time(moment.minute)}. {moment.said} {moment.answer}"
        f"{' A turning point.' if moment.turning else ''}"
        for moment in story(desk.mission, desk.state)
    ]


def _facts(desk: Desk) -> list[str]:
    lines = []
    for line in fact_lines(desk.mission, desk.shared):
        fact = line.fact
        who = f" {desk.mission.name(fact.who)}." if fact.who else ""
        verdict = "Found." if line.found else f"Missed. {fact.missed}"
        where, asking = sentence(fact.where), sentence(fact.asking or "free")
        lines.append(f"{fact.title}. {verdict}{who} {where} Asking: {asking}")
    return lines


def _choices(desk: Desk) -> list[str]:
    return [f"{line.happened} {line.why}" for line in choice_lines(desk.mission, desk.shared)]


def _change(desk: Desk) -> list[str]:
    change = one_change(desk.mission, desk.state)
    if change is None:
        return []
    figures = [
        f"{FIGURE_NAMES[figure.name]}: "
        f"{written(figure.name, figure.played)} as played, "
        f"{written(figure.name, figure.changed)} with it."
        for figure in change.figures
    ]
    return [change.says, *figures]


def _trial(desk: Desk) -> list[str]:
    found = next_time(ledger(score_mission(desk.mission, desk.state)))
    if found is None:
        return []
    more = [sentence(found.more)] if found.more else []
    return [found.says, sentence(found.title), *more]


def _alike(entries: tuple[Entry, ...]) -> list[list[Entry]]:
    """The entries of a page, what one line earned and lost together."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.kind, entry.ref), []).append(entry)
    return list(found.values())


def _points(entries: list[Entry]) -> str:
    """What one line earned and lost, and why."""
    signs = [f"{abs(e.points):g} {'earned' if e.points > 0 else 'lost'}" for e in entries]
    entry = entries[-1]
    words = [f"{', '.join(signs)}.", sentence(entry.title)]
    words += [sentence(entry.reason)] if entry.reason and entry.reason != entry.title else []
    words += [f"It was there: {sentence(entry.where)}"] if entry.where and entry.points < 0 else []
    return " ".join(words)


def _score(desk: Desk, standing: Standing) -> list[str]:
    card = score_mission(desk.mission, desk.state)
    lines = [f"{card.score} of 100, grade {card.grade}."]
    if standing.provisional:
        lines.append("It counts once the server has graded it.")
    for page in ledger(card):
        of = f" of {page.of:g}" if page.of else ""
        lines.append(f"{page_name(page)}: {page.points:g}{of}.")
        lines += [f"  {_points(entries)}" for entries in _alike(page.entries)]
    if standing.xp is not None:
        lines.append(f"Experience: {standing.earned_xp(desk.mission, card.score)} more.")
        for skill, points in standing.earned_skills(desk.mission, card.score).items():
            if points:
                lines.append(f"{skill.replace('_', ' ')}: {points} more.")
    return lines
