"""A small pack whose one mission is decided on a sheet with every kind of field."""

from pathlib import Path

from tests.content.small_pack import APP, CLIENT, DATABASE, in_its_place, write_files
from tests.content.weir_sheet import BOARD

PACK = """\
id: sheets
title: Sheets
version: 0.1.0
order: [weir-offer]
skills:
  - {id: scoping, title: Scoping, says: "Writes the edges down."}
levels: [{level: 1, title: Analyst}]
achievements: [{id: first-sheet, title: First Sheet, says: "One sheet is handed in."}]
glossary: [{term: cap, says: "The most that a client pays."}]
"""

PEOPLE = """\
organisations:
  - {id: firm, name: The Firm, short: Firm, domain: firm.example, about: "Us."}
  - {id: weir, name: Weir Board, short: Weir, domain: weir.example, about: "Water."}
people:
  - {id: gwil, name: Gwil Marsh, role: Chair, organisation: weir, email: g.marsh@weir.example,
     short: Gwil, initials: GM, posture: "hands in his pockets"}
  - {id: saskia, name: Saskia Reed, role: Treasurer, organisation: weir,
     email: s.reed@weir.example, short: Saskia, initials: SR}
  - {id: nkechi, name: Nkechi Ford, role: Systems, organisation: weir, email: n.ford@weir.example,
     short: Nkechi, initials: NF}
  - {id: rurik, name: Rurik Stone, role: Sales, organisation: firm, email: r.stone@firm.example,
     short: Rurik, initials: RS}
"""

MISSION = """\
slug: weir-offer
code: T05
title: "An Offer for the Weir"
order_index: 1
difficulty: beginner
act: 1
client: weir
map_title: ["An Offer"]
short_title: Weir Offer
teaser: "One price, one year, and nobody to ring."
estimated_duration: 20
learning_objectives: ["Price the risk"]
skills: {scoping: 2}
unlock_conditions: {type: simple, required_level: 1}
meters: [trust, days, energy]
weights: {email_quality: 40, video_performance: 0, design_accuracy: 60}
people: [gwil, saskia, nkechi, rurik]
client_contact: gwil
phases:
  - {kind: email_discovery, begins: {day: 1, at: "09:00"}, brief: "Read."}
  - kind: board_decision
    begins: {day: 2, at: "10:00"}
    brief: "One sheet, and every line leans on another."
    hints: ["Look at what the vote costs."]
  - {kind: client_feedback, begins: {day: 3, at: "09:00"}}
facts:
  - id: vote-above
    title: A vote above eighty
    must: true
    phase: email_discovery
    who: saskia
    says: "Above 80K the members vote, five months from now."
    where: "the letter on who signs"
    missed: "The offer waited for a vote."
    evidence: [{in: the-weir, quote: "80 thousand"}]
  - id: grant-week
    title: The grant lapses
    must: true
    phase: email_discovery
    who: nkechi
    says: "The flood grant lapses in week 9."
    where: "grant.txt, last line"
    missed: "The grant lapsed."
    evidence: [{in: grant.txt, quote: "lapses in week 9"}]
  - id: same-job
    title: Two are one
    must: false
    phase: email_discovery
    says: "Parking renewals and resident permits are the same job."
    where: "the letter beside grant.txt"
    missed: "One job was paid for twice."
contradictions:
  - id: permits-twice
    left: {in: the-weir, quote: "permits for residents"}
    right: {in: grant.txt, quote: "parking renewals"}
    means: "They are one job."
    effects: {facts: [same-job]}
late:
  - id: late-grant
    to: nkechi
    label: "When the grant for the sensors lapses"
    letter: "Nkechi, until when does the grant for the sensors run?"
    effects: {facts: [grant-week]}
    brings: [{from: nkechi, body: "Week nine. After that it is gone."}]
  - id: late-limit
    to: saskia
    label: "What sum you may sign for by yourself"
    letter: "Saskia, up to what sum do you sign alone?"
    effects: {facts: [vote-above]}
    brings: [{from: saskia, body: "Eighty. Above it, they vote."}]
  - id: late-supper
    to: gwil
    label: "What is eaten at the supper"
    letter: "Gwil, what will they eat?"
    brings: [{from: gwil, body: "Lamb."}]
promises: []
flags: [offer_capped, offer_low]
debrief:
  reader: rurik
  question: "Who pays above the cap?"
  answer: "We do."
  take_with_you: "Write the edge before the price."
  changes:
    - when: "field(shape, fixed)"
      says: "The same price, capped."
      steps:
        - set: {shape: capped, cap: 62}
    - when: "not holds(grant-kept)"
      says: "The sensors first."
      steps:
        - order: {year: {q1: [sensors]}}
"""

MAIL = """\
---
subject: "One price"
from: gwil
copy: [nkechi]
arrives: {day: 1, at: "09:00"}
attachments:
  - {filename: grant.txt, size_kb: 2, preview_available: true, form: memo, by: nkechi}
metadata: {priority: high, sentiment: hopeful, key_issues: [price]}
extract: "One price, by the supper."
signal: "Nkechi is copied, and knows who may stop the weir."
best: ask-who
response_options:
  - id: ask-who
    label: "Offer a price, once we know who may sign it"
    letter: "Gwil, a price can stand by Friday. Who signs above what sum?"
    tactic: ask
    tone: plain
    effects: {trust: -1, facts: [vote-above]}
    brings: [{from: saskia, body: "Eighty is mine. Above it, they vote."}]
    after: {happened: "Saskia named her limit.", why: "Nobody had asked."}
  - id: low-price
    label: "Offer a low price now, and the rest later on"
    letter: "Gwil, sixty stands by Friday, whatever comes of it."
    lure: speed
    tactic: commit
    tone: firm
    worth: 10
    effects: {trust: 4}
    brings: [{from: gwil, body: "Good."}]
    after: {happened: "You named sixty.", why: "It was quick."}
  - id: day-rates
    label: "Offer fair day rates, and no price at all yet"
    letter: "Gwil, we would rather bill what we work, day by day."
    lure: rigour
    tactic: trade
    tone: warm
    worth: 30
    effects: {trust: -4}
    brings: [{from: gwil, body: "Burnt once."}]
    after: {happened: "He was burnt once.", why: "Day rates burnt him."}
unanswered:
  worth: 0
  brings: [{from: gwil, body: "Hello?"}]
  after: {happened: "He asked again.", why: "The supper has a date."}
---
One price, by the supper. Saskia reads it out, to the last of
80 thousand.

Also: gates, sensors, permits for residents. All are critical.

Gwil
"""

GRANT = """\
Works on the list: gates, flood sensors, parking renewals.
The grant for sensors lapses in week 9.
"""

FEEDBACK = """\
opening: [{who: gwil, say: "Well."}]
closing: [{who: gwil, say: "Supper, then."}]
requirements:
  - id: signed
    title: It can be signed
    owner: saskia
    holds: holds(no-vote)
    facts: [vote-above]
    limit: "at most 80K"
    kept: {word: "signed", say: "Eighty, and my name."}
    broken: {word: "a vote", say: "Five months, then."}
    unasked: "Nobody asked what I may sign."
  - id: sensors-in-time
    title: The sensors stand
    owner: nkechi
    holds: "sensors-end <= 9"
    facts: [grant-week]
    kept: {word: "funded", say: "Eleven gauges."}
    broken: {word: "lapsed", say: "The grant is gone."}
  - id: somebody-awake
    title: Somebody may stop the weir
    owner: nkechi
    holds: "field(rights.stop, nkechi)"
    kept: {word: "hers", say: "Ring me."}
    broken: {word: "nobody's", say: "It ran all night."}
"""

GOLD = """\
format: 1
mission: weir-offer
player: {name: Test Pilot}
seed: 7
steps:
  - open: the-weir
  - open: {attachment: grant.txt}
  - pin: {in: grant.txt, quote: "The grant for sensors lapses in week 9."}
  - compare:
      - {in: the-weir, quote: "permits for residents"}
      - {in: grant.txt, quote: "parking renewals"}
  - reply: {to: the-weir, with: ask-who}
  - finish
  - refused: hand_in
    because: "Nobody may"
  - set: {shape: capped, discovery: 18, cap: 62, uptime: 97.5}
  - pick: {scope: {legal: theirs, training: ours}}
  - own: {rights: {go-on: gwil, pass-cap: saskia, stop: nkechi}}
  - set: {notice.route: committee, notice.redaction: names, notice.timing: day-before}
  - join: {year: [parking, permits]}
  - order: {year: {q1: [sensors, registry], q2: [permit-desk], q3: [rules, app], not-now: [drones]}}
  - undo
  - expect: {entered: [year.app=q3], not_entered: [year.drones]}
  - redo
  - expect:
      figures: {total: 80, sensors-end: {at_most: 9}}
      constraints: [no-vote, grant-kept, in-order]
  - hand_in
  - hear: signed
  - hear: sensors-in-time
  - hear: somebody-awake
  - finish
expect:
  status: completed
  score: {at_least: 95}
  flags: [offer_capped]
  not_flags: [offer_low]
  requirements: [signed, sensors-in-time, somebody-awake]
"""

FAIR = """\
format: 1
mission: weir-offer
player: {name: Test Pilot}
seed: 8
steps:
  - open: the-weir
  - open: {attachment: grant.txt}
  - reply: {to: the-weir, with: ask-who}
  - finish
  - set: {shape: capped, cap: 72}
  - own: {rights: {go-on: gwil, pass-cap: gwil, stop: gwil}}
  - order: {year: {q1: [registry, sensors], q2: [app]}}
  - set: {notice.route: committee, notice.redaction: names, uptime: 97}
  - pick: {scope: {legal: theirs}}
  - hand_in
  - finish
expect: {status: completed, score: {at_least: 60, at_most: 80}, not_constraints: [grant-kept]}
"""

POOR = """\
format: 1
mission: weir-offer
player: {name: Test Pilot}
seed: 9
steps:
  - open: the-weir
  - reply: {to: the-weir, with: low-price}
  - finish
  - set: {shape: fixed, cap: 50}
  - own: {rights: {pass-cap: you}}
  - order: {year: {q1: [app, drones]}}
  - hand_in
  - finish
expect:
  status: completed
  score: {at_most: 59}
  flags: [offer_low]
  not_requirements: [sensors-in-time, somebody-awake]
"""

HERE = "missions/weir-offer"

FILES: dict[str, str] = {
    "pack.yaml": PACK,
    "people.yaml": PEOPLE,
    "components/client.yaml": CLIENT,
    "components/app_server.yaml": APP,
    "components/relational_db.yaml": DATABASE,
    f"{HERE}/mission.yaml": MISSION,
    f"{HERE}/emails/the-weir.md": MAIL,
    f"{HERE}/attachments/grant.txt.txt": GRANT,
    f"{HERE}/board.yaml": BOARD,
    f"{HERE}/feedback.yaml": FEEDBACK,
    f"{HERE}/walkthroughs/gold.yaml": GOLD,
    f"{HERE}/walkthroughs/fair.yaml": FAIR,
    f"{HERE}/walkthroughs/poor.yaml": POOR,
}


def write(folder: Path, old: str = "", new: str = "", file: str = "board.yaml") -> Path:
    """Writes the pack, with one text of one of the mission's files replaced.

    Raises:
        ValueError: the old text is not there exactly once.
    """
    files = dict(FILES)
    if old:
        name = f"{HERE}/{file}"
        files[name] = in_its_place(files[name], old, new, name)
    return write_files(folder, files)
