"""Checks what choices elsewhere change on a grid: rules, kinds, targets, the opening's edits."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from content import faults
from content.fitting import Fitted
from content.forms.design import DesignForm, GridChangeForm
from content.problem import Report, Rule, did_you_mean
from content.source import Path
from engine.design import graph, links
from engine.design.graph import Cell, Design, Illegal
from engine.design.kind import Catalogue
from engine.grid_change import DesignStep

KEPT = ("id", "kind")
"""Fields of a rule which no change replaces."""


def check_changes(
    fitted: Fitted[DesignForm], opening: Design, kinds: Catalogue, report: Report
) -> None:
    """Reports changes that name what is not there, or that change nothing."""
    for number, change in enumerate(fitted.form.changes):
        check = _Check(fitted, change, ("changes", number), report)
        check.substance()
        check.targets()
        check.rules(kinds)
        if kinds.kinds:
            check.kinds(kinds)
            check.start(opening, kinds)


class _Check:
    """The checks of one change."""

    def __init__(
        self, fitted: Fitted[DesignForm], change: GridChangeForm, path: Path, report: Report
    ) -> None:
        self.fitted = fitted
        self.change = change
        self.path = path
        self.report = report

    def _add(
        self, rule: Rule, path: Path, message: str, remedy: str = "", *, key: bool = False
    ) -> None:
        place = self.fitted.place((*self.path, *path), key=key)
        self.report.add(rule, place, message, remedy)

    def _known(self, rule: Rule, path: Path, name: str, known: Iterable[str], what: str) -> bool:
        known = tuple(known)
        if name in known:
            return True
        self._add(rule, path, f"There is no {what} '{name}'.", did_you_mean(name, known))
        return False

    def substance(self) -> None:
        """Reports a change that changes nothing."""
        told = {"id", "when", "says"}
        load = self.change.load
        given = [
            getattr(self.change, name)
            for name in type(self.change).model_fields
            if name not in told
        ]
        if not any(given) or (load is not None and not load.model_dump(exclude_none=True)):
            self._add(faults.EMPTY_CHANGE, (), f"'{self.change.id}' changes nothing.")

    def targets(self) -> None:
        """Reports targets of rules that are not there, and fields that a rule cannot have."""
        by_id = {rule.id: rule for rule in self.fitted.form.rules}
        for name, fields in self.change.targets.items():
            path: Path = ("targets", name)
            if name not in by_id:
                message, remedy = f"There is no rule '{name}'.", did_you_mean(name, by_id)
                self._add(faults.UNKNOWN_RULE, path, message, remedy, key=True)
                continue
            rule = by_id[name]
            turned = [field for field in type(rule).model_fields if field not in KEPT]
            strange = [field for field in fields if field not in turned]
            for field in strange:
                message = f"The rule '{name}' has no target '{field}'."
                remedy = did_you_mean(field, turned)
                self._add(faults.UNKNOWN_FIELD, (*path, field), message, remedy, key=True)
            if strange:
                continue
            try:
                type(rule).model_validate({**rule.model_dump(), **fields})
            except ValidationError as invalid:
                for error in invalid.errors(include_url=False):
                    message = f"{error['msg']}."
                    self._add(faults.BAD_VALUE, (*path, *error["loc"]), message)

    def rules(self, kinds: Catalogue) -> None:
        """Reports waived rules that are not there, and what added rules name in vain."""
        known = {rule.id for rule in self.fitted.form.rules}
        for number, name in enumerate(self.change.waives):
            self._known(faults.UNKNOWN_RULE, ("waives", number), name, known, "rule")
        for number, rule in enumerate(self.change.adds if kinds.kinds else ()):
            for wanted in rule.wanted(kinds, self.fitted.form.load):
                if wanted.name not in wanted.known:
                    path: Path = ("adds", number, wanted.field, wanted.position)
                    message = f"No {wanted.what} is called '{wanted.name}'."
                    remedy = did_you_mean(wanted.name, wanted.known)
                    self._add(faults.UNKNOWN_COMPONENT, path, message, remedy)

    def kinds(self, kinds: Catalogue) -> None:
        """Reports kinds that the palette cannot gain or lose."""
        palette = self.fitted.form.palette
        for field, names in (
            ("permits", self.change.permits),
            ("withdraws", self.change.withdraws),
        ):
            for number, name in enumerate(names):
                path: Path = (field, number)
                rule = faults.UNKNOWN_COMPONENT
                if not self._known(rule, path, name, kinds.by_id, "component kind"):
                    continue
                if field == "permits" and name in palette:
                    message = f"'{name}' is in the palette already."
                    self._add(faults.BAD_VALUE, path, message, "Take it off one of the two.")
                if field == "withdraws" and name not in palette:
                    message = f"'{name}' is not in the palette."
                    self._add(faults.BAD_VALUE, path, message, did_you_mean(name, palette))

    def start(self, opening: Design, kinds: Catalogue) -> None:
        """Reports edits that cannot be made on the grid as it opens."""
        design = opening
        for number, step in enumerate(self.change.start):
            try:
                design = self._edited(design, kinds, step)
            except Illegal as illegal:
                path: Path = ("start", number)
                self._add(faults.BAD_DESIGN, path, illegal.reason, illegal.hint)

    def _edited(self, design: Design, kinds: Catalogue, step: DesignStep) -> Design:
        told = step.detail
        match step.verb:
            case "place":
                cell = Cell(x=told["x"], y=told["y"])
                self._on_board(cell)
                if told["component"] not in kinds.by_id:
                    remedy = did_you_mean(told["component"], kinds.by_id)
                    raise Illegal(f"There is no component kind '{told['component']}'.", remedy)
                return graph.place(
                    design,
                    kinds,
                    kind=told["component"],
                    node_id=told["node"],
                    label=told["label"],
                    cell=cell,
                )
            case "remove":
                return graph.remove(design, told["node"])
            case "configure":
                return graph.configure(design, kinds, told["node"], told["knob"], told["value"])
            case "connect":
                return links.connect(design, kinds, told["source"], told["target"])
            case "disconnect":
                return links.disconnect(design, told["source"], told["target"])
            case _:
                raise Illegal("That is an entry on a decision sheet.", "Edit the grid here.")

    def _on_board(self, cell: Cell) -> None:
        board = self.fitted.form.board
        if not (0 <= cell.x < board.columns and 0 <= cell.y < board.rows):
            remedy = f"Columns run to {board.columns - 1}, rows to {board.rows - 1}."
            raise Illegal(f"Cell {cell.x},{cell.y} is off the board.", remedy)
