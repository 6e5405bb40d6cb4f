"""A mission's facilitator's sheet, in Markdown, from its content alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.loader import Pack
from content.sheets.board import boards
from content.sheets.decisions import decisions
from content.sheets.design import design
from content.sheets.lesson import questions, timeline
from content.sheets.markdown import cell, flat, table
from content.sheets.time import minutes
from engine.mission import Mission
from engine.phase_config import ClientFeedback, EmailDiscovery, SystemDesign, VideoCall

KINDS = {
    "email_discovery": "Inbox",
    "video_call": "Call",
    "system_design": "Studio",
    "board_decision": "Decision sheet",
    "client_feedback": "Feedback",
}


def sheet(pack: Pack, slug: str) -> str:
    """The sheet of a mission that is played; the same for the same pack.

    Raises:
        KeyError: there is none of this slug.
    """
    mission = pack.mission(slug)
    parts: Sequence[Iterator[str]] = (
        timeline(mission),
        _phases(mission),
        _people(mission),
        _facts(mission),
        _contradictions(mission),
        decisions(mission),
        design(pack, mission),
        boards(pack, mission),
        _late(mission),
        _promises(mission, pack),
        questions(mission),
    )
    blocks = [block for block in ("\n".join(part) for part in parts) if block]
    head = "\n".join(_head(mission, pack))
    return "\n\n".join([head, _contents(blocks), *blocks]) + "\n"


def _contents(blocks: Sequence[str]) -> str:
    """Links to the sections: a sheet is long, and is looked things up in while a class waits."""
    heads = [line[3:] for block in blocks for line in block.split("\n") if line.startswith("## ")]
    return "On this sheet: " + " · ".join(f"[{head}](#{_anchor(head)})" for head in heads)


def _anchor(head: str) -> str:
    kept = (c for c in head.lower() if c.isalnum() or c in " -")
    return "".join(kept).replace(" ", "-")


def _head(mission: Mission, pack: Pack) -> Iterator[str]:
    card = mission.card
    client = next((one.name for one in pack.organisations if one.id == card.client), card.client)
    yield f"# {card.code} {card.title}: the facilitator's sheet"
    yield ""
    yield (
        "> **Everything is told here**: what is hidden, and which answer is best. Learners read "
        "it after they have played, if at all."
    )
    yield ""
    yield (
        f"Written by `make sheets` from pack {pack.version}. {client}; {card.difficulty}; "
        f"{card.estimated_duration} minutes as a whole. {flat(card.teaser)}"
    )
    yield ""
    yield "## What it teaches"
    yield ""
    yield from (f"- {objective}" for objective in card.learning_objectives)
    yield f"- To take away: {flat(mission.debrief.take_with_you)}"
    skills = ", ".join(f"{one.name.replace('_', ' ')} {one.value}" for one in card.skills)
    if skills:
        yield f"- Skills that grow, with points: {skills}."


def _phases(mission: Mission) -> Iterator[str]:
    yield "## Phases"
    yield ""
    yield (
        "Minutes are for reading and choosing at an even pace, out of the mission's own estimate."
    )
    yield ""
    planned = minutes(mission)
    rows = []
    for phase in mission.phases:
        begins = f"day {phase.begins.day}, {phase.begins.at}"
        count = {
            EmailDiscovery: lambda p: f"{len(p.emails)} mails",
            VideoCall: lambda p: f"{len(p.exchanges)} exchanges at most",
            SystemDesign: lambda p: f"{len(p.palette)} components on offer",
            ClientFeedback: lambda p: f"{len(mission.requirements)} requirements",
        }.get(type(phase), lambda p: "one sheet")(phase)
        what = f"{KINDS[phase.kind]}, {count}"
        rows.append([what, str(planned[phase.id]), begins, cell(phase.brief)])
    yield from table(["phase", "minutes", "mission time", "what learners are told"], rows)
    for phase in mission.phases:
        if phase.hints:
            yield ""
            yield f"Hints in the {KINDS[phase.kind].lower()}, each for points of the phase:"
            yield ""
            yield from (f"{n}. {flat(hint)}" for n, hint in enumerate(phase.hints, start=1))


def _people(mission: Mission) -> Iterator[str]:
    yield "## The people, and what each holds"
    yield ""
    rows = []
    for person in mission.people:
        facts = [fact.title for fact in mission.facts if fact.who == person.id]
        wants = [one.title for one in mission.requirements if one.owner == person.id]
        rows.append(
            [
                f"{person.name} ({person.short})",
                cell(person.role),
                cell(", ".join(facts)),
                cell(", ".join(wants)),
            ]
        )
    yield from table(["who", "role", "knows, and is to be asked for", "will judge"], rows)


def _facts(mission: Mission) -> Iterator[str]:
    if not mission.facts:
        return
    yield "## What is hidden, and where"
    yield ""
    rows = []
    for fact in mission.facts:
        passages = "; ".join(f"{one.source}: “{flat(one.quote)}”" for one in fact.evidence)
        rows.append(
            [
                f"**{cell(fact.title)}**" if fact.must else cell(fact.title),
                cell(fact.says),
                cell(fact.where + (f". Pinning finds it too: {passages}" if passages else "")),
                cell(fact.asking),
            ]
        )
    yield from table(
        ["fact (bold: essential)", "what is known then", "where", "asking costs"], rows
    )


def _contradictions(mission: Mission) -> Iterator[str]:
    if not mission.contradictions:
        return
    yield "## What contradicts what"
    yield ""
    yield "Two pins laid side by side find it, in either order."
    yield ""
    for one in mission.contradictions:
        left = " or ".join(f"“{flat(q.quote)}” ({q.source})" for q in one.left)
        right = " or ".join(f"“{flat(q.quote)}” ({q.source})" for q in one.right)
        yield f"- {left} **against** {right}. {flat(one.means)}"


def _late(mission: Mission) -> Iterator[str]:
    if not mission.late:
        return
    yield "## What can still be asked late"
    yield ""
    yield "By letter, after the last conversation; each costs days, and a fact is worth half."
    yield ""
    for one in mission.late:
        found = [f"'{mission.fact_by_id[fact].title}'" for fact in one.effects.facts]
        told = f"finds {', '.join(found)}" if found else "finds nothing"
        yield f"- {mission.name(one.to)}: {flat(one.label)}; {_days(one.days)}, {told}."


def _days(days: float) -> str:
    return f"{days:g} day" if days == 1 else f"{days:g} days"


def _promises(mission: Mission, pack: Pack) -> Iterator[str]:
    if not mission.promises:
        return
    yield "## Promises that can be made"
    yield ""
    codes = {card.slug: f"{card.code} {card.title}" for card in pack.cards}
    for one in mission.promises:
        witness = f", heard by {mission.name(one.witness)}" if one.witness else ""
        due = f"; due in {codes.get(one.due, one.due)}" if one.due else ""
        yield f"- “{flat(one.wording)}”, to {mission.name(one.to)}{witness}{due}."
