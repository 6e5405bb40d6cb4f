"""The small pack with choices that reach its grid, late letters, and an answer to give."""

from __future__ import annotations

from pathlib import Path

from tests.content.small_pack import DESIGN, FEEDBACK, FILES, HERE, MISSION, in_its_place, write

CHANGES = """\
changes:
  - id: ovens-two
    when: two-ovens
    says: "Ben moved the cakes to the afternoon, because you counted the ovens."
    load: {rps: 30, peak_s: 1800}
    targets: {fast-enough: {response_time_ms: 300}}
    start:
      - place: {id: shop-2, kind: app_server, at: [1, 2], label: "Second till"}
      - connect: [customers, shop-2]
      - connect: [shop-2, orders]
    withdraws: [relational_db]
  - id: rush-known
    when: dawn-rush
    says: "Ada found 500 marks more, because you asked when people order."
    budget: 500
    waives: [served-orders]
    adds: [{id: no-second-store, kind: forbid_component, component: relational_db}]
    permits: [client]
"""

LATE = """\
late:
  - id: late-ben-hours
    to: ben
    label: "When the orders come"
    letter: "Ben, at what hour do the orders come?"
    effects: {facts: [dawn-rush]}
    brings: [{from: ben, body: "Before seven, half of them. The rest come at noon."}]
  - id: late-ada-ovens
    to: ada
    label: "How many ovens there are"
    letter: "Ada, how many ovens are there?"
    days: 1.25
    brings:
      - {when: "dawn-rush", from: ada,
         body: "You know the hours, so I counted. There are two ovens."}
      - {when: otherwise, from: ada, body: "Three, as I wrote."}
  - id: late-ben-cap
    to: ben
    label: "Whose cap hangs by the door"
    letter: "Ben, whose cap is it?"
    needs: two-ovens
    days: 0.5
    brings: [{from: ben, body: "Mine."}]
deadline: {days: 1}
"""

ANSWERS = """\
answers:
  - id: who-waited
    when: "not kept(counted)"
    lines: [{who: ada, say: "Who told you three?"}]
    signal: "Nobody counted, and she knows it."
    best: own-it
    options:
      - {id: own-it, say: "Nobody did. I took the three from your mail.", tactic: own, tone: plain,
         effects: {trust: 4, flags: [ben_heard]},
         brings: [{when: "kept(rush-served)", who: ben, say: "It was fast, at least."},
                  {when: otherwise, who: ada, say: "You did."}],
         after: {happened: "You owned the third oven.", why: "Nobody had counted it."}}
      - {id: say-ben, say: "Ben had the floor and did not correct us.", tactic: blame, tone: firm,
         lure: authority, worth: 0, effects: {trust: -6},
         brings: [{who: ada, say: "Ben bakes."}],
         after: {happened: "You named Ben.", why: "He was never asked."}}
      - {id: look-ahead, say: "We can count them together on Monday noon.", tactic: defer,
         tone: warm, lure: harmony, worth: 40, effects: {energy: 1},
         brings: [{who: ada, say: "Monday."}],
         after: {happened: "You put it off.", why: "Monday has no ovens either."}}
    silence:
      worth: 20
      effects: {trust: -2}
      brings: [{who: ada, say: "I see."}]
      after: {happened: "You let it sit.", why: "It was yours to answer."}
"""

REACHING: dict[str, str | None] = {
    f"{HERE}/design.yaml": DESIGN + CHANGES,
    f"{HERE}/feedback.yaml": FEEDBACK + ANSWERS,
    f"{HERE}/mission.yaml": MISSION.replace(
        '    missed: "The third oven was never there."\n',
        '    missed: "The third oven was never there."\n'
        '    evidence: [{in: late-ada-ovens/late/0, quote: "There are two ovens."}]\n',
    ).replace("contradictions:\n", LATE + "contradictions:\n"),
}
"""The files that differ."""


def write_reaching(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Writes the pack, with some files other than they are."""
    return write(folder, {**REACHING, **(changes or {})})


def reaching(short: str, old: str, new: str) -> dict[str, str | None]:
    """One replacement in a file of the pack.

    Raises:
        ValueError: the old text is not there exactly once.
    """
    name = f"{HERE}/{short}.yaml"
    return {name: in_its_place(REACHING.get(name) or FILES[name], old, new, name)}
