"""Whether a script comes to the same log, whichever way it is played."""

from __future__ import annotations

from dataclasses import replace

from content.expectations import Failure
from tui.headless.result import Result


class Alike:
    """Holds each result against the first that was played whole of the same script and seed."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, int], Result] = {}

    def held(self, result: Result) -> Result:
        """The result; with a failure more where its log is another than that of an earlier way.

        What failed by itself, or was not played, is compared with nothing.
        """
        if result.failures or result.skipped:
            return result
        first = self._first.setdefault((result.script, result.seed), result)
        if first.log_hash == result.log_hash:
            return result
        expected = f"the log of '{first.through}', {first.log_hash[:12]}"
        found = f"{result.log_hash[:12]} through '{result.through}', {_parting(first, result)}"
        return replace(result, failures=(Failure(result.script, 1, 0, expected, found),))


def _parting(first: Result, other: Result) -> str:
    """Where two logs part."""
    for number, (left, right) in enumerate(zip(first.rows, other.rows, strict=False)):
        if left.action != right.action:
            return f"where action {number} is '{right.action.kind}', not '{left.action.kind}'"
        if left != right:
            return f"where action {number} ('{left.action.kind}') comes to other events"
    return f"which has {other.actions} actions, not {first.actions}"
