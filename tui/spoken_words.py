"""The terms of the glossary that stand in what people say, for `?`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.glossary import DEBRIEF, RUN, STRIP, STUDIO, TRADE, Term
from engine.mission import Mission

LABELS = frozenset((*STUDIO, *STRIP, *RUN, *DEBRIEF)) - frozenset(TRADE)
"""What stands beside figures; most are words of every day, which talk means as such."""
EVERYDAY = frozenset(("balance", "every", "hit", "room", "size"))
"""Settings of components, whether or not this mission has them."""


def in_plain_words(mission: Mission, texts: Iterable[str]) -> tuple[Term, ...]:
    """The terms that stand in some texts, in the order of their words.

    Labels of figures and names of settings are left out, unless they are no everyday words: in
    talk, `done` and `room` mean what they always mean.
    """
    whole = "\n".join(texts)
    return tuple(
        term
        for term in sorted(mission.glossary, key=lambda term: term.term.casefold())
        if any(_stands(word, whole) for word in _words(mission, term))
    )


def _words(mission: Mission, term: Term) -> Iterator[str]:
    settings = {knob.name for kind in mission.catalogue.kinds for knob in kind.knobs}
    for word in term.words:
        label = word in LABELS and word.isalpha() and word != "budget"
        if not label and word not in settings | EVERYDAY:
            yield word


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", text, re.IGNORECASE) is not None
