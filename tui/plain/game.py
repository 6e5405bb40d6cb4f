"""The way through the plain game: name, board, mission, debrief, board, until the player leaves."""

from __future__ import annotations

from db.connection import PlayFault
from engine.clock import clock_time, day_of
from engine.log import BrokenLog
from engine.mission import Mission
from engine.state import State
from tui.app import Visit
from tui.board.entries import BoardEntry
from tui.board.gather import entries_of
from tui.board.ledger import ledger_lines
from tui.briefing import STOP, lost_days, other_seed, what_waits
from tui.debrief.standing import Standing, standing_of
from tui.office import Office, open_office
from tui.place import Place
from tui.plain import debrief
from tui.plain.desk import Desk, Ended, GivenUp, Left
from tui.plain.menu import Choice, Letter, Menu, agree, ask
from tui.plain.phases import module_for
from tui.plain.voice import Gone, Voice
from tui.practice import practise_from, unkept_words
from tui.session import Moved, Session
from tui.teaching import Taught
from tui.widgets.header import PHASE_NAMES

LEAVE = Letter("q", "leave the game")
WHY = Letter("w", "why a mission is locked")
LEDGER = Letter("l", "the ledger of what you promised")


async def play(place: Place, visit: Visit, voice: Voice) -> None:
    """The whole visit, from the start of the database to leaving it.

    Raises:
        OpeningFailed, PlayFault, StoreLost: the database cannot be opened, or has gone.
    """
    voice.say("Scope Creep, in plain lines. A number and Enter chooses; ? and Enter helps.")
    office = await open_office(place, lambda step, seconds: None)
    try:
        await stay(office, visit, voice, Taught(place.folder))
    finally:
        await office.close()


async def stay(office: Office, visit: Visit, voice: Voice, taught: Taught | None = None) -> None:
    """The visit to an open office, until the player leaves or the input ends.

    Raises:
        PlayFault, StoreLost: the database has gone.
    """
    try:
        await office.sign_in(visit.player or await _name(office, voice))
        mission = visit.mission
        while (wanted := await _board(office, voice, mission)) is not None:
            mission = ""
            await _mission(office, voice, wanted, visit.seed, taught or Taught())
    except Gone:
        pass
    voice.say("Everything is stored.")


async def _name(office: Office, voice: Voice) -> str:
    known = [player.name for player in await office.players()]
    if known:
        voice.say(f"Known here: {', '.join(known)}.")
    usual = known[0] if known else "Consultant"
    return await voice.hear(f"Your name, or Enter for {usual}:") or usual


async def _board(office: Office, voice: Voice, mission: str) -> BoardEntry | None:
    """The mission that is chosen; None where the player leaves."""
    rows = await office.board()
    facts, _ = await office.facts()
    entries = {entry.card.slug: entry for entry in entries_of(rows, facts)}
    for entry in entries.values():
        if mission and mission in (entry.card.slug, entry.card.code, entry.card.code.lower()):
            if entry.may_open:
                return entry
            voice.say(f"{entry.card.code} is {entry.absence or 'locked'}.")
    listed = [entry for entry in entries.values() if entry.may_open]
    choices = tuple(
        Choice(e.card.slug, f"{e.card.code} {e.card.title}, {e.words()}. {e.card.teaser}")
        for e in listed
    )
    menu = Menu(f"The board. {office.name}, level {facts.level}.", choices, (WHY, LEDGER, LEAVE))
    while True:
        chosen = await ask(voice, menu)
        if chosen == LEAVE.letter:
            return None
        if chosen == WHY.letter:
            _say_locked(voice, tuple(entries.values()))
        elif chosen == LEDGER.letter:
            for line in ledger_lines(await office.ledger(), {r.card.slug: r.card for r in rows}):
                voice.say(line)
        else:
            return entries[chosen]


def _say_locked(voice: Voice, entries: tuple[BoardEntry, ...]) -> None:
    for entry in entries:
        if entry.may_open:
            continue
        why = entry.absence or "; ".join(_unmet(entry))
        voice.say(f"{entry.card.code} {entry.card.title}: {why}.")


def _unmet(entry: BoardEntry) -> list[str]:
    told = entry.explanation
    clauses = [clause for clause in told.inner if not clause.met] or [told]
    return [" ".join(part for part in (c.words, c.have) if part) for c in clauses]


async def _mission(
    office: Office, voice: Voice, wanted: BoardEntry, seed: int | None, taught: Taught
) -> None:
    row = next(r for r in await office.board() if r.card.slug == wanted.card.slug)
    restart = False
    if wanted.playing:
        restart = not await agree(voice, "It is under way; z begins anew.", "Go on")
    try:
        session = await office.start(row, restart=restart, seed=seed)
    except (PlayFault, BrokenLog) as fault:
        voice.say(str(fault))
        return
    desk = Desk(voice, session, taught)
    try:
        _begin(voice, session)
        told = other_seed(session.state, seed)
        if told:
            voice.say(told)
        await play_phases(desk)
        await _close(office, desk)
    except Left:
        voice.say(STOP)
    except (Ended, Moved) as ended:
        voice.say(str(ended) or "This playthrough was closed in another terminal.")
    finally:
        await session.settle_quietly()
        session.leave()


def _begin(voice: Voice, session: Session) -> None:
    mission, card = session.mission, session.mission.card
    voice.say()
    voice.say(f"{card.code} {card.title}, {card.client}.")
    if len(session.rows) > 1:
        voice.say(where(mission, session.state))
    else:
        voice.say(card.teaser)
        voice.say(f"You practise: {'; '.join(card.learning_objectives)}.")
        for lost in lost_days(mission, session.state.shared.player.flags):
            voice.say(f"The deadline stands sooner: {lost}")


def where(mission: Mission, state: State) -> str:
    """Where a playthrough stands."""
    config, minute = mission.phases[len(state.phases) - 1], state.shared.minute
    name = PHASE_NAMES[config.kind].lower()
    when = f"{clock_time(minute)} on day {day_of(minute)}"
    return f"The {name}. It is {when}. {what_waits(mission, state)}"


async def play_phases(desk: Desk) -> None:
    """Every phase to its end.

    Raises:
        Left, Ended, Gone: the player, or this playthrough, is no longer there.
    """
    begun = -1
    while desk.state.status == "open":
        config = desk.config
        module = module_for(config.kind)
        if begun != len(desk.state.phases):
            begun = len(desk.state.phases)
            desk.voice.say()
            desk.voice.say(
                f"{PHASE_NAMES[config.kind]}, phase {begun} of {len(desk.mission.phases)}."
            )
            desk.brief()
            desk.teach()
            if hasattr(module, "opening"):
                module.opening(desk, config)
        try:
            await module.play(desk, config)
        except GivenUp:
            return


async def _close(office: Office, desk: Desk) -> None:
    rows = await office.board()
    slug = desk.mission.slug
    before = next(row.score for row in rows if row.card.slug == slug)
    await office.close_playthrough(desk.session)
    if desk.state.status != "completed":
        return
    facts, xp = await office.facts()
    entries = entries_of(await office.board(), facts)
    await _debriefed(desk, standing_of(entries, facts, xp, slug, before, graded=office.grades))


async def practise(session: Session, voice: Voice) -> None:
    """A practice from where it stands to the end of its debrief, without an office."""
    desk = Desk(voice, session)
    try:
        if session.state.status == "open":
            _begin(voice, session)
        voice.say(f"Practice: {unkept_words(session)}")
        await play_phases(desk)
        if session.state.status == "completed":
            await _debriefed(desk, Standing())
    except Left:
        pass
    except Gone:
        voice.say()  # what was asked last stands unanswered on its line
    finally:
        await session.settle_quietly()
        session.leave()


async def _debriefed(desk: Desk, standing: Standing) -> None:
    """The debrief, and practice from its decisions for as long as the player likes."""
    shown = desk
    while True:
        node = await debrief.play(shown, standing if shown is desk else Standing())
        if node is None and shown is desk:
            return
        shown = desk if node is None else await _practised(shown, node) or desk


async def _practised(desk: Desk, node: str) -> Desk | None:
    """Practice from a decision, to its end; None where the player leaves it."""
    practice = Desk(desk.voice, practise_from(desk.session, node), desk.taught)
    desk.voice.say("Practice: nothing of this is kept.")
    try:
        await play_phases(practice)
    except Left:
        return None
    return practice
