"""Checks of plain words: what the screens explain has a sentence, and so has every setting."""

from __future__ import annotations

from collections.abc import Iterator

from content.folder import PackFolder
from content.lint import rules
from content.problem import Report
from content.source import Place
from engine.glossary import NEEDED


def check_glossary(pack: PackFolder, report: Report) -> None:
    """Checks that nothing a player may ask about stays without a sentence."""
    if pack.pack is None:
        return
    told = {word for term in pack.pack.form.glossary for word in term.words}
    missing = [word for word in NEEDED if word not in told]
    if missing:
        place = pack.pack.place(("glossary",), key=True)
        message = f"The glossary explains nowhere: {', '.join(missing)}."
        report.add(rules.MISSING_TERM, place, message)
    for kind in pack.kinds.values():
        for number, knob in enumerate(kind.form.knobs):
            if not knob.says and knob.name not in told:
                message = f"Nothing says what the setting '{knob.name}' does."
                report.add(rules.UNEXPLAINED_SETTING, kind.place(("knobs", number)), message)
    for place, says in _sentences(pack):
        if not says.rstrip().endswith((".", "!", "?")):
            report.add(rules.NO_SENTENCE, place, f"'{says}' is no sentence.")


def _sentences(pack: PackFolder) -> Iterator[tuple[Place, str]]:
    if pack.pack:
        for number, term in enumerate(pack.pack.form.glossary):
            yield pack.pack.place(("glossary", number, "says")), term.says
    for kind in pack.kinds.values():
        yield kind.place(("purpose",)), kind.form.purpose
        yield kind.place(("fails",)), kind.form.fails
        for number, knob in enumerate(kind.form.knobs):
            if knob.says:
                yield kind.place(("knobs", number, "says")), knob.says
