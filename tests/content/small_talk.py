"""What is said in the mission of the small pack: its mails and files, call, feedback and gold."""

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
      - {from: ada, silence: "Read."}
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
        brings: [{who: ada, say: "Later, then."}]
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
