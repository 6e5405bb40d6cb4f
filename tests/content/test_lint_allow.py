"""Comments that allow a warning: where they stand, what they need, and what they cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import check
from tests.content.small_pack import FILES, SHORT_NAMES, changed, write

NEEDLESS = (", locked: true", "")
"""What makes the small pack unlock a file that is open anyway: a warning at one line."""
LEDGER = "  - {filename: ledger.txt, size_kb: 3, by: ben}\n"
ALLOW = "# lint: allow needless-unlock because it is locked in act two"


def with_comment(above: str = "", behind: str = "") -> dict[str, str | None]:
    """The small pack with one warning, and a comment above or behind its line."""
    files = changed("mail", *NEEDLESS)
    name = SHORT_NAMES["mail"]
    text = files[name]
    assert text is not None
    line = LEDGER.rstrip("\n") + behind + "\n"
    files[name] = text.replace(LEDGER, (f"  {above}\n" if above else "") + line)
    return files


def codes(folder: Path, changes: dict[str, str | None]) -> list[str]:
    return [problem.code for problem in check(write(folder, changes)).problems]


@pytest.mark.parametrize(
    "changes",
    [
        with_comment(above=ALLOW),
        with_comment(behind=f"  {ALLOW}"),
        with_comment(above=f"{ALLOW}\n\n  # and more about it"),
    ],
    ids=["above", "behind", "above another comment"],
)
def test_a_warning_is_allowed_at_its_line(tmp_path: Path, changes: dict[str, str | None]) -> None:
    found = check(write(tmp_path, changes))
    assert found.problems == []
    (allowed,) = found.allowed
    assert allowed.problem.code == "needless-unlock"
    assert allowed.reason == "it is locked in act two"


def test_without_a_comment_the_warning_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, with_comment()) == ["needless-unlock"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# lint: allow needless-unlock", "gives no reason"),
        ("# lint: allow needless-unlock because", "allows nothing"),
        ("# lint: allow needless-unlok because of act two", "no rule 'needless-unlok'"),
        ("# lint: skip needless-unlock because of act two", "allows nothing"),
        ("# lint: allow no-lure because she has none", "is an error"),
        ("# lint: allow never-false because it may be", "not told by the linter"),
    ],
)
def test_a_comment_that_is_amiss_is_an_error_and_allows_nothing(
    tmp_path: Path, comment: str, message: str
) -> None:
    found = check(write(tmp_path, with_comment(above=comment)))
    (amiss,) = [problem for problem in found.problems if problem.severity == "error"]
    assert amiss.code == "bad-allowance"
    assert message in amiss.message
    assert amiss.remedy
    assert "needless-unlock" in {problem.code for problem in found.problems}
    assert found.allowed == []


def test_an_unknown_rule_in_a_comment_is_told_with_the_nearest(tmp_path: Path) -> None:
    comment = "# lint: allow needless-unlok because of act two"
    found = check(write(tmp_path, with_comment(above=comment)))
    (amiss,) = [problem for problem in found.problems if problem.severity == "error"]
    assert amiss.remedy == "Did you mean 'needless-unlock'?"


def test_an_error_is_never_allowed(tmp_path: Path) -> None:
    """Not even by a comment that is written for its line and its code."""
    lure = "    lure: authority\n"
    comment = "  # lint: allow no-lure because it tempts by itself\n  - id: big-page\n"
    text = FILES[SHORT_NAMES["mail"]].replace(lure, "").replace("  - id: big-page\n", comment)
    found = codes(tmp_path, {SHORT_NAMES["mail"]: text})
    assert sorted(found) == ["bad-allowance", "no-lure"]


def test_a_comment_that_serves_nothing_is_told_where_it_stands(tmp_path: Path) -> None:
    text = FILES[SHORT_NAMES["call"]]
    found = check(write(tmp_path, {SHORT_NAMES["call"]: f"{ALLOW}\n{text}"}))
    (unused,) = found.problems
    assert (unused.code, unused.severity, unused.place.line) == ("unused-allowance", "error", 1)


def test_a_comment_allows_its_own_line_alone(tmp_path: Path) -> None:
    files = with_comment()
    name = SHORT_NAMES["mail"]
    text = files[name]
    assert text is not None
    files[name] = text.replace('subject: "An', f'{ALLOW}\nsubject: "An')
    assert sorted(codes(tmp_path, files)) == ["needless-unlock", "unused-allowance"]


def test_words_in_a_text_are_no_comment(tmp_path: Path) -> None:
    text = FILES[SHORT_NAMES["mail"]].replace(
        "      Ada, the largest page", f"      {ALLOW}\n      Ada, the largest page"
    )
    assert ALLOW in text
    found = codes(tmp_path, {SHORT_NAMES["mail"]: text})
    assert not {"unused-allowance", "bad-allowance"} & set(found)


def test_the_text_of_a_mail_is_allowed_by_the_last_line_of_its_front_matter(
    tmp_path: Path,
) -> None:
    mail = FILES[SHORT_NAMES["mail"]].replace("We want an", "We want an order page.\n" * 40 + "A")
    assert codes(tmp_path / "told", {SHORT_NAMES["mail"]: mail}) == ["long-mail"]
    comment = "# lint: allow long-mail because Ada counts every loaf\n---\nDear all"
    mail = mail.replace("---\nDear all", comment)
    assert codes(tmp_path / "allowed", {SHORT_NAMES["mail"]: mail}) == []


def test_the_text_of_an_attachment_is_allowed_at_the_mail_that_brings_it(tmp_path: Path) -> None:
    log = {SHORT_NAMES["oven_log"]: FILES[SHORT_NAMES["oven_log"]] + "the color of rye\n"}
    assert codes(tmp_path / "told", {**log}) == ["us-spelling"]
    mail = FILES[SHORT_NAMES["mail"]].replace(
        "  - {filename: oven_log.txt",
        "  # lint: allow us-spelling because Ben learned it from films\n"
        "  - {filename: oven_log.txt",
    )
    assert codes(tmp_path / "allowed", {**log, SHORT_NAMES["mail"]: mail}) == []


def test_in_a_pack_with_faults_no_comment_is_called_unused(tmp_path: Path) -> None:
    """Nobody has looked at all of its writing yet."""
    files = with_comment(above=ALLOW)
    name = SHORT_NAMES["mail"]
    text = files[name]
    assert text is not None
    files[name] = text.replace("tone: firm", "tone: stern")
    found = codes(tmp_path, files)
    assert "bad-value" in found
    assert not {"unused-allowance", "needless-unlock"} & set(found)
