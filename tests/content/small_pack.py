"""A small pack without faults, as texts by path; tests change a text and look what is told."""

from pathlib import Path

from engine.glossary import NEEDED

PACK = """\
id: small
title: Small
version: 0.1.0
order: [small-order, later-order]
skills:
  - {id: discovery, title: Discovery, says: "Finds what was not said."}
levels: [{level: 1, title: Analyst}]
achievements: [{id: first-order, title: First Order, says: "One mission is done."}]
glossary:
  - {term: replicas, says: "How many ovens."}
""" + "".join(f'  - {{term: "{word}", says: "Of {word}."}}\n' for word in NEEDED)

PEOPLE = """\
organisations:
  - {id: firm, name: The Firm, short: Firm, domain: firm.example, about: "Us."}
  - {id: bakery, name: Bakery Row, short: Bakery, domain: bakery.example, about: "Bread."}
people:
  - {id: mina, name: Mina Day, role: Mentor, organisation: firm, email: m.day@firm.example,
     short: Mina, initials: MD}
  - {id: ada, name: Ada Rye, role: Owner, organisation: bakery, email: a.rye@bakery.example,
     short: Ada, initials: AR, posture: "flour on one sleeve"}
  - {id: ben, name: Ben Oat, role: Baker, organisation: bakery, email: b.oat@bakery.example,
     short: Ben, initials: BO}
"""

CLIENT = """\
id: client
name: Client
tag: CLI
glyph: "○"
category: source
role: source
connects_to: ["*"]
purpose: "Where the requests come from."
fails: "It does not."
basis: "A source."
"""

APP = """\
id: app_server
name: App server
tag: APP
glyph: "▣"
category: compute
role: service
service_ms: 20
servers: 8
monthly_cost: 140
availability: 0.995
knobs:
  - {name: replicas, label: Replicas, low: 1, high: 50, default: 1}
connects_to: [data]
purpose: "Works on requests."
fails: "It fills."
basis: "An order of magnitude."
"""

DATABASE = """\
id: relational_db
name: Database
tag: DB
glyph: "▤"
category: data
role: store
families: [database]
service_ms: 8
servers: 8
effort: {write: 2, search: 8}
monthly_cost: 550
availability: 0.995
purpose: "Keeps orders."
fails: "It fills."
basis: "An order of magnitude."
"""

MISSION = """\
slug: small-order
code: T01
title: "A Small Order"
order_index: 1
difficulty: beginner
act: 1
client: bakery
map_title: ["A Small", "Order"]
short_title: Small Order
teaser: "Bread, by wire."
estimated_duration: 10
learning_objectives: ["Ask once"]
skills: {discovery: 2}
unlock_conditions: {type: simple, required_level: 1}
meters: [trust, budget]
weights: {email_quality: 30, video_performance: 40, design_accuracy: 30}
people: [ada, ben, mina]
client_contact: ada
phases:
  - {kind: email_discovery, begins: {day: 1, at: "09:00"}, brief: "Read.", hints: ["Look."]}
  - {kind: video_call, begins: {day: 2, at: "10:00"}}
  - {kind: system_design, begins: {day: 2, at: "13:00"}}
  - {kind: client_feedback, begins: {day: 3, at: "09:00"}}
facts:
  - id: dawn-rush
    title: The rush at dawn
    must: true
    phase: email_discovery
    who: ben
    says: "Half the orders come before seven."
    where: "oven_log.txt, first line"
    missed: "The rush met a cold oven."
    evidence: [{in: oven_log.txt, quote: "06:10  forty loaves"}]
  - id: two-ovens
    title: Two ovens
    must: false
    phase: video_call
    says: "There are two ovens, not three."
    where: "the call"
    missed: "The third oven was never there."
contradictions:
  - id: oven-count
    left: {in: first-order, quote: "Three ovens"}
    right: {in: oven_log.txt, quote: "ovens: 2"}
    means: "One oven is a memory."
    effects: {facts: [two-ovens]}
promises:
  - {id: list-by-noon, wording: "A list by noon.", to: ada, due: later-order}
flags: [ben_heard]
debrief:
  reader: mina
  question: "Who bakes before seven?"
  answer: "Ben does."
  take_with_you: "Ask the one who is up first."
  changes:
    - when: not dawn-rush
      says: "A second server for the rush."
      steps:
        - configure: {shop: {replicas: 2}}
"""

FIRST_ORDER = """\
---
subject: "An order page"
from: {name: Ada Rye, email: a.rye@bakery.example, role: Owner}
copy: [ben]
arrives: {day: 1, at: "09:00"}
attachments:
  - {filename: oven_log.txt, size_kb: 2, preview_available: true, form: log, by: ben}
  - {filename: ledger.txt, size_kb: 3, by: ben, locked: true}
metadata: {priority: high, sentiment: hopeful, key_issues: [orders]}
extract: "Three ovens, and nobody to count."
signal: "Ben is copied, and the log is his."
best: {dawn-rush: quote-rush, otherwise: ask-hours}
response_options:
  - id: ask-hours
    label: "Offer a page, once Ben says when people order"
    letter: >-
      Ada, a page can stand by Friday. Ben, copied, keeps the log: when do the
      orders come?
    copy: [ben]
    tactic: ask
    tone: plain
    worth: 80
    effects: {trust: -1, facts: [dawn-rush], unlocks: [ledger.txt]}
    brings:
      - {from: ben, body: "Before seven, half of them."}
      - {from: ada, silence: "Read 09:20."}
    after: {happened: "Ben named the hour.", why: "He is up first."}
  - id: quote-rush
    label: "Offer a page sized for the rush before seven"
    letter: >-
      Ada, a page can stand by Friday, sized for the rush before seven that the
      oven log shows.
    tactic: commit
    tone: firm
    worth: 40
    effects: {trust: 4, promises: [list-by-noon]}
    brings: [{from: ada, body: "You read the log."}]
    after: {happened: "You named the rush.", why: "It was in the log."}
  - id: big-page
    label: "Offer the largest page at once, three ovens wide"
    letter: >-
      Ada, the largest page stands by Friday. It will take whatever three ovens
      can bake.
    lure: authority
    tactic: commit
    tone: warm
    worth: 10
    effects: {trust: 6, reserve: {ben: 10}}
    brings: [{from: ada, body: "Lovely."}]
    after: {happened: "You promised the oven that is not there.", why: "Nobody counted."}
unanswered:
  worth: 0
  effects: {trust: -5}
  brings: [{from: ada, body: "I asked next door."}]
  after: {happened: "She asked next door.", why: "A day is long in bread."}
---
Dear all,

Three ovens, and nobody to count. We want an order page.

Ada
"""

SECOND_MAIL = """\
---
subject: "Flour"
from: ben
arrives: {day: 1, at: "11:00", when: "dawn-rush and not opened(ledger.txt)"}
---
The flour is late.
"""

OVEN_LOG = """\
06:10  forty loaves
ovens: 2
"""

LEDGER = """\
Monday      40
Saturday   160
"""

CALL = """\
participants: [ada, ben]
postures: {ben: "washing his hands"}
default_silence: [{who: ada, say: "Hello?"}]
default_floor: [{who: ben, say: "I only bake."}, {who: ada, say: "I have said it."}]
early_end: [{who: ada, say: "I have a queue."}]
closing: [{who: narrator, say: "The bell rings."}]
exchanges:
  - id: how-many
    lines:
      - {who: ada, say: "So, how many ovens will it take?", posture: "counting on fingers"}
      - {when: "trust >= 60", who: ben, say: "Two."}
      - {when: otherwise, who: narrator, say: "Ben looks at the floor."}
    signal: "Ben looks up when ovens are named."
    best: floor-ben
    options:
      - id: floor-ben
        say: "Ben, you stand beside them; how many are there?"
        tactic: yield_floor
        tone: warm
        floor: ben
        effects: {trust: -2, flags: [ben_heard]}
        brings:
          - {when: "opens(ben, 45)", who: ben, say: "Two.", effects: {facts: [two-ovens]}}
          - {when: otherwise, who: ben, say: "Ask Ada."}
        after: {happened: "Ben counted.", why: "He stands there."}
      - id: say-three
        say: "Three ovens, Ada, as your first mail has it."
        lure: authority
        tactic: commit
        tone: firm
        worth: 20
        effects: {trust: 3}
        brings: [{who: ada, say: "Quite so."}]
        after: {happened: "Three it was.", why: "The mail said so."}
      - id: later
        say: "Could we count them together, later this week?"
        lure: harmony
        tactic: defer
        tone: plain
        worth: 30
        effects: {energy: 1}
        after: {happened: "Nobody counted.", why: "Later is a long time."}
    silence:
      worth: 50
      brings: [{who: ben, say: "Two, since the fire."}]
      after: {happened: "Ben filled the silence.", why: "He had waited."}
    floors:
      ben: {worth: 60, brings: [{who: ben, say: "Two."}], after: {happened: "Two.", why: "His."}}
  - id: goodbye
    when: floor(ben)
    lines: [{who: ada, say: "Well. Two."}]
"""

DESIGN = """\
board: {columns: 5, rows: 3}
budget: 2000
palette: [app_server, relational_db]
initial:
  place:
    - {id: customers, kind: client, at: [0, 1], label: "Customers", fixed: true}
    - {id: shop, kind: app_server, at: [1, 1], label: "Shop", config: {replicas: 2}}
    - {id: orders, kind: relational_db, at: [2, 1]}
  connect:
    - [customers, shop]
    - [shop, orders]
load: {rps: 40, average_rps: 10}
rules:
  - {kind: budget, id: within-budget, at_most: 2000}
  - {kind: performance, id: fast-enough, response_time_ms: 400, throughput_rps: 40}
  - {kind: must_pass, id: served-orders, target: database, via: app_server}
known_without_asking: [within-budget]
"""

FEEDBACK = """\
opening: [{who: ada, say: "Well?"}]
closing: [{who: ada, say: "Bread, then."}]
requirements:
  - id: rush-served
    title: The rush is served
    owner: ben
    rules: [fast-enough]
    facts: [dawn-rush]
    figure: p95_ms
    limit: "within 400 ms"
    kept: {word: "served", say: "Forty before seven, all out."}
    broken: {word: "cold", say: "They went next door.", aside: "Ben turns his cap."}
    unasked: "Nobody asked when we bake."
  - id: counted
    title: The ovens are counted
    owner: ada
    holds: two-ovens
    kept: {word: "two", say: "Two, then."}
    broken: {word: "three", say: "You sold the third."}
"""

GOLD = """\
format: 1
mission: small-order
player: {name: Test Pilot}
seed: 7
steps:
  - open: first-order
  - open: {attachment: oven_log.txt}
  - compare: [{in: first-order, quote: "Three ovens"}, {in: oven_log.txt, quote: "ovens: 2"}]
  - reply: {to: first-order, with: ask-hours}
  - finish: email_discovery
  - say: floor-ben
  - finish
  - submit
  - finish
expect: {status: completed}
"""

LATER = """\
slug: later-order
code: T02
title: "A Later Order"
order_index: 2
difficulty: intermediate
act: 1
client: bakery
map_title: ["Later"]
short_title: Later Order
teaser: "Cake."
phases: [email_discovery, board_decision, client_feedback]
estimated_duration: 20
skills: {discovery: 1}
prerequisites:
  logic: AND
  conditions:
    - {type: missions_completed, mission_ids: [small-order], minimum_score: 50}
    - type: OR
      conditions:
        - {type: flag_set, flag: ben_heard}
        - {type: skills_unlocked, skills: [discovery], levels: {discovery: 2}}
playable: false
"""

HERE = "missions/small-order"

FILES: dict[str, str] = {
    "pack.yaml": PACK,
    "people.yaml": PEOPLE,
    "components/client.yaml": CLIENT,
    "components/app_server.yaml": APP,
    "components/relational_db.yaml": DATABASE,
    f"{HERE}/mission.yaml": MISSION,
    f"{HERE}/emails/first-order.md": FIRST_ORDER,
    f"{HERE}/emails/flour.md": SECOND_MAIL,
    f"{HERE}/attachments/oven_log.txt.txt": OVEN_LOG,
    f"{HERE}/attachments/ledger.txt.txt": LEDGER,
    f"{HERE}/call.yaml": CALL,
    f"{HERE}/design.yaml": DESIGN,
    f"{HERE}/feedback.yaml": FEEDBACK,
    f"{HERE}/walkthroughs/gold.yaml": GOLD,
    f"{HERE}/walkthroughs/fair.yaml": GOLD,
    f"{HERE}/walkthroughs/poor.yaml": GOLD,
    "missions/later-order/mission.yaml": LATER,
}

SHORT_NAMES = {
    "mission": f"{HERE}/mission.yaml",
    "mail": f"{HERE}/emails/first-order.md",
    "flour": f"{HERE}/emails/flour.md",
    "call": f"{HERE}/call.yaml",
    "design": f"{HERE}/design.yaml",
    "feedback": f"{HERE}/feedback.yaml",
    "later": "missions/later-order/mission.yaml",
    "gold": f"{HERE}/walkthroughs/gold.yaml",
    "oven_log": f"{HERE}/attachments/oven_log.txt.txt",
    "pack": "pack.yaml",
    "people": "people.yaml",
}


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Writes texts by their paths below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write(folder: Path, changes: dict[str, str | None] | None = None) -> Path:
    """Writes the pack, with some files other than they are, or none where a text is None."""
    wanted = {**FILES, **(changes or {})}
    return write_files(folder, {name: text for name, text in wanted.items() if text is not None})


def in_its_place(text: str, old: str, new: str, name: str) -> str:
    """A file's text with one passage replaced.

    Raises:
        ValueError: the old passage is not there exactly once.
    """
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in {name}")
    return text.replace(old, new)


def changed(short: str, old: str, new: str) -> dict[str, str | None]:
    """One replacement in one file.

    Raises:
        ValueError: the old text is not there exactly once.
    """
    name = SHORT_NAMES.get(short, short)
    return {name: in_its_place(FILES[name], old, new, name)}
