"""The small pack with a mission of two designs: one by day, one when the wire has gone."""

from __future__ import annotations

from pathlib import Path

from tests.content.small_pack import APP, HERE, MISSION, write

WIRE = """\
id: wire
name: Wire
tag: WIRE
glyph: "~"
category: network
role: service
families: [ringer]
service_ms: 5
servers: 8
monthly_cost: 200
availability: 0.995
connects_to: [data]
purpose: "Rings the bell from afar."
fails: "It goes quiet."
basis: "An order of magnitude."
"""
BELL = (
    WIRE.replace("id: wire", "id: bell")
    .replace("name: Wire", "name: Bell")
    .replace("tag: WIRE", "tag: BELL")
    .replace("monthly_cost: 200", "monthly_cost: 250")
)
PHASES = """\
phases:
  - {kind: video_call, begins: {day: 1, at: "10:00"}}
  - {kind: system_design, id: day, begins: {day: 1, at: "13:00"}, file: day.yaml, brief: "Draw."}
  - {kind: client_feedback, id: noon, begins: {day: 2, at: "12:00"}, file: noon.yaml}
  - {kind: system_design, id: night, begins: {day: 2, at: "20:40"}, file: night.yaml}
  - {kind: client_feedback, id: morning, begins: {day: 3, at: "09:00"}, file: morning.yaml}
facts:
  - id: two-ovens
    title: Two ovens
    must: false
    phase: video_call
    says: "There are two ovens, not three."
    where: "the call"
    missed: "The third oven was never there."
promises:
  - {id: rung-all-night, wording: "The bell rings all night.", to: ada,
     kept_when: "kept(rung-by-day) and kept(rung-by-night)"}
flags: [ben_heard]
debrief:
  reader: mina
  question: "Who rings when the wire is quiet?"
  answer: "The bell."
  take_with_you: "Keep something back."
  changes:
    - phase: day
      says: "A third oven at noon."
      steps:
        - configure: {shop: {replicas: 3}}
"""
CALL = """\
participants: [ada, ben]
default_silence: [{who: ada, say: "Hello?"}]
exchanges:
  - id: how-many
    lines: [{who: ada, say: "So, how many ovens will it take?"}]
    signal: "Ben looks up."
    best: ask-ben
    options:
      - {id: ask-ben, say: "Ben has counted them.", tactic: yield_floor, tone: warm,
         effects: {facts: [two-ovens], flags: [ben_heard], promises: [rung-all-night]},
         brings: [{who: ben, say: "Two."}],
         after: {happened: "Ben counted.", why: "He stands there."}}
      - {id: say-three, say: "Three ovens, I think.", lure: authority, tactic: commit, tone: firm,
         worth: 20, after: {happened: "Three it was.", why: "The mail said so."}}
      - {id: later, say: "How many do you want?", lure: harmony, tactic: defer,
         tone: plain, worth: 30,
         after: {happened: "Nobody counted.", why: "Later is a long time."}}
"""
DAY = """\
board: {columns: 5, rows: 3}
budget: 1500
reserve: 300
palette: [app_server, relational_db, wire]
initial:
  place:
    - {id: customers, kind: client, at: [0, 1], label: "Customers", fixed: true}
    - {id: shop, kind: app_server, at: [1, 1], label: "Shop", config: {replicas: 2}}
    - {id: orders, kind: relational_db, at: [2, 1]}
    - {id: ringing, kind: wire, at: [2, 2]}
  connect:
    - [customers, shop]
    - [shop, orders]
    - [shop, ringing]
load: {rps: 40, average_rps: 10}
lesson: [wire]
rules:
  - {kind: budget, id: within-budget, at_most: 1500}
  - {kind: required_components, id: rung, components: [ringer]}
  - {kind: forbid_setting, id: no-third, component: app_server, setting: replicas, over: 2}
known_without_asking: [within-budget]
"""
NIGHT = """\
board: {columns: 5, rows: 3}
continues: day
budget: 0
palette: [app_server, wire, bell]
outage: {kinds: [wire], says: "20:40: the wire is full of people telling one another about it."}
edits: {swaps: 1}
load: {rps: 40, average_rps: 10}
rules:
  - {kind: budget, id: within-budget, at_most: 0}
  - {kind: required_components, id: rung, components: [ringer], required: true, weight: 2}
  - {kind: error_rate, id: answered, at_most: 0.01}
known_without_asking: [within-budget, answered]
changes:
  - {id: known-by-day, when: "not kept(rung-by-day)", says: "Nobody rang by day.",
     permits: [relational_db]}
  - {id: quieter, when: ben_is_there, says: "Ben sends half of them home.", load: {rps: 20}}
""".replace("ben_is_there", "two-ovens")
NOON = """\
opening: [{who: ada, say: "Noon."}]
requirements:
  - id: rung-by-day
    title: The bell rings by day
    owner: ben
    rules: [rung]
    facts: [two-ovens]
    kept: {word: "rings", say: "It rings."}
    broken: {word: "quiet", say: "It does not ring."}
  - id: two-are-enough
    title: Two are enough
    owner: ada
    rules: [no-third]
    kept: {word: "two", say: "Two, then."}
    broken: {word: "three", say: "You bought a third."}
"""
MORNING = """\
opening:
  - {when: "kept(rung-by-day) and kept(rung-by-night)", who: ada, say: "It rang all night."}
  - {when: otherwise, who: ada, say: "It was quiet."}
requirements:
  - id: rung-by-night
    title: The bell rings by night
    owner: ben
    rules: [rung, answered]
    figure: error_share
    kept: {word: "rings", say: "It rang in the dark."}
    broken: {word: "quiet", say: "Nobody heard anything."}
  - id: within-what-was-left
    title: Within what was left
    owner: ada
    rules: [within-budget]
    figure: monthly_cost
    kept: {word: "paid", say: "It is paid."}
    broken: {word: "owed", say: "I had kept nothing."}
"""
GOLD = """\
format: 1
mission: small-order
player: {name: Test Pilot}
seed: 7
steps:
  - say: ask-ben
  - finish
  - expect: {budget: 1500, metrics: {monthly_cost: 1030}}
  - traffic
  - submit
  - hear: rung-by-day
  - refused: {hear: rung-by-night}
    because: "Nobody asked"
  - hear: two-are-enough
  - finish: noon
  - expect:
      phase: night
      budget: 1330
      changes: [quieter]
      requirements: [rung-by-day, two-are-enough, within-what-was-left]
  - refused: {configure: {shop: {replicas: 3}}}
    because: "keeps its settings"
  - refused: {disconnect: [shop, orders]}
    because: "nothing changes"
  - place: {kind: bell, as: bell-1, at: [3, 2]}
  - refused: {place: {kind: bell, as: bell-2, at: [4, 2]}}
    because: "One component may be exchanged here"
  - undo
  - remove: ringing
  - place: {kind: bell, as: bell-1, at: [2, 2]}
  - connect: [shop, bell-1]
  - traffic
  - refused: {remove: shop}
    because: "No exchange is left"
  - expect: {metrics: {monthly_cost: 1080, goodput_rps: 20}}
  - submit
  - hear: rung-by-night
  - hear: within-what-was-left
  - finish: morning
expect:
  status: completed
  score: 100
  phases: {video_call: 100, day: 100, night: 100}
  requirements: [rung-by-day, two-are-enough, rung-by-night, within-what-was-left]
  kept_promises: [rung-all-night]
  said: {ada: "It is paid."}
""".replace('  said: {ada: "It is paid."}\n', "")
UNTOUCHED = """\
format: 1
mission: small-order
player: {name: Test Pilot}
seed: 7
steps:
  - say: ask-ben
  - finish
  - submit
  - hear: rung-by-day
  - hear: two-are-enough
  - finish: noon
  - submit
  - hear: rung-by-night
  - hear: within-what-was-left
  - finish: morning
expect:
  phases: {day: 100, night: {at_most: 69}}
  requirements: [rung-by-day, two-are-enough, within-what-was-left]
  broken_promises: [rung-all-night]
"""


def nights() -> dict[str, str | None]:
    """The files in which this pack differs from the small one."""
    start = MISSION.index("phases:\n")
    files: dict[str, str | None] = {
        "components/wire.yaml": WIRE,
        "components/bell.yaml": BELL,
        "components/app_server.yaml": APP.replace(
            "connects_to: [data]", "connects_to: [data, network]"
        ),
        f"{HERE}/mission.yaml": MISSION[:start].replace(
            "{email_quality: 30, video_performance: 40, design_accuracy: 30}",
            "{email_quality: 0, video_performance: 50, design_accuracy: 50}",
        )
        + PHASES,
        f"{HERE}/call.yaml": CALL,
        f"{HERE}/day.yaml": DAY,
        f"{HERE}/night.yaml": NIGHT,
        f"{HERE}/noon.yaml": NOON,
        f"{HERE}/morning.yaml": MORNING,
        f"{HERE}/walkthroughs/gold.yaml": GOLD,
        f"{HERE}/walkthroughs/fair.yaml": UNTOUCHED,
        f"{HERE}/walkthroughs/poor.yaml": UNTOUCHED,
    }
    gone = ("design", "feedback", "emails/first-order", "emails/flour")
    for name in gone:
        files[f"{HERE}/{name}{'.md' if '/' in name else '.yaml'}"] = None
    for name in ("oven_log", "ledger"):
        files[f"{HERE}/attachments/{name}.txt.txt"] = None
    return files


def write_nights(folder: Path) -> Path:
    """Writes the pack."""
    return write(folder, nights())
