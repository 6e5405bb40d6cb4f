"""The caption: what is being said now, as styled text for a pane of a given size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from engine.clock import clock_time
from engine.mission import Mission
from engine.passages import Span, passages
from tui.call.pace import DOTS
from tui.call.story import NARRATOR, YOU, Turn, called
from tui.people import hue
from tui.reading import lines

SECONDARY = "$foreground 62%"
MEASURE = 58
"""Columns of a centred caption."""
BEFORE = 2
"""Turns that still show above the one in front."""
SENTENCES_APART = 3
"""So many short sentences stand on lines of their own."""
SHOUTED = 4
"""From so many capitals a sentence counts as said in capitals."""


@dataclass(frozen=True)
class Spoken:
    """What the caption has to show."""

    mission: Mission
    beat: tuple[Turn, ...]
    """The turns heard since the player's last move."""
    earlier: tuple[Turn, ...] = ()
    """Those before them."""
    cut: int | None = None
    """Letters of the last turn that show; None where all do."""
    dots: int | None = None
    """Dots of a silence that is being kept; None where none is."""
    lit: Span | None = None
    """The passage of the last speech that is about to be pinned."""
    pinned: frozenset[tuple[str, str]] = frozenset()
    """Sources and quotes that are in the notebook."""


def voice(mission: Mission, who: str) -> str:
    """The colour of a person's words."""
    return "$primary" if who == YOU else hue(mission, who)


def present(turns: Sequence[Turn]) -> int:
    """The index of the last thing that was said or done; -1 where only the narrator spoke."""
    return next((n for n in reversed(range(len(turns))) if turns[n].who != NARRATOR), -1)


def last_speech(turns: Sequence[Turn]) -> Turn | None:
    """The last words that can be pinned."""
    return next((turn for turn in reversed(turns) if turn.spoken), None)


def broken(text: str, width: int, *, apart: bool = False) -> tuple[Span, ...]:
    """A speech in lines: whole where it fits, or its few sentences apart, else evenly filled."""
    whole = lines(text, width, False)
    sentences = passages(text, False)
    short = all(span.end - span.start <= width for span in sentences)
    if short and 1 < len(sentences) <= SENTENCES_APART and (apart or len(whole) > 1):
        return sentences
    if len(whole) <= 1:
        return whole
    for narrower in range(width - 1, 20, -1):
        even = lines(text, narrower, False)
        if len(even) > len(whole):
            break
        whole = even
    return whole


def centred(spoken: Spoken, width: int, height: int) -> Content:
    """What is being said, large and in the middle, under what came just before."""
    roomy = _stage(spoken, width, apart=True)
    blocks = roomy if _rows_of(roomy) <= height - 2 else _stage(spoken, width, apart=False)
    kept = _fitting(blocks, height)
    rows: list[Content] = []
    for number, block in enumerate(kept):
        rows += [Content("")] * bool(number) + block
    top = max(0, (height - len(rows)) // 2)
    return Content("\n").join([Content("")] * top + rows[-max(1, height) :])


def _stage(spoken: Spoken, width: int, *, apart: bool) -> list[list[Content]]:
    """The turns in front, each as centred rows."""
    focus = present(spoken.beat)
    first = _first(spoken.beat, focus)
    if spoken.dots is not None:
        focus = -1
    measure = min(MEASURE, width - 4)
    blocks = []
    for number, turn in enumerate(spoken.beat):
        if number < first:
            continue
        cut = spoken.cut if number == len(spoken.beat) - 1 else None
        if number == focus and turn.spoken:
            spans = broken(turn.shown, measure, apart=apart)
            rows = _typed(words(spoken, turn), spans, cut)
            if apart and len(rows) > 1 and spans == passages(turn.say, False):
                rows = [row for line in rows for row in (line, Content(""))][:-1]
            blocks.append([_centre(row, width) for row in rows])
        else:
            blocks.append(_beside(spoken, turn, number >= focus >= 0, measure, width))
    if spoken.dots is not None:
        blocks.append([_centre(_dots(spoken.dots, "$accent"), width)])
    return blocks


def _first(beat: Sequence[Turn], focus: int) -> int:
    """The first turn that still shows above the one in front."""
    said = [number for number in range(focus) if beat[number].who != NARRATOR]
    return said[-BEFORE] if len(said) > BEFORE else 0


def _rows_of(blocks: list[list[Content]]) -> int:
    return sum(len(block) + 1 for block in blocks) - 1


def _fitting(blocks: list[list[Content]], height: int) -> list[list[Content]]:
    kept: list[list[Content]] = []
    room = height
    for block in reversed(blocks):
        room -= len(block) + bool(kept)
        if kept and room < 0:
            break
        kept.insert(0, block)
    return kept


def _beside(spoken: Spoken, turn: Turn, focus: bool, measure: int, width: int) -> list[Content]:
    """The narrator's words, a move without any, or a turn gone by; `focus` while it is now."""
    if turn.move == "silence":
        return [_centre(_dots(DOTS, "$accent" if focus else "$faint"), width)]
    spans = broken(turn.shown, measure)
    if not turn.spoken:
        text = Content.styled(turn.shown, f"italic {_narrated(turn, focus)}")
        return [_centre(text[row.start : row.end], width) for row in spans]
    text = Content.styled(turn.shown, SECONDARY)
    name = called(spoken.mission, turn.who) + "  "
    rows = [text[row.start : row.end] for row in spans]
    left = max(0, (width - cell_len(name) - max(row.cell_length for row in rows)) // 2)
    head = Content.assemble(" " * left, (name, voice(spoken.mission, turn.who)))
    hang = Content(" " * (left + cell_len(name)))
    return [Content.assemble(hang if number else head, row) for number, row in enumerate(rows)]


def _narrated(turn: Turn, focus: bool) -> str:
    return "$foreground 85%" if focus and turn.who == NARRATOR else SECONDARY


def words(spoken: Spoken, turn: Turn) -> Content:
    """The speech in front: bright, what is shouted in the speaker's colour."""
    colour = voice(spoken.mission, turn.who)
    text = Content.styled(turn.shown, "bold" if turn.who != YOU else f"bold {colour}")
    for span in passages(turn.say, False):
        quote = turn.say[span.start : span.end]
        if quote.isupper() and sum(letter.isupper() for letter in quote) >= SHOUTED:
            text = text.stylize(f"bold {colour}", span.start, span.end)
        if (turn.ref, quote) in spoken.pinned:
            text = text.stylize("underline $accent", span.start, span.end)
        if span == spoken.lit:
            text = text.stylize("bold on $lamp", span.start, span.end)
    return text


def _typed(text: Content, spans: Sequence[Span], cut: int | None) -> list[Content]:
    """The lines with letters still to come left blank, so that nothing moves as they come."""
    rows = []
    for span in spans:
        row = text[span.start : span.end]
        if cut is not None and cut < span.end:
            shown = max(0, cut - span.start)
            blank = " " * max(0, row.cell_length - row[:shown].cell_length)
            here = span.start <= cut
            tail = [("▍", "$accent"), blank[1:]] if here else [blank]
            row = Content.assemble(row[:shown], *tail)
        rows.append(row)
    return rows


def _dots(count: int, style: str) -> Content:
    return Content.styled("     ".join("·" if n < count else " " for n in range(DOTS)), style)


def _centre(row: Content, width: int) -> Content:
    return Content.assemble(" " * max(0, (width - row.cell_length) // 2), row)


def log(spoken: Spoken, width: int, height: int) -> Content:
    """The last lines under each other, names in a column: for a pane of few rows."""
    turns = (*spoken.earlier, *spoken.beat)
    focus = present(spoken.beat) + len(spoken.earlier)
    names = [_label(spoken.mission, turn) for turn in turns]
    column = 6 + max([cell_len(name) for name in names] + [4]) + 2
    blocks: list[list[Content]] = []
    for number, turn in enumerate(turns):
        cut = spoken.cut if number == len(turns) - 1 else None
        before = turns[number - 1] if number else None
        repeated = before is not None and before.who == turn.who and before.minute == turn.minute
        head = "" if repeated else names[number]
        rows = _log_rows(spoken, turn, number >= focus, cut, width - column)
        blocks.append(_hung(spoken.mission, turn, head, number == focus, rows, column))
    if spoken.dots is not None:
        blocks.append([Content.assemble(" " * column, _dots(spoken.dots, "$accent"))])
    shown: list[Content] = []
    for block in reversed(blocks):
        if shown and len(shown) + len(block) > height:
            break
        shown = [*block, *shown]
    return Content("\n").join(shown[-max(1, height) :])


def _label(mission: Mission, turn: Turn) -> str:
    if not turn.spoken:
        return ""
    return called(mission, turn.who)


def _log_rows(
    spoken: Spoken, turn: Turn, focus: bool, cut: int | None, width: int
) -> list[Content]:
    if turn.move == "silence":
        return [_dots(DOTS, "$accent" if focus else "$faint")]
    spans = lines(turn.shown, width, False)
    if turn.who == NARRATOR or turn.move:
        text = Content.styled(turn.shown, f"italic {_narrated(turn, focus)}")
        return [text[row.start : row.end] for row in spans]
    if focus:
        return _typed(words(spoken, turn), spans, cut)
    text = Content.styled(turn.shown, SECONDARY)
    return [text[row.start : row.end] for row in spans]


def _hung(
    mission: Mission, turn: Turn, head: str, focus: bool, rows: list[Content], column: int
) -> list[Content]:
    if head:
        style = voice(mission, turn.who)
        name = (set_cell_size(head, column - 6), f"bold {style}" if focus else style)
        label = Content.assemble((f"{clock_time(turn.minute)} ", "$faint"), name)
    else:
        label = Content(" " * column)
    return [
        Content.assemble(label if number == 0 else " " * column, row)
        for number, row in enumerate(rows)
    ]
