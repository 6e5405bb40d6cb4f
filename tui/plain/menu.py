"""Numbered choices, and the letters that work beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.dialogue import Exchange
from engine.mail import Email
from engine.mission import Mission
from engine.phases import nodes
from engine.shared import Shared
from tui.plain.voice import Voice
from tui.safety import one_line


@dataclass(frozen=True)
class Choice:
    """One numbered line; `id` is what choosing it gives."""

    id: str
    label: str


def answers(
    mission: Mission, node: Email | Exchange, shared: Shared, prefix: str = ""
) -> tuple[Choice, ...]:
    """What may be answered, in the seed's order; what nobody is awake for says so."""
    sleeps = nodes.asleep(mission, node, shared)
    return tuple(
        Choice(
            f"{prefix}{option.id}",
            f"{option.label or option.say}{f' ({nodes.EVERYONE_ASLEEP})' * (option.id == sleeps)}",
        )
        for option in nodes.offered(node, shared)
    )


@dataclass(frozen=True)
class Letter:
    """A letter that does something, whatever the numbers are."""

    letter: str
    label: str
    quiet: bool = False
    """Whether it is named on `?` alone: it works everywhere, and would be heard at every line."""


@dataclass(frozen=True)
class Menu:
    """What may be chosen now."""

    title: str
    choices: tuple[Choice, ...] = ()
    letters: tuple[Letter, ...] = ()

    def meant(self, typed: str) -> str | None:
        """What a typed line chooses: the id behind its number, or a letter; None if neither."""
        if typed.isdecimal() and 1 <= int(typed) <= len(self.choices):
            return self.choices[int(typed) - 1].id
        known = {letter.letter for letter in self.letters}
        return typed.lower() if typed.lower() in known else None

    @property
    def refusal(self) -> str:
        """What is said to a line that chooses nothing."""
        count = len(self.choices)
        letters = [letter.letter for letter in self.letters if not letter.quiet]
        letters += [HELP.letter] if len(letters) < len(self.letters) else []
        parts = ["1" if count == 1 else f"a number from 1 to {count}"] if count else []
        parts += letters if len(letters) == 1 else []
        parts += [f"one of {', '.join(letters)}"] if len(letters) > 1 else []
        return f"Type {', or '.join(parts)}, then Enter."


HELP = Letter("?", "all letters")
HOW = (
    "A number and Enter chooses what stands behind it, a letter and Enter does what stands behind "
    "that. Enter alone says the choices again. Letters are those of the screens: where somebody "
    "writes of k, that is the notebook here as well, and p pins."
)
BACK = Letter("z", "back")
"""What leads out of a menu without choosing; every menu that is opened from another has it."""


async def ask(voice: Voice, menu: Menu) -> str:
    """Says a menu and gives what is chosen from it: a choice's id, or a letter.

    Raises:
        voice.Gone: the input has ended.
    """
    tell(voice, menu)
    while True:
        typed = await voice.hear(">", menu)
        if typed == HELP.letter:
            voice.say(HOW)
        if typed in ("", HELP.letter):
            tell(voice, menu, whole=typed == HELP.letter)
            continue
        meant = menu.meant(typed)
        if meant is not None:
            return meant
        voice.say(menu.refusal)


def tell(voice: Voice, menu: Menu, *, whole: bool = False) -> None:
    """Says a menu; the whole of it with the letters that work everywhere."""
    voice.say()
    if menu.title:
        voice.say(menu.title)
    for number, choice in enumerate(menu.choices, start=1):
        voice.say(f"{number:>3}  {one_line(choice.label)}")
    said = [letter for letter in menu.letters if whole or not letter.quiet]
    said += [HELP] if len(said) < len(menu.letters) else []
    if said:
        voice.say("  ".join(f"{letter.letter}: {letter.label}." for letter in said))


async def pick(voice: Voice, title: str, choices: Iterable[tuple[str, str]]) -> str | None:
    """Has one of some things chosen; None where the player goes back.

    Raises:
        voice.Gone: the input has ended.
    """
    menu = Menu(title, tuple(Choice(*choice) for choice in choices), (BACK,))
    chosen = await ask(voice, menu)
    return None if chosen == BACK.letter else chosen


async def agree(voice: Voice, title: str, yes: str) -> bool:
    """Whether the player agrees; it takes a number and Enter, and `z` is no.

    Raises:
        voice.Gone: the input has ended.
    """
    return await pick(voice, title, (("yes", yes),)) is not None
