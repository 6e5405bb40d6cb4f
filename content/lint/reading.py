"""How long a mission takes to read, against the minutes that its card states.

Minutes = words / 200 + nodes / 2. The words are those of one playthrough: every mail, attachment,
brief and line that always comes; of each node all options, and the mean of what they lead to (the
letter, the answers, the debrief's sentences). Of lines that stand in for one another the mean is
taken too. What is done on grids and sheets takes the rest of a mission's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import mean

from content.folder import MissionFolder
from content.forms.mission import MissionForm
from content.lint import text_rules
from content.lint.decisions import Decision, decisions
from content.problem import Report
from engine.dialogue import Line, Option

LONG, LEAST = 30, 1 / 3
"""Minutes of a mission from which on reading takes a share of them at least, and that share."""


def check_reading(mission: MissionFolder, report: Report) -> None:
    """Holds a mission's stated minutes against what there is to read."""
    if mission.mission is None:
        return
    stated = mission.mission.form.estimated_duration
    words, nodes = words_of(mission, mission.mission.form), len(list(decisions(mission)))
    minutes = words / text_rules.WORDS_A_MINUTE + nodes * text_rules.CHOICE_MINUTES
    least = LEAST * stated if stated >= LONG else 0
    if not least <= minutes <= stated:
        message = (
            f"Some {words:,.0f} words and {nodes} choices take {minutes:.0f} minutes to read; "
            f"{stated} are stated."
        )
        place = mission.mission.place(("estimated_duration",))
        report.add(text_rules.READING_TIME, place, message)


def words_of(mission: MissionFolder, form: MissionForm) -> float:
    """Words of one playthrough, where choices lead to the mean of what they lead to."""
    total = float(sum(_count(phase.brief) for phase in form.phases))
    total += sum(_count(file.text) for file in mission.attachments.values())
    total += sum(_count(m.fitted.form.subject) + _count(m.body) for m in mission.mails.values())
    total += sum(_count(fact.says) for fact in form.facts)
    total += _count(form.debrief.question, form.debrief.answer, form.debrief.take_with_you)
    for call in mission.calls.values():
        total += sum(_lines(exchange.lines) for exchange in call.form.exchanges)
        total += _lines(call.form.closing)
    for feedback in mission.feedbacks.values():
        total += _lines(feedback.form.opening) + _lines(feedback.form.closing)
        for need in feedback.form.requirements:
            total += mean((_count(need.kept.say), _count(need.broken.say, need.unasked)))
        total += sum(_lines(answer.lines) for answer in feedback.form.answers)
    return total + sum(_choice(decision) for decision in decisions(mission))


def _count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def _choice(decision: Decision) -> float:
    shown = sum(_count(decision.shown(option)) for option in decision.options)
    return shown + mean(_led_to(option, decision) for option in decision.options)


def _led_to(option: Option, decision: Decision) -> float:
    letter = _count(option.say) if decision.in_mail else 0
    return letter + _lines(option.brings) + _count(option.after.happened, option.after.why)


def _lines(lines: Iterable[Line]) -> float:
    """Words that are read of lines, of each chain of conditions the mean."""
    total, chain = 0.0, list[int]()
    for line in lines:
        words = _count(line.say or line.silence)
        if line.when is None or line.also:
            total += mean(chain) if chain else 0
            chain = []
        if line.when is None:
            total += words
        else:
            chain.append(words)
    return total + (mean(chain) if chain else 0)
