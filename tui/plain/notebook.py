"""The notebook in plain lines: pins, comparisons, and what is known."""

from __future__ import annotations

from engine.actions import Compare, Unpin
from engine.notebook import costs_a_tick
from engine.passages import plain
from engine.shared import Pinned
from engine.texts import YOU
from tui.notebook.paint import PRICE
from tui.notebook.sources import origin
from tui.plain.desk import Desk
from tui.plain.menu import BACK, Choice, Menu, ask, pick
from tui.plain.pinning import pin_from
from tui.quoted import quoted

COMPARE, UNPIN, KNOWN, FIND, READ = "compare", "unpin", "known", "find", "read"


async def play(desk: Desk) -> None:
    """The notebook, until the player closes it."""
    _say_pins(desk, desk.shared.pins)
    while True:
        chosen = await ask(desk.voice, _menu(desk))
        match chosen:
            case "compare":
                await _compare(desk)
            case "unpin":
                found = await pick(desk.voice, "Which pin comes off?", _lines(desk))
                if found:
                    await desk.act(Unpin(pin=found))
            case "known":
                _say_known(desk)
            case "read":
                await _read(desk)
            case "find":
                await _find(desk)
            case _:
                return


def _menu(desk: Desk) -> Menu:
    choices = []
    if len(desk.shared.pins) > 1:
        price = f". {PRICE}" * costs_a_tick(desk.mission)
        choices.append(Choice(COMPARE, f"Lay two pins side by side{price}"))
    if desk.shared.pins:
        choices += [Choice(FIND, "Find a word in the pins"), Choice(UNPIN, "Take a pin off")]
    if desk.shared.opened or desk.shared.transcript:
        choices.append(Choice(READ, "Pin from what was read and said"))
    choices.append(Choice(KNOWN, f"What is known: {len(desk.shared.facts)}"))
    return Menu("Notebook", tuple(choices), (BACK,))


def _lines(desk: Desk, besides: str = "") -> list[tuple[str, str]]:
    return [(pin.id, _line(desk, pin)) for pin in desk.shared.pins if pin.id != besides]


def _line(desk: Desk, pin: Pinned) -> str:
    return f"{pin.id}, {origin(desk.mission, pin)}: {quoted(desk.mission, pin.source, pin.quote)}"


def _say_pins(desk: Desk, pins: tuple[Pinned, ...]) -> None:
    desk.voice.say()
    if not pins:
        desk.voice.say("No pin is there.")
    for pin in pins:
        desk.voice.say(_line(desk, pin))


async def _compare(desk: Desk) -> None:
    left = await pick(desk.voice, "The first of the two?", _lines(desk))
    right = await pick(desk.voice, "And the second?", _lines(desk, left)) if left else None
    if not (left and right and await desk.act(Compare(left=left, right=right))):
        return
    done = desk.shared.compared[-1]
    found = next((c for c in desk.mission.contradictions if c.id == done.contradiction), None)
    if found:
        desk.voice.say(f"They disagree. {found.means}")
    elif done.half:
        desk.voice.say("One of them is half of a contradiction.")
    else:
        desk.voice.say("Nothing follows from these two.")


def _say_known(desk: Desk) -> None:
    for found in desk.shared.facts:
        fact = desk.mission.fact_by_id[found.fact]
        desk.voice.say(f"{fact.title}. {fact.says}")
    for made in desk.shared.promises:
        promise = next(p for p in desk.mission.promises if p.id == made.promise)
        desk.voice.say(f"Promised to {desk.mission.name(promise.to)}: {promise.wording}")
    if not (desk.shared.facts or desk.shared.promises):
        desk.voice.say("Nothing yet.")


async def _find(desk: Desk) -> None:
    wanted = (await desk.voice.hear("Which word?")).casefold()
    found = tuple(pin for pin in desk.shared.pins if wanted in plain(pin.quote).casefold())
    _say_pins(desk, found)


async def _read(desk: Desk) -> None:
    """Everything that was read or said, once more, and a passage of it to pin."""
    texts = desk.mission.texts
    refs = [*desk.shared.opened, *(played.ref for played in desk.shared.transcript)]
    listed = [(ref, _source(desk, ref)) for ref in dict.fromkeys(refs) if texts[ref].say]
    chosen = await pick(desk.voice, "From which?", listed)
    if chosen:
        desk.voice.say(texts[chosen].say, laid_out=chosen in desk.mission.attachment_by_name)
        await pin_from(desk, chosen)


def _source(desk: Desk, ref: str) -> str:
    mail = desk.mission.email_by_id.get(ref)
    if mail:
        return f"Mail from {desk.mission.name(mail.sender)}: {mail.subject}"
    if ref in desk.mission.attachment_by_name:
        return f"File {ref}"
    words = desk.mission.texts[ref]
    return f"{'You' if words.who == YOU else desk.mission.name(words.who)}: {plain(words.say)[:60]}"
