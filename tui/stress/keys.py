"""The keys that work while traffic runs."""

from __future__ import annotations

from engine.design.outage import Outage
from tui.stress.play import Play
from tui.stress.view import Over
from tui.widgets.key_bar import Key

HELP = Key("?", "Help", "question_mark")


def keys(
    play: Play | None,
    over: Over | None,
    slim: bool,
    zoned: bool,
    lost: tuple[Outage, ...],
    gone: bool,
) -> tuple[Key, ...]:
    """The most useful first, help last; `gone` where the component spoken of is lost."""
    if over:
        choose = Key("↑↓", "Choose", "-")
        enter = {"report": "Go there", "zones": "Lose, put back", "why": "Close"}[over]
        return (choose, Key("Enter", enter, "enter"), Key("Esc", "Close", "escape"), HELP)
    if play is None:
        return (Key("Esc", "Back", "escape"), HELP)
    word = "Pause" if play.playing else "Again" if play.over else "Play"
    found = [
        Key("Space", word, "space"),
        Key("←→", "Step", "-"),
        Key("r", "Report"),
        Key("x", "Put back" if gone else "Lose it"),
        Key("Tab", "Next", "tab"),
        Key("Esc", "Back", "escape"),
    ]
    if zoned:
        found.insert(4, Key("z", "Zones"))
    if len(lost) > 1:
        found.insert(4, Key("p", "Put all back"))
    if slim:
        found.append(Key("Enter", "Why", "enter"))
    found += [Key("↑↓", "Events", "-"), Key("[", "Slower", "left_square_bracket")]
    found += [Key("]", "Faster", "right_square_bracket"), Key("End", "To the end", "end")]
    return (*found, HELP)
