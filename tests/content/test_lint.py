"""The linter: every rule catches a breach, and sound writing passes."""

from pathlib import Path

import pytest

from content.fitting import Fitted
from content.lint.decisions import Decision
from content.lint.prose import real_domains, unwritten
from content.lint.shares import at_least, at_most, check_shares
from content.loader import lint, load_pack
from content.problem import Report
from content.reader import parse_yaml
from content.source import Place
from engine.conditions import Known
from engine.dialogue import Aftermath, BestWhen, Effects, Option
from engine.mail import Series
from tests.content.small_pack import FILES, HERE, LATER, PACK, PEOPLE, SHORT_NAMES, write


def replaced(*edits: tuple[str, str, str]) -> dict[str, str | None]:
    """Files after several replacements, each of a text that stands there exactly once."""
    texts: dict[str, str | None] = {}
    for short, old, new in edits:
        name = SHORT_NAMES[short]
        text = texts.get(name) or FILES[name]
        assert text.count(old) == 1, (old, text.count(old))
        texts[name] = text.replace(old, new)
    return texts


def test_sound_writing_passes(tmp_path: Path) -> None:
    assert lint(write(tmp_path)) == []


def test_a_missing_term_is_told_with_its_place_and_remedy(tmp_path: Path) -> None:
    line = '  - {term: "lag", says: "Of lag."}\n'
    (found,) = lint(write(tmp_path, replaced(("pack", line, ""))))
    assert found.message == "The glossary explains nowhere: lag."
    assert PACK.splitlines()[found.place.line - 1].startswith("glossary:")
    assert found.place.file.endswith("pack.yaml")
    assert "Add a term with its sentence to `glossary`" in found.remedy
    by_another = replaced(
        ("pack", line, ""), ("pack", "{term: replicas,", "{term: replicas, also: [lag],")
    )
    assert lint(write(tmp_path, by_another)) == []


def test_a_pack_without_a_glossary_is_told_once(tmp_path: Path) -> None:
    found = lint(write(tmp_path, {"pack.yaml": PACK[: PACK.index("glossary:")]}))
    assert [problem.code for problem in found] == ["unexplained-setting", "missing-term"]


def test_a_word_that_two_terms_explain_is_told(tmp_path: Path) -> None:
    twice = replaced(("pack", "{term: replicas,", "{term: replicas, also: [lag],"))
    (found,) = lint(write(tmp_path, twice))
    assert (found.code, found.place.file.endswith("pack.yaml")) == ("duplicate-id", True)
    assert "The term 'lag' is declared twice" in found.message


def test_a_component_explains_its_settings_and_says_how_it_fails(tmp_path: Path) -> None:
    app = FILES["components/app_server.yaml"]
    own = app.replace("label: Replicas,", 'label: Replicas, says: "How many ovens.",')
    bare = PACK.replace('  - {term: replicas, says: "How many ovens."}\n', "")
    changes: dict[str, str | None] = {"pack.yaml": bare, "components/app_server.yaml": own}
    assert lint(write(tmp_path, changes)) == []
    changes["components/app_server.yaml"] = own.replace("It fills.", "full")
    (found,) = lint(write(tmp_path, changes))
    assert (found.code, found.place.file.endswith("app_server.yaml")) == ("no-sentence", True)


def test_a_missing_walkthrough_is_told(tmp_path: Path) -> None:
    found = lint(write(tmp_path, {f"{HERE}/walkthroughs/poor.yaml": None}))
    assert [problem.code for problem in found] == ["no-walkthrough"]


def test_somebody_who_never_appears_is_told(tmp_path: Path) -> None:
    cyd = "  - {id: cyd, name: Cyd, role: None, organisation: firm, email: c@firm.example,\n"
    changes = replaced(("mission", "people: [ada, ben, mina]", "people: [ada, ben, mina, cyd]"))
    people = f"{PEOPLE}{cyd}     short: Cyd, initials: C}}\n"
    found = lint(write(tmp_path, {**changes, "people.yaml": people}))
    assert [problem.code for problem in found] == ["unused-person"]


def test_a_pack_with_nothing_to_check_fails(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {name: None for name in FILES if name.startswith(HERE)}
    changes["pack.yaml"] = PACK.replace("small-order, ", "")
    changes["missions/later-order/mission.yaml"] = (
        LATER[: LATER.index("prereq")] + "playable: false\n"
    )
    assert "nothing-checked" in {problem.code for problem in lint(write(tmp_path, changes))}


def test_warnings_do_not_stand_in_the_way_of_loading(tmp_path: Path) -> None:
    load_pack(write(tmp_path, replaced(("mail", ", locked: true", ""))))


def decision(
    name: str, best: str, *others: str, cost: bool = True, fixed: bool = False
) -> Decision:
    """A node of one best option and others, seen from its lengths alone."""
    after = Aftermath(happened="x", why="x")
    effects = Effects(trust=-1 if cost else 1)
    options = tuple(
        Option(
            id=f"o{n}", say=text, tactic="t", tone="plain", worth=0, effects=effects, after=after
        )
        for n, text in enumerate((best, *others))
    )
    cases = (BestWhen(option="o0"),)
    if not fixed:
        cases = (BestWhen(when=Known(fact="f"), option="o1"), *cases)
    root = parse_yaml("a: 1", Place("call.yaml"), Report())
    return Decision(
        name=name,
        fitted=Fitted(Effects(), root),
        path=(),
        options_path=(),
        options=options,
        best=cases,
        signal="s",
        in_mail=False,
    )


SHORT, MIDDLE, LONG = "aaaa", "aaaaa", "aaaaaa"


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ([decision("n", LONG, SHORT, MIDDLE) for _ in range(12)], "best-longest"),
        ([decision("n", MIDDLE, SHORT, LONG) for _ in range(24)], "best-never-shortest"),
        ([decision("n", "a?", "b", "ccc") for _ in range(12)], "best-asks"),
        ([decision("n", SHORT, MIDDLE, LONG, cost=False) for _ in range(14)], "best-is-free"),
        ([decision("n", SHORT, MIDDLE, LONG, fixed=True) for _ in range(12)], "fixed-best"),
    ],
)
def test_a_share_beyond_chance_is_told(nodes: list[Decision], code: str) -> None:
    report = Report()
    check_shares(nodes, Place("mission.yaml"), report)
    assert code in {problem.code for problem in report.problems}


def test_shares_within_chance_are_not_told() -> None:
    nodes = [decision("n", LONG, SHORT, MIDDLE), decision("n", SHORT, MIDDLE, LONG)]
    report = Report()
    check_shares(nodes, Place("mission.yaml"), report)
    assert report.problems == []


def test_binomial_tails() -> None:
    assert at_least(0, 5, 0.3) == pytest.approx(1)
    assert at_least(1, 3, 0.5) == pytest.approx(7 / 8)
    assert at_most(1, 3, 0.5) == pytest.approx(0.5)
    assert at_least(2, 10, 0.25) + at_most(1, 10, 0.25) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("write to a.b@shop.example", []),
        ("write to a.b@shop.com today", ["shop.com"]),
        ("https://shop.example.org/x", ["shop.example.org"]),
        ("see ledger.txt and 09.40 and e.g. this", []),
        ("www.shop.example", []),
        ("shop.com.example and parcels.io.", ["parcels.io"]),
        ("AMAZON.CO.UK; see www.shop.it", ["AMAZON.CO.UK", "shop.it"]),
        ("Stop.In a log.txt, at 10.de-lis", []),
    ],
)
def test_real_domains_are_found(text: str, hosts: list[str]) -> None:
    assert [host for _, host in real_domains(text)] == hosts


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("08:00  8,900 ms  12%\n09:00  0.5 ms  3%", []),
        ("08:00  8900 ms  12%\n09:00  0.50 ms", []),
        ("08:00  89,000 ms\n09:00  10.5 ms", ["8900", "0.5"]),
        ("08:0  8,900 ms\n09:00  0.5 ms", ["08:00"]),
    ],
)
def test_a_series_holds_what_its_text_says_and_nothing_else(text: str, missing: list[str]) -> None:
    series = Series(name="Wait", unit="ms", x=("08:00", "09:00"), values=(8900, 0.5))
    assert unwritten(series, text) == missing


def test_a_playtest_is_read_and_its_missions_must_be_played(tmp_path: Path) -> None:
    script = """\
format: 1
missions:
  - {mission: small-order, steps: [opne: first-order], expect: {status: open}}
  - {mission: smal-order, expect: {status: open}}
"""
    pack = write(tmp_path, {"playtests/act.yaml": script})
    told = [(p.code, p.place.line, p.remedy) for p in lint(pack)]
    assert told == [
        ("script", 3, "Did you mean 'open'?"),
        ("unknown-mission", 4, "Did you mean 'small-order'?"),
    ]
