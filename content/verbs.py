"""The verbs of playthrough scripts, each with what it comes to as actions.

A step is `verb`, or `{verb: detail}`. The verbs that edit a design serve the debrief's
'one change' as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from content import board_verbs
from content.problem import did_you_mean
from content.source import Path
from engine import actions as ac
from engine.actions import AnyAction
from engine.design.outage import What


class VerbFault(ValueError):
    """A step cannot be read; `path` leads from the step to what is wrong in it.

    `key` says that the last key of the path is wrong, not its value.
    """

    def __init__(
        self, message: str, path: Path = (), remedy: str = "", *, key: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.remedy = remedy
        self.key = key


@dataclass(frozen=True, slots=True)
class PinRef:
    """A pin to compare: by its name in the script or the notebook, or by the passage itself."""

    name: str = ""
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What one step asks for: an action, or a comparison whose pins are still to be named."""

    action: AnyAction | None = None
    pin_as: str = ""
    phase: str = ""
    """The phase that must be the present one; any, where it is empty."""
    pins: tuple[PinRef, PinRef] | None = None
    unpin: str = ""


def verb_and_detail(step: Any) -> tuple[str, Any]:
    """The verb of a step and what stands beside it, or None.

    Raises:
        VerbFault: the step is neither a word nor a mapping of one key.
    """
    if isinstance(step, str):
        return step, None
    if isinstance(step, dict) and len(step) == 1:
        return next(iter(step.items()))
    raise VerbFault("A step is one verb with its detail", remedy="Write e.g. '- open: first-mail'.")


def moves_of(step: Any) -> tuple[Move, ...]:
    """What a step comes to.

    Raises:
        VerbFault: the verb or its detail is not of the format.
    """
    verb, detail = verb_and_detail(step)
    if verb in BARE:
        if detail is not None:
            raise VerbFault(f"'{verb}' stands alone", (verb,), f"Write '- {verb}'.", key=True)
        return (Move(BARE[verb]()),)
    if verb == "finish" and detail is None:
        return (Move(ac.FinishPhase()),)
    if verb not in WITH_DETAIL:
        raise _no_verb(verb)
    if detail is None:
        raise VerbFault(f"'{verb}' needs to know what", (verb,), example(verb), key=True)
    return WITH_DETAIL[verb](detail)


def _no_verb(verb: str) -> VerbFault:
    """Why a word is no action's verb, and what was meant."""
    known = [*BARE, *WITH_DETAIL, *OTHERS]
    if verb in OTHERS:
        told = f"'{verb}' is no action that rules could refuse"
        return VerbFault(told, (verb,), "Put it in a step of its own.", key=True)
    begun, colon, _ = verb.partition(":")
    remedy = did_you_mean(verb, known)
    if colon and begun in known:
        remedy = f"Put a space after '{begun}:'."
    return VerbFault(f"There is no verb '{verb}'", (verb,), remedy, key=True)


def edits_of(step: Any) -> tuple[AnyAction, ...]:
    """The design edits that a step comes to.

    Raises:
        VerbFault: it is not an edit, or not of the format.
    """
    verb, _ = verb_and_detail(step)
    if verb not in EDITS:
        message = f"'{verb}' is not an edit of a design or a sheet"
        raise VerbFault(message, (verb,), did_you_mean(verb, EDITS), key=True)
    return tuple(move.action for move in moves_of(step) if move.action)


def _text(verb: str, value: Any, path: Path = ()) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise VerbFault(f"'{verb}' needs a name here", (verb, *path), example(verb))
    return str(value)


def _fields(verb: str, value: Any, needed: tuple[str, ...], more: tuple[str, ...] = ()) -> Any:
    if not isinstance(value, dict):
        raise VerbFault(f"'{verb}' needs its fields here", (verb,), example(verb))
    for name in value:
        if name not in needed and name not in more:
            remedy = did_you_mean(name, [*needed, *more])
            raise VerbFault(f"'{verb}' has no field '{name}'", (verb, name), remedy, key=True)
    for name in needed:
        if name not in value:
            raise VerbFault(f"'{verb}' needs '{name}'", (verb,), example(verb))
    return value


def _pair(verb: str, value: Any, path: Path = ()) -> list[Any]:
    if not isinstance(value, list) or len(value) != 2:
        raise VerbFault(f"'{verb}' takes a list of two", (verb, *path), example(verb))
    return value


def _cell(verb: str, value: Any, path: Path) -> tuple[int, int]:
    x, y = _pair(verb, value, path)
    if type(x) is not int or type(y) is not int:
        raise VerbFault("A cell is [column, row] in whole numbers", (verb, *path))
    return x, y


def _open(detail: Any) -> tuple[Move, ...]:
    if isinstance(detail, dict):
        fields = _fields("open", detail, ("attachment",))
        filename = _text("open", fields["attachment"], ("attachment",))
        return (Move(ac.OpenAttachment(filename=filename)),)
    return (Move(ac.OpenEmail(mail=_text("open", detail))),)


def _reply(detail: Any) -> tuple[Move, ...]:
    fields = _fields("reply", detail, ("to", "with"))
    mail, option = _text("reply", fields["to"], ("to",)), _text("reply", fields["with"], ("with",))
    return (Move(ac.Reply(mail=mail, option=option)),)


def _pin(detail: Any) -> tuple[Move, ...]:
    fields = _fields("pin", detail, ("in", "quote"), ("as",))
    action = ac.Pin(
        source=_text("pin", fields["in"], ("in",)), quote=_text("pin", fields["quote"], ("quote",))
    )
    return (Move(action, pin_as=_text("pin", fields.get("as", ""), ("as",))),)


def _unpin(detail: Any) -> tuple[Move, ...]:
    return (Move(unpin=_text("unpin", detail)),)


def _compare(detail: Any) -> tuple[Move, ...]:
    left, right = (_pin_ref(pin, n) for n, pin in enumerate(_pair("compare", detail)))
    return (Move(pins=(left, right)),)


def _pin_ref(value: Any, number: int) -> PinRef:
    if isinstance(value, dict):
        for name in ("in", "quote"):
            if name not in value:
                raise VerbFault(f"A passage needs '{name}'", ("compare", number))
        source = _text("compare", value["in"], (number, "in"))
        return PinRef(source=source, quote=_text("compare", value["quote"], (number, "quote")))
    return PinRef(name=_text("compare", value, (number,)))


def _place(detail: Any) -> tuple[Move, ...]:
    fields = _fields("place", detail, ("kind", "as", "at"), ("label",))
    x, y = _cell("place", fields["at"], ("at",))
    action = ac.Place(
        component=_text("place", fields["kind"], ("kind",)),
        node=_text("place", fields["as"], ("as",)),
        label=_text("place", fields.get("label", ""), ("label",)),
        x=x,
        y=y,
    )
    return (Move(action),)


def _duplicate(detail: Any) -> tuple[Move, ...]:
    fields = _fields("duplicate", detail, ("node", "as", "at"))
    x, y = _cell("duplicate", fields["at"], ("at",))
    source = _text("duplicate", fields["node"], ("node",))
    node = _text("duplicate", fields["as"], ("as",))
    return (Move(ac.Duplicate(source=source, node=node, x=x, y=y)),)


def _frame(detail: Any) -> tuple[Move, ...]:
    fields = _fields("frame", detail, ("as", "label", "from", "to"))
    x, y = _cell("frame", fields["from"], ("from",))
    right, below = _cell("frame", fields["to"], ("to",))
    action = ac.Frame(
        group=_text("frame", fields["as"], ("as",)),
        label=_text("frame", fields["label"], ("label",)),
        x=min(x, right),
        y=min(y, below),
        columns=abs(right - x) + 1,
        rows=abs(below - y) + 1,
    )
    return (Move(action),)


def _move(detail: Any) -> tuple[Move, ...]:
    if not isinstance(detail, dict) or not detail:
        raise VerbFault("'move' needs a component and its cell", ("move",), example("move"))
    moves = []
    for node, at in detail.items():
        x, y = _cell("move", at, (node,))
        moves.append(Move(ac.Move(node=node, x=x, y=y)))
    return tuple(moves)


def _configure(detail: Any) -> tuple[Move, ...]:
    if not isinstance(detail, dict) or not detail:
        message = "'configure' needs a component and its knobs"
        raise VerbFault(message, ("configure",), example("configure"))
    moves = []
    for node, knobs in detail.items():
        if not isinstance(knobs, dict) or not knobs:
            message = f"'configure' needs the knobs of '{node}'"
            raise VerbFault(message, ("configure", node), example("configure"))
        for knob, value in knobs.items():
            if not isinstance(value, str | int | float | bool):
                message = f"The knob '{knob}' takes a number, a word, true or false"
                raise VerbFault(message, ("configure", node, knob))
            moves.append(Move(ac.Configure(node=node, knob=knob, value=value)))
    return tuple(moves)


def _connect(detail: Any) -> tuple[Move, ...]:
    source, target = (_text("connect", n, (i,)) for i, n in enumerate(_pair("connect", detail)))
    return (Move(ac.Connect(source=source, target=target)),)


def _disconnect(detail: Any) -> tuple[Move, ...]:
    pair = _pair("disconnect", detail)
    source, target = (_text("disconnect", n, (i,)) for i, n in enumerate(pair))
    return (Move(ac.Disconnect(source=source, target=target)),)


def _part(verb: str, detail: Any) -> tuple[What, str]:
    """A component or a zone by its name: `{node: web}`, `{zone: A}`."""
    fields = _fields(verb, detail, (), ("node", "zone"))
    if len(fields) != 1:
        raise VerbFault(f"'{verb}' takes one component or one zone", (verb,), example(verb))
    field = next(iter(fields))
    name = _text(verb, fields[field], (field,))
    return ("zone" if field == "zone" else "component"), name


def _fail(detail: Any) -> tuple[Move, ...]:
    what, name = _part("fail", detail)
    return (Move(ac.Fail(what=what, name=name)),)


def _restore(detail: Any) -> tuple[Move, ...]:
    """A kept design by its name, or what was lost while the traffic ran."""
    if isinstance(detail, dict):
        what, name = _part("restore", detail)
        return (Move(ac.PutBack(what=what, name=name)),)
    return (Move(ac.RestoreDesign(name=_text("restore", detail))),)


def _finish(detail: Any) -> tuple[Move, ...]:
    return (Move(ac.FinishPhase(), phase=_text("finish", detail)),)


def _named(verb: str, action: Callable[[str], AnyAction]) -> Callable[[Any], tuple[Move, ...]]:
    return lambda detail: (Move(action(_text(verb, detail))),)


def _board(verb: str) -> Callable[[Any], tuple[Move, ...]]:
    def moves(detail: Any) -> tuple[Move, ...]:
        try:
            return tuple(Move(action) for action in board_verbs.actions_of(verb, detail))
        except board_verbs.Misread as misread:
            raise VerbFault(misread.message, (verb, *misread.path), example(verb)) from misread

    return moves


BARE: dict[str, Callable[[], AnyAction]] = {
    "silent": ac.StaySilent,
    "interrupt": ac.Interrupt,
    "undo": ac.Undo,
    "redo": ac.Redo,
    "traffic": ac.RunTraffic,
    "submit": ac.SubmitDesign,
    "hand_in": ac.SubmitBoard,
    "hint": ac.UseHint,
    "abandon": ac.Abandon,
}
"""Verbs that stand alone."""

WITH_DETAIL: dict[str, Callable[[Any], tuple[Move, ...]]] = {
    "open": _open,
    "reply": _reply,
    "leave": _named("leave", lambda name: ac.LeaveMail(mail=name)),
    "pin": _pin,
    "unpin": _unpin,
    "compare": _compare,
    "say": _named("say", lambda name: ac.Say(option=name)),
    "floor": _named("floor", lambda name: ac.GiveFloor(person=name)),
    "place": _place,
    "duplicate": _duplicate,
    "move": _move,
    "remove": _named("remove", lambda name: ac.Remove(node=name)),
    "configure": _configure,
    "connect": _connect,
    "disconnect": _disconnect,
    "frame": _frame,
    "unframe": _named("unframe", lambda name: ac.Unframe(group=name)),
    "keep": _named("keep", lambda name: ac.KeepDesign(name=name)),
    "restore": _restore,
    "fail": _fail,
    "hear": _named("hear", lambda name: ac.HearFeedback(requirement=name)),
    "ask_late": _named("ask_late", lambda name: ac.AskLate(question=name)),
    **{verb: _board(verb) for verb in board_verbs.VERBS},
    "finish": _finish,
}
"""Verbs that say what they are about."""

OTHERS = ("expect", "refused", "restart", "offline", "resize", "press", "sees")
"""Verbs that are no action of the player's; they are read with the steps."""

EDITS = ("place", "remove", "configure", "connect", "disconnect", *board_verbs.VERBS)
"""Verbs that the debrief's 'one change' may use."""

_EXAMPLES = {
    **board_verbs.VERBS,
    "open": "open: first-mail, or open: {attachment: figures.pdf}",
    "reply": "reply: {to: first-mail, with: ask-why}",
    "pin": 'pin: {in: first-mail, quote: "by Friday"}',
    "compare": "compare: [left, right]",
    "place": "place: {kind: cache, as: page-cache, at: [3, 2]}",
    "duplicate": "duplicate: {node: app, as: app-2, at: [3, 2]}",
    "frame": "frame: {as: frame-1, label: Shop, from: [1, 0], to: [2, 1]}",
    "keep": "keep: A",
    "restore": "restore: A, or restore: {zone: A}",
    "fail": "fail: {node: app}, or fail: {zone: A}",
    "move": "move: {page-cache: [4, 2]}",
    "configure": "configure: {page-cache: {replicas: 2}}",
    "connect": "connect: [app, page-cache]",
    "disconnect": "disconnect: [app, page-cache]",
}


def example(verb: str) -> str:
    return f"Write e.g. '{_EXAMPLES.get(verb, f'{verb}: name')}'."
