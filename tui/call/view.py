"""The call's panes: tiles, caption and moves at the left, what was said at the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from engine.mission import Mission
from engine.phase_config import VideoCall
from tui.call import captions, paint
from tui.call.moves import Moves
from tui.call.scene import Pending, Scene
from tui.call.story import YOU, addressed, called
from tui.call.surface import Surface
from tui.call.tiles import Tile, Tiles
from tui.people import hue
from tui.safety import one_line
from tui.widgets.key_bar import Key

RIGHT = 38
"""Columns of what was said, air time and pins."""
PINS = 6
GO_ON = {True: "Space finishes the line", False: "Enter goes on"}
PAUSED = "paused · Enter goes on"
CUTTING_IN = "You speak into the middle of a sentence, and give none of your answers."
CONFIRM, BACK = "enter", "escape"
VOICES = (*(f"hue-{number}" for number in range(1, 7)), "-you", "-pinning")


class CallView(Horizontal):
    """Paints scenes; it knows nothing of what a key does."""

    def __init__(self, mission: Mission, config: VideoCall) -> None:
        super().__init__(id="call")
        self.tiles = Tiles(
            tuple(Tile(person, hue(mission, person)[1:]) for person in config.participants)
        )
        self.caption = Surface(id="caption", classes="pane")
        self.moves = Moves()
        self.transcript = Surface(id="transcript", classes="pane")
        self.air = Surface(id="air", classes="pane")
        self.pinned = Surface(id="pinned", classes="pane")
        self.wide = True

    def compose(self) -> ComposeResult:
        with Vertical(id="left"):
            yield self.tiles
            yield self.caption
            yield self.moves
        with Vertical(id="right"):
            yield self.transcript
            yield self.air
            yield self.pinned

    def lay_out(self, width: int, wide: bool, tall: bool) -> None:
        """Gives every pane its room."""
        self.wide = wide
        self.tiles.lay_out(width - (RIGHT if wide else 0), tall)
        self.moves.spacious = tall

    # --- painting ------------------------------------------------------------------------

    def show(self, scene: Scene, lit: str | None = None) -> None:
        """Paints everything that is said and seen; the moves are painted apart."""
        self.tiles.show(scene.faces(), lit)
        self.show_caption(scene)
        self._show_right(scene)

    def show_caption(self, scene: Scene) -> None:
        """Paints the words being said."""
        draw = captions.centred if self.wide else captions.log
        spoken = scene.spoken
        self.caption.show(lambda width, height: draw(spoken, width, height))
        self._name_caption(scene)

    def show_voice(self, scene: Scene) -> None:
        """Paints the next frame of the speaker's voice."""
        if scene.speaker in scene.config.participants and scene.pending is not Pending.FLOOR:
            self.tiles.show_one(scene.face(scene.speaker or ""))

    def _name_caption(self, scene: Scene) -> None:
        who = scene.speaker
        colour = "-you" if who == YOU else hue(scene.mission, who)[1:] if who else ""
        shown = "-pinning" if scene.pending is Pending.PIN else colour
        for name in VOICES:
            self.caption.set_class(name == shown and not scene.closed, name)
        aside = "" if scene.closed else one_line(scene.config.note)
        note = GO_ON[scene.typing] if scene.speaking else aside
        note = PAUSED if scene.paused else note
        state = Content(f"{scene.clock} · {note}" if note else scene.clock)
        self.caption.name_edges(_title(scene), state)

    def _show_right(self, scene: Scene) -> None:
        if not self.wide:
            return
        mission, config, heard, pins = scene.mission, scene.config, scene.heard, scene.pins
        said = heard[:-1] if scene.speaking else heard
        self.transcript.show(
            lambda width, height: paint.transcript(mission, said, pins, width, height)
        )
        self.transcript.name_edges(Content("Transcript"), Content("t opens it all"))
        self.air.show(lambda width, _: paint.air_time(mission, config, heard, width))
        self.air.styles.height = len(config.participants) + 3
        self.air.name_edges(Content("Air time"), Content("turns spoken"))
        self.pinned.show(lambda width, _: paint.pinned(mission, pins, width, PINS))
        self.pinned.styles.height = max(1, min(PINS, len(pins))) + 2
        self.pinned.name_edges(
            Content("Pinned"), Content(f"{len(pins)} · = compares two" if pins else "")
        )

    # --- moves ---------------------------------------------------------------------------

    def show_moves(self, scene: Scene) -> None:
        """Paints what may be done now."""
        self.moves.show_left(scene.left)
        if scene.speaking:
            self._show_talk(scene)
        elif scene.over:
            rows = paint.ending(scene.mission, scene.config, scene.told, scene.early)
            keys = (Key("Enter", "Leave the call", CONFIRM), Key("t", "Read it again"))
            self.moves.show_words("The call is over", rows, keys, waits=True)
        elif scene.pending is Pending.FLOOR:
            people = [(person, self._person(scene, person)) for person in scene.config.participants]
            self.moves.show_people(people, _confirm("Give it"))
        elif scene.pending is not None:
            self._show_pending(scene)
        else:
            self.moves.show_answers(scene.options, side_keys(scene), scene.asleep)

    def _show_talk(self, scene: Scene) -> None:
        keys = (
            Key("Space", "Finish the line", "space"),
            Key("Enter", "Next line", CONFIRM),
            Key(".", "Go on" if scene.paused else "Pause", "full_stop"),
            Key("+", "Faster", "plus"),
        )
        beat = scene.told.last
        if not scene.answering:
            self.moves.show_words("You listen", (), keys)
            return
        titles = {
            "say": "You say",
            "silence": "You say nothing",
            "floor": "You give the floor",
            "interrupt": "You cut in",
        }
        self.moves.show_sunk(scene.options, beat.option, titles[beat.move], "", keys, Content(""))

    def _show_pending(self, scene: Scene) -> None:
        keys: tuple[Key, ...]
        if scene.pending is Pending.SILENCE:
            lead = Content.assemble(("You let it sit.", "bold"), ("  All wait.   ", "$mute"))
            keys = (Key("Enter", "Let it sit", CONFIRM), Key("Esc", "Speak after all", BACK))
            title, state = "You say nothing", "five beats"
        elif scene.pending is Pending.INTERRUPT:
            told = (Content.styled(CUTTING_IN, captions.SECONDARY),)
            self.moves.show_words("You cut in", told, _confirm("Cut in"), waits=True)
            return
        else:
            lead = Content("")
            keys = (
                Key("↑↓", "Choose", "-"),
                Key("Enter", "Pin it", CONFIRM),
                Key("Esc", "Back", BACK),
            )
            title, state = "Which sentence?", "it goes into the notebook"
        self.moves.show_sunk(scene.options, "", title, state, keys, lead)

    def _person(self, scene: Scene, person: str) -> Content:
        face = scene.face(person)
        heard = "not heard yet" if not face.turns else f"{face.turns} so far"
        return Content.assemble(
            (one_line(face.person.name), hue(scene.mission, person)),
            (f"  {one_line(face.person.role)}, {heard}", captions.SECONDARY),
        )


def side_keys(scene: Scene) -> tuple[Key, ...]:
    """The moves beside the answers."""
    several = len(scene.config.participants) > 1
    floor = [Key("f", "Give the floor")] if several else []
    keys = [*floor, Key("s", "Let it sit")]
    if scene.may_interrupt:
        keys.append(Key("i", "Interrupt"))
    return (*keys, Key("p", "Pin this line"))


def _confirm(word: str) -> tuple[Key, ...]:
    return (Key("Enter", word, CONFIRM), Key("Esc", "Back", BACK))


def _title(scene: Scene) -> Content:
    who = scene.speaker
    if who is None:
        return Content("")
    if who == YOU:
        return Content.styled("You", "bold $primary")
    name = (called(scene.mission, who), f"bold {hue(scene.mission, who)}")
    if scene.closed:
        return Content.assemble(name, (" had the last word", "$mute"))
    last = captions.last_speech(scene.heard)
    to = addressed(scene.mission, scene.config, last) if last else None
    if to:
        return Content.assemble(name, (f" to {called(scene.mission, to)}", "$mute"))
    voices = sum(turn.spoken for turn in scene.heard[scene.beat_start :])
    broke = scene.told.last.move == "silence" and voices == 1
    return Content.assemble(name, (", into the quiet" if broke else "", "$mute"))
