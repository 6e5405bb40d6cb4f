"""Retries must not keep a storm alive."""

from __future__ import annotations

from typing import Literal

from engine.design.rules.view import Answer, RuleBase, View, ids, labels

WORTH = {"stable": 1.0, "vulnerable": 0.5, "collapsed": 0.0}


class RetrySafe(RuleBase):
    """A short burst clears by itself: retries do not make load out of failure for ever."""

    kind: Literal["retry_safe"] = "retry_safe"

    def answer(self, view: View) -> Answer:
        state = view.figures.stability
        if not view.working:
            return 0.0, "Nothing carries traffic.", ()
        if state == "stable":
            return 1.0, "A short burst clears by itself.", ()
        again = [n for n in view.design.nodes if int(view.setting(n, "retries") or 0) > 0]
        text = f"A short burst will not clear: what fails is asked again by {labels(again)}"
        if state == "collapsed":
            times = view.figures.amplification
            text = f"What fails is asked again by {labels(again)}, {times:.1f} times over"
        return WORTH[state], f"{text}. Fewer retries, or a longer timeout.", ids(again)
