"""The page that opens a mission, the three lines that open one again, and where one may stop."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from textual.content import Content

from engine.clock import clock_time, day_of
from engine.mission import Mission
from engine.phase_config import ClientFeedback, EmailDiscovery, SystemDesign
from engine.phases import FeedbackState, InboxState, StudioState
from engine.phases.changes import asked_for, design_config, told
from engine.phases.email_discovery import waiting
from engine.state import State
from engine.story import story
from tui.safety import one_line
from tui.studio.terms import terms
from tui.teaching import Lesson
from tui.widgets.header import PHASE_NAMES, rail

Parts = list[str | tuple[str, str]]
MEASURE, LABEL = 68, 7
STOP = "Stored: a good place to stop."
WAITS = "Your last step is not stored yet: the database does not answer. It is kept."


def _head(words: str) -> tuple[str, str]:
    return words, "bold $primary"


def brief_page(
    mission: Mission,
    lessons: Sequence[Lesson] = (),
    flags: Sequence[str] = (),
    *,
    unkept: str = "",
) -> Content:
    """What the mission is, what is practised in it, how the first phase works, and that all is
    stored; or, where it is not, what `unkept` says instead.

    Of the flags that the player brings along it tells those that cost days here.
    """
    card = mission.card
    minutes = f"{card.difficulty} · about {card.estimated_duration} minutes"
    way = " ── ".join(PHASE_NAMES[phase.kind] for phase in mission.phases)
    parts: Parts = [(card.client, "bold"), (f"   {minutes}", "$mute"), "\n", (way, "$mute")]
    parts += ["\n\n", card.teaser, "\n\n", _head("YOU PRACTISE"), "  "]
    parts += [" · ".join(card.learning_objectives)]
    if mission.phases[0].brief:
        parts += ["\n\n", _head("FIRST"), "  ", mission.phases[0].brief]
    parts += _told_list(SOONER, lost_days(mission, flags))
    parts += _new_here(lessons)
    stored = "All is stored: stop when you like."
    parts += ["\n\n", (unkept or stored, "$mute")]
    return Content.assemble(*parts)


def other_seed(state: State, wanted: int | None) -> str:
    """Says so where a playthrough goes on by another seed than is asked for; else empty."""
    own = state.shared.seed
    if wanted is None or wanted == own:
        return ""
    return f"This goes on by seed {own}, as it was begun. Begun anew it has seed {wanted}."


CHANGED = "WHAT YOUR CHOICES CHANGED"
TERMS = "HOW IT STANDS"
SOONER = "THE DEADLINE STANDS SOONER"
RENEWED = "The mission was brought up to date. Your steps still stand."


def recap_page(
    mission: Mission, state: State, *, renewed: bool = False, wanted: int | None = None
) -> Content:
    """Three lines: where you stand, what was last, what waits; others for a renewed mission, and
    where another seed than its own is `wanted`."""
    number = len(state.phases)
    config, present = mission.phases[number - 1], state.phases[-1]
    minute = state.shared.minute
    when = f"{clock_time(minute)} on day {day_of(minute)}"
    name = PHASE_NAMES[config.kind].lower()
    moments = story(mission, state)
    last = f"{moments[-1].said} {moments[-1].answer}".strip() if moments else "Nothing is said yet."
    parts = [
        *_told("NOW", f"The {name}, {number} of {len(mission.phases)}. It is {when}."),
        "\n",
        *_told("LAST", last),
        "\n",
        *_told("WAITS", what_waits(mission, state)),
    ]
    if renewed:
        parts += ["\n", *_told("NEW", RENEWED)]
    seed = other_seed(state, wanted)
    if seed:
        parts += ["\n", *_told("SEED", seed)]
    if config.brief and not present.finished:
        parts += ["\n\n", _head("HERE"), "\n", config.brief]
    parts += _changed(mission, state)
    return Content.assemble(*parts)


def _changed(mission: Mission, state: State) -> Parts:
    """On what terms the present grid is drawn, and what choices have changed there, if anything."""
    config = mission.phases[len(state.phases) - 1]
    if not isinstance(config, SystemDesign):
        return []
    config, shared = design_config(mission, config.id, state.shared), state.shared
    return [
        *_told_list(TERMS, terms(mission, config, shared)),
        *_told_list(CHANGED, told(config, shared)),
    ]


def lost_days(mission: Mission, flags: Sequence[str]) -> tuple[str, ...]:
    """What was late before and takes from the days of this mission, a sentence each."""
    deadline = mission.deadline
    return tuple(one.says for one in deadline.brought_forward(flags)) if deadline else ()


def _told_list(head: str, says: Sequence[str]) -> Parts:
    parts: Parts = ["\n\n", _head(head)] if says else []
    for sentence in says:
        lines = textwrap.wrap(one_line(sentence), MEASURE - 2)
        parts += ["\n· ", "\n  ".join(lines)]
    return parts


def _told(label: str, text: str) -> Parts:
    """A labelled line; what does not fit goes on below the text, not below the label."""
    lines = textwrap.wrap(one_line(text), MEASURE - LABEL) or [""]
    return [_head(label.ljust(LABEL)), ("\n" + " " * LABEL).join(lines)]


def _new_here(lessons: Sequence[Lesson]) -> Parts:
    """What is used here for the first time, each with how."""
    parts: Parts = ["\n\n", _head("NEW HERE")] if lessons else []
    for lesson in lessons:
        parts += ["\n", (lesson.title, "bold"), f"  {lesson.keys}"]
    return parts


def what_waits(mission: Mission, state: State) -> str:
    """What the present phase waits for, in a sentence or two."""
    config, own, shared = mission.phases[len(state.phases) - 1], state.phases[-1], state.shared
    if isinstance(config, EmailDiscovery) and isinstance(own, InboxState):
        come = [mail for mail in config.emails if mail.id in shared.arrived]
        unread = sum(mail.id not in shared.opened for mail in come)
        asking = len(waiting(config, shared, own))
        if not unread and not asking:
            return "Nothing more: every mail is settled, and f finishes the inbox."
        return f"{_count(unread, 'unread mail')}. {_count(asking, 'mail')} {_asks(asking)}."
    if isinstance(own, StudioState):
        runs = f"It has run {_times(own.runs)}." if own.runs else "It has not run yet."
        return f"The grid, not handed in. {runs}"
    if isinstance(config, ClientFeedback) and isinstance(own, FeedbackState):
        return (
            f"{len(own.heard)} of {len(asked_for(mission, shared, config.id))} answers are heard."
        )
    return "The others, for your word."


def _count(number: int, word: str) -> str:
    if number == 1:
        return f"1 {word}"
    return f"{number or 'No'} {word}s"


def _asks(number: int) -> str:
    return "asks for an answer" if number == 1 else "ask for an answer"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def phase_page(
    mission: Mission,
    state: State,
    lessons: Sequence[Lesson] = (),
    *,
    stored: bool = True,
    unkept: str = "",
) -> Content:
    """What is done, what the next phase asks for, and that this is a good place to stop.

    Where the last step is not stored yet it says that instead, and where nothing is ever stored
    what `unkept` says.
    """
    config = mission.phases[len(state.phases) - 1]
    parts: Parts = ["\n\n", config.brief] if config.brief else []
    parts += _changed(mission, state)
    parts += _new_here(lessons)
    end = (unkept or STOP, "$mute") if stored else (WAITS, "bold $accent")
    return Content.assemble(rail(mission, state, MEASURE), *parts, "\n\n", end)
