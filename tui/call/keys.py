"""The keys that work at each moment of a call, as the bottom line shows them."""

from __future__ import annotations

from tui.call.scene import Pending, Scene
from tui.widgets.key_bar import Key

RECORDING = Key("c", "Recording")
HELP = Key("?", "Help", "question_mark")


def keys_of(
    scene: Scene, leave: Key, reading: bool, *, recorded: bool = False, chosen: bool = False
) -> tuple[Key, ...]:
    """The most useful first, help last; `chosen` where an answer has the cursor.

    `leave` is the key that leaves the call.
    """
    more = (RECORDING,) if recorded and not reading and not scene.pending else ()
    return (*_keys(scene, leave, reading, chosen), *more, HELP)


def _keys(scene: Scene, leave: Key, reading: bool, chosen: bool) -> tuple[Key, ...]:
    if reading:
        return (
            Key("↑↓", "Choose a line", "-"),
            Key("Enter", "Pin it", "enter"),
            Key("y", "Copy"),
            Key("Esc", "Back to the call", "escape"),
        )
    back = Key("Esc", "Back", "escape")
    match scene.pending:
        case Pending.FLOOR:
            people = f"1-{len(scene.config.participants)}" if scene.config.participants[1:] else "1"
            return (Key(people, "Who", "-"), Key("Enter", "Give the floor", "enter"), back)
        case Pending.SILENCE:
            return (Key("Enter", "Let it sit", "enter"), Key("Esc", "Speak after all", "escape"))
        case Pending.INTERRUPT:
            return (Key("Enter", "Cut in", "enter"), back)
        case Pending.PIN:
            return (Key("↑↓", "Which sentence", "-"), Key("Enter", "Pin it", "enter"), back)
    transcript, notebook = Key("t", "Transcript"), Key("k", "Notebook")
    if scene.speaking:
        return (
            Key("Space", "Finish the line", "space"),
            Key("Enter", "Next", "enter"),
            Key("End", "Skip", "end"),
            Key(".", "Go on" if scene.paused else "Pause", "full_stop"),
            Key("+", "Faster", "plus"),
            Key("-", "Slower", "minus"),
            Key("p", "Pin"),
            transcript,
            leave,
        )
    if scene.over:
        return (Key("Enter", "Leave the call", "enter"), transcript, notebook, leave)
    keys = [
        Key(f"1-{len(scene.options)}", "Choose", "-"),
        *([Key("Enter", "Say", "enter")] if chosen else []),
        *([Key("f", "Floor")] if len(scene.config.participants) > 1 else []),
        Key("s", "Let it sit"),
    ]
    if scene.may_interrupt:
        keys.append(Key("i", "Cut in"))
    return (*keys, Key("p", "Pin"), transcript, notebook, leave)
