"""A small pack whose one mission is decided on a sheet with every kind of field."""

from pathlib import Path

from tests.content.small_pack import APP, CLIENT, DATABASE

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
One price, by the supper. Saskia reads it out, to the last of 80 thousand.

Also: gates, sensors, permits for residents. All are critical.

Gwil
"""

GRANT = """\
Works on the list: gates, flood sensors, parking renewals.
The grant for sensors lapses in week 9.
"""

BOARD = """\
title: "The offer to the Weir"
estimates:
  - {id: job, low: 52, likely: 66, high: 116, title: "what it may cost us",
     line_title: price, over_title: ours}
sections:
  - id: price
    title: Price
    aside: thousand marks
    chart: job
    line: total
    fields:
      - kind: choice
        id: shape
        label: Shape
        help: "How the price is made."
        options:
          - {id: fixed, label: "one fixed price"}
          - {id: capped, label: "paid discovery, then capped"}
          - {id: rates, label: "day rates"}
      - {kind: amount, id: discovery, label: Discovery, low: 0, high: 30, unit: K, start: 0,
         note: "three weeks, and either may leave"}
      - {kind: amount, id: cap, label: Cap, low: 40, high: 120, step: 2, unit: K,
         note: "receipts up to here, ours above it"}
  - id: scope
    title: Scope
    aside: in the cap
    fields:
      - kind: several
        id: scope
        label: Scope
        states: [ours, theirs, out]
        start: ours
        items:
          - {id: bridges, label: "Ten bridges on a line", columns: {price: 34}}
          - {id: offline, label: "Four bridges, no line", columns: {price: 19}}
          - {id: legal, label: "Legal recalibration", columns: {price: 11}}
          - {id: training, label: "Training at each bridge", columns: {price: 9}, start: out}
  - id: rights
    title: Who decides
    fields:
      - kind: owners
        id: rights
        label: Who decides
        rights:
          - {id: go-on, label: "To go on after discovery"}
          - {id: pass-cap, label: "To pass the cap"}
          - {id: stop, label: "To stop the weir at night"}
        people: [{id: gwil, label: Gwil}, {id: saskia, label: Saskia},
                 {id: nkechi, label: Nkechi}, {id: you, label: you}]
  - id: telling
    title: Telling
    fields:
      - kind: message
        id: notice
        label: The notice
        parts:
          - id: route
            label: To whom
            options: [{id: members, label: members}, {id: committee, label: committee},
                      {id: press, label: press}]
          - id: redaction
            label: Struck out
            options: [{id: nothing, label: nothing, fits: [committee]},
                      {id: names, label: names}, {id: sums, label: sums, fits: [members, press]}]
          - id: timing
            label: When
            options: [{id: now, label: now},
                      {id: day-before, label: "a day before", fits: [names, nothing]}]
      - {kind: threshold, id: uptime, label: "Gates answer", bound: at_least, low: 90, high: 100,
         step: 0.5, unit: "%", note: "of nights"}
  - id: year
    title: The year
    aside: forty points a quarter
    fields:
      - kind: sequence
        id: year
        label: The year
        unit: week
        periods:
          - {id: q1, label: Q1, begins: 1, ends: 13, capacity: 40}
          - {id: q2, label: Q2, begins: 14, ends: 26, capacity: 40}
          - {id: q3, label: Q3, begins: 27, ends: 39, capacity: 40}
          - {id: q4, label: Q4, begins: 40, ends: 52, capacity: 40}
        tasks:
          - {id: registry, label: "Identity registry", short: Registry, length: 16, group: data}
          - {id: sensors, label: "Flood sensors", short: Sensors, length: 12, group: safety}
          - {id: rules, label: "The keeper's rules", short: Rules, length: 8, group: people}
          - {id: app, label: "The chair's app", short: App, length: 11, group: city,
             waits_for: [registry]}
          - {id: parking, label: "Parking renewals", short: Parking, length: 14, group: permits,
             waits_for: [registry]}
          - {id: permits, label: "Resident permits", short: Permits, length: 14, group: permits,
             waits_for: [registry]}
          - {id: drones, label: "Drone inspections", short: Drones, length: 18, group: city}
        joins:
          - of: [parking, permits]
            when: same-job
            task: {id: permit-desk, label: "One permit desk", short: "One desk", length: 18,
                   group: permits, waits_for: [registry], note: "merged: Parking, Residents"}
        marks:
          - {label: "grant lapses", begins: 9, ends: 9, hard: true, when: grant-week}
          - {label: "election silence", begins: 20, ends: 26}
figures:
  - {id: total, label: Together, value: "discovery + cap", unit: K, section: price,
     beside: per-farm}
  - {id: per-farm, label: "a farm", value: "total * 1000 / 2400", unit: "a farm", decimals: 2}
  - {id: average, value: "mean(job)"}
  - {id: overrun, value: "exceeds(job, total) * 100"}
  - {id: work, label: Work, value: "scope.price", unit: K, section: scope}
  - {id: theirs, value: "scope.price.theirs"}
  - {id: sensors-end, label: The sensors end in week, value: "ends(year, sensors)", decimals: 1}
constraints:
  - id: no-vote
    title: "Members' vote above 80K"
    short: vote
    when: vote-above
    holds: "total <= 80"
    gauge: {value: total, of: 80, unit: K}
    broken: "They vote in five months."
  - id: mean-inside
    title: "Mean cost inside the price"
    short: mean
    holds: "total >= average"
    gauge: {value: average, of: total, unit: K}
    broken: "On average we pay."
  - id: few-over
    title: "Jobs like it that pass it"
    short: pass it
    holds: "overrun < 50"
    near: "overrun >= 15"
    gauge: {value: overrun, unit: "%"}
    broken: "More often than not."
  - id: cap-owner
    title: "Somebody may pass the cap"
    short: "cap owner"
    holds: field(rights.pass-cap)
    broken: "Nobody may: that line is empty."
    hard: true
  - id: full-quarters
    title: "No quarter above forty"
    short: quarters
    holds: "over(year) == 0"
    broken: "A quarter holds forty points."
    hard: true
  - id: in-order
    title: "Registry before what needs it"
    short: order
    holds: "unready(year) == 0"
    broken: "Something starts before its registry."
  - id: grant-kept
    title: "Grant lapses in week 9"
    short: grant
    when: grant-week
    holds: "ends(year, sensors) <= 9"
    broken: "The sensors end later."
  - id: silence
    title: "Silence, weeks 20 to 26"
    short: silence
    holds: "not field(year, app) or ends(year, app) < 20 or ends(year, app) > 26"
    broken: "The app lands inside it."
losses:
  - who: gwil
    cases:
      - {when: "field(shape, rates)", says: "His members, who were burnt by rates.", amount: 3}
      - {when: "field(shape, capped)", says: "One price. He signs twice.", amount: 1}
      - {says: "Nothing that he sees.", amount: 0}
  - who: saskia
    asked: vote-above
    cases:
      - {when: "not holds(no-vote)", says: "Five months, for the vote.", amount: 3}
      - {says: "'Exactly'. Supper hears 'at most'.", amount: 1}
  - who: nkechi
    asked: grant-week
    cases:
      - {when: "not holds(grant-kept)", says: "The grant, eleven gauges.", amount: 3}
      - {says: "Her spring.", amount: 1}
  - {who: rurik, asked: "chose(the-weir, low-price)", unasked: "Not asked. His line stands.",
     cases: [{says: "His discount.", amount: 1}]}
rubric:
  - id: viable
    title: A price that can be lived on
    weight: 3
    required: true
    cases:
      - {when: holds(mean-inside), score: 1, says: "The price carries the mean."}
      - {when: "total >= average - 8", score: 0.5, says: "A little under the mean."}
      - {score: 0, says: "Every second job loses money."}
  - id: capped
    title: Risk is paid for, then capped
    weight: 3
    where: "what Gwil says of day rates"
    cases:
      - {when: "field(shape, capped) and discovery >= 10", score: 1,
         says: "Discovery is paid, the rest capped."}
      - {when: "field(shape, capped)", score: 0.5, says: "Capped, with a guess for discovery."}
  - id: vote
    title: No vote is needed
    weight: 2
    where: "the letter on who signs"
    cases: [{when: holds(no-vote), score: 1, says: "Saskia may sign."}]
  - id: legal
    title: Recalibration is theirs
    weight: 1
    cases: [{when: "field(scope.legal, theirs)", score: 1, says: "They run it."}]
  - id: owners
    title: One owner for each right
    weight: 2
    cases:
      - {when: "open(rights) == 0 and field(rights.stop, nkechi)", score: 1,
         says: "Nkechi may stop it."}
      - {when: "open(rights) == 0", score: 0.5, says: "Named, but asleep at night."}
  - id: grant
    title: The grant is kept
    weight: 2
    where: "grant.txt"
    cases: [{when: holds(grant-kept), score: 1, says: "The sensors end in time."}]
  - id: order
    title: The year can be built
    weight: 2
    cases:
      - {when: "holds(in-order) and holds(silence) and field(year, permit-desk)", score: 1,
         says: "In order, and the two permits are one."}
      - {when: "holds(in-order) and count(year) >= 3", score: 0.5, says: "In order."}
  - id: told
    title: The right people hear of it
    weight: 1
    cases:
      - {when: "field(notice.route, committee) and field(notice.redaction, names)", score: 1,
         says: "Whole, without names."}
  - id: criteria
    title: A bound before the data
    weight: 1
    cases: [{when: "uptime >= 95 and uptime <= 99", score: 1, says: "A bound one can meet."}]
outcomes:
  - {when: "field(shape, capped)", effects: {flags: [offer_capped]}}
  - {when: "total < 60", effects: {flags: [offer_low], energy: -10}}
closing:
  - {when: holds(mean-inside), who: saskia, say: "I can read that out."}
  - {when: otherwise, who: saskia, say: "Who pays the rest?"}
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
  requirements: []
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
    for name, text in FILES.items():
        if old and name == f"{HERE}/{file}":
            if text.count(old) != 1:
                raise ValueError(f"{old!r} stands {text.count(old)} times in {name}")
            text = text.replace(old, new)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
