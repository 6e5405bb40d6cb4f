"""Pins and comparisons: what a player may do in any phase until the design is handed in."""

from collections.abc import Iterator

from engine import actions as ac
from engine import events as ev
from engine.asking import LATE_PIN, is_late_answer
from engine.frozen import made
from engine.knowledge import Contradiction, Quote
from engine.mission import Mission
from engine.passages import passage_around, plain
from engine.phases.base import Draft
from engine.rejected import Rejected
from engine.shared import Pinned, Shared, pin_name

PIN = "pin:"
"""How a fact is marked that was pinned."""
COMPARING = 3
"""Minutes of mission time that a comparison takes."""
MAX_PINS = 60
MIN_QUOTE = 3


def overlaps(passage: Pinned, claim: Quote) -> bool:
    """Whether a pinned passage states a claim: one contains the other, white space aside."""
    if passage.source != claim.source:
        return False
    pinned, quoted = plain(passage.quote), plain(claim.quote)
    return quoted in pinned or (pinned in quoted and 2 * len(pinned) >= len(quoted))


def seen(draft: Draft, source: str) -> str:
    """The text of a source that the player has in front of them.

    Raises:
        Rejected: it has not been read or said yet.
    """
    words = draft.mission.texts.get(source)
    if words is None or not _in_sight(draft.shared, source):
        raise Rejected(f"'{source}' has not been read.", "Open it before you pin from it.")
    return words.say


def pin(draft: Draft, action: ac.Pin) -> None:
    """Pins the whole passage around a quote, and finds the facts that it states.

    Raises:
        Rejected: the passage is not in the source, is pinned already, or there is no room.
    """
    text = seen(draft, action.source)
    laid_out = action.source in draft.mission.attachment_by_name
    passage = passage_around(text, laid_out, action.quote)
    if len(plain(action.quote)) < MIN_QUOTE or passage is None:
        raise Rejected("Those words are not in the text.", "Pin a passage as it stands.")
    if any(p.source == action.source and p.quote == passage for p in draft.shared.pins):
        raise Rejected("That passage is pinned already.", "It is in the notebook.")
    if len(draft.shared.pins) >= MAX_PINS:
        raise Rejected("The notebook is full.", "Unpin a passage first.")
    new = made(ev.PinMade, pin=pin_name(draft.shared.next_pin), source=action.source, quote=passage)
    draft.emit(new)
    pinned = draft.shared.pins[-1]
    for fact in draft.mission.facts:
        if states(pinned, fact.evidence):
            late = is_late_answer(draft.mission, pinned.source)
            draft.find(fact.id, f"{LATE_PIN if late else PIN}{pinned.id}")


def whole(mission: Mission, action: ac.Pin) -> ac.Pin:
    """The same pin with the whole passage around its words, as keys and mouse take it."""
    words = mission.texts.get(action.source)
    laid_out = action.source in mission.attachment_by_name
    passage = passage_around(words.say, laid_out, action.quote) if words else None
    return action.model_copy(update={"quote": passage}) if passage else action


def unpin(draft: Draft, action: ac.Unpin) -> None:
    """Takes a pin off; what was learned stays known.

    Raises:
        Rejected: there is no such pin.
    """
    if draft.shared.pin(action.pin) is None:
        raise Rejected(f"There is no pin '{action.pin}'.", "Choose one from the notebook.")
    draft.emit(made(ev.PinDropped, pin=action.pin))


def compare(draft: Draft, action: ac.Compare) -> None:
    """Lays two pins side by side and finds the contradiction they state, if any.

    Raises:
        Rejected: a pin is missing, or the pair was compared before.

    A pair that is none takes one of the day's four ticks, in missions that count days.
    """
    pins = [draft.shared.pin(name) for name in (action.left, action.right)]
    if None in pins or action.left == action.right:
        raise Rejected("It takes two pins to compare.", "Lay two passages on the desk.")
    pair = {action.left, action.right}
    if any({c.left, c.right} == pair for c in draft.shared.compared):
        raise Rejected("These two were compared before.", "The result is in the notebook.")
    left, right = (p for p in pins if p is not None)
    found = next((c for c in draft.mission.contradictions if _opposed(c, left, right)), None)
    half = None if found else _half(draft, left, right)
    draft.emit(
        made(
            ev.PairCompared,
            left=left.id,
            right=right.id,
            contradiction=found.id if found else None,
            half=half,
        )
    )
    draft.minutes(COMPARING)
    if found:
        draft.apply(found.effects, f"contradiction:{found.id}")
    elif costs_a_tick(draft.mission):
        draft.emit(made(ev.MeterMoved, meter="days", by=-1))


def costs_a_tick(mission: Mission) -> bool:
    """Whether a pair that is no contradiction takes a quarter of a day: where days are counted."""
    return "days" in mission.meters


def states(pinned: Pinned, claims: tuple[Quote, ...]) -> bool:
    """Whether a pin states any of the claims."""
    return any(overlaps(pinned, claim) for claim in claims)


def _opposed(contradiction: Contradiction, one: Pinned, other: Pinned) -> bool:
    left, right = contradiction.left, contradiction.right
    return (states(one, left) and states(other, right)) or (
        states(other, left) and states(one, right)
    )


def _half(draft: Draft, one: Pinned, other: Pinned) -> str | None:
    for contradiction in draft.mission.contradictions:
        claims = (*contradiction.left, *contradiction.right)
        if states(one, claims) or states(other, claims):
            return contradiction.id
    return None


def legal(draft: Draft) -> Iterator[ac.AnyAction]:
    """Pins of every passage that scores, and every pair not compared yet: a finite sample."""
    claims = [claim for fact in draft.mission.facts for claim in fact.evidence]
    for contradiction in draft.mission.contradictions:
        claims += [*contradiction.left, *contradiction.right]
    for claim in claims:
        if _in_sight(draft.shared, claim.source) and not any(
            overlaps(p, claim) for p in draft.shared.pins
        ):
            yield ac.Pin(source=claim.source, quote=claim.quote)
    done = [{c.left, c.right} for c in draft.shared.compared]
    pins = draft.shared.pins
    for number, one in enumerate(pins):
        for other in pins[number + 1 :]:
            if {one.id, other.id} not in done:
                yield ac.Compare(left=one.id, right=other.id)


def _in_sight(shared: Shared, source: str) -> bool:
    return shared.has_opened(source) or source in [played.ref for played in shared.transcript]
