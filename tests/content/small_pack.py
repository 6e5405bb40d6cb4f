"""A small pack without faults, as texts by path; tests change a text and look what is told."""

from pathlib import Path

from engine.glossary import NEEDED
from tests.content.small_talk import (
    CALL as CALL,
)
from tests.content.small_talk import (
    FEEDBACK as FEEDBACK,
)
from tests.content.small_talk import (
    FIRST_ORDER as FIRST_ORDER,
)
from tests.content.small_talk import (
    GOLD as GOLD,
)
from tests.content.small_talk import (
    LEDGER as LEDGER,
)
from tests.content.small_talk import (
    OVEN_LOG as OVEN_LOG,
)
from tests.content.small_talk import (
    SECOND_MAIL as SECOND_MAIL,
)

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
