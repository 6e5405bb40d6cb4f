"""What each policy picks, of answers that are made so that each picks another."""

from __future__ import annotations

from typing import Any

import pytest

from content.bots.policies import POLICIES
from content.bots.sight import Sight
from engine.dialogue import Aftermath, Option

SAYS: dict[str, dict[str, Any]] = {
    "top": {"say": "We shall see about it.", "tone": "plain", "tactic": "defer", "trust": 1},
    "long": {"say": "We put it all in writing, at once.", "tone": "firm", "tactic": "commit"},
    "short": {"say": "Good.", "tone": "plain", "tactic": "commit"},
    "kind": {"say": "That must be hard on you.", "tone": "warm", "tactic": "assure", "trust": 4},
    "curious": {"say": "What stops by ten?", "tone": "plain", "tactic": "commit"},
    "echo": {"say": "Bigger servers on Friday.", "tone": "firm", "tactic": "commit"},
    "foot": {"say": "Let us sit on it.", "tone": "plain", "tactic": "defer"},
}


def option(name: str, says: dict[str, Any]) -> Option:
    return Option(
        id=name,
        say=says["say"],
        tone=says["tone"],
        tactic=says["tactic"],
        worth=0,
        after=Aftermath(happened="So.", why="So."),
    )


def sight(*names: str, chance: int = 0, in_mail: bool = False) -> Sight:
    return Sight(
        node="quote",
        heard=lambda: "BIGGER SERVERS. FRIDAY. QUOTE.",
        options=tuple(option(name, SAYS[name]) for name in names or SAYS),
        in_mail=in_mail,
        chance=chance,
        trust_after=lambda one: int(SAYS[one.id].get("trust", 0)),
    )


@pytest.mark.parametrize(
    ("policy", "picked"),
    [
        ("first", "top"),
        ("last", "foot"),
        ("longest", "long"),
        ("shortest", "short"),
        ("politest", "kind"),
        ("always-ask", "curious"),
        ("keyword-echo", "echo"),
        ("greedy-meter", "kind"),
    ],
)
def test_a_policy_follows_its_cue(policy: str, picked: str) -> None:
    pick = POLICIES[policy].pick
    assert pick
    assert pick(sight()).id == picked


def test_whoever_never_asks_takes_the_first_that_is_no_question() -> None:
    pick = POLICIES["never-ask"].pick
    assert pick
    assert pick(sight("curious", "short")).id == "short"
    assert pick(sight("curious")).id == "curious"


def test_a_tactic_asks_without_a_mark_too() -> None:
    pick = POLICIES["always-ask"].pick
    assert pick
    measured = option("measured", {**SAYS["top"], "tactic": "measure"})
    seen = sight("top", "foot")
    both = Sight("n", str, (seen.options[0], measured), False, 0, seen.trust_after)
    assert pick(both).id == "measured"


def test_in_a_mail_the_label_is_what_is_measured() -> None:
    pick = POLICIES["longest"].pick
    assert pick
    seen = sight("long", "short", in_mail=True)
    label = seen.options[1].model_copy(update={"label": "The longest label of the two"})
    assert pick(Sight("n", str, (seen.options[0], label), True, 0, seen.trust_after)).id == "short"


def test_chance_comes_to_every_answer_alike() -> None:
    pick = POLICIES["random"].pick
    assert pick
    taken = [pick(sight(chance=number)).id for number in range(len(SAYS) * 3)]
    assert {name: taken.count(name) for name in SAYS} == dict.fromkeys(SAYS, 3)
