"""The campaign between its missions: every door, every gate, every flag, and whole careers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from content.cards import TREES, card_of
from content.explorer import campaign_rules as rules
from content.explorer.career import Career, Player, facts_of, lasts, steady, worst
from content.explorer.grades import Grades
from content.explorer.layout import conditions
from content.folder import PackFolder
from content.loader import Pack
from content.problem import Problem, Rule
from content.source import Place
from engine import conditions as c
from engine import unlocks as u
from engine.unlocks import Facts, Tree, door
from engine.ways import Ways

MOST_FLAGS = 12
"""Flags of one door up to which every set of them is tried."""
BEST = 100
FAIR, SHORT = 60, 55
"""Scores of the players who are sent through: one that must do, and one that must not."""
ORDERS = 40
"""Orders of play that are tried for each player."""
CHANCE = (40, 100)
"""The scores of a player whom chance plays."""


@dataclass(frozen=True)
class Door:
    """One mission's door, and the shortest way to it."""

    slug: str
    opens: bool
    way: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One sort of player, sent through the whole campaign."""

    player: str
    finished: int
    of: int
    replays: int
    says: str


@dataclass(frozen=True)
class Campaign:
    """What was found out about the doors."""

    missions: tuple[Door, ...]
    runs: tuple[Run, ...]
    bounds: tuple[str, ...]
    problems: tuple[Problem, ...]

    def lines(self) -> Iterator[str]:
        """The campaign as plain lines."""
        opened = sum(one.opens for one in self.missions)
        yield f"campaign: {opened} of {len(self.missions)} missions can be unlocked"
        for one in self.missions:
            mark = "✓" if one.opens else "✗"
            yield f"  {mark} {one.slug:<28} {', '.join(one.way) or 'open'}"
        for run in self.runs:
            yield f"  {run.player}: {run.says}"
        for bound in self.bounds:
            yield f"  ~ {bound}"
        for problem in self.problems:
            yield f"  {problem}"


class _Doors:
    """The doors of a pack, with what each mission may score and raise."""

    def __init__(self, pack: Pack, folder: PackFolder, grades: Mapping[str, Grades]) -> None:
        self.pack = pack
        self.folder = folder
        self.cards = {card.slug: card for card in pack.cards}
        self.trees = {
            card.slug: door(card.unlock_conditions, card.prerequisites) for card in pack.cards
        }
        self.flags: dict[str, tuple[str, ...]] = {}
        for slug, mission in folder.missions.items():
            fitted = card_of(mission)
            self.flags[slug] = tuple(getattr(fitted.form, "flags", ())) if fitted else ()
        self.most = {
            slug: grades[slug].highest if slug in grades and grades[slug].witnesses else BEST
            for slug in self.cards
        }
        self.raised_in = {flag: slug for slug, flags in self.flags.items() for flag in flags}

    def place(self, slug: str) -> Place:
        """The prerequisites of a mission, or its card."""
        fitted = card_of(self.folder.missions[slug])
        if fitted is None:
            return self.folder.missions[slug].place
        field = next((f for f in reversed(TREES) if getattr(fitted.form, f)), "slug")
        return fitted.place((field,), key=True)

    def flag_place(self, flag: str) -> Place:
        """Where a flag is declared."""
        slug = self.raised_in[flag]
        fitted = card_of(self.folder.missions[slug])
        if fitted is None:
            return self.folder.missions[slug].place
        return fitted.place(("flags", self.flags[slug].index(flag)))


def campaign(pack: Pack, folder: PackFolder, grades: Mapping[str, Grades]) -> Campaign:
    """Explores the doors between missions.

    Args:
        pack: the missions, stubs among them.
        folder: the files that they were read from.
        grades: what missions were found to score; of others, anything is believed.
    """
    doors = _Doors(pack, folder, grades)
    problems = [*_gates(doors), *_flags(doors), *_only_keys(doors)]
    ways = tuple(_ways(doors))
    problems += [
        _problem(rules.NEVER_OPENS, doors.place(one.slug), f"No play opens '{one.slug}'.")
        for one in ways
        if not one.opens
    ]
    runs, stuck = _runs(doors)
    problems += stuck
    stubs = [card for card in pack.cards if not card.playable]
    believed = "any score up to 100 is believed of them, and every flag that their cards declare."
    bounds = [
        f"{len(stubs)} missions are announced and not written: {believed}",
        f"Each player was sent through in {ORDERS} orders, drawn by seed.",
    ]
    measured = sorted(slug for slug in grades if grades[slug].witnesses)
    bounds.append(
        f"Scores were measured of {', '.join(measured)}."
        if measured
        else "No scores were measured: any score up to 100 is believed of every mission."
    )
    return Campaign(ways, tuple(runs), tuple(bounds), tuple(sorted(problems, key=_order)))


def _order(problem: Problem) -> tuple[Place, str, str]:
    return problem.place, problem.code, problem.message


def _problem(rule: Rule, place: Place, message: str) -> Problem:
    return Problem(rule.severity, rule.code, place, message, rule.remedy)


def _leaves(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, u.All | u.Any_ | u.Not | u.AtLeast):
        for inner in tree.conditions:
            yield from _leaves(inner)
    else:
        yield tree


def _gates(doors: _Doors) -> Iterator[Problem]:
    """Every score, skill and level that a door asks for, on whatever way, can be had."""
    for slug, tree in doors.trees.items():
        others = {name: most for name, most in doors.most.items() if name != slug}
        best = facts_of(doors.pack.cards, others)
        for leaf in _leaves(tree):
            if isinstance(leaf, u.SkillsUnlocked | u.PlayerLevel) and not leaf.holds(best):
                had = leaf.explain(best)
                short = [part for part in had.inner or (had,) if not part.met]
                asked = ", ".join(f"{part.words} {part.have}" for part in short)
                message = f"'{slug}' asks for more than all other missions give: {asked}."
                yield _problem(rules.GATE, doors.place(slug), message)
            if not isinstance(leaf, u.MissionsCompleted):
                continue
            for mission in leaf.mission_ids:
                most = doors.most.get(mission, BEST)
                if leaf.minimum_score > most:
                    message = (
                        f"'{slug}' asks for {leaf.minimum_score} in '{mission}', where {most} is "
                        "the most that was found."
                    )
                    yield _problem(rules.GATE, doors.place(slug), message)


def _flags(doors: _Doors) -> Iterator[Problem]:
    """Every flag is asked about somewhere else than in its own mission."""
    read: set[str] = set()
    for tree in doors.trees.values():
        read |= {leaf.flag for leaf in _leaves(tree) if isinstance(leaf, u.FlagSet)}
    for folder in doors.folder.missions.values():
        read |= {*folder.stub.form.asks} if folder.stub else set()
    for mission in doors.pack.missions:
        for condition in conditions(mission):
            for atom in c.atoms(condition):
                if isinstance(atom, c.Flagged) and atom.flag not in mission.flags:
                    read.add(atom.flag)
                    if atom.flag not in doors.raised_in:
                        message = f"'{mission.slug}' asks for the flag '{atom.flag}'."
                        place = doors.folder.missions[mission.slug].place
                        yield _problem(rules.UNSET, place, message)
    for flag, slug in doors.raised_in.items():
        if flag not in read:
            message = f"Nothing yet asks for '{flag}', which '{slug}' raises."
            yield _problem(rules.UNREAD, doors.flag_place(flag), message)


def _only_keys(doors: _Doors) -> Iterator[Problem]:
    """No set of flags, raised or not, keeps a door shut to whoever has done all else."""
    everything = tuple((slug, BEST) for slug in doors.cards)
    skills: dict[str, int] = {}
    for card in doors.cards.values():
        for points in card.skills:
            skills[points.name] = skills.get(points.name, 0) + points.value
    for slug, tree in doors.trees.items():
        flags = sorted({leaf.flag for leaf in _leaves(tree) if isinstance(leaf, u.FlagSet)})
        others = tuple((name, score) for name, score in everything if name != slug)
        for raised in product((False, True), repeat=min(len(flags), MOST_FLAGS)):
            held = tuple(flag for flag, up in zip(flags, raised, strict=False) if up)
            facts = Facts(
                completed=others,
                level=99,
                skills=tuple(sorted(skills.items())),
                flags=held,
                energy=BEST,
            )
            if not tree.holds(facts):
                names = ", ".join(held) or "none of its flags"
                message = f"'{slug}' stays shut with {names}, whatever else was done."
                yield _problem(rules.ONLY_KEY, doors.place(slug), message)
                break


def _ways(doors: _Doors) -> Iterator[Door]:
    """The shortest way to each mission for a newcomer, with flags at their worst."""
    for slug in doors.cards:
        facts = worst(doors.trees, doors.raised_in)
        ways = Ways(doors.pack.cards, doors.trees, facts, 0)
        way = ways.nearest(slug)
        if way is None:
            yield Door(slug, False, ())
            continue
        steps = tuple(
            f"{doors.cards[s.slug].code}" + (f" {s.score}" if s.score else "") for s in way.steps
        )
        reachable = all(step.score <= doors.most[step.slug] for step in way.steps)
        yield Door(slug, reachable, steps)


def _runs(doors: _Doors) -> tuple[list[Run], list[Problem]]:
    total = len(doors.cards)
    runs, problems = [], []
    for score, must in ((FAIR, True), (SHORT, False)):
        player = Player(f"{score} everywhere, flags at their worst", steady(score))
        careers = [_career(doors, player, seed) for seed in range(ORDERS)]
        finished = min(len(career.completed) for career in careers)
        replays = max(career.replays for career in careers)
        says = f"{finished} of {total} missions, at most {replays} replays"
        runs.append(Run(player.name, finished, total, replays, says))
        stuck = finished < total or (must and replays)
        if stuck:
            shut = sorted(set(doors.cards) - set(careers[0].completed))
            message = f"A player with {score} everywhere gets to {finished} of {total}: {shut}."
            problems.append(_problem(rules.STUCK, doors.place(next(iter(doors.cards))), message))
        if not must and not replays:
            message = f"A player with {score} everywhere never has to play anything again."
            problems.append(_problem(rules.TOO_EASY, doors.place(next(iter(doors.cards))), message))
    chance = [_chance(doors, seed) for seed in range(ORDERS)]
    again = [career.replays for career in chance]
    finished = min(len(career.completed) for career in chance)
    says = f"{finished} of {total} missions, {sum(again) / len(again):.1f} replays on average"
    runs.append(Run("by chance, 40 to 100", finished, total, max(again), says))
    return runs, problems


def _chance(doors: _Doors, seed: int) -> Career:
    drawn = random.Random(seed)  # noqa: S311
    scores = {slug: drawn.randint(*CHANCE) for slug in doors.cards}
    return _career(doors, Player("chance", lambda slug: scores[slug]), seed)


def _career(doors: _Doors, player: Player, seed: int) -> Career:
    return lasts(doors.pack.cards, doors.trees, doors.raised_in, doors.most, player, seed)
