"""A mission's conversations as a machine: stages, and how one leads to the next.

The machine follows the engine's phases step by step and knows nothing of screens, times of day or
words. `tests/content/explorer` plays both side by side, and every witness is played by the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from content.explorer.certain import settling
from content.explorer.desk import Notebook, pays, sources
from content.explorer.endings import EndStage, Questions, Reactions
from content.explorer.inbox import InboxStage, mails_of, papers_of
from content.explorer.layout import TRUST, Layout, Variable, conditions
from content.explorer.liveness import Liveness, core
from content.explorer.outcomes import Outcome
from content.explorer.sites import Key, Sites
from content.explorer.speech import Speech
from content.explorer.stages import Noted, Stage
from content.explorer.talk import ExchangeStage, answer_node, call_node, unheard
from content.explorer.work import WorkStage, handing_in, letters_of, may_write, work_sites
from engine import conditions as c
from engine.dialogue import Exchange
from engine.mission import Mission
from engine.phase_config import (
    BoardDecision,
    ClientFeedback,
    EmailDiscovery,
    SystemDesign,
    VideoCall,
)
from engine.shared import OPENING_ENERGY, OPENING_TRUST

Begin = Callable[[int], tuple[int, int]]


@dataclass
class Machine:
    """Compiled conversations; `stages[0]` is where they begin and the last is their end."""

    mission: Mission
    outcomes: dict[str, tuple[Outcome, ...]]
    """What was seen to come of the work of each phase that is not a conversation."""
    more: frozenset[Variable] | None = frozenset()
    """What is remembered beside what decides where conversations go; None for everything."""
    tail: frozenset[Variable] = frozenset()
    """What is remembered until the end."""
    layout: Layout = field(init=False)
    sites: Sites = field(init=False)
    reached: set[Key] = field(default_factory=set)
    stages: list[Stage] = field(default_factory=list)
    asked: frozenset[str] = frozenset()
    """Mails and files of which some condition asks whether they were opened."""

    def __post_init__(self) -> None:
        mission = self.mission
        self.layout = Layout(mission.requirements)
        every = set().union(*(self.layout.reads(one) for one in conditions(mission)))
        self.asked = frozenset(name for sort, *names in every if sort == "opened" for name in names)
        self._declare(every)
        self.memory = (
            frozenset(self.layout.bits) | frozenset(self.layout.fields)
            if self.more is None
            else core(mission, self.layout) | self.more
        )
        self.sites = Sites(self.layout, self.memory)
        self.speech = Speech(self.layout, self.sites, self.reached)
        self.notebook = Notebook(mission, self.layout, self.reached)
        self._build()
        self._forget()

    def _declare(self, every: set[Variable]) -> None:
        mission = self.mission
        wanted = set(every) | set(sources(mission).values()) | {TRUST}
        wanted |= {("fact", fact.id) for fact in mission.facts}
        wanted |= {("flag", flag) for flag in mission.flags}
        wanted |= {("promise", promise.id) for promise in mission.promises}
        for one in mission.requirements:
            wanted |= self.layout.reads(c.Kept(requirement=one.id))
        wanted |= {("pair", pair.id) for pair in mission.contradictions if pays(pair)}
        wanted |= {("latefact", fact.id) for fact in mission.facts if mission.late}
        wanted |= {("asked", letter.id) for letter in mission.late}
        for mail in mission.email_by_id.values():
            wanted.add(("came", mail.id))
            if mail.options:
                wanted.add(("chose", mail.id, ""))
            wanted |= {("unlocked", f.filename) for f in mail.attachments if f.locked}
        for outcomes in self.outcomes.values():
            wanted |= {name for outcome in outcomes for name in outcome.holds}
        self.layout.declare(wanted)

    # -- stages, from the last to the first, so that each knows where it leads

    def _build(self) -> None:
        phases = self.mission.phases
        end = EndStage(
            0, len(phases), "end", questions=Questions(self.mission, self.sites, self.layout)
        )
        built: list[Stage] = [end]
        begin: Begin = lambda state: (state, end.number)  # noqa: E731
        for number in range(len(phases) - 1, -1, -1):
            begin = self._phase(number, begin, built)
        built.reverse()
        self.stages = built
        last = len(built) - 1
        for stage in built:
            stage.number = last - stage.number
        self._first = begin

    def _stage(self, built: list[Stage], stage: Stage) -> Stage:
        stage.number = len(built)
        built.append(stage)
        return stage

    def _phase(self, number: int, begin: Begin, built: list[Stage]) -> Begin:
        config = self.mission.phases[number]
        before_hand_in = any(
            isinstance(p, SystemDesign | BoardDecision) for p in self.mission.phases[number:]
        )
        desk = self.notebook if before_hand_in else None
        match config:
            case EmailDiscovery():
                return self._inbox(number, config, begin, built, desk)
            case VideoCall():
                return self._call(number, config, begin, built, desk)
            case SystemDesign() | BoardDecision():
                stage = WorkStage(
                    0,
                    number,
                    config.id,
                    notebook=desk,
                    leave=begin,
                    outcomes=self.outcomes.get(config.id, ()),
                    layout=self.layout,
                    letters=letters_of(self.mission, self.speech) if may_write(config) else (),
                    facts=tuple(fact.id for fact in self.mission.facts),
                    watched=work_sites(config, self.sites),
                    handed_in=handing_in(config, self.speech),
                    reached=self.reached,
                )
                self._stage(built, stage)
                return lambda state: (stage.opened(state), stage.number)
        return self._feedback(number, config, begin, built)

    def _inbox(
        self,
        number: int,
        config: EmailDiscovery,
        begin: Begin,
        built: list[Stage],
        desk: Notebook | None,
    ) -> Begin:
        mails = mails_of(config, self.speech)
        papers, asked = papers_of(mails, self.layout, self.asked)
        stage = InboxStage(
            0,
            number,
            config.id,
            notebook=desk,
            leave=begin,
            mails=mails,
            papers=papers,
            optional=asked,
            arrived=lambda name: self.reached.add(("mail", name)),
        )
        self._stage(built, stage)
        return lambda state: (stage.deliver(state), stage.number)

    def _call(
        self,
        number: int,
        config: VideoCall,
        begin: Begin,
        built: list[Stage],
        desk: Notebook | None,
    ) -> Begin:
        closing = self.speech.lines(config.closing, f"{config.id}/closing")
        early = self.speech.lines(config.early_end, f"{config.id}/early_end")

        def close(state: int) -> tuple[int, int]:
            self.reached.add(("ending", config.id, "closing"))
            return begin(closing(state))

        def hang_up(state: int) -> tuple[int, int]:
            self.reached.add(("ending", config.id, "early"))
            return begin(early(state))

        go_on: Begin = close
        for index in range(len(config.exchanges) - 1, -1, -1):
            exchange = config.exchanges[index]
            stage = None
            if exchange.options:
                stage = ExchangeStage(
                    0,
                    number,
                    exchange.id,
                    notebook=desk,
                    node=call_node(config, exchange, self.speech),
                    best=self.speech.best(exchange.id, exchange.best),
                    go_on=go_on,
                    hang_up=hang_up if "trust" in self.mission.meters else None,
                    unheard=unheard(config, index),
                    trust=self.layout.reader(TRUST),
                )
                self._stage(built, stage)
            go_on = self._reach(exchange, stage, go_on)
        return go_on

    def _reach(self, exchange: Exchange, stage: Stage | None, otherwise: Begin) -> Begin:
        """Comes to an exchange where its condition holds, and else further on."""
        site = self.sites.at(("exchange", exchange.id), exchange.when)
        lines = self.speech.lines(exchange.lines, f"{exchange.id}/lines")

        def reach(state: int) -> tuple[int, int]:
            if site is not None and not site.holds(state):
                return otherwise(state)
            self.reached.add(("exchange", exchange.id))
            state = lines(state)
            return (state, stage.number) if stage else otherwise(state)

        return reach

    def _feedback(
        self, number: int, config: ClientFeedback, begin: Begin, built: list[Stage]
    ) -> Begin:
        opening = self.speech.lines(config.opening, f"{config.id}/opening")
        closing = self.speech.lines(config.closing, f"{config.id}/closing")

        def close(state: int) -> tuple[int, int]:
            return begin(closing(state))

        go_on: Begin = close
        for exchange in reversed(config.answers):
            stage = ExchangeStage(
                0,
                number,
                exchange.id,
                node=answer_node(exchange, self.speech),
                best=self.speech.best(exchange.id, exchange.best),
                go_on=go_on,
            )
            self._stage(built, stage)
            go_on = self._reach(exchange, stage, go_on)

        reactions = Reactions(self.mission, self.layout, self.reached)

        def enter(state: int) -> tuple[int, int]:
            if self.more is None:
                reactions.note(state)
            return go_on(opening(state))

        return enter

    # -- what is asked where, and so what may be forgotten

    def _forget(self) -> None:
        """Gives each stage what it must remember: what is asked there or later."""
        later: set[Variable] = set(self.tail)
        if self.more is None:
            later |= set(self.memory)
        live = Liveness(self.layout, self.memory)
        for stage in reversed(self.stages):
            later |= self._reads(stage)
            own = set(later)
            if any(sort in ("then", "reserve") for sort, *_ in own):
                own.add(TRUST)
            stage.reads = own
            stage.keep, stage.rest = self.layout.keeping(own)
            if self.more is not None and isinstance(stage, ExchangeStage):
                desk = None if self.tail else stage.notebook
                stage.settle = settling(self.mission, self.layout, stage.name, own, desk)
            if isinstance(stage, Noted):
                here = own if self.more is None else self._here(stage, live)
                stage.asked = sum(self.layout.bit(variable) for variable in here)
                if isinstance(stage, ExchangeStage) and self.more is not None:
                    stage.sees = self.layout.all_fields | stage.asked | stage.noticed

    def _reads(self, stage: Stage) -> set[Variable]:
        """What is asked at a stage, or on the way from it to the next."""
        live = Liveness(self.layout, self.memory)
        asked: set[Variable] = set()
        config = (
            self.mission.phases[stage.phase] if stage.phase < len(self.mission.phases) else None
        )
        match stage, config:
            case InboxStage(), EmailDiscovery():
                asked |= live.of(config) | self._delivered(config)
                asked |= {("chose", m.email.id, "") for m in stage.mails if m.email.options}
            case ExchangeStage(), VideoCall():
                names = [exchange.id for exchange in config.exchanges]
                asked |= live.call(config, names.index(stage.name))
                asked |= {TRUST} if stage.hang_up else set()
            case ExchangeStage(), _:
                asked |= live.of(config)
            case WorkStage(), _:
                asked |= live.of(self.mission.late, config)
                asked |= {("asked", letter.id) for letter in self.mission.late}
        if getattr(stage, "notebook", None):
            asked |= set(sources(self.mission).values())
            asked |= {v for v in self.layout.bits if v[0] == "pair"}
        if not isinstance(stage, ExchangeStage | EndStage):
            asked |= self._opening_of(stage.phase + 1, live)
        return asked

    def _delivered(self, config: EmailDiscovery) -> set[Variable]:
        """What is asked when mails come to an inbox."""
        papers = {v for v in self.layout.bits if v[0] in ("unlocked", "opened")}
        return papers | {("came", mail.id) for mail in config.emails}

    def _here(self, stage: Stage, live: Liveness) -> set[Variable]:
        """What is asked at a stage and on the way to the next, as far as a pin can tell it."""
        config = self.mission.phases[stage.phase]
        if not (isinstance(stage, ExchangeStage) and isinstance(config, VideoCall)):
            return stage.reads
        number = [exchange.id for exchange in config.exchanges].index(stage.name)
        return live.way(config, number) | self._opening_of(stage.phase + 1, live)

    def _opening_of(self, number: int, live: Liveness) -> set[Variable]:
        """What the beginning of a phase asks, before the player is waited for."""
        if number >= len(self.mission.phases):
            return set()
        config = self.mission.phases[number]
        if isinstance(config, VideoCall):
            asked = live.of(config.closing)
            for exchange in config.exchanges:
                asked |= live.of(exchange.lines)
                asked |= live.of(exchange.when) if exchange.when is not None else set()
                if exchange.options and exchange.when is None:
                    break
            else:  # nothing in it waits for the player in any case
                asked |= self._opening_of(number + 1, live)
            return asked
        if isinstance(config, SystemDesign | BoardDecision):
            return set()
        if isinstance(config, EmailDiscovery):
            return live.of(config) | self._delivered(config)
        return live.of(config) | self._opening_of(number + 1, live)

    # -- where to begin

    def starts(self, trust: int = OPENING_TRUST) -> Iterator[tuple[int, int]]:
        """Where conversations may begin: with every set of flags and promises brought along."""
        mission = self.mission
        base = self.layout.neutral
        base = self.layout.put(base, TRUST, trust)
        base = self.layout.put(base, ("energy",), OPENING_ENERGY)
        brought = [
            bit
            for variable, bit in self.layout.bits.items()
            if variable[0] == "flag" and variable[1] not in mission.flags
        ]
        states = [base]
        for bit in brought:
            states += [state | bit for state in states]
        promises = {v[1] for v in self.layout.bits if v[0] == "stands"}
        for promise in sorted(promises):
            ways = [v for v in self.layout.bits if v[0] == "stands" and v[1] == promise]
            states += [state | self.layout.bits[way] for state in states for way in ways]
        for state in states:
            yield self._first(state)
