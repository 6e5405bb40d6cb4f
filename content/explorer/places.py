"""Where the parts of a mission stand in its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from content.explorer.sites import Key
from content.fitting import Fitted
from content.folder import MissionFolder
from content.forms.call import CallForm, FeedbackForm
from content.source import Path, Place
from engine.dialogue import Exchange
from engine.texts import LATE


class Places:
    """Finds the line at which something was written."""

    def __init__(self, folder: MissionFolder) -> None:
        self._folder = folder
        self._exchanges: dict[str, tuple[Fitted[CallForm] | Fitted[FeedbackForm], Path, Exchange]]
        self._exchanges = {}
        for call in folder.calls.values():
            for number, exchange in enumerate(call.form.exchanges):
                self._exchanges[exchange.id] = (call, ("exchanges", number), exchange)
        for feedback in folder.feedbacks.values():
            for number, exchange in enumerate(feedback.form.answers):
                self._exchanges[exchange.id] = (feedback, ("answers", number), exchange)

    def of(self, key: Key) -> Place:
        """The place of a part; the mission's card where nothing nearer is known."""
        found = next(self._candidates(key), None)
        return found or self._folder.place

    def _candidates(self, key: Key) -> Iterator[Place]:
        match key:
            case ("line", ref):
                yield from self._line(ref)
            case (("option" | "chose"), node, move):
                yield from self._move(node, move)
            case ("best", node, number):
                yield from self._node(node, ("best", int(number)))
            case (("exchange" | "mail" | "node"), node):
                yield from self._node(node.partition("/")[0], ())
            case ("change", phase, change):
                if phase in self._folder.designs:
                    design = self._folder.designs[phase]
                    ids = [one.id for one in design.form.changes]
                    yield design.place(("changes", ids.index(change)))
            case ("outcome", phase, number) if phase in self._folder.boards:
                yield self._folder.boards[phase].place(("outcomes", int(number)))
            case ("reaction", requirement, side):
                for feedback in self._folder.feedbacks.values():
                    ids = [one.id for one in feedback.form.requirements]
                    if requirement in ids:
                        yield feedback.place(("requirements", ids.index(requirement), side))
            case ("ending", phase, "early") if phase in self._folder.calls:
                yield self._folder.calls[phase].place(("early_end",))
            case (sort, name, *more):
                yield from self._card(sort, name, tuple(more))

    def _card(self, sort: str, name: str, more: tuple[str, ...]) -> Iterator[Place]:
        card = self._folder.mission
        if card is None:
            return
        form = card.form
        if sort in ("spoke", "debrief"):
            numbers = [int(number) for number in (name, *more)]
            field = "spoke" if sort == "spoke" else "changes"
            yield card.place(("debrief", field, *numbers))
            return
        lists: dict[str, tuple[str, Sequence[Any]]] = {
            "fact": ("facts", form.facts),
            "evidence": ("facts", form.facts),
            "pair": ("contradictions", form.contradictions),
            "promise": ("promises", form.promises),
            "late": ("late", form.late),
        }
        if sort in lists:
            field, entries = lists[sort]
            ids = [entry.id for entry in entries]
            if name in ids:
                path: Path = (field, ids.index(name))
                yield card.place((*path, "evidence", int(more[0])) if sort == "evidence" else path)

    def _node(self, node: str, path: Path) -> Iterator[Place]:
        if node in self._folder.mails:
            yield self._folder.mails[node].fitted.place(path)
        elif node in self._exchanges:
            fitted, at, _ = self._exchanges[node]
            yield fitted.place((*at, *path))

    def _move(self, node: str, move: str) -> Iterator[Place]:
        yield from self._node(node, self._path(node, move))

    def _path(self, node: str, move: str) -> Path:
        if node in self._folder.mails:
            if move == "silence":
                return ("unanswered",)
            ids = [o.id for o in self._folder.mails[node].fitted.form.options]
            return ("response_options", ids.index(move)) if move in ids else ()
        exchange = self._exchanges[node][2]
        if move in ("silence", "interrupt", "lines"):
            return (move,)
        people = [answer.person for answer in exchange.floors]
        if move.startswith("floor:"):
            person = move.removeprefix("floor:")
            return ("floors", people.index(person)) if person in people else ()
        ids = [option.id for option in exchange.options]
        return ("options", ids.index(move)) if move in ids else ()

    def _line(self, ref: str) -> Iterator[Place]:
        first, part, number = ref.split("/")
        if part == LATE and self._folder.mission:
            ids = [letter.id for letter in self._folder.mission.form.late]
            path: Path = ("late", ids.index(first), "brings", int(number))
            yield self._folder.mission.place(path)
        elif first in self._folder.mails or first in self._exchanges:
            at = self._path(first, part)
            yield from self._node(
                first, (*at, *(() if part == "lines" else ("brings",)), int(number))
            )
        else:
            for store in (self._folder.calls, self._folder.feedbacks, self._folder.boards):
                if first in store:
                    yield store[first].place((part, int(number)))
