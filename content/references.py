"""Checks that every name in a mission's files stands for something."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pydantic import BaseModel

from content import faults
from content.fitting import CONDITIONS, Fitted, parts
from content.folder import MissionFolder, PackFolder, ids_under
from content.forms.board import BoardForm
from content.forms.call import CallForm, FeedbackForm, RequirementForm
from content.forms.mail import MailForm
from content.forms.mission import (
    ChangeForm,
    DueForm,
    FactForm,
    LateForm,
    MissionForm,
    PromiseForm,
    QuoteForm,
)
from content.forms.parts import ExchangeForm, FloorAnswerForm, MailOptionForm
from content.mission_phases import check_phases
from content.names import NOBODY, MissionNames, PackNames
from content.problem import Report, Rule, did_you_mean
from content.source import Path
from engine import conditions as c
from engine import expressions as e
from engine.board.fields import Loss
from engine.design.figures import NUMBERS
from engine.dialogue import Effects, Line, Option
from engine.late import Deadline
from engine.passages import plain


class Checker:
    """Checks one file's form against the names of its mission and pack."""

    def __init__(
        self,
        fitted: Fitted[BaseModel],
        names: MissionNames,
        pack: PackNames,
        texts: dict[str, str],
        report: Report,
        heard: Collection[str] = (),
    ) -> None:
        """`heard` are the requirements on which a feedback before this file has told."""
        self.fitted = fitted
        self.heard = heard
        self.names = names
        self.pack = pack
        self.texts = texts
        self.report = report

    def run(self) -> None:
        """Walks the form and checks each part."""
        for path, part in parts(self.fitted.form):
            if isinstance(part, CONDITIONS):
                self._condition(path, part)
                continue
            match part:
                case Effects():
                    self._effects(path, part)
                case Line():
                    self._speaker(path, part)
                case Option():
                    self._option(path, part)
                case ExchangeForm():
                    self._node(path, part.id, part)
                case MailForm():
                    self._mail(path, part)
                case CallForm():
                    self._call(path, part)
                case FactForm():
                    self._fact(path, part)
                case QuoteForm():
                    self._quote(path, part)
                case Deadline():
                    self._deadline(path, part)
                case LateForm():
                    self.person((*path, "to"), part.to)
                case PromiseForm():
                    self._promise(path, part)
                case DueForm():
                    self._due(path, part)
                case ChangeForm():
                    for number, figure in enumerate(part.figures):
                        step = (*path, "figures", number)
                        self._known(faults.UNKNOWN_FIGURE, step, figure, NUMBERS)
                case RequirementForm():
                    self._requirement(path, part)
                case Loss():
                    self.person((*path, "who"), part.who)
                case e.Named() | e.Column() | e.Measure() | e.Spread():
                    self._leaf(path, part)
                case FloorAnswerForm():
                    self._participant((*path, "person"), part.person)

    def _known(self, rule: Rule, path: Path, name: str, known: Iterable[str]) -> bool:
        """Reports a name that is not among the known ones."""
        known = set(known)
        if name in known:
            return True
        what = rule.code.removeprefix("unknown-").removeprefix("missing-")
        remedy = did_you_mean(name, known) or rule.remedy
        place = self.fitted.inside(path, name)
        self.report.add(rule, place, f"There is no {what} '{name}'.", remedy)
        return False

    def person(self, path: Path, name: str) -> None:
        """Reports somebody who does not appear in the mission."""
        if name not in self.names.people and name in self.pack.people:
            place = self.fitted.inside(path, name)
            message = f"'{name}' is not among the people of this mission."
            self.report.add(faults.UNKNOWN_PERSON, place, message, "Add them to its `people`.")
            return
        self._known(faults.UNKNOWN_PERSON, path, name, self.names.people)

    def _condition(self, path: Path, condition: c.Condition) -> None:
        names = self.names
        for atom in c.atoms(condition):
            match atom:
                case c.Known():
                    self._known(faults.UNKNOWN_FACT, path, atom.fact, names.facts)
                case c.Flagged():
                    self._known(faults.UNKNOWN_FLAG, path, atom.flag, self.pack.flags)
                case c.Promised():
                    self._known(faults.UNKNOWN_PROMISE, path, atom.promise, names.promises)
                case c.Stands():
                    everywhere = set().union(*self.pack.promises.values())
                    self._known(faults.UNKNOWN_PROMISE, path, atom.promise, everywhere)
                case c.Kept():
                    self._kept(path, atom)
                case c.Opened():
                    sources = names.mails | names.attachments
                    self._known(faults.UNKNOWN_EMAIL, path, atom.source, sources)
                case c.Chosen():
                    known = self._known(faults.UNKNOWN_NODE, path, atom.node, names.moves)
                    if known and atom.option:
                        moves = names.moves[atom.node]
                        self._known(faults.UNKNOWN_OPTION, path, atom.option, moves)
                case c.Floor() | c.Opens():
                    self.person(path, atom.person)
                case c.Entered():
                    self._entered(path, atom)
                case c.Within():
                    self._on_board(path, "constraint", atom.constraint, names.board.constraints)
                case c.Compared():
                    for leaf in (*e.leaves(atom.left), *e.leaves(atom.right)):
                        self._leaf(path, leaf)

    def _on_board(self, path: Path, what: str, name: str, known: Iterable[str]) -> bool:
        """Reports a name that no decision sheet has, where all of them could be read."""
        if name in known:
            return True
        if self.names.boards_read:
            place = self.fitted.inside(path, name)
            message = f"No decision sheet has the {what} '{name}'."
            self.report.add(faults.UNKNOWN_BOARD_NAME, place, message, did_you_mean(name, known))
        return False

    def _entered(self, path: Path, atom: c.Entered) -> None:
        items = self.names.board.items
        if self._on_board(path, "field", atom.field, items) and atom.item is not None:
            self._on_board(path, f"'{atom.field}', and in it", atom.item, items[atom.field])

    def _leaf(self, path: Path, leaf: BaseModel) -> None:
        """Checks what a sum names; other files than the sheet's own see its numbers only."""
        board = self.names.board
        if isinstance(leaf, e.Named):
            self._on_board(path, "number", leaf.name, board.numbers)
            self._named(path, leaf.name)
        elif not isinstance(self.fitted.form, BoardForm) and not isinstance(leaf, e.Number):
            message = "Only fields and figures may be compared outside board.yaml."
            remedy = "Declare a figure for it there."
            self.report.add(faults.UNKNOWN_BOARD_NAME, self.fitted.place(path), message, remedy)
        elif isinstance(leaf, e.Column):
            if self._on_board(path, "field with columns", leaf.field, board.columns):
                self._on_board(path, "column", leaf.column, board.columns[leaf.field])
            if leaf.state:
                self._on_board(path, "state", leaf.state, board.states.get(leaf.field, ()))
        elif isinstance(leaf, e.Measure):
            self._measure(path, leaf)
        elif isinstance(leaf, e.Spread):
            self._on_board(path, "estimate", leaf.estimate, board.estimates)

    def _named(self, path: Path, figure: str) -> None:
        """A figure that a requirement asks about is told in the feedback, so it has a label."""
        told = "kept_when" in path or (
            isinstance(self.fitted.form, FeedbackForm) and "holds" in path
        )
        if told and figure in self.names.board.nameless:
            place = self.fitted.inside(path, figure)
            message = f"The feedback tells how '{figure}' stood, and it has no label."
            remedy = "Give the figure a `label` in board.yaml: what a person calls it."
            self.report.add(faults.BAD_BOARD, place, message, remedy)

    def _measure(self, path: Path, leaf: e.Measure) -> None:
        board = self.names.board
        known: Iterable[str] = board.sequences
        if leaf.measure in ("count", "open"):
            known = board.items
        if self._on_board(path, "field for this", leaf.field, known) and leaf.item:
            inside = board.sequences.get(leaf.field) or board.states.get(leaf.field, set())
            self._on_board(path, f"'{leaf.field}', and in it", leaf.item, inside)

    def _kept(self, path: Path, atom: c.Kept) -> None:
        """A requirement, asked about where the work has been judged."""
        known = self.names.requirements
        self._known(faults.UNKNOWN_REQUIREMENT, path, atom.requirement, known)
        told = atom.requirement in self.heard or "kept_when" in path
        if not isinstance(self.fitted.form, FeedbackForm) and not told:
            place = self.fitted.inside(path, "kept")
            message = "What the work keeps is known in feedback alone, and after it."
            self.report.add(faults.CONDITION, place, message, "Ask for a fact or a flag instead.")

    def _effects(self, path: Path, effects: Effects) -> None:
        groups = (
            ("facts", effects.facts, faults.UNKNOWN_FACT, self.names.facts),
            ("flags", effects.flags, faults.UNKNOWN_FLAG, self.names.flags),
            ("promises", effects.promises, faults.UNKNOWN_PROMISE, self.names.promises),
            ("unlocks", effects.unlocks, faults.UNKNOWN_ATTACHMENT, self.names.attachments),
        )
        for name, values, rule, known in groups:
            for number, value in enumerate(values):
                self._known(rule, (*path, name, number), value, known)
        for number, points in enumerate(effects.reserve):
            self.person((*path, "reserve", number, "name"), points.name)

    def _speaker(self, path: Path, line: Line) -> None:
        if line.who not in NOBODY:
            field = type(line).model_fields["who"].alias or "who"
            self.person((*path, field), line.who)

    def _option(self, path: Path, option: Option) -> None:
        if option.floor:
            self.person((*path, "floor"), option.floor)
        if isinstance(option, MailOptionForm):
            for number, name in enumerate(option.copy_to):
                self.person((*path, "copy", number), name)

    def _node(self, path: Path, name: str, node: ExchangeForm | MailForm) -> None:
        moves = set(self.names.moves.get(name, ()))
        options = "options" if isinstance(node, ExchangeForm) else "response_options"
        for number, best in enumerate(node.best):
            step = (*path, "best", number, "option")
            self._known(faults.UNKNOWN_OPTION, step, best.option, moves)
        for number, option in enumerate(node.options):
            if option.then:
                step = (*path, options, number, "then")
                self._known(faults.UNKNOWN_OPTION, step, option.then, moves - {"silence"})

    def _mail(self, path: Path, mail: MailForm) -> None:
        name = self.fitted.place(()).file.rsplit("/", 1)[-1].removesuffix(".md")
        self._node(path, name, mail)
        for field, people in (("to", mail.to), ("copy", mail.copy_to)):
            for number, person in enumerate(people):
                self.person((field, number), person)
        if mail.thread is not None:
            self._known(faults.UNKNOWN_EMAIL, ("thread",), mail.thread, self.names.mails - {name})
        for number, file in enumerate(mail.attachments):
            if file.by:
                self.person(("attachments", number, "by"), file.by)

    def _call(self, path: Path, call: CallForm) -> None:
        for number, person in enumerate(call.participants):
            self.person((*path, "participants", number), person)
        for field, people in (("postures", call.postures), ("bands", call.bands)):
            for person in people:
                if person not in call.participants:
                    place = self.fitted.place((field, person), key=True)
                    message = f"'{person}' is not in the call."
                    self.report.add(faults.UNKNOWN_PERSON, place, message, "Add them to it.")

    def _participant(self, path: Path, person: str) -> None:
        form = self.fitted.form
        if isinstance(form, CallForm):
            self._known(faults.UNKNOWN_PERSON, path, person, form.participants)

    def _fact(self, path: Path, fact: FactForm) -> None:
        self._known(faults.UNKNOWN_PHASE, (*path, "phase"), fact.phase, self.names.phases)
        if fact.who:
            self.person((*path, "who"), fact.who)

    def _quote(self, path: Path, quote: QuoteForm) -> None:
        unread = (self.names.mails | self.names.attachments) - self.texts.keys()
        sources = {*self.texts, *unread}
        if not self._known(faults.UNKNOWN_SOURCE, (*path, "in"), quote.source, sources):
            return
        if quote.source in unread:
            return
        if plain(quote.quote) not in plain(self.texts[quote.source]):
            place = self.fitted.place((*path, "quote"))
            message = f"'{quote.source}' does not say “{plain(quote.quote)}”."
            self.report.add(faults.NOT_VERBATIM, place, message)

    def _promise(self, path: Path, promise: PromiseForm) -> None:
        self.person((*path, "to"), promise.to)
        if promise.due:
            step = (*path, "due")
            self._known(faults.UNKNOWN_MISSION, step, promise.due, self.pack.missions)

        if promise.witness:
            self.person((*path, "witness"), promise.witness)

    def _deadline(self, path: Path, deadline: Deadline) -> None:
        """Flags that late days raise here, and those of earlier missions that cost days."""
        for number, flag in enumerate(deadline.late):
            self._known(faults.UNKNOWN_FLAG, (*path, "late", number), flag, self.names.flags)
        brought = self.pack.flags - self.names.flags
        for number, one in enumerate(deadline.sooner):
            step = (*path, "sooner", number, "flag")
            self._known(faults.UNKNOWN_FLAG, step, one.flag, brought)

    def _due(self, path: Path, due: DueForm) -> None:
        """A promise that falls due here, of a mission that declares it."""
        known = self.pack.missions
        if self._known(faults.UNKNOWN_MISSION, (*path, "from"), due.made_in, known):
            made = self.pack.promises[due.made_in]
            self._known(faults.UNKNOWN_PROMISE, (*path, "promise"), due.promise, made)

    def _requirement(self, path: Path, requirement: RequirementForm) -> None:
        self.person((*path, "owner"), requirement.owner)
        # Without a readable design nobody knows which rules there are.
        for number, rule in enumerate(requirement.rules if self.names.rules else ()):
            self._known(faults.UNKNOWN_RULE, (*path, "rules", number), rule, self.names.rules)
        if requirement.figure:
            self._known(faults.UNKNOWN_FIGURE, (*path, "figure"), requirement.figure, NUMBERS)
        for number, fact in enumerate(requirement.facts):
            self._known(faults.UNKNOWN_FACT, (*path, "facts", number), fact, self.names.facts)
        if not requirement.rules and requirement.holds is None:
            place = self.fitted.place(path)
            message = f"Nothing decides whether '{requirement.id}' is kept."
            self.report.add(faults.MISSING_FIELD, place, message, "Add `rules` or `holds`.")


def check_sender(mission: MissionFolder, pack: PackFolder, report: Report) -> dict[str, str]:
    """The person's id of each mail's sender; senders who differ from people.yaml are reported."""
    people = {p.id: p for p in pack.people.form.people} if pack.people else {}
    addresses = {scalar.text for scalar in ids_under(pack.people_root, "people", key="email")}
    found = {}
    for name, mail in mission.mails.items():
        sender = mail.fitted.form.sender
        if sender.id:
            found[name] = sender.id
            continue
        known = next((p for p in people.values() if p.email == sender.email), None)
        place = mail.fitted.place(("from",))
        if known is None:
            if addresses and sender.email not in addresses:
                message = f"Nobody in people.yaml writes from '{sender.email}'."
                remedy = did_you_mean(sender.email, addresses)
                report.add(faults.SENDER_DIFFERS, place, message, remedy)
            continue
        found[name] = known.id
        for field, here, there in (
            ("name", sender.name, known.name),
            ("role", sender.role, known.role),
        ):
            if here != there:
                at = mail.fitted.place(("from", field))
                message = f"people.yaml has the {field} '{there}', not '{here}'."
                report.add(faults.SENDER_DIFFERS, at, message)
    return found


def check_mission_card(
    fitted: Fitted[MissionForm], names: MissionNames, pack: PackNames, report: Report
) -> None:
    """Checks the people, phases and mails that mission.yaml names."""
    form = fitted.form
    for number, person in enumerate(form.people):
        if pack.people and person not in pack.people:
            message = f"There is no person '{person}' in people.yaml."
            remedy = did_you_mean(person, pack.people)
            report.add(faults.UNKNOWN_PERSON, fitted.place(("people", number)), message, remedy)
    for field, person in (
        (("client_contact",), form.client_contact),
        (("debrief", "reader"), form.debrief.reader),
    ):
        if person not in form.people:
            message = f"'{person}' is not among the people of this mission."
            remedy = did_you_mean(person, form.people)
            report.add(faults.UNKNOWN_PERSON, fitted.place(field), message, remedy)
    check_phases(fitted, names, report)
