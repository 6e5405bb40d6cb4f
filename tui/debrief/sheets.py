"""The whole of a moment, a requirement or a point, as a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from engine.debrief import FactLine, RequirementVerdict
from engine.ledger import Entry as LedgerEntry
from engine.mission import Mission
from engine.phase_config import BoardDecision
from engine.phases import BoardState, StudioState
from engine.phases.board_decision import judged
from engine.phases.changes import design_config
from engine.phases.system_design import verdicts
from engine.scoring import ScoreLine, aftermath
from engine.shared import Chosen, Shared
from engine.state import State
from engine.story import Moment
from engine.texts import LATE
from tui.debrief.lines import SECONDARY, flowing, headline, paragraph, points, when, wrap
from tui.people import badge, hue
from tui.quoted import quoted
from tui.safety import one_line
from tui.widgets.entries import Entry, Lines
from tui.widgets.header import PHASE_NAMES

Block = list[Content]


@dataclass(frozen=True)
class Page:
    """What a sheet shows."""

    title: str
    entries: tuple[Entry, ...]


def page(title: str, *blocks: Entry | None) -> Page:
    """A page of the blocks that there are."""
    return Page(one_line(title), tuple(block for block in blocks if block is not None))


def _text(head: str, text: str, style: str = "") -> Entry | None:
    if not text:
        return None
    words = [headline(head)] if head else []
    return Entry("", lambda width: (*words, *paragraph(text, width, style)))


def _listed(head: str, texts: list[str]) -> Entry | None:
    """Texts under a heading, each on lines of its own."""
    if not texts:
        return None
    return Entry(
        "",
        lambda width: (
            headline(head),
            *(row for text in texts for row in paragraph(text, width)),
        ),
    )


# --- a choice ------------------------------------------------------------------------------


def choice_page(mission: Mission, shared: Shared, choice: Chosen) -> Page:
    """What was said to the player, their answer, what it brought, and why it counted so."""
    mail = mission.email_by_id.get(choice.node)
    phase = next(p for p in mission.phases if p.id == choice.phase)
    after = aftermath(mission, choice)
    asked: Entry | None
    if mail:
        body, sender, subject = mail.body, mail.sender, mail.subject
        asked = Entry("", lambda width: _letter(mission, sender, subject, body, width))
    else:
        asked = _spoken(mission, shared, "", f"{choice.node}/lines/")
    answer = mission.texts.get(f"{choice.node}/{choice.move}/you")
    said = answer.say if answer else _move(mission, choice)
    happened = after.happened if after else ""
    why = after.why if after else ""
    return page(
        f"{PHASE_NAMES[phase.kind]}, {when(choice.minute)}",
        asked,
        Entry("", lambda width: (headline("YOU"), *paragraph(said, width))),
        _spoken(mission, shared, "WHAT IT BROUGHT", f"{choice.node}/{choice.move}/"),
        Entry("", lambda width: _why(happened, why, width)) if happened else None,
        _found_by(mission, shared, choice),
    )


def _move(mission: Mission, choice: Chosen) -> str:
    if choice.move.startswith("floor:"):
        person = mission.name(choice.move.removeprefix("floor:"))
        return f"You gave {person} the floor."
    if choice.move == "interrupt":
        return "You cut in."
    return "No answer." if choice.node in mission.email_by_id else "You let it sit."


def _letter(mission: Mission, sender: str, subject: str, body: str, width: int) -> Lines:
    name = mission.name(sender)
    head = Content.assemble(badge(mission, sender), " ", (name, "bold"), "  ")
    told = one_line(subject)
    if head.cell_length + cell_len(told) <= width:
        rows = [Content.assemble(head, (told, SECONDARY))]
    else:
        rows = [head, *paragraph(told, width, SECONDARY)]
    return (*rows, *(Content(line) for line in flowing(body, width)))


def _spoken(mission: Mission, shared: Shared, head: str, prefix: str) -> Entry | None:
    said = [
        mission.texts[played.ref]
        for played in shared.transcript
        if played.ref.startswith(prefix) and mission.texts[played.ref].who != "you"
    ]
    if not said:
        return None
    voices = tuple((words.who, words.say or words.silence) for words in said)

    def lay_out(width: int) -> Lines:
        rows: Block = [headline(head)] if head else []
        for who, words in voices:
            if who == "narrator":
                rows += paragraph(words, width, f"italic {SECONDARY}")
                continue
            name = mission.name(who)
            lines = flowing(words, width - 11)
            rows.append(Content.assemble((f"{name[:10]:<11}", hue(mission, who)), lines[0]))
            rows += [Content.assemble(" " * 11, more) for more in lines[1:]]
        return tuple(rows)

    return Entry("", lay_out)


def _why(happened: str, why: str, width: int) -> Lines:
    head = headline("WHAT HAPPENED, THEN WHY")
    return (head, *paragraph(happened, width, "bold"), *paragraph(why, width, SECONDARY))


def _found_by(mission: Mission, shared: Shared, choice: Chosen) -> Entry | None:
    prefix = f"{choice.node}/{choice.move}"
    found = [
        mission.fact_by_id[f.fact].says
        for f in shared.facts
        if f.via == prefix or f.via.startswith(f"{prefix}/")
    ]
    return _text("WHAT YOU KNEW FROM THEN ON", " ".join(found))


# --- other moments -------------------------------------------------------------------------


def moment_page(mission: Mission, state: State, moment: Moment) -> Page:
    """The whole of a moment of the timeline."""
    shared = state.shared
    if moment.kind == "choice":
        choice = next(
            c for c in shared.choices if c.node == moment.node and c.minute == moment.minute
        )
        return choice_page(mission, shared, choice)
    if moment.kind == "pair":
        return _pair_page(mission, shared, moment)
    if moment.kind == "late":
        return _late_page(mission, shared, moment)
    if moment.kind == "design":
        return _design_page(mission, state, moment)
    line = FactLine(fact=mission.fact_by_id[moment.node], found=True)
    return fact_page(mission, shared, line, ())


def _late_page(mission: Mission, shared: Shared, moment: Moment) -> Page:
    """A letter that was written late, its answer, and what was known from then on."""
    letter = mission.late_by_id[moment.node]
    prefix = f"{letter.id}/{LATE}/"
    found = [mission.fact_by_id[f.fact].says for f in shared.facts if f.via.startswith(prefix)]
    return page(
        f"Written late, {when(moment.minute)}",
        _text("YOU", letter.letter),
        _spoken(mission, shared, "WHAT IT BROUGHT", prefix),
        _text("WHAT YOU KNEW FROM THEN ON", " ".join(found)),
    )


def _pair_page(mission: Mission, shared: Shared, moment: Moment) -> Page:
    compared = next(c for c in shared.compared if c.contradiction == moment.node)
    pins = [shared.pin(name) for name in (compared.left, compared.right)]
    laid = [
        _text(_source(mission, pin.source).upper(), quoted(mission, pin.source, pin.quote))
        for pin in pins
        if pin is not None
    ]
    return page(
        f"Two passages, {when(moment.minute)}",
        *laid,
        _text("THEY DISAGREE", moment.answer, "bold"),
    )


def _source(mission: Mission, source: str) -> str:
    mail = mission.email_by_id.get(source)
    if mail:
        return mail.subject
    words = mission.texts.get(source)
    return source if source in mission.attachment_by_name or not words else mission.name(words.who)


def _design_page(mission: Mission, state: State, moment: Moment) -> Page:
    own = next((own for own in state.phases if own.phase == moment.node), None)
    sheet = mission.phase_by_id[moment.node]
    if isinstance(sheet, BoardDecision) and isinstance(own, BoardState):
        lines = sorted(judged(sheet, own, state.shared), key=lambda line: line.score)
        told = [
            Entry("", partial(_tick, line.score >= 1, f"{line.title}. {line.says}"), gap=0)
            for line in lines
        ]
        return page(f"The sheet, {when(moment.minute)}", _text("", moment.said, "bold"), *told)
    if not isinstance(own, StudioState):
        return page(moment.said)
    config = design_config(mission, moment.node, state.shared)
    found = verdicts(mission, config, own.design, state.shared)
    rules = [
        Entry("", partial(_tick, v.met, v.text), gap=0)
        for v in sorted(found, key=lambda v: v.score)
    ]
    return page(f"The design, {when(moment.minute)}", _text("", moment.said, "bold"), *rules)


def _tick(met: bool, text: str, width: int) -> Lines:
    mark = ("✓ ", "bold $success") if met else ("✗ ", "bold $error")
    lines = wrap(text, width - 2)
    rows = [Content.assemble(mark, lines[0])]
    return (*rows, *(Content.assemble("  ", more) for more in lines[1:]))


# --- a requirement that lay hidden, and a point of the ledger ------------------------------


def fact_page(
    mission: Mission, shared: Shared, line: FactLine, verdicts_: tuple[RequirementVerdict, ...]
) -> Page:
    """What it says, whose it was, where it lay, what asking cost, and what rested on it."""
    fact = line.fact
    since = next((f.minute for f in shared.facts if f.fact == fact.id), None)
    state = f"Found on {when(since)}." if since is not None else f"Missed. {fact.missed}"
    quotes = [
        f"{_source(mission, quote.source)}: ‘{quoted(mission, quote.source, quote.quote)}’"
        for quote in fact.evidence
    ]
    rests = [v for v in verdicts_ if fact.id in v.requirement.facts]
    holder = mission.person_by_id.get(fact.who or "")
    held = f"{holder.name}, {holder.role}" if holder else ""
    return page(
        fact.title,
        _text("", fact.says, "bold"),
        _text("", state, "$success" if line.found else "$error"),
        _text("HELD BY", held),
        _text("WHERE IT LAY", fact.where),
        _listed("IN THE WORDS OF", quotes),
        _text("ASKING WOULD HAVE COST" if not line.found else "ASKING COST", fact.asking),
        _listed("WHAT RESTED ON IT", [_rest(v) for v in rests]),
    )


def _rest(verdict: RequirementVerdict) -> str:
    return f"{verdict.requirement.title}: {'kept' if verdict.kept else 'not kept'}."


def point_page(mission: Mission, shared: Shared, entry: LedgerEntry) -> Page:
    """One line of the ledger, with its reason."""
    if entry.kind == "decision":
        choice = shared.choice(entry.ref)
        if choice:
            return choice_page(mission, shared, choice)
    if entry.kind == "fact":
        fact = mission.fact_by_id[entry.ref]
        return fact_page(mission, shared, FactLine(fact=fact, found=shared.knows(fact.id)), ())
    words = "earned" if entry.points > 0 else "lost"
    return page(
        f"{points(abs(entry.points))} points {words}",
        _text("", entry.title, "bold"),
        _text("WHY", entry.reason if entry.reason != entry.title else ""),
        _text("WHERE IT LAY", entry.where),
    )


def line_page(mission: Mission, shared: Shared, line: ScoreLine) -> Page:
    """One line of an unscored mission's account."""
    if line.kind == "decision":
        choice = shared.choice(line.ref)
        if choice:
            return choice_page(mission, shared, choice)
    if line.kind == "criterion":
        where = _text("WHERE IT LAY", line.where)
        return page(line.title, _text("", line.reason, "bold"), where)
    fact = mission.fact_by_id[line.ref]
    return fact_page(mission, shared, FactLine(fact=fact, found=shared.knows(fact.id)), ())


def place_page(mission: Mission, shared: Shared, verdict: RequirementVerdict) -> Page:
    """Where a requirement could have been found; what it says stays for the debrief."""
    blocks: list[Entry | None] = []
    for ref in verdict.requirement.facts:
        fact = mission.fact_by_id[ref]
        since = next((f.minute for f in shared.facts if f.fact == ref), None)
        holder = mission.person_by_id.get(fact.who or "")
        blocks += [
            _text("", fact.title, "bold"),
            _text("", f"You knew it from {when(since)}." if since is not None else ""),
            _text("HELD BY", f"{holder.name}, {holder.role}" if holder else ""),
            _text("WHERE IT LAY", fact.where),
            _text("ASKING", fact.asking),
        ]
    return page(f"Where was it: {verdict.requirement.title}", *blocks)
