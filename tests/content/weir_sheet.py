"""A sheet with a field of every kind, with sums, constraints, losses and a rubric."""

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
        shows: [{column: price, unit: K}]
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
