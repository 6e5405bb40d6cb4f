"""What mails and exchanges share: options in the seed's order, their worth and consequences."""

from engine import events as ev
from engine.dialogue import BestWhen, Exchange, Option, Silence
from engine.frozen import made
from engine.mail import Email
from engine.mission import Mission
from engine.phases.base import Draft, best_move
from engine.rejected import Rejected
from engine.rng import shuffled
from engine.shared import Shared

FULL = 100
ASLEEP = 25
"""Energy under which one option of each node is out of reach."""
AWAKE = 3
"""Options that a node keeps all the same."""
EVERYONE_ASLEEP = "everyone is asleep"


def offered(node: Email | Exchange, shared: Shared) -> tuple[Option, ...]:
    """The options that a player sees, in the order that the playthrough's seed gives them.

    The order is drawn over all options, so that finding a fact adds one and never
    reshuffles the rest.
    """
    order = shuffled(shared.seed, node.id, node.options)
    return tuple([o for o in order if o.needs is None or o.needs.holds(shared)])


def asleep(mission: Mission, node: Email | Exchange, shared: Shared) -> str:
    """The option that nobody is awake for, one of a node while the team sleeps; else empty.

    The seed draws it from those that are best in no situation, so that it neither takes a best
    answer away nor moves while the player learns; three others stay in any case.
    """
    if "energy" not in mission.meters or shared.energy >= ASLEEP:
        return ""
    best = {case.option for case in node.best}
    shown = {option.id for option in offered(node, shared)}
    if len(shown) <= AWAKE:
        return ""
    drawn = shuffled(shared.seed, f"{node.id}/asleep", node.options)
    return next((option.id for option in drawn if option.id in shown - best), "")


def awake(mission: Mission, node: Email | Exchange, shared: Shared) -> tuple[Option, ...]:
    """The options that can be chosen, in the order in which they are offered."""
    sleeps = asleep(mission, node, shared)
    return tuple(option for option in offered(node, shared) if option.id != sleeps)


def worth(best: tuple[BestWhen, ...], move: str, otherwise: int, shared: Shared) -> int:
    """What a move earns, out of 100, given what is known before its consequences."""
    return FULL if best_move(best, shared) == move else otherwise


def choose(mission: Mission, node: Email | Exchange, option_id: str, shared: Shared) -> Option:
    """The option by its id.

    Raises:
        Rejected: it is not among those offered, or nobody is awake for it.
    """
    if option_id == asleep(mission, node, shared):
        raise Rejected("Everyone is asleep.", "Choose another answer.")
    for option in node.options:
        if option.id == option_id and (option.needs is None or option.needs.holds(shared)):
            return option
    raise Rejected(
        f"'{option_id}' is not among the answers here.",
        "Offered are: " + ", ".join(option.id for option in offered(node, shared)) + ".",
    )


def carry_out(draft: Draft, node: Email | Exchange, option: Option) -> None:
    """Plays out an option's consequences, and those of the option that it leads on to."""
    seen: set[str] = set()
    current: Option | None = option
    while current and current.id not in seen:
        seen.add(current.id)
        prefix = f"{node.id}/{current.id}"
        draft.apply(current.effects, f"{prefix}/you")
        if current.floor:
            draft.emit(made(ev.FloorTaken, person=current.floor, trust=draft.shared.trust))
        draft.play(current.brings, prefix)
        then = current.then
        current = next((o for o in node.options if o.id == then), None) if then else None


def carry_out_silence(draft: Draft, prefix: str, silence: Silence) -> None:
    """Plays out what follows a silence, a floor given or an interruption."""
    draft.apply(silence.effects, prefix)
    draft.play(silence.brings, prefix)
